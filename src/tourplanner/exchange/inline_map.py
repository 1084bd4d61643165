"""The drawn maps of a tour as elements of a web page."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from tourplanner.domain.roadbook import Roadbook
from tourplanner.mapping.style import LIGHT
from tourplanner.mapping.svg_map import Sheet, svg_map
from tourplanner.mapping.tiles import PackSource

WIDTH_MM, HEIGHT_MM = 110.0, 130.0
"""For a screen held upright; the page scales it."""


@dataclass(frozen=True, slots=True)
class DayMaps:
    """Maps by the number of their day, and the days whose maps found no room."""

    drawings: Mapping[int, Markup]
    left_out: tuple[int, ...] = ()


def inline_map(
    roadbook: Roadbook, days: Collection[int] | None = None, pack: PackSource | None = None
) -> Markup:
    """The map of the whole tour, or of the days with these numbers, without the key: the tables
    of the page have every number. Its texts are escaped by its drawer."""
    sheet = Sheet(
        width_mm=WIDTH_MM,
        height_mm=HEIGHT_MM,
        days=days,
        has_key=False,
        has_left_out=days is None,
        page=LIGHT.paper,
    )
    text = svg_map(roadbook, sheet, pack=pack).text
    return Markup(text[text.index("<svg") :])  # noqa: S704


def day_maps(roadbook: Roadbook, pack: PackSource, room_bytes: int) -> DayMaps:
    """A map on the pack's streets for each day with visits, the small ones first while they find
    room: a page that is too large opens on no phone."""
    drawn = {
        day.number: inline_map(roadbook, (day.number,), pack) for day in roadbook.days if day.visits
    }
    sizes = {number: len(drawing.encode()) for number, drawing in drawn.items()}
    kept: set[int] = set()
    for number in sorted(sizes, key=lambda each: (sizes[each], each)):
        if sizes[number] > room_bytes:
            break
        kept.add(number)
        room_bytes -= sizes[number]
    return DayMaps(
        {number: drawing for number, drawing in drawn.items() if number in kept},
        tuple(number for number in drawn if number not in kept),
    )
