"""Dates in words."""

from __future__ import annotations

from datetime import date

from tourplanner import i18n
from tourplanner.domain.date_text import date_text

DAY = date(2027, 4, 16)


def test_a_date_follows_its_pattern() -> None:
    assert date_text(DAY, "EEE d MMM") == "Fri 16 Apr"
    assert date_text(DAY, "d MMM y") == "16 Apr 2027"


def test_a_date_is_told_in_the_language_spoken_now() -> None:
    before = date_text(DAY, "EEE")
    with i18n.speaking("zh_CN"):
        assert date_text(DAY, "EEE") == "周五"
    assert date_text(DAY, "EEE") == before == "Fri"
