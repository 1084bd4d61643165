"""Times, distances, dates and names as the reader of a document wants them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from datetime import time as time_of_day

from babel.dates import format_date, format_time

from tourplanner.domain.paper_choice import DistanceUnit, PaperChoice, PaperLanguage
from tourplanner.domain.reasons import short_date
from tourplanner.domain.site import Names
from tourplanner.domain.time_window import DAY_MIN, clock
from tourplanner.i18n import _, language
from tourplanner.mapping.wording import distance_text

METRES_PER_MILE = 1609.344
METRES_PER_FOOT = 0.3048
FEET_UP_TO_M = 300
CHINESE_DATE = "y年M月d日 EEEE"

LOCALES = {PaperLanguage.EN: "en", PaperLanguage.ZH: "zh_CN", PaperLanguage.BOTH: "en"}
"""What `i18n.speaking` is asked for; in both languages the words are English, names in both."""


@dataclass(frozen=True, slots=True)
class ReaderWords:
    """Words by the choices that are kept with a tour, in the language being spoken."""

    choice: PaperChoice = field(default_factory=PaperChoice)

    def time(self, minute: int) -> str:
        """A minute of a day as "09:05" or "9:05 AM"; "+1" follows on a later day, "-1" before."""
        days, rest = divmod(minute, DAY_MIN)
        if self.choice.clock_24h:
            if minute == DAY_MIN:
                return clock(minute)
            text = clock(rest)
        else:
            form = "ah:mm" if language().startswith("zh") else "h:mm a"
            at = time_of_day(rest // 60, rest % 60)
            text = format_time(at, form, locale=language())
        return f"{text}{days:+d}" if days else text

    def span(self, start_min: int, end_min: int) -> str:
        """From when to when."""
        return f"{self.time(start_min)}–{self.time(end_min)}"

    def distance(self, metres: float) -> str:
        """A distance in the unit of the reader, as "350 m", "4.2 km", "500 ft" or "2.6 mi"."""
        if self.choice.units is DistanceUnit.KM:
            return distance_text(metres)
        if metres < FEET_UP_TO_M:
            return _("{feet} ft").format(feet=f"{round(metres / METRES_PER_FOOT, -1):.0f}")
        miles = metres / METRES_PER_MILE
        return _("{miles} mi").format(miles=f"{miles:.1f}" if miles < 9.95 else f"{miles:.0f}")

    def day(self, day: date) -> str:
        """A day of a tour whose year one knows: "Fri 16 Apr"."""
        return short_date(day)

    def full_day(self, day: date) -> str:
        """ "Friday 16 April 2027"."""
        form = CHINESE_DATE if language().startswith("zh") else "EEEE d MMMM y"
        return format_date(day, form, locale=language())

    def moment(self, moment: datetime) -> str:
        """Day and time on the clock of the moment's own zone."""
        minute = moment.hour * 60 + moment.minute
        return _("{date}, {time}").format(date=self.day(moment.date()), time=self.time(minute))

    def date(self, day: date) -> str:
        """A day with its year: "Fri 16 Apr 2027"."""
        form = "y年M月d日EEE" if language().startswith("zh") else "EEE d MMM y"
        return format_date(day, form, locale=language())

    def names(self, names: Names) -> tuple[str, str | None]:
        """The name that comes first for the reader, then the other one where it differs."""
        if self.choice.language is not PaperLanguage.ZH:
            return names.en, names.second
        first = names.zh_hans or names.local
        other = names.local if names.local != first else names.en
        return first, other if other != first else None


def chinese_date(day: date) -> str:
    """A day as a Chinese reader writes it, whoever reads the rest."""
    return format_date(day, CHINESE_DATE, locale="zh_CN")
