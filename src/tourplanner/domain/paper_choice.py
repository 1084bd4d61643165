"""How the documents of a tour shall look, kept with the tour."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tourplanner.domain.audience import Audience


class PaperLanguage(StrEnum):
    """What documents are written in, whatever the window speaks."""

    EN = "en"
    ZH = "zh"
    BOTH = "en+zh"


class DistanceUnit(StrEnum):
    """What distances are counted in."""

    KM = "km"
    MI = "mi"


class PaperSize(StrEnum):
    """The sheet."""

    A4 = "a4"
    A5 = "a5"
    A6 = "a6"
    LETTER = "letter"


class CodeContent(StrEnum):
    """What a QR code holds: a map link, or words that need no program."""

    LINK = "link"
    TEXT = "text"


class DayCalendar(StrEnum):
    """What stands beside the date of a day in China."""

    NONE = "none"
    LUNAR = "lunar"
    """The lunar date, and the festivals of the lunar calendar."""
    TERMS = "lunar+terms"
    """The solar terms too."""


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """The choices that every document of a tour follows, and its tables."""

    audience: Audience = Audience.TRAVELLER
    language: PaperLanguage = PaperLanguage.EN
    clock_24h: bool = True
    units: DistanceUnit = DistanceUnit.KM
    paper: PaperSize = PaperSize.A4
    large_print: bool = False
    code: CodeContent = CodeContent.LINK
    has_holes: bool = False
    """A broad inner margin for a ring binder."""
    calendar: DayCalendar = DayCalendar.NONE
    csv_mark: bool = True
    """A byte-order mark at the head of CSV files: some spreadsheets need it to read Chinese."""
    csv_guard: bool = True
    """A "'" before texts in CSV files that a spreadsheet would run as a formula."""
