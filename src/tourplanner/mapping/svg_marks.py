"""The marks of a drawn map: stops, lodgings, left-out and other places, and the legs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tourplanner.mapping.mark_svg import rings_svg
from tourplanner.mapping.style import NUMBER_BASELINES, SHAPE_PATHS, DayStyle, Palette

STOP_MM = 5.0
BASE_MM = 4.6
QUIET_MM = 2.6
ROUNDS = 60
TOUCH_MM = 0.2
LEADER_FROM_MM = 0.9


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on paper: its true point, and where it is drawn so that none covers another."""

    role: str
    x: float
    y: float
    at_x: float
    at_y: float
    radius: float
    style: DayStyle | None = None
    """Of a stop."""
    number: int | None = None
    is_doubtful: bool = False
    is_own: bool = False
    """Entered by the traveller."""

    @property
    def is_fixed(self) -> bool:
        """Lodgings stay; stops give way."""
        return self.role == "base"


def spread(marks: Sequence[Mark], width_mm: float, height_mm: float) -> tuple[Mark, ...]:
    """The marks, pushed apart until none covers another or the patience ends.

    None is pushed over the edge of the map: in a crowd they would lie on the scale bar below.
    """
    places = [[mark.x, mark.y] for mark in marks]
    for _round in range(ROUNDS):
        is_moved = False
        for i, one in enumerate(marks):
            for j in range(i + 1, len(marks)):
                is_moved = _push(places, marks, i, j, one, marks[j]) or is_moved
        for place, mark in zip(places, marks, strict=True):
            place[0] = min(max(place[0], mark.radius), width_mm - mark.radius)
            place[1] = min(max(place[1], mark.radius), height_mm - mark.radius)
        if not is_moved:
            break
    return tuple(replace(m, x=x, y=y) for m, (x, y) in zip(marks, places, strict=True))


def _push(
    places: list[list[float]], marks: Sequence[Mark], i: int, j: int, one: Mark, other: Mark
) -> bool:
    wanted = one.radius + other.radius + TOUCH_MM
    dx, dy = places[j][0] - places[i][0], places[j][1] - places[i][1]
    gap = math.hypot(dx, dy)
    if gap >= wanted or (one.is_fixed and other.is_fixed):
        return False
    if gap < 0.05:
        turn = 2 * math.pi * ((i * 7 + j) / 11)
        dx, dy, gap = math.cos(turn), math.sin(turn), 1.0
    push = (wanted - min(gap, wanted)) / gap + 0.01
    share = 1.0 if one.is_fixed or other.is_fixed else 0.5
    for place, mark, sign in ((places[i], one, -1), (places[j], other, 1)):
        if not mark.is_fixed:
            place[0] += sign * dx * push * share
            place[1] += sign * dy * push * share
    return True


def mark_drawing(mark: Mark, palette: Palette) -> str:
    """The mark itself, with a thread to its true point where it was pushed away."""
    thread = ""
    if math.hypot(mark.x - mark.at_x, mark.y - mark.at_y) > LEADER_FROM_MM:
        colour = mark.style.colour if mark.style is not None else palette.ink
        thread = (
            f'<path d="M{mark.at_x:.2f} {mark.at_y:.2f}L{mark.x:.2f} {mark.y:.2f}" '
            f'stroke="{colour}" stroke-width="0.35" fill="none"/>'
            f'<circle cx="{mark.at_x:.2f}" cy="{mark.at_y:.2f}" r="0.6" '
            f'fill="{colour}"/>'
        )
    return thread + sign(mark.role, mark.x, mark.y, palette, mark)


def sign(role: str, x: float, y: float, palette: Palette, look: Mark | None = None) -> str:
    """The sign of a role around a point; a stop's has the shape, rings and number of `look`."""
    if look is not None and look.style is not None:
        return _stop(x, y, palette, look, look.style)
    if role == "base":
        size = BASE_MM / 24
        return (
            f'<g transform="translate({x - 12 * size:.2f} {y - 12 * size:.2f}) scale({size:.4f})">'
            f'<rect x="1" y="1" width="22" height="22" rx="6" fill="{palette.ink}" '
            f'stroke="{palette.paper}" stroke-width="1.5"/>'
            f'<path d="M5.5 12L12 6.2L18.5 12M7.6 10.6V17.8h8.8V10.6" fill="none" '
            f'stroke="{palette.paper}" stroke-width="2" stroke-linecap="round" '
            f'stroke-linejoin="round"/></g>'
        )
    if role == "own" or (look is not None and look.is_own):
        half = QUIET_MM / 1.8
        fill = palette.paper if role == "left_out" else palette.accent
        return (
            f'<path d="M{x:.2f} {y - half:.2f}l{half:.2f} {half:.2f}l{-half:.2f} {half:.2f}'
            f'l{-half:.2f} {-half:.2f}z" fill="{fill}" stroke="{palette.accent}" '
            f'stroke-width="0.4"/>'
        )
    if role == "left_out":
        return (
            f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{QUIET_MM / 2:.2f}" fill="{palette.paper}" '
            f'stroke="{palette.quiet}" stroke-width="0.5"/>'
        )
    return (
        f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{QUIET_MM / 2.8:.2f}" fill="{palette.quiet}" '
        f'fill-opacity="0.6" stroke="{palette.paper}" stroke-width="0.4"/>'
    )


def _stop(x: float, y: float, palette: Palette, look: Mark, style: DayStyle) -> str:
    size, shape = STOP_MM / 24, style.shape
    text = ""
    if look.number is not None:
        letters = 12 if look.number < 10 else 10.5
        text = (
            f'<text x="12" y="{NUMBER_BASELINES[shape]}" fill="#FFFFFF" font-size="{letters}" '
            f'font-weight="700" text-anchor="middle">{look.number}</text>'
        )
    doubt = ""
    if look.is_doubtful:
        doubt = (
            f'<circle cx="21.5" cy="2.5" r="5.4" fill="{palette.care}" stroke="{palette.card}"/>'
            f'<text x="21.5" y="5.6" fill="{palette.card}" font-size="8.5" font-weight="700" '
            f'text-anchor="middle">?</text>'
        )
    own = ""
    if look.is_own:
        own = (
            f'<path d="M21.5 15.4l5.6 5.6l-5.6 5.6l-5.6 -5.6z" fill="{palette.accent}" '
            f'stroke="{palette.card}" stroke-width="1.2"/>'
        )
    return (
        f'<g transform="translate({x - 12 * size:.2f} {y - 12 * size:.2f}) scale({size:.4f})">'
        f"{rings_svg(style)}"
        f'<path d="{SHAPE_PATHS[shape]}" fill="{palette.edge}" stroke="{palette.edge}" '
        f'stroke-width="2.6" stroke-linejoin="round"/>'
        f'<path d="{SHAPE_PATHS[shape]}" fill="{style.colour}"/>{text}{doubt}{own}</g>'
    )


def leg_drawing(
    line: Sequence[tuple[float, float]], colour: str, palette: Palette, *, is_straight: bool
) -> tuple[str, str]:
    """The casing under a leg and the leg; dashed where the way is not known."""
    path = "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in line)
    dash = ' stroke-dasharray="1.6 1.2"' if is_straight else ' stroke-linecap="round"'
    shape = f'<path d="{path}" fill="none" stroke-linejoin="round"'
    return (
        f'{shape} stroke="{palette.paper}" stroke-width="1.7" stroke-opacity="0.85"/>',
        f'{shape} stroke="{colour}" stroke-width="0.8"{dash}/>',
    )
