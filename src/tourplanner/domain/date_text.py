"""Dates in words; each is put together once, since lists say the same few again and again."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel.dates import format_date

from tourplanner.i18n import language

KEPT = 2048


def date_text(day: date, pattern: str) -> str:
    """`day` by a pattern of CLDR, in the language that texts are in now."""
    return _written(day, pattern, language())


@lru_cache(KEPT)
def _written(day: date, pattern: str, language: str) -> str:
    return format_date(day, pattern, locale=language)
