"""Texts on a drawn map: escaped, haloed, put where nothing else stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

FONTS = (
    "'Noto Sans', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Micro Hei', "
    "sans-serif"
)
LONGEST = 60
GRAIN = 20
"""Letters are told in twentieths of a millimetre: some renderers know whole sizes only."""
NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NARROW, WIDE, MIDDLE, FULL = 0.36, 0.9, 0.6, 1.0
BOLD = 1.1
"""Widths of characters in shares of the letter's size; a little more than most fonts need."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on paper, in millimetres."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any room."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def is_within(self, other: Box) -> bool:
        """Whether this one lies wholly in the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


def safe(text: str, longest: int = LONGEST) -> str:
    """`text` for an XML document: one line, no character XML forbids, no mark-up, not too long."""
    line = " ".join(NOT_XML.sub("", text).split())
    return escape(shortened(line, longest), {'"': "&quot;"})


def shortened(text: str, longest: int) -> str:
    """`text`, cut with an ellipsis where it is longer than `longest` characters."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def width_mm(text: str, size_mm: float, weight: int = 400) -> float:
    """About how wide `text` will be, in any of the fonts."""
    return size_mm * sum(map(_share, text)) * (BOLD if weight > 500 else 1.0)


def _share(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return FULL
    if character in " .,:;'|!ilIjtfr()[]·-/":
        return NARROW
    return WIDE if character in "mwMW@%—…" else MIDDLE


def fitting(text: str, size_mm: float, room_mm: float) -> str:
    """`text`, cut with an ellipsis where it would be wider than `room_mm`."""
    if width_mm(text, size_mm) <= room_mm:
        return text
    while text and width_mm(f"{text}…", size_mm) > room_mm:
        text = text[:-1]
    return f"{text.rstrip()}…"


def written(
    x: float,
    y: float,
    text: str,
    size_mm: float,
    colour: str,
    *,
    halo: str | None = None,
    weight: int = 400,
    anchor: str = "start",
    turn_deg: float = 0.0,
    is_slanted: bool = False,
    longest: int = LONGEST,
) -> str:
    """One line of text whose baseline starts (or has its middle) at x, y."""
    turn = f" rotate({turn_deg:.1f})" if turn_deg else ""
    look = f'transform="translate({x:.2f} {y:.2f}){turn} scale({1 / GRAIN})"'
    look += f' font-size="{size_mm * GRAIN:.0f}"'
    look += f' font-weight="{weight}"' if weight != 400 else ""
    look += f' text-anchor="{anchor}"' if anchor != "start" else ""
    look += ' font-style="italic"' if is_slanted else ""
    line = safe(text, longest)
    below = (
        f'<text {look} fill="{halo}" stroke="{halo}" stroke-width="{size_mm * 0.26 * GRAIN:.0f}" '
        f'stroke-linejoin="round">{line}</text>'
        if halo
        else ""
    )
    return f'{below}<text {look} fill="{colour}">{line}</text>'


@dataclass(frozen=True, slots=True)
class Name:
    """What is to be written beside a mark."""

    x: float
    y: float
    radius: float
    lines: tuple[str, ...]
    size_mm: float
    weight: int = 400
    is_important: bool = False
    """May cover the `avoided`, where there is no other room."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a name found room: lines start, end or have their middle at x."""

    lines: tuple[str, ...]
    box: Box
    anchor: str

    @property
    def x(self) -> float:
        """Where the anchor of the lines is."""
        if self.anchor == "middle":
            return (self.box.left + self.box.right) / 2
        return self.box.left if self.anchor == "start" else self.box.right


class Room:
    """What is taken on the paper, and where there is still room for a name."""

    def __init__(self, view: Box, taken: Iterable[Box] = (), avoided: Iterable[Box] = ()) -> None:
        self._view = view
        self._taken = list(taken)
        self._avoided = list(avoided)

    def take(self, box: Box) -> bool:
        """Take `box` when it is free; whether it was."""
        if not self._is_free(box, self._taken) or not self._is_free(box, self._avoided):
            return False
        self._taken.append(box)
        return True

    def put(self, name: Name) -> Placed | None:
        """Where the lines found room: all, else the first alone, else nothing."""
        forms = (name.lines, name.lines[:1]) if len(name.lines) > 1 else (name.lines,)
        for lines in forms:
            for others in (self._avoided, []) if name.is_important else (self._avoided,):
                for placed in _beside(name, lines):
                    box = placed.box
                    if self._is_free(box, self._taken) and self._is_free(box, others):
                        self._taken.append(box)
                        return placed
        return None

    def _is_free(self, box: Box, others: Sequence[Box]) -> bool:
        return box.is_within(self._view) and not any(box.meets(other) for other in others)


def _beside(name: Name, lines: tuple[str, ...]) -> tuple[Placed, ...]:
    """Where the lines may stand beside the mark, best first."""
    width = max(width_mm(line, name.size_mm, name.weight) for line in lines)
    height = len(lines) * name.size_mm * 1.2
    x, y, away = name.x, name.y, name.radius + 0.7
    near = away * 0.7
    starts = (
        (x + away, y - height / 2, "start"),
        (x - away - width, y - height / 2, "end"),
        (x - width / 2, y + away, "middle"),
        (x - width / 2, y - away - height, "middle"),
        (x + near, y + near, "start"),
        (x + near, y - near - height, "start"),
        (x - near - width, y + near, "end"),
        (x - near - width, y - near - height, "end"),
    )
    return tuple(
        Placed(lines, Box(left, top, left + width, top + height), anchor)
        for left, top, anchor in starts
    )
