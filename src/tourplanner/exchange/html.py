"""A roadbook as one web page for phones: readable without network and without scripts."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tourplanner.domain.roadbook import Roadbook
from tourplanner.exchange.html_book import html_book, trusted
from tourplanner.exchange.inline_map import inline_map
from tourplanner.exchange.jsonld import trip_node
from tourplanner.i18n import _, language
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
from tourplanner.paths import resource

POLICY_PLACE = "policy-of-this-page"
FORBIDDEN = re.compile(
    "[\0-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
"""Control characters and code points that are none: no page may hold them."""


def write_html(roadbook: Roadbook, made_on: datetime) -> bytes:
    """One UTF-8 file with everything in it: it asks for nothing when opened, anywhere.

    Where no script runs the map is a drawing; with scripts it is folium's, of the same features
    as in the window. Imports folium, which takes a second.
    """
    parts = map_parts()
    scripts = "\n".join((asset_text(SCRIPTS), parts.script, asset_text(("roadbook.js",))))
    page = (
        templates()
        .get_template("roadbook.html.j2")
        .render(
            policy_place=POLICY_PLACE,
            page_language=page_language(),
            book=html_book(roadbook, made_on),
            words=page_words(),
            map_styles=trusted(theme_rules() + asset_text(STYLES)),
            map_body=trusted(parts.body),
            map_scripts=trusted(scripts),
            drawing=inline_map(roadbook),
            plan=trusted(script_json(features(roadbook))),
            trip=trusted(script_json(trip_node(roadbook))),
        )
    )
    return with_policy(page)


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
        "drawn_with": _("The map that moves is drawn with Leaflet and folium."),
        "days": _("Days"),
        "overview": _("Overview"),
    }
