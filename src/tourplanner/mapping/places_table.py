"""Many sites as one compact table, for the page that draws them quietly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from tourplanner.domain.site import KIND_LABELS, Site, SiteKind
from tourplanner.i18n import _
from tourplanner.mapping.feature import Value
from tourplanner.mapping.wording import doubts


class PlacesTable(TypedDict):
    """Rows of [id, name, local name, latitude, longitude, kind, accuracy in metres, doubts, own].

    Kind and doubts count into `kinds` ([id, label]) and `doubts` (lists of lines).
    """

    rows: list[list[Value]]
    kinds: list[list[str]]
    doubts: list[list[str]]


def places_table(sites: Sequence[Site]) -> PlacesTable:
    """The sites in their order; texts are plain, never markup."""
    kinds = {kind: n for n, kind in enumerate(SiteKind)}
    doubt_places: dict[tuple[bool, bool, bool, int], int] = {}
    lines: list[list[str]] = []
    rows: list[list[Value]] = []
    for site in sites:
        hours, point = site.hours, site.point
        key = (site.is_own, hours.is_assumed, hours.expression is None, point.accuracy_m)
        doubt = doubt_places.get(key)
        if doubt is None:
            doubt = doubt_places[key] = len(lines)
            lines.append(list(doubts(site)))
        at = point.at
        rows.append(
            [
                site.id,
                site.names.first,
                site.names.second,
                round(at.lat, 6),
                round(at.lon, 6),
                kinds[site.kind],
                point.accuracy_m,
                doubt,
                site.is_own,
            ]
        )
    labels = [[kind.value, _(KIND_LABELS[kind])] for kind in SiteKind]
    return {"rows": rows, "kinds": labels, "doubts": lines}
