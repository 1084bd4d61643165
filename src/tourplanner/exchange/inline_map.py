"""The drawn map as an element of a web page."""

from __future__ import annotations

from collections.abc import Collection

from markupsafe import Markup

from tourplanner.domain.roadbook import Roadbook
from tourplanner.mapping.svg_map import Sheet, svg_map

WIDTH_MM, HEIGHT_MM = 110.0, 130.0
"""For a screen held upright; the page scales it."""


def inline_map(roadbook: Roadbook, days: Collection[int] | None = None) -> Markup:
    """The map of the whole tour, or of the days with these numbers, without the key: the tables
    of the page have every number. Its texts are escaped by its drawer."""
    sheet = Sheet(
        width_mm=WIDTH_MM,
        height_mm=HEIGHT_MM,
        days=days,
        has_key=False,
        has_left_out=days is None,
    )
    text = svg_map(roadbook, sheet).text
    return Markup(text[text.index("<svg") :])  # noqa: S704
