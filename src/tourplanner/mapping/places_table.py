"""Many sites as one compact table, for the page that draws them quietly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from tourplanner.domain.site import KIND_LABELS, Site
from tourplanner.i18n import _
from tourplanner.mapping.wording import doubts


class PlacesTable(TypedDict):
    """Columns, which a page reads several times faster than a row for each place.

    `points`: latitude, longitude, latitude, ... in millionths of a degree. `sorts` count into
    `lines`: kind, accuracy in metres, whether the traveller's own, then what is said of every
    place of that sort.
    """

    sites: list[str]
    names: list[str]
    locals: list[str | None]
    points: list[int]
    sorts: list[int]
    lines: list[list[str | int]]


def places_table(sites: Sequence[Site]) -> PlacesTable:
    """The sites in their order; texts are plain, never markup."""
    numbers: dict[tuple[object, ...], int] = {}
    lines: list[list[str | int]] = []
    sorts: list[int] = []
    points: list[int] = []
    names = [site.names for site in sites]
    for site in sites:
        hours, point = site.hours, site.point
        key = (site.kind, site.is_own, hours.is_assumed, hours.expression is None, point.accuracy_m)
        number = numbers.get(key)
        if number is None:
            number = numbers[key] = len(lines)
            label = _(KIND_LABELS[site.kind])
            lines.append([site.kind.value, point.accuracy_m, site.is_own, label, *doubts(site)])
        sorts.append(number)
        at = point.at
        points += (round(at.lat * 1_000_000), round(at.lon * 1_000_000))
    return {
        "sites": [site.id for site in sites],
        "names": [name.first for name in names],
        "locals": [name.second for name in names],
        "points": points,
        "sorts": sorts,
        "lines": lines,
    }
