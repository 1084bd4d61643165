"""What of a tour works without a network, what is missing for that, what has become old."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tourplanner.area.manifest import Manifest
from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.site import City, Site
from tourplanner.domain.tour import Tour
from tourplanner.i18n import N_, _, ngettext
from tourplanner.usecases.new_tour import known_city

OLD_AFTER = timedelta(days=365)
"""Opening hours and streets change within a year or so; our choice."""


class Readiness(StrEnum):
    """How well something is prepared."""

    WORKS = "works"
    MISSING = "missing"
    OLD = "old"


READINESS_LABELS = {
    Readiness.WORKS: N_("Works without a network"),
    Readiness.MISSING: N_("Missing"),
    Readiness.OLD: N_("Old, or still to be confirmed"),
}


@dataclass(frozen=True, slots=True)
class ReadyLine:
    """One thing, and how it stands with it, in a sentence."""

    topic: str
    state: Readiness
    text: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """What lies on this machine beside the catalogue."""

    pack: Manifest | None
    """Of the streets in use."""
    fonts: int
    """How many font files the papers have."""


def offline_readiness(
    tour: Tour, catalogue: SiteCatalogue, prepared: Prepared, today: date
) -> tuple[ReadyLine, ...]:
    """Every line, in the order in which a traveller needs things."""
    city = known_city(catalogue, tour.preferences.city)
    sites = catalogue.sites_of(city.id)
    return (
        *_program(prepared.fonts),
        *_places(city, sites, today),
        _holidays(city, tour, catalogue),
        *_streets(city, sites, prepared.pack, today),
        _own_minutes(tour),
    )


def _program(fonts: int) -> Iterator[ReadyLine]:
    text = _("Search, planning, checks, papers and files need no network.")
    yield ReadyLine(_("Program"), Readiness.WORKS, text)
    if fonts:
        text = ngettext(
            "{count} font file comes with the program; papers use no other.",
            "{count} font files come with the program; papers use no other.",
            fonts,
        )
        yield ReadyLine(_("Fonts"), Readiness.WORKS, text.format(count=fonts))
    else:
        text = _("The fonts of the papers are not there. Install the program anew.")
        yield ReadyLine(_("Fonts"), Readiness.MISSING, text)


def _places(city: City, sites: tuple[Site, ...], today: date) -> Iterator[ReadyLine]:
    topic = _("Places")
    checked = sorted(site.checked for site in sites if site.checked is not None)
    if checked:
        is_old = checked[0] < (today - OLD_AFTER).isoformat()
        text = ngettext(
            "{count} place of {city} has been looked up, {first} at the earliest.",
            "{count} places of {city} have been looked up, {first} at the earliest.",
            len(checked),
        ).format(count=len(checked), city=city.names.first, first=checked[0])
        yield ReadyLine(topic, Readiness.OLD if is_old else Readiness.WORKS, text)
    unchecked = len(sites) - len(checked)
    if unchecked:
        text = ngettext(
            "For {count} place of {city} nobody has noted when it was looked up.",
            "For {count} places of {city} nobody has noted when they were looked up.",
            unchecked,
        )
        text = text.format(count=unchecked, city=city.names.first)
        yield ReadyLine(topic, Readiness.MISSING, text)
    if not sites:
        text = _("No place of {city} is known.").format(city=city.names.first)
        yield ReadyLine(topic, Readiness.MISSING, text)


def _holidays(city: City, tour: Tour, catalogue: SiteCatalogue) -> ReadyLine:
    topic = _("Public holidays")
    known = catalogue.holidays(city.country)
    years = {day.year for day in tour.preferences.dates}
    if not known.covered_years:
        return ReadyLine(topic, Readiness.MISSING, _("None are known for this country."))
    last = max(known.covered_years)
    if not years <= known.covered_years:
        text = _("Known up to {year}; the tour lies outside, its holidays are not known.")
        return ReadyLine(topic, Readiness.MISSING, text.format(year=last))
    if years & known.provisional_years:
        text = _("Known up to {year}; those of the tour rest on the law, the notice was not out.")
        return ReadyLine(topic, Readiness.OLD, text.format(year=last))
    return ReadyLine(topic, Readiness.WORKS, _("Known up to {year}.").format(year=last))


def _streets(
    city: City, sites: tuple[Site, ...], pack: Manifest | None, today: date
) -> Iterator[ReadyLine]:
    topic = _("Streets")
    if pack is None:
        text = _("None: the ground is a sketch and journeys are estimates. Make or open a pack.")
        yield ReadyLine(topic, Readiness.MISSING, text)
        return
    yield _age(pack, today)
    inside = sum(pack.box.contains(site.point.at) for site in sites)
    text = _("“{pack}” covers {inside} of the {all} places of {city}.").format(
        pack=pack.title, inside=inside, all=len(sites), city=city.names.first
    )
    is_whole = inside == len(sites)
    yield ReadyLine(topic, Readiness.WORKS if is_whole else Readiness.MISSING, text)
    yield _heights(pack)


def _age(pack: Manifest, today: date) -> ReadyLine:
    topic = _("Streets")
    if pack.data_date is None:
        text = _("“{pack}” does not say how old its map data is.").format(pack=pack.title)
        return ReadyLine(topic, Readiness.OLD, text)
    day = pack.data_date.date()
    text = _("“{pack}” has map data of {day}.").format(pack=pack.title, day=day.isoformat())
    is_old = day < today - OLD_AFTER
    return ReadyLine(topic, Readiness.OLD if is_old else Readiness.WORKS, text)


def _heights(pack: Manifest) -> ReadyLine:
    topic = _("Heights")
    if pack.heights is None:
        text = _("None: hills cost no time. Make the streets with a file of heights.")
        return ReadyLine(topic, Readiness.MISSING, text)
    if pack.heights.missing:
        squares = ", ".join(pack.heights.missing)
        text = _("No file was given of {squares}: hills there cost no time.")
        return ReadyLine(topic, Readiness.MISSING, text.format(squares=squares))
    text = _("Hills count in walking and cycling times.")
    return ReadyLine(topic, Readiness.WORKS, text)


def _own_minutes(tour: Tour) -> ReadyLine:
    count = len(tour.own_legs)
    text = ngettext(
        "{count} journey has minutes of your own, kept in the tour.",
        "{count} journeys have minutes of your own, kept in the tour.",
        count,
    )
    return ReadyLine(_("Your own minutes"), Readiness.WORKS, text.format(count=count))
