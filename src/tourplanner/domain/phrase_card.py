"""A sentence of the traveller's own to point at."""

from __future__ import annotations

from dataclasses import dataclass

from tourplanner.domain.text_length import check_lines
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _


@dataclass(frozen=True, slots=True)
class PhraseCard:
    """One sentence in English, in the language of the country, and how to read that aloud."""

    en: str
    local: str
    reading: str = ""
    """Pinyin or another Latin form; may be empty."""

    def __post_init__(self) -> None:
        """Refuse an empty card and sentences that no card holds."""
        if not (self.en.strip() and self.local.strip()):
            problem = _("a card says the same in two languages.")
            raise InvalidEdit(field=_("Phrase card"), problem=problem)
        check_lines(_("Phrase card"), self.en, self.local, self.reading)
