"""A roadbook as one web page for phones: readable without network and without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tourplanner.domain.roadbook import Roadbook
from tourplanner.exchange.html_book import MOST_CODES, html_book, trusted
from tourplanner.exchange.inline_map import day_maps, inline_map
from tourplanner.exchange.jsonld import trip_node
from tourplanner.i18n import _, language, listed, ngettext
from tourplanner.mapping.features import features
from tourplanner.mapping.page import (
    SCRIPTS,
    STYLES,
    asset_text,
    content_policy,
    map_parts,
    script_json,
    theme_rules,
)
from tourplanner.mapping.tiles import PackSource
from tourplanner.paths import resource

POLICY_PLACE = "policy-of-this-page"
FORBIDDEN = re.compile(
    "[\0-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
"""Control characters and code points that are none: no page may hold them."""

LARGEST_BYTES, SPARE_BYTES = 2_000_000, 20_000
"""What a phone opens at once; what goes around the maps, and what has to be said of them."""
CODES_TRIED = (MOST_CODES, MOST_CODES // 2, 0)
"""A long tour has codes for its first places only."""


def write_html(roadbook: Roadbook, made_on: datetime, pack: PackSource | None = None) -> bytes:
    """One UTF-8 file with everything in it: it asks for nothing when opened, anywhere.

    Where no script runs the map is a drawing; with scripts it is folium's, of the same features
    as in the window. With a `pack` each day has a drawing on its streets, as far as the file stays
    small enough for a phone. Imports folium, which takes a second.
    """
    parts = map_parts()
    scripts = "\n".join((asset_text(SCRIPTS), parts.script, asset_text(("roadbook.js",))))
    page = templates().get_template("roadbook.html.j2")
    shown: dict[str, object] = {
        "policy_place": POLICY_PLACE,
        "page_language": page_language(),
        "words": page_words(),
        "map_styles": trusted(theme_rules() + asset_text(STYLES)),
        "map_body": trusted(parts.body),
        "map_scripts": trusted(scripts),
        "drawing": inline_map(roadbook, pack=pack),
        "day_maps": {},
        "plan": trusted(script_json(features(roadbook))),
        "trip": trusted(script_json(trip_node(roadbook))),
    }
    more = [_("The map that moves is drawn with Leaflet and folium.")]
    for most_codes in CODES_TRIED:
        shown["book"] = html_book(roadbook, made_on, most_codes)
        made = with_policy(page.render(shown, more=more))
        if len(made) <= LARGEST_BYTES:
            break
    if pack is None:
        return made
    maps = day_maps(roadbook, pack, LARGEST_BYTES - SPARE_BYTES - len(made))
    more += [street_credit(pack), *_left_out(maps.left_out)]
    return with_policy(page.render({**shown, "day_maps": maps.drawings}, more=more))


def street_credit(pack: PackSource) -> str:
    """Whose streets the drawn maps show."""
    return _("Streets: {credit}.").format(credit=pack.attribution)


def _left_out(days: Sequence[int]) -> Iterator[str]:
    if days:
        text = ngettext(
            "The map of day {days} found no room: this file should stay below 2 MB.",
            "The maps of days {days} found no room: this file should stay below 2 MB.",
            len(days),
        )
        yield text.format(days=listed(map(str, days)))


@cache
def templates() -> Environment:
    """Our own templates; what they are given is escaped."""
    return Environment(
        loader=FileSystemLoader(resource("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )


def with_policy(page: str) -> bytes:
    """The page with the policy that lets its own blocks run and nothing else."""
    page = page.encode("utf-8", "replace").decode()  # half a surrogate pair cannot be written
    page = FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", page)
    return page.replace(POLICY_PLACE, content_policy(page), 1).encode()


def page_language() -> str:
    """The language being spoken, as the tag of a page."""
    return language().replace("_", "-")


def page_words() -> dict[str, str]:
    """The words around the rows."""
    return {
        "no_script": _("The map needs scripts. The tables below hold everything it shows."),
        "time": _("Time"),
        "stop": _("Stop"),
        "hours": _("Open that day"),
        "ticket": _("Ticket"),
        "left_out": _("Left out"),
        "site": _("Site"),
        "reason": _("Why"),
        "where": _("From the lodging"),
        "sources": _("Sources"),
        "maps": _("Open in a map"),
        "night": _("Night"),
        "cards": _("Cards for the driver"),
        "phrases": _("Sentences to point at"),
        "no_code": _("No code: this file holds codes for its first places only."),
        "code": _("Code to scan: {text}"),
        "days": _("Days"),
        "overview": _("Overview"),
    }
