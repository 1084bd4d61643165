"""What writing one document in one language has at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tourplanner.documents.characters import Characters
from tourplanner.documents.map_letters import printable_map
from tourplanner.documents.paper_order import PaperOrder
from tourplanner.documents.sheet_sizes import SheetSize
from tourplanner.documents.two_languages import told
from tourplanner.documents.typesetting import Data, Value
from tourplanner.domain.audience import Audience
from tourplanner.domain.paper_choice import PaperLanguage
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.site import Names
from tourplanner.i18n import _
from tourplanner.mapping.reader_words import ReaderWords
from tourplanner.mapping.svg_map import Sheet, SvgMap

DrawMap = Callable[[Roadbook, Sheet], SvgMap]
CHINESE = "zh"


@dataclass(frozen=True, slots=True)
class Scene:
    """Inside `speaking`, a document's `content` turns it into plain data."""

    order: PaperOrder
    speech: str
    """ "en" or "zh"."""
    size: SheetSize
    words: ReaderWords
    draw_map: DrawMap
    characters: Characters
    drawn: dict[Sheet, Mapping[str, Value]] = field(default_factory=dict)
    """Maps of this document; both languages share them, since a map names places in both."""

    @property
    def book(self) -> Roadbook:
        """The roadbook, reduced, its sentences in the language being spoken."""
        return self.order.books[self.speech]

    @property
    def audience(self) -> Audience:
        """Who reads it."""
        return self.book.audience or Audience.PUBLIC

    @property
    def is_bilingual(self) -> bool:
        """Whether the other language says everything too."""
        return self.order.choice.language is PaperLanguage.BOTH

    @property
    def local_language(self) -> str:
        """Of the country."""
        return self.book.city.language

    def name(self, names: Names) -> Data:
        """A name for the reader of the language being spoken."""
        if self.speech != CHINESE:
            return told(names.en, "en")
        if names.zh_hans:
            return told(names.zh_hans, CHINESE)
        return told(names.local, self.local_language if names.second else "en")

    def other_name(self, names: Names) -> Data | None:
        """The name in the other script; None where it is the same or said anyhow."""
        shown = self.name(names)["text"]
        if self.is_bilingual:
            shown_both = {names.en, names.zh_hans or names.local}
            return None if names.local in shown_both else told(names.local, self.local_language)
        other = names.en if self.speech == CHINESE else names.local
        if other == shown:
            return None
        return told(other, "en" if self.speech == CHINESE else self.local_language)

    def one_name(self, names: Names) -> str:
        """A name inside a sentence."""
        return str(self.name(names)["text"])

    def local(self, text: str | None) -> Data | None:
        """A text in the country's language."""
        return told(text, self.local_language) if text else None

    def english(self, text: str | None) -> Data | None:
        """A text that the catalogue holds in English alone."""
        return told(text, "en") if text else None

    def map(self, sheet: Sheet, alt: str) -> Mapping[str, Value]:
        """A map at true scale, with its scale bar."""
        if sheet not in self.drawn:
            made = self.draw_map(self.order.lead, sheet)
            self.drawn[sheet] = {
                "picture": printable_map(made.text, self.characters),
                "width": made.width_mm,
                "height": made.height_mm,
                "credit": made.attribution,
            }
        return {**self.drawn[sheet], "alt": alt}

    def foot(self) -> str:
        """What stands at the foot of each page."""
        return _("{title} · {date}").format(
            title=shortened(self.book.tour.title, 60),
            date=self.words.full_day(self.order.made_on.date()),
        )


def shortened(text: str, most: int) -> str:
    """`text`, cut with an ellipsis beyond `most` letters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
