"""Text and Markdown keep to their columns, in both scripts, and mean what they say."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.books import NOW, empty_roadbook, hostile_roadbook, roadbook
from tests.mapping.plans import roadbook as three_days
from tourplanner.exchange.columns import NOT_FIRST, WIDTH, columns, wrapped
from tourplanner.exchange.markdown import escaped, write_markdown
from tourplanner.exchange.text import write_text

LETTERS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=300)
PIECES = ("窑址", "，", "。", "（", "）", " ", "kiln", "é", "עברית", "🏺", "x" * 90, "\\")
SCRIPTS = st.lists(st.sampled_from(PIECES)).map("".join)


@given(LETTERS | SCRIPTS, st.sampled_from(["", "* ", "  - "]))
def test_lines_keep_to_their_columns_and_lose_no_letter(text: str, bullet: str) -> None:
    lines = wrapped(text, bullet)
    most = max(columns(line) for line in lines)
    assert most <= WIDTH + (2 if "\\" in text else 0)
    bullet = bullet if text.strip() else bullet.rstrip()
    kept = "".join(line.removeprefix(bullet if n == 0 else " " * len(bullet)) for n, line in
                   enumerate(lines))  # fmt: skip
    assert kept.replace(" ", "") == text.replace(" ", "")


def test_wide_letters_count_two_and_marks_none() -> None:
    assert columns("窑a") == 3
    assert columns("e\u0301") == 1
    assert columns("🏺") == 2
    assert wrapped("窑" * 40)[0] == "窑" * 36


@given(st.lists(st.sampled_from([*"窑址，。、）（"]), min_size=30, max_size=120).map("".join))
def test_no_line_begins_with_closing_punctuation_unless_nothing_else_fits(text: str) -> None:
    for before, line in zip(wrapped(text), wrapped(text)[1:], strict=False):
        if line[0] in NOT_FIRST:
            assert columns(before) + columns(line[0]) > WIDTH
            assert all(letter in NOT_FIRST or letter == "（" for letter in before[-34:])


@pytest.mark.parametrize("make", [roadbook, hostile_roadbook, three_days, empty_roadbook])
def test_text_keeps_to_72_columns(make: object) -> None:
    text = write_text(make(), NOW).decode("utf-8")  # type: ignore[operator]
    assert max(columns(line) for line in text.splitlines()) <= 72
    assert not any(unicodedata.category(c) == "Cc" for c in text.replace("\n", ""))


def test_text_tells_the_day_in_both_scripts() -> None:
    text = write_text(three_days(), NOW).decode("utf-8")
    assert "D1-01 Imperial Kiln Site Park 御窑厂国家考古遗址公园" in " ".join(text.split())
    assert "(estimate)" in text
    assert "geo:29.29785,117.2017;u=150" in text
    assert "Ticket: 53 CNY (2025)" in text
    assert "Day 3 · Sun 18 Apr\n------------------\n" in text


def test_markdown_is_a_list_a_day_with_links() -> None:
    lines = write_markdown(three_days(), NOW).decode("utf-8").splitlines()
    assert lines[0] == "# Kilns and lanes"
    assert [line for line in lines if line.startswith("## Day")] == [
        "## Day 1 · Fri 16 Apr",
        "## Day 2 · Sat 17 Apr",
        "## Day 3 · Sun 18 Apr",
    ]
    links = [line for line in lines if line.startswith("  - [AMap](<https://uri.amap.com/")]
    assert sum("/marker?" in line for line in links) == 15
    assert sum("/navigation?" in line for line in links) == 18
    assert not any("|" in line for line in lines if "://" not in line)  # no tables
    for line in lines[1:]:
        assert columns(line) <= 72 or "](<" in line


def test_foreign_text_means_nothing_to_markdown() -> None:
    text = write_markdown(hostile_roadbook(), NOW).decode("utf-8")
    bare = re.sub(r"\]\(<[^>]*>\)", "", text)
    assert not re.search(r"(?<!\\)[<>&]", bare)
    for line in bare.splitlines():
        assert not re.match(r"\s*(=+|\+ |\d+[.)] )", line), line
        assert not re.search(r"(?<!\\)(\\\\)*\\$", line), line  # a backslash there breaks the line


@given(st.text(st.sampled_from("\\`*_[]<>&#|~$^!{} ab")))
def test_escaping_leaves_no_sign_bare(text: str) -> None:
    assert re.sub(r"\\(.)", r"\1", escaped(text)) == text
    assert not re.search(r"[`*_\[\]<>&#|~$^!{}]", re.sub(r"\\.", "", escaped(text)))
