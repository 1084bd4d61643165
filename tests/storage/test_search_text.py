"""Text is folded for the index and for questions in the same way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tourplanner.storage.search_text import END, match_tiers, search_entry, tokens


def test_accents_capitals_and_signs_are_folded() -> None:
    assert tokens("Yù yáo chǎng — ÇİNİ, Łódź & Smørrebrød") == [
        "yu", "yao", "chang", "cini", "lodz", "smorrebrod",
    ]  # fmt: skip


def test_chinese_japanese_and_korean_are_split_into_signs() -> None:
    assert tokens("御窑厂1506") == ["御", "窑", "厂", "1506"]
    assert tokens("도자") == ["도", "자"]


def test_pinyin_is_indexed_from_each_syllable_on() -> None:
    entry = search_entry("Kiln", "御窑厂", None, "Yù yáo chǎng", (), ())
    assert entry.pinyin.split() == ["yuyaochang", "yaochang", "chang"]
    assert entry.initials.split() == ["yyc", "yc", "c"]
    assert entry.local == f"御 窑 厂 {END}"
    assert entry.romanised == END


def test_text_without_letters_asks_nothing() -> None:
    assert match_tiers("") == ()
    assert match_tiers(' "*^() ') == ()


def test_initials_are_looked_for_only_in_one_short_word() -> None:
    assert any("initials: ^" in tier for tier in match_tiers("yyc"))
    assert not any("initials: ^" in tier for tier in match_tiers("imperial kiln"))
    assert not any("initials: ^" in tier for tier in match_tiers("y"))


@given(st.text(max_size=300))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = tokens(text)
    assert tokens(" ".join(once)) == once


@given(st.text(max_size=300))
def test_tokens_hold_letters_and_digits_only(text: str) -> None:
    assert all(token.isalnum() for token in tokens(text))


@given(st.text(max_size=300))
def test_quotes_in_expressions_are_balanced(text: str) -> None:
    for tier in match_tiers(text):
        assert tier.count('"') % 2 == 0
