"""What a visit is timed for is told by the name that the reader's language has for it."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

import pytest

from tests import builders
from tests.exchange.books import NOW, roadbook
from tests.exchange.opened import said_by
from tourplanner.domain.paper_choice import PaperLanguage
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.site import SiteEvent
from tourplanner.exchange.formats import exported

MARKET = SiteEvent("Antique City dawn market", "古玩城鬼市")


def book_of_a_market(language: PaperLanguage) -> Roadbook:
    """A tour whose first visit is for the market."""
    first, *others = builders.sites(5)
    book = roadbook(sites=(replace(first, events=(MARKET,)), *others))
    day = book.days[0]
    stops = tuple(
        replace(one, stop=replace(one.stop, event=MARKET.name)) if one.number == 1 else one
        for one in day.stops
    )
    return replace(
        book,
        days=(replace(day, stops=stops), *book.days[1:]),
        paper=replace(book.paper, language=language),
    )


@pytest.mark.parametrize(
    "wanted",
    ["html", "site", "docx", "xlsx", "csv", "geojson", "gpx", "kml", "kmz", "ics", "txt", "md"],
)
def test_a_reader_of_chinese_finds_an_event_by_its_chinese_name_alone(wanted: str) -> None:
    files = exported(book_of_a_market(PaperLanguage.ZH), [wanted], NOW)
    said = unescape("\n".join(said_by(*file) for file in files)).replace("\\", "")
    assert "古玩城鬼市" in said
    assert MARKET.name not in said
    files = exported(book_of_a_market(PaperLanguage.EN), [wanted], NOW)
    assert MARKET.name in "\n".join(said_by(*file) for file in files)
