from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.reading import faults_of, fonts_of, info_of, text_of
from tourplanner.documents.characters import STAND_IN, Characters
from tourplanner.documents.sheet_sizes import sheet_size
from tourplanner.documents.typesetting import Data, Typesetter
from tourplanner.domain.paper_choice import PaperSize
from tourplanner.mapping.phrasebook import PhraseGroup, shipped_phrases
from tourplanner.mapping.style import LIGHT
from tourplanner.paths import catalogue_sources

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter()


def _cards(*texts: str, title: str = "Sentences") -> Data:
    phrases = [{"zh": text, "pinyin": "", "en": text} for text in texts]
    return {
        "language": "en",
        "title": title,
        "foot": title,
        "look": LIGHT.roles(),
        "words": {},
        "paper": sheet_size(PaperSize.A4, large_print=False, holes=False).plain(),
        "clock24": True,
        "marks": [],
        "lost": None,
        "bookmark": title,
        "groups": [{"title": title, "phrases": phrases}],
    }


def test_the_same_data_and_date_give_the_same_bytes(typesetter: Typesetter) -> None:
    first = typesetter.pdf("phrase_cards", _cards("请打表。"), NOON)
    assert first == Typesetter().pdf("phrase_cards", _cards("请打表。"), NOON)


def test_a_document_is_tagged_embedded_and_gives_its_chinese_back(
    typesetter: Typesetter, tmp_path: Path
) -> None:
    pdf = tmp_path / "cards.pdf"
    pdf.write_bytes(typesetter.pdf("phrase_cards", _cards("请开慢一点，我带着没烧的坯。"), NOON))
    assert "请开慢一点，我带着没烧的坯。" in text_of(pdf)
    assert all(row[1] == "yes" for row in fonts_of(pdf))
    assert info_of(pdf)["Tagged"] == "yes"
    assert info_of(pdf)["Title"] == "Sentences"
    assert faults_of(pdf) == ""


def test_text_that_looks_like_source_is_printed_as_it_stands(
    typesetter: Typesetter, tmp_path: Path
) -> None:
    hostile = '#panic("x") $y$ *z* </script> =cmd() `raw` <label> @ref //no'
    pdf = tmp_path / "cards.pdf"
    pdf.write_bytes(typesetter.pdf("phrase_cards", _cards(hostile), NOON))
    printed = "".join(text_of(pdf).split())
    assert "".join(hostile.split()) in printed


def test_a_character_without_type_prints_as_a_geta_mark_and_is_named(
    typesetter: Typesetter, tmp_path: Path
) -> None:
    data = _cards("𠀀窑 🏺")
    pdf = tmp_path / "cards.pdf"
    pdf.write_bytes(typesetter.pdf("phrase_cards", data, NOON))
    assert f"{STAND_IN}窑" in text_of(pdf)
    assert typesetter.missing(data) == ("🏺", "𠀀")


def test_the_fonts_hold_every_character_of_the_catalogue() -> None:
    characters = Characters()
    for path in sorted(catalogue_sources().rglob("*.json")):
        words = _words(json.loads(path.read_text("utf-8")))
        assert characters.missing(words) == (), path.name


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_set(texts: list[str]) -> None:
    assert Typesetter().pdf("phrase_cards", _cards(*texts), NOON).startswith(b"%PDF")


def test_every_group_has_sentences_with_chinese_and_pinyin() -> None:
    phrases = shipped_phrases()
    assert {phrase.group for phrase in phrases} == set(PhraseGroup)
    assert len({phrase.id for phrase in phrases}) == len(phrases) == 101
    assert all(phrase.en and phrase.zh and phrase.pinyin for phrase in phrases)


def _words(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for inner in value.values() for text in _words(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _words(inner)]
    return []
