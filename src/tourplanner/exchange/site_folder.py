"""A web site in a folder: a page a day, opened from the disk, without a script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from markupsafe import Markup

from tourplanner.domain.roadbook import Roadbook
from tourplanner.exchange.html import (
    POLICY_PLACE,
    page_language,
    page_words,
    street_credit,
    templates,
    with_policy,
)
from tourplanner.exchange.html_book import DayPage, HtmlBook, html_book, trusted
from tourplanner.exchange.inline_map import inline_map
from tourplanner.mapping.page import theme_rules
from tourplanner.mapping.tiles import PackSource

INDEX, CARDS = "index.html", "cards.html"


def write_site(
    roadbook: Roadbook, made_on: datetime, pack: PackSource | None = None
) -> tuple[tuple[str, bytes], ...]:
    """The pages by their names: the overview, each day, the cards; none asks for anything else.

    Their maps show the streets of the pack, or the sketch without one.
    """
    return tuple(_pages(roadbook, html_book(roadbook, made_on), pack))


def day_file(number: int) -> str:
    """The name of a day's page."""
    return f"day-{number:02d}.html"


def _pages(
    roadbook: Roadbook, book: HtmlBook, pack: PackSource | None
) -> Iterator[tuple[str, bytes]]:
    more = (street_credit(pack),) if pack is not None else ()
    yield INDEX, _page(book, INDEX, None, inline_map(roadbook, pack=pack), more)
    for day in book.days:
        name = day_file(day.number)
        has_visits = any(row.kind == "visit" for row in day.rows)
        drawing = inline_map(roadbook, (day.number,), pack) if has_visits else Markup()
        yield name, _page(book, name, day, drawing, more)
    if book.cards or book.phrases:
        yield CARDS, _page(book, CARDS, None, Markup(), ())


def _page(
    book: HtmlBook, name: str, day: DayPage | None, drawing: Markup, more: Sequence[str]
) -> bytes:
    page = (
        templates()
        .get_template("site_page.html.j2")
        .render(
            policy_place=POLICY_PLACE,
            page_language=page_language(),
            book=book,
            words=page_words(),
            name=name,
            day=day,
            days=[(each, day_file(each.number)) for each in book.days],
            is_index=name == INDEX,
            is_cards=name == CARDS,
            index_name=INDEX,
            cards_name=CARDS if book.cards or book.phrases else "",
            theme=trusted(theme_rules()),
            drawing=drawing,
            more=more,
        )
    )
    return with_policy(page)
