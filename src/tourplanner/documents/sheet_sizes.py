"""How large the sheets are, and how much of them is printed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tourplanner.documents.typesetting import Value
from tourplanner.domain.paper_choice import PaperSize

HOLES_MM = 24.0
"""A margin that a punch leaves the text of."""
LARGE_PRINT_PT = 18.0


@dataclass(frozen=True, slots=True)
class SheetSize:
    """A sheet in millimetres, its margins, and the size of its running text in points."""

    name: str
    width_mm: float
    height_mm: float
    side_mm: float
    top_mm: float
    foot_mm: float
    body_pt: float
    left_mm: float
    is_large_print: bool = False

    @property
    def inner_width_mm(self) -> float:
        """Between the margins."""
        return self.width_mm - self.left_mm - self.side_mm

    @property
    def inner_height_mm(self) -> float:
        """Between the margins."""
        return self.height_mm - self.top_mm - self.foot_mm

    @property
    def is_small(self) -> bool:
        """Whether one column is all there is room for."""
        return self.width_mm < 140

    def plain(self) -> dict[str, Value]:
        """For the templates."""
        return {
            "size": self.name,
            "width": self.width_mm,
            "height": self.height_mm,
            "left": self.left_mm,
            "side": self.side_mm,
            "top": self.top_mm,
            "foot": self.foot_mm,
            "body": self.body_pt,
            "small": self.is_small,
            "large": self.is_large_print,
        }


# width, height, side margin, top, foot, text in points
_SIZES: Mapping[PaperSize, tuple[float, float, float, float, float, float]] = {
    PaperSize.A4: (210, 297, 18, 17, 20, 10.5),
    PaperSize.LETTER: (215.9, 279.4, 18, 17, 20, 10.5),
    PaperSize.A5: (148, 210, 13, 13, 16, 9.5),
    PaperSize.A6: (105, 148, 9, 9, 12, 8.5),
}


def sheet_size(paper: PaperSize, *, large_print: bool, holes: bool) -> SheetSize:
    """The sheet for a choice of paper."""
    width, height, side, top, foot, body = _SIZES[paper]
    return SheetSize(
        paper.value,
        width,
        height,
        side,
        top,
        foot,
        LARGE_PRINT_PT if large_print else body,
        max(side, HOLES_MM) if holes else side,
        large_print,
    )
