"""The numbered key and the legend of a drawn map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tourplanner.domain.roadbook import Roadbook, RoadDay
from tourplanner.domain.time_window import clock
from tourplanner.mapping.feature import Value
from tourplanner.mapping.style import Palette, day_style
from tourplanner.mapping.svg_marks import STOP_MM, Mark, sign
from tourplanner.mapping.svg_text import BOLD, fitting, width_mm, written
from tourplanner.mapping.wording import day_text, distance_text

ROW_MM = 4.4
SIZE_MM = 2.7
COLUMN_MM = 58.0
GAP_MM = 4.0
GOOD_SHARE, LARGEST_SHARE = 0.25, 0.55
"""Of the sheet: a longer key gets more columns, a much longer one is set closer."""
CLOSEST_ROW_MM = 2.8
MOST_COLUMNS = 6
LEGEND_ROW_MM = 4.6


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A line of the key: a day's heading, or one of its stops."""

    day: RoadDay
    number: int | None = None
    time: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """The key, laid out in columns."""

    columns: tuple[tuple[KeyRow, ...], ...]
    row_mm: float
    width_mm: float

    @property
    def height_mm(self) -> float:
        """Of all columns, with a little air above."""
        longest = max((len(column) for column in self.columns), default=0)
        return longest * self.row_mm + GAP_MM / 2 if longest else 0.0


def key_rows(roadbook: Roadbook, days: Sequence[RoadDay]) -> tuple[KeyRow, ...]:
    """Every number on the map, day by day, with time and names."""
    rows: list[KeyRow] = []
    for day in days:
        rows.append(KeyRow(day))
        for stop in day.visits:
            names = stop.names
            text = f"{names.first} {names.second}" if names.second else names.first
            rows.append(KeyRow(day, stop.number, clock(stop.stop.start_min), text))
    return tuple(rows)


def laid_out(rows: Sequence[KeyRow], width: float, height: float) -> Key:
    """The rows in as many columns as the sheet holds; close together where it must be."""
    if not rows:
        return Key((), ROW_MM, width)
    most = max(1, int(width // COLUMN_MM))
    count = min(2, most)
    while count < most and math.ceil(len(rows) / count) * ROW_MM > height * GOOD_SHARE:
        count += 1
    room = height * LARGEST_SHARE
    while math.ceil(len(rows) / count) * CLOSEST_ROW_MM > room and count < MOST_COLUMNS:
        count += 1
    each = math.ceil(len(rows) / count) + 1
    row = min(ROW_MM, max(room / each, 1.6))
    return Key(_columns(rows, math.ceil(len(rows) / count)), row, width)


def _columns(rows: Sequence[KeyRow], each: int) -> tuple[tuple[KeyRow, ...], ...]:
    columns: list[tuple[KeyRow, ...]] = []
    rest = list(rows)
    while rest:
        taken = rest[: each + 1] if len(rest) == each + 1 else rest[:each]
        while len(taken) > 1 and len(taken) < len(rest) and taken[-1].number is None:
            taken = taken[:-1]  # no heading alone at the foot of a column
        columns.append(tuple(taken))
        rest = rest[len(taken) :]
    return tuple(columns)


def key_svg(key: Key, top: float, palette: Palette) -> str:
    """The key from `top` millimetres downwards."""
    if not key.columns:
        return ""
    gap = GAP_MM
    width = (key.width_mm - gap * (len(key.columns) - 1)) / len(key.columns)
    size = min(SIZE_MM, key.row_mm * 0.66)
    drawn = []
    for place, column in enumerate(key.columns):
        left = place * (width + gap)
        for line, row in enumerate(column):
            middle = top + gap / 2 + (line + 0.5) * key.row_mm
            drawn.append(_row(row, left, middle, width, size, palette, key.row_mm))
    return "".join(drawn)


def _row(
    row: KeyRow,
    left: float,
    middle: float,
    width: float,
    size: float,
    palette: Palette,
    row_mm: float,
) -> str:
    style = day_style(row.day.number - 1)
    mark = Mark("stop", 0, 0, 0, 0, 0, style, row.number)
    reach = STOP_MM * (1 + 0.25 * style.rings)
    scale = min(0.82, row_mm * 0.86 / reach)
    picture = (
        f'<g transform="translate({left + 2.2:.2f} {middle:.2f}) scale({scale:.3f})">'
        f"{sign('stop', 0, 0, palette, mark)}</g>"
    )
    base = middle + size * 0.35
    if row.number is None:
        text = f"{day_text(row.day)} · {distance_text(row.day.distance_m)}"
        line = fitting(text, size * BOLD, width - 5.6)
        return picture + written(left + 5.2, base, line, size, palette.ink, weight=700)
    clock_width = width_mm("00:00", size) + 1.6
    line = fitting(row.text, size, width - 5.6 - clock_width)
    return (
        picture
        + written(left + 5.2, base, row.time, size, palette.quiet)
        + written(left + 5.2 + clock_width, base, line, size, palette.ink)
    )


def legend_svg(
    entries: Sequence[dict[str, Value]], top: float, width: float, palette: Palette
) -> tuple[str, float]:
    """The legend from `top` downwards, and how high it is."""
    drawn, x, y = [], 0.0, top + LEGEND_ROW_MM / 2
    for entry in entries:
        text = str(entry["text"])
        wide = 9.6 + width_mm(text, SIZE_MM) + 3.4
        if x and x + wide > width:
            x, y = 0.0, y + LEGEND_ROW_MM
        drawn.append(_entry(entry, x, y, palette))
        drawn.append(
            written(
                x + 9.6,
                y + SIZE_MM * 0.35,
                fitting(text, SIZE_MM, width - 9.6),
                SIZE_MM,
                palette.ink,
            )
        )
        x += wide
    return "".join(drawn), (y + LEGEND_ROW_MM / 2 - top if entries else 0.0)


def _entry(entry: dict[str, Value], x: float, y: float, palette: Palette) -> str:
    mark = str(entry["mark"])
    if mark == "day":
        style = day_style(int(str(entry["day"])) - 1)
        look = Mark("stop", 0, 0, 0, 0, 0, style)
        scale = 0.72 / (1 + 0.25 * style.rings)
        return (
            f'<g transform="translate({x + 5.4:.2f} {y:.2f}) scale({scale:.2f})">'
            f"{sign('stop', 0, 0, palette, look)}</g>"
        )
    if mark in ("estimate", "routed"):
        dash = ' stroke-dasharray="1.6 1.2"' if mark == "estimate" else ""
        return (
            f'<path d="M{x + 0.6:.2f} {y:.2f}h7.6" stroke="{palette.quiet}" '
            f'stroke-width="0.8" fill="none"{dash}/>'
        )
    if mark == "doubt":
        return f'<circle cx="{x + 5.4:.2f}" cy="{y:.2f}" r="1.5" fill="{palette.care}"/>' + written(
            x + 5.4, y + 0.85, "?", 2.4, palette.card, weight=700, anchor="middle"
        )
    if mark == "reach":
        return (
            f'<rect x="{x + 2.2:.2f}" y="{y - 1.4:.2f}" width="6" height="2.8" rx="0.6" '
            f'fill="{palette.good}" fill-opacity="0.14" stroke="{palette.good}" '
            f'stroke-width="0.35"/>'
        )
    scale = 0.75 if mark == "base" else 1.0
    return (
        f'<g transform="translate({x + 5.4:.2f} {y:.2f}) scale({scale})">'
        f"{sign(mark, 0, 0, palette)}</g>"
    )
