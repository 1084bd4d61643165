"""Sets a document of an order: content in each language, joined, then PDF or pictures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from tourplanner.documents.characters import Characters
from tourplanner.documents.document import Document
from tourplanner.documents.paper_order import GETTEXT_NAMES, PaperOrder
from tourplanner.documents.scene import DrawMap, Scene
from tourplanner.documents.sheet_sizes import SheetSize, sheet_size
from tourplanner.documents.two_languages import joined
from tourplanner.documents.typesetting import Data, Typesetter, Value
from tourplanner.i18n import _, speaking
from tourplanner.mapping.mark_svg import mark_svg
from tourplanner.mapping.reader_words import ReaderWords
from tourplanner.mapping.style import LIGHT, NUMBER_BASELINES, day_style
from tourplanner.mapping.svg_map import Sheet

MARK_PX = 24
SVG_NAME = "http://www.w3.org/2000/svg"
MIDDLE_BASELINE = 16.2
"""Where a number stands in the shapes that are as high above as below."""
PAGE = re.compile(rb"/Type\s*/Page\b")
"""Begins each page in the PDFs of typst: they keep their pages uncompressed."""
MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished document."""

    pdf: bytes
    pages: int
    cautions: tuple[str, ...]
    """What the maker should know, such as characters that no font holds."""


class Press:
    """Makes documents; keep one, its second document comes much faster."""

    def __init__(self, typesetter: Typesetter, draw_map: DrawMap) -> None:
        self._typesetter = typesetter
        self._draw_map = draw_map
        self._characters = Characters()

    def print(self, document: Document, order: PaperOrder) -> Printed:
        """The document as PDF/UA-1; the same order gives the same bytes."""
        data = self.data(document, order)
        pdf = self._typesetter.pdf(document.template, data, order.made_on)
        with speaking(GETTEXT_NAMES[order.speeches[0]]):
            cautions = tuple(_lost_text(letters) for letters in [self._lost(data)] if letters)
        return Printed(pdf, len(PAGE.findall(pdf)), cautions)

    def pictures(
        self, document: Document, order: PaperOrder, ppi: float = 72.0
    ) -> tuple[bytes, ...]:
        """Each page as PNG, for a preview."""
        return self._typesetter.pictures(document.template, self.data(document, order), ppi)

    def data(self, document: Document, order: PaperOrder) -> Data:
        """Everything the template gets."""
        choice = order.choice
        size = sheet_size(choice.paper, large_print=choice.large_print, holes=choice.has_holes)
        first, *more = self._contents(document, order, size)
        body: Value = first
        for other in more:
            body = joined(body, other, (order.speeches[0], order.speeches[1]))
        if not isinstance(body, dict):
            raise TypeError("the content of a document is a mapping")
        data: dict[str, Value] = {
            "language": order.speeches[0],
            "look": LIGHT.roles(),
            "paper": size.plain(),
            "clock24": choice.clock_24h,
            "marks": [_mark(day.number) for day in order.lead.days],
            **body,
            "bookmark": order.lead.tour.title,
        }
        with speaking(GETTEXT_NAMES[order.speeches[0]]):
            lost = self._lost(data)
            data["lost"] = _lost_text(lost) if lost else None
        return data

    def _contents(
        self, document: Document, order: PaperOrder, size: SheetSize
    ) -> list[dict[str, Value]]:
        made = []
        drawn: dict[Sheet, Mapping[str, Value]] = {}
        for speech in order.speeches:
            scene = Scene(
                order,
                speech,
                size,
                ReaderWords(order.choice),
                self._draw_map,
                self._characters,
                drawn,
            )
            with speaking(GETTEXT_NAMES[speech]):
                content = dict(document.content(scene))
                made.append({"foot": scene.foot(), **content})
        return made

    def _lost(self, data: Data) -> tuple[str, ...]:
        return self._typesetter.missing(data)


def _mark(day: int) -> dict[str, Value]:
    """The shape of a day; its number is set by the template as text."""
    style = day_style(day - 1)
    lower = (NUMBER_BASELINES[style.shape] - MIDDLE_BASELINE) / MARK_PX
    drawing = mark_svg(style, None, MARK_PX)  # made to stand in a page: on its own it needs a name
    picture = drawing.replace("<svg ", f'<svg xmlns="{SVG_NAME}" ', 1)
    return {"picture": picture, "lower": lower, "rings": style.rings}


def _lost_text(letters: tuple[str, ...]) -> str:
    named = [
        f"U+{ord(letter):04X} {unicodedata.name(letter, '').lower()}".strip()
        for letter in letters[:MOST_NAMED]
    ]
    if len(letters) > MOST_NAMED:
        named.append("…")
    text = _("No font on board holds these characters, so they stand as 〓: {characters}.")
    return text.format(characters="; ".join(named))
