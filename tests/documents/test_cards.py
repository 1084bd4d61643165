"""Taxi, phrase and allergy cards: large Chinese, codes that can be read, honest translation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import builders
from tests.documents.orders import PRESS, order_of, planned
from tests.documents.reading import codes_of, sizes_of, text_of
from tourplanner.documents.catalogue import document_named
from tourplanner.documents.chinese_words import ALLERGENS, translated
from tourplanner.documents.document import Document
from tourplanner.domain.audience import Audience
from tourplanner.domain.dossier import Dossier
from tourplanner.domain.paper_choice import CodeContent, PaperLanguage, PaperSize
from tourplanner.domain.party import Party, Traveller
from tourplanner.domain.site import Site
from tourplanner.i18n import speaking
from tourplanner.mapping.code_texts import lodging_code_text, stop_code_text
from tourplanner.mapping.reader_words import LOCALES

LEAST_NAME_PT = 28


def named(name: str) -> Document:
    found = document_named(name)
    assert found is not None
    return found


@pytest.mark.parametrize("paper", PaperSize)
@pytest.mark.parametrize("large_print", [False, True])
def test_the_name_on_a_taxi_card_is_large(
    paper: PaperSize, large_print: bool, tmp_path: Path
) -> None:
    tour, catalogue = planned(1, 3, sites=long_named())
    pdf = tmp_path / "t.pdf"
    wanted = order_of(tour, catalogue, paper=paper, large_print=large_print)
    pdf.write_bytes(PRESS.print(named("taxi-cards"), wanted).pdf)
    runs = [(size, text) for size, text in sizes_of(pdf) if not text.startswith("附近")]
    assert all(size >= LEAST_NAME_PT for size, text in runs if "景德镇陶瓷大学" in text)
    assert any("景德镇陶瓷大学" in text for _size, text in runs)


@pytest.mark.parametrize("content", CodeContent)
@pytest.mark.parametrize("language", PaperLanguage)
@pytest.mark.parametrize("paper", [PaperSize.A4, PaperSize.A6])
def test_every_code_can_be_read_from_the_page(
    content: CodeContent, language: PaperLanguage, paper: PaperSize, tmp_path: Path
) -> None:
    tour, catalogue = planned(1, 3)
    wanted = order_of(tour, catalogue, code=content, paper=paper, language=language)
    pdf = tmp_path / "t.pdf"
    pdf.write_bytes(PRESS.print(named("taxi-cards"), wanted).pdf)
    book = wanted.lead
    assert book.lodging is not None
    with speaking(LOCALES[language]):
        texts = {stop_code_text(stop, "CN", content) for stop in book.days[0].visits}
        texts.add(lodging_code_text(book.lodging, "CN", content))
    said = codes_of(pdf, tmp_path)
    for text in sorted(text for text in texts if text is not None):
        assert text in said
        said = said.replace(text, "")
    assert said.strip() == ""


def test_a_card_has_the_address_the_phone_and_the_request_in_chinese(tmp_path: Path) -> None:
    known = (builders.site(phone="0798-1234567"), builders.site("other", en="Other", zh="别处"))
    tour, catalogue = planned(1, 1, sites=known)
    pdf = tmp_path / "t.pdf"
    pdf.write_bytes(PRESS.print(named("taxi-cards"), order_of(tour, catalogue)).pdf)
    text = "".join(text_of(pdf).split())
    for words in (
        "请送我到：",
        "窑博物馆",
        "景德镇市珠山区珠山中路187号",
        "0798-1234567",
        "老窑客栈",
    ):
        assert words in text


def test_who_may_not_know_the_lodging_gets_lines_to_write_on() -> None:
    tour, catalogue = planned(1, 2)
    data: Any = PRESS.data(named("taxi-cards"), order_of(tour, catalogue, audience=Audience.PUBLIC))
    assert all(place["lodging"]["name"] is None for place in data["places"])
    assert all(len(place["lodging"]["blanks"]) == 3 for place in data["places"])


def test_a_place_that_is_not_well_known_says_so_in_chinese() -> None:
    vague = builders.site(address_local=None, address_en=None)
    vague = replace(vague, point=replace(vague.point, accuracy_m=600))
    tour, catalogue = planned(1, 1, sites=(vague, builders.site("other")))
    data: Any = PRESS.data(named("taxi-cards"), order_of(tour, catalogue))
    notes = [note["local"] for note in data["places"][0]["notes"]]
    assert notes == ["门牌号不详，请按名称导航。", "位置误差约600米，到了请问人。"]


def test_the_partys_allergies_and_own_sentences_come_before_the_shipped_ones() -> None:
    tour, catalogue = planned(1, 1)
    data: Any = PRESS.data(
        named("phrase-cards"), order_of(tour, catalogue, audience=Audience.LEADER)
    )
    needs, own, *shipped = data["groups"]
    assert "花生" in needs["phrases"][0]["zh"]
    assert needs["phrases"][0]["care"] is None
    assert own["phrases"][0]["zh"] == "请不要放花生。"
    assert sum(len(group["phrases"]) for group in shipped) == 101


def test_an_allergy_the_program_has_no_word_for_is_printed_and_cautioned() -> None:
    party = Party((Traveller("Ada", allergies="peanuts and dragon fruit"),))
    tour, catalogue = planned(1, 1, dossier=Dossier(party=party))
    data: Any = PRESS.data(named("phrase-cards"), order_of(tour, catalogue))
    card = data["groups"][0]["phrases"][0]
    assert "花生" in card["zh"]
    assert "dragon fruit" in card["en"]
    assert card["care"]


@pytest.mark.parametrize(
    ("text", "chinese", "is_whole"),
    [
        ("peanuts", ["花生"], True),
        ("Shellfish, peanuts", ["虾蟹贝类", "花生"], True),
        ("eggs and milk", ["鸡蛋", "牛奶"], True),
        ("not peanuts", [], False),
        ("kiwi", [], False),
        ("", [], True),
    ],
)
def test_allergens_are_translated_word_by_word_or_not_at_all(
    text: str, chinese: list[str], is_whole: bool
) -> None:
    found, whole = translated(text, ALLERGENS)
    assert ([word for word, _reading in found], whole) == (chinese, is_whole)


@given(st.text(max_size=60))
def test_any_text_can_be_asked_for(text: str) -> None:
    found, _whole = translated(text, ALLERGENS)
    assert all(entry in ALLERGENS.values() for entry in found)


def long_named() -> tuple[Site, ...]:
    name = "景德镇陶瓷大学国家级实验教学示范中心湖田古窑遗址博物馆"
    return tuple(
        builders.site(f"long-{n}", en=f"A very long English name of a teaching centre {n}", zh=name)
        for n in range(4)
    )
