"""The web site opens from the disk: links lead to pages that are there, none to the network."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import html

from tests.exchange.books import NOW, empty_roadbook, hostile_roadbook, roadbook
from tests.exchange.test_html import Browser
from tests.mapping.plans import roadbook as three_days
from tourplanner.domain.roadbook import Roadbook
from tourplanner.exchange.site_folder import write_site


def pages(book: Roadbook) -> dict[str, html.HtmlElement]:
    return {
        name: html.document_fromstring(content.decode()) for name, content in write_site(book, NOW)
    }


@pytest.mark.parametrize("make", [roadbook, hostile_roadbook, three_days, empty_roadbook])
def test_links_between_pages_lead_somewhere_and_nothing_is_loaded(make: object) -> None:
    found = pages(make())  # type: ignore[operator]
    for page in found.values():
        inner = page.xpath("//nav/a/@href | //section//li/a/@href")
        assert set(inner) <= set(found)
        assert page.xpath("//script | //@src | //link | //iframe | //object | //@style") == []
        assert page.get("lang") == "en"
        assert page.findtext(".//title")
        policy = page.find('.//meta[@http-equiv="Content-Security-Policy"]').get("content")
        assert "script-src 'none'" in policy


def test_a_page_a_day_with_its_map_and_the_cards_apart() -> None:
    found = pages(three_days())
    assert list(found) == ["index.html", "day-01.html", "day-02.html", "day-03.html", "cards.html"]
    second = found["day-02.html"]
    assert second.xpath("//nav/a[@aria-current='page']/@href") == ["day-02.html"]
    told = second.text_content()
    assert "中国陶瓷博物馆" in told
    assert "御窑厂国家考古遗址公园" not in told
    assert second.xpath("//div[@class='drawing']/svg")
    assert len(found["cards.html"].xpath("//article[@class='card']")) == 15
    assert len({name: page.findtext(".//title") for name, page in found.items()}) == 5


def test_the_same_tour_gives_the_same_bytes() -> None:
    assert write_site(three_days(), NOW) == write_site(three_days(), NOW)


def test_a_browser_opens_every_page_from_the_disk_and_asks_for_nothing_else(
    tmp_path: Path,
) -> None:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no Chromium on this machine to open the pages with")
    files = write_site(hostile_roadbook(), NOW)
    for name, content in files:
        (tmp_path / name).write_bytes(content)
    browser = Browser(program, tmp_path / "profile")
    try:
        for name, _content in files:
            browser.open(tmp_path / name, has_scripts=False)
        assert [url.rsplit("/", 1)[1] for url in browser.requests] == [name for name, _c in files]
        assert browser.complaints == []
    finally:
        browser.close()


def test_every_page_says_when_it_expires() -> None:
    told = "This is a copy: it expires when the tour ends on Sun 18 Apr 2027"
    for page in pages(three_days()).values():
        assert told in page.text_content()
    for page in pages(empty_roadbook()).values():
        assert "This is a copy" in page.text_content()
