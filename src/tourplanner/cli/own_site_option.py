"""The options of `plan` and `replan` for places of the traveller's own."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tourplanner.cli.wish_texts import unreadable, whole_of
from tourplanner.domain import edits
from tourplanner.domain.own_site_edits import with_own_site, without_own_site
from tourplanner.domain.site import City, SiteId, SiteKind
from tourplanner.domain.tour import Tour
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _
from tourplanner.usecases.enter_own_site import WrittenSite, entered_site

FIELD = "--own-site"
FORM = "NAME @ LAT,LON | kind=KIND"
TEXTS = {
    "local": "name_local",
    "pinyin": "pinyin",
    "hours": "hours",
    "price": "price",
    "address": "address",
    "phone": "phone",
    "note": "note",
    "from": "origin",
}
NUMBERS = {"stay": "visit_min", "doubt": "doubt_m"}


def add_to(command: argparse.ArgumentParser) -> None:
    """The option, to be given as often as needed."""
    command.add_argument(
        FIELD,
        action="append",
        default=[],
        dest="own_sites",
        metavar=f"“{FORM}”",
        help=_(
            "a place of your own to visit; after “|” also wish=must, stay=MIN, local=NAME, "
            "hours=…, price=…, address=…, phone=…, note=…, doubt=METRES; kinds: {kinds}"
        ).format(kinds=", ".join(SiteKind)),
    )


def with_own_sites(tour: Tour, texts: Sequence[str], city: City, today: date) -> Tour:
    """The tour with the places that the options name, which one would like to see, or must.

    Raises InvalidEdit that names what is wrong.
    """
    for text in texts:
        head, given = _parts(text)
        own = entered_site(_written(text, head, given), tour, city, today)
        wish = edits.require if given.get("wish") == "must" else edits.prefer
        tour = wish(with_own_site(tour, own), own.id)
    return tour


def without_own_sites(tour: Tour, ids: Sequence[str]) -> Tour:
    """The tour without the places of these ids."""
    for site in ids:
        if tour.own_site(SiteId(site)) is None:
            problem = _("the tour has no place of its own with the id “{site}”.")
            raise InvalidEdit(field="--remove-own", problem=problem.format(site=site))
        tour = without_own_site(tour, SiteId(site))
    return tour


def _parts(text: str) -> tuple[str, dict[str, str]]:
    """Name and point, then what is said of the place by its field."""
    head, *parts = (part.strip() for part in text.split("|"))
    given: dict[str, str] = {}
    for part in parts:
        field, equals, value = part.partition("=")
        if not equals or field.strip() not in {*TEXTS, *NUMBERS, "kind", "wish"}:
            raise unreadable(FIELD, text, FORM)
        given[field.strip()] = value.strip()
    if given.get("wish", "like") not in {"like", "must"}:
        raise unreadable(FIELD, text, "wish=like, wish=must")
    return head, given


def _written(text: str, head: str, given: Mapping[str, str]) -> WrittenSite:
    name, at, point = head.rpartition(" @ ")
    if not at or "kind" not in given:
        raise unreadable(FIELD, text, FORM)
    if given["kind"] not in list(SiteKind):
        problem = _("“{kind}” is none of {known}.")
        known = ", ".join(SiteKind)
        raise InvalidEdit(field=FIELD, problem=problem.format(kind=given["kind"], known=known))
    written = WrittenSite(name.strip(), point.strip(), SiteKind(given["kind"]))
    texts = {TEXTS[field]: value for field, value in given.items() if field in TEXTS}
    numbers = {
        NUMBERS[field]: whole_of(FIELD, value, FORM)
        for field, value in given.items()
        if field in NUMBERS
    }
    return replace(written, **texts, **numbers)  # type: ignore[arg-type]  # by the tables above
