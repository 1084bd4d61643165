"""The one definition of colours, shapes and icons for window, map and paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from tourplanner.domain.site import SiteKind


@dataclass(frozen=True, slots=True)
class Palette:
    """Colour roles of one theme, as "#RRGGBB"."""

    paper: str
    """Ground."""
    card: str
    """Raised surfaces."""
    ink: str
    """Text."""
    quiet: str
    """Secondary text."""
    line: str
    """Hairlines and grid; never the only border of a control."""
    accent: str
    """Selection, links, primary action, focus ring."""
    good: str
    """Open, fits, saved."""
    care: str
    """Estimate, doubtful, tight."""
    wrong: str
    """Clash, closed, missed."""
    edge: str
    """Outline around the marks of the map, and the casing under its legs."""

    def roles(self) -> dict[str, str]:
        """Colour by name of the role."""
        return {name: str(colour) for name, colour in asdict(self).items()}


LIGHT = Palette(
    paper="#FAF8F3",
    card="#FFFFFF",
    ink="#1C2733",
    quiet="#56616E",
    line="#DCD7CB",
    accent="#1D4F9F",
    good="#3F7A6A",
    care="#A8560F",
    wrong="#A3372B",
    edge="#FFFFFF",
)

DARK = Palette(
    paper="#12161C",
    card="#1B2129",
    ink="#E9E6DE",
    quiet="#A7AFB9",
    line="#2E3742",
    accent="#8DB4F2",
    good="#86C3AF",
    care="#EBB26A",
    wrong="#F09A8D",
    edge="#E9E6DE",
)


class Shape(StrEnum):
    """The outline of a day's marks."""

    CIRCLE = "circle"
    SQUARE = "square"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    HEXAGON = "hexagon"
    PENTAGON = "pentagon"
    SHIELD = "shield"


@dataclass(frozen=True, slots=True)
class DayStyle:
    """How one day is told from the others, by colour and by shape alike."""

    colour: str
    shape: Shape
    rings: int = 0
    """From the eighth day on the shapes come again within a ring, from the fifteenth in two."""
    dash: str = ""
    """How the rings are dashed, in units of the shape's box: from the 22nd day on they are."""


DAY_COLOURS = ("#124CA4", "#3C8FCE", "#BE4511", "#522058", "#779068", "#67151F", "#9B6E8E")
"""Cobalt, qingbai, iron, aubergine, celadon, oxblood, mauve: at least 24.7 apart (CIE76) for
normal sight and for protanopia, deuteranopia and tritanopia (simulated after Machado, Oliveira and
Fernandes, 2009); at least 3.2:1 on paper. Shape and number tell the days apart too."""

RING_DASHES = ("", "6 2.5", "1.5 2", "10 2 1.5 2")
"""Whole, dashed, dotted, dots between dashes: with one ring or two enough for 63 days."""

_DAYS = tuple(DayStyle(colour, shape) for colour, shape in zip(DAY_COLOURS, Shape, strict=True))


def day_style(day: int) -> DayStyle:
    """Colour and shape of day `day` (0-based, without limit)."""
    round_, place = divmod(day, len(_DAYS))
    style = _DAYS[place]
    if not round_:
        return style
    line, is_double = divmod(round_ - 1, 2)
    dash = RING_DASHES[line % len(RING_DASHES)]
    return DayStyle(style.colour, style.shape, rings=1 + is_double, dash=dash)


SHAPE_PATHS: Mapping[Shape, str] = {
    Shape.CIRCLE: "M12 2.5a9.5 9.5 0 1 1 0 19a9.5 9.5 0 1 1 0-19z",
    Shape.SQUARE: "M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z",
    Shape.DIAMOND: "M12 .6L23.4 12L12 23.4L.6 12z",
    Shape.TRIANGLE: "M12 .8L23.8 21.4H.2z",
    Shape.HEXAGON: "M12 1.2L21.5 6.6v10.8L12 22.8L2.5 17.4V6.6z",
    Shape.PENTAGON: "M12 1.2L22.9 9.2L18.7 22H5.3L1.1 9.2z",
    Shape.SHIELD: "M3 3.2h18v9.3c0 4.8-3.7 8.3-9 10.3c-5.3-2-9-5.5-9-10.3z",
}
"""Outlines as SVG path data in a box of 24 by 24."""

NUMBER_BASELINES: Mapping[Shape, float] = {
    shape: {Shape.TRIANGLE: 18.2, Shape.SHIELD: 15.2, Shape.PENTAGON: 16.9}.get(shape, 16.2)
    for shape in Shape
}
"""Where a number of 11.5 units stands in that box."""


def kind_icon(kind: SiteKind) -> str:
    """Name of the shipped icon for a kind of site (resources/icons/NAME.svg)."""
    return kind.value
