"""Hand-out and web site with the streets of an area pack."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import html

from tests.exchange.test_html import HOSTILE, Browser, book
from tests.mapping.packs import TablePack, square_tile
from tests.mapping.plans import places, roadbook
from tourplanner.exchange import html as hand_out
from tourplanner.exchange.html import write_html
from tourplanner.exchange.site_folder import write_site

MADE_ON = datetime(2027, 1, 2, 12, 0, tzinfo=UTC)
CREDIT = "Streets: © OpenStreetMap contributors, ODbL."


def pack(name: str = "Old Street") -> TablePack:
    return TablePack(everywhere=square_tile(name))


def page_with(streets: TablePack) -> html.HtmlElement:
    return html.document_fromstring(write_html(book(), MADE_ON, streets).decode())


def test_each_day_of_the_hand_out_has_a_map_on_its_streets() -> None:
    page = page_with(pack())
    maps = page.xpath("//div[@class='day-map']")
    assert [one.get("aria-label")[:5] for one in maps] == ["Day 1", "Day 2", "Day 3"]
    assert any("Old Street" in one.text_content() for one in maps)
    assert all("OpenStreetMap" in one.text_content() for one in maps)
    assert CREDIT in page.find(".//footer").text_content()


def test_hostile_names_of_streets_stay_text() -> None:
    page = page_with(pack(HOSTILE))
    assert page.xpath("//img | //@onerror") == []


def test_without_a_pack_there_are_neither_day_maps_nor_their_credit() -> None:
    page = html.document_fromstring(write_html(book(), MADE_ON).decode())
    assert page.xpath("//div[@class='day-map']") == []
    assert "Streets:" not in page.text_content()


def test_maps_that_would_make_the_file_too_large_are_left_out_and_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = len(write_html(book(), MADE_ON, pack()))
    monkeypatch.setattr(hand_out, "LARGEST_BYTES", whole - 1)
    made = write_html(book(), MADE_ON, pack())
    assert len(made) < whole
    page = html.document_fromstring(made.decode())
    count = len(page.xpath("//div[@class='day-map']"))
    assert count < 3
    assert (
        "found no room: this file should stay below 2 MB." in page.find(".//footer").text_content()
    )


def test_sixty_days_on_streets_are_small_enough_for_a_phone() -> None:
    many = places(180)
    days = tuple(many[n * 3 : n * 3 + 3] for n in range(60))
    made = write_html(roadbook(days), MADE_ON, pack())
    assert len(made) <= 2_000_000


def test_the_same_pack_gives_the_same_bytes() -> None:
    assert write_html(book(), MADE_ON, pack()) == write_html(book(), MADE_ON, pack())


def test_every_page_of_the_site_shows_and_credits_its_streets() -> None:
    pages = {name: content.decode() for name, content in write_site(book(), MADE_ON, pack())}
    for name in ("day-01.html", "day-02.html", "day-03.html"):
        page = html.document_fromstring(pages[name])
        assert "OpenStreetMap" in page.xpath("//div[@class='drawing']")[0].text_content()
        assert CREDIT in page.find(".//footer").text_content()
    assert CREDIT not in pages["cards.html"]


def test_a_browser_without_network_shows_the_streets_and_asks_for_nothing(tmp_path: Path) -> None:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no Chromium on this machine to open the page with")
    page = tmp_path / "plan.html"
    page.write_bytes(write_html(book(), MADE_ON, pack()))
    browser = Browser(program, tmp_path / "profile")
    try:
        browser.open(page)
        heights = browser.ask(
            "[...document.querySelectorAll('.day-map svg')].map(e => e.clientHeight)"
        )
        assert isinstance(heights, list)
        assert len(heights) == 3
        assert min(heights) > 200
        asked = [url for url in browser.requests if not url.startswith("data:")]
        assert [url.rsplit("/", 1)[1] for url in asked] == ["plan.html"]
        assert browser.complaints == []
    finally:
        browser.close()
