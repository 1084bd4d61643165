"""What holds for every document: readable, accessible, alike twice, right for paper and reader."""

from __future__ import annotations

import gettext
import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from tests.documents.orders import NOON, PRESS, order, order_of, planned
from tests.documents.reading import (
    faults_of,
    fonts_of,
    info_of,
    languages_of,
    objects_of,
    sizes_of,
    structure_of,
    text_of,
)
from tests.planted import allowed, planted
from tourplanner import i18n
from tourplanner.documents.catalogue import DOCUMENTS, document_named
from tourplanner.documents.document import Document
from tourplanner.documents.paper_order import PaperOrder
from tourplanner.documents.sheet_sizes import LARGE_PRINT_PT
from tourplanner.domain.audience import Audience
from tourplanner.domain.paper_choice import (
    DayCalendar,
    DistanceUnit,
    PaperChoice,
    PaperLanguage,
    PaperSize,
)
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.seen_by import seen_by

BY_ID = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.id)
SHEETS_PT = {
    PaperSize.A4: (595.3, 841.9),
    PaperSize.A5: (419.5, 595.3),
    PaperSize.A6: (297.6, 419.5),
    PaperSize.LETTER: (612.0, 792.0),
}
CLOSING = "，。、；：！？）】》」』”’…·"


def printed(document: Document, wanted: PaperOrder, folder: Path) -> Path:
    pdf = folder / f"{document.id}.pdf"
    pdf.write_bytes(PRESS.print(document, wanted).pdf)
    return pdf


@BY_ID
@pytest.mark.parametrize("language", PaperLanguage)
def test_it_is_whole_tagged_and_embedded_in_each_language(
    document: Document, language: PaperLanguage, tmp_path: Path
) -> None:
    pdf = printed(document, order(language=language, has_ladder=True), tmp_path)
    assert faults_of(pdf) == ""
    assert all(row[1] == "yes" for row in fonts_of(pdf))
    info = info_of(pdf)
    assert info["Tagged"] == "yes"
    assert "Kilns and lanes" in info["Title"]
    catalog = next(o for o in objects_of(pdf).values() if _type(o) == "/Catalog")
    assert catalog["/Lang"] == ("u:zh" if language is PaperLanguage.ZH else "u:en")


class Translated(gettext.NullTranslations):
    """Every message in Chinese letters, its fields kept: no message is the same in both."""

    def gettext(self, message: str) -> str:
        return "".join(
            part if part.startswith("{") else re.sub(r"[A-Za-z]+ ?", "窑火", part)
            for part in re.split(r"(\{[^}]*\})", message)
        )

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        return self.gettext(singular if count == 1 else plural)

    def info(self) -> dict[str, str]:
        return {"language": "zh_CN"}


@BY_ID
@pytest.mark.parametrize("language", [PaperLanguage.ZH, PaperLanguage.BOTH])
@pytest.mark.parametrize("paper", [PaperSize.A4, PaperSize.A6])
def test_it_holds_two_languages_that_share_no_word(
    document: Document,
    language: PaperLanguage,
    paper: PaperSize,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load = i18n.load
    monkeypatch.setattr(i18n, "load", lambda name: Translated() if name == "zh_CN" else load(name))
    pdf = printed(document, order(language=language, paper=paper, has_ladder=True), tmp_path)
    assert faults_of(pdf) == ""
    text = text_of(pdf)
    if document.id not in {"emergency", "requests", "vouchers"}:  # their Chinese is in a table
        assert "窑火" in text
    lines = [line.strip() for line in text.splitlines()]
    assert [line for line in lines if line[:1] in set(CLOSING) - {"·"}] == []


@BY_ID
def test_it_is_accessible_as_far_as_its_structure_tells(document: Document, tmp_path: Path) -> None:
    pdf = printed(document, order(has_ladder=True), tmp_path)
    objects = objects_of(pdf)
    catalog = next(o for o in objects.values() if _type(o) == "/Catalog")
    assert catalog["/MarkInfo"]["/Marked"] is True
    assert "/StructTreeRoot" in catalog
    assert "/Outlines" in catalog
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"] is True
    elements = [o for o in objects.values() if isinstance(o, dict) and "/S" in o]
    kinds = {str(o["/S"]) for o in elements}
    assert "/H1" in kinds
    figures = [o for o in elements if o["/S"] == "/Figure"]
    assert all(str(o.get("/Alt", "u:")).removeprefix("u:") for o in figures)
    assert b"pdfuaid:part" in pdf.read_bytes()


@BY_ID
@pytest.mark.parametrize("language", PaperLanguage)
def test_a_checker_of_pdf_ua_has_no_fault_to_find(
    document: Document, language: PaperLanguage, tmp_path: Path
) -> None:
    checker = pytest.importorskip("page", reason="page-validation is not installed")
    calendar = DayCalendar.TERMS
    wanted = order(language=language, calendar=calendar, has_ladder=True, has_holes=True)
    report = checker.validate_pdf(str(printed(document, wanted, tmp_path)), profile="ua1")
    assert [one.message for one in report.failures] == []
    assert report.rules.total > 100


@BY_ID
def test_its_text_stands_in_paragraphs_and_headings_in_steps(
    document: Document, tmp_path: Path
) -> None:
    pdf = printed(document, order(has_ladder=True), tmp_path)
    elements = [o for o in objects_of(pdf).values() if isinstance(o, dict) and "/S" in o]
    kinds = [str(o["/S"]) for o in elements]
    assert kinds.count("/P") >= 5
    levels = [int(line.split()[0][1]) for line in structure_of(pdf) if line.startswith("H")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


CHINESE_RUNS = {"brochure": 12, "taxi-cards": 20, "phrase-cards": 101, "run-sheet": 25}


@pytest.mark.parametrize("name", CHINESE_RUNS)
def test_chinese_is_marked_as_chinese(name: str, tmp_path: Path) -> None:
    document = document_named(name)
    assert document is not None
    pdf = printed(document, order(has_ladder=True), tmp_path)
    assert languages_of(pdf)["zh"] >= CHINESE_RUNS[name]


def test_a_brochure_is_read_in_the_order_it_is_seen(tmp_path: Path) -> None:
    pdf = printed(DOCUMENTS[0], order(), tmp_path)
    lines = [line for line in structure_of(pdf) if line.startswith(("H1", '"'))]
    told = " ".join(lines)
    marks = ['"Kilns and lanes"', '"The tour at a glance"', '"Left out"', '"Sources"']
    places = [told.index(mark) for mark in marks]
    assert places == sorted(places)


@BY_ID
@pytest.mark.parametrize("paper", PaperSize)
def test_it_fits_the_paper_that_was_chosen(
    document: Document, paper: PaperSize, tmp_path: Path
) -> None:
    wanted = order(paper=paper, has_ladder=True, has_holes=paper is PaperSize.A5)
    pdf = printed(document, wanted, tmp_path)
    width, height = SHEETS_PT[paper]
    size = info_of(pdf)["Page size"].split()
    assert (float(size[0]), float(size[2])) == pytest.approx((width, height), abs=0.5)
    assert PRESS.print(document, wanted).pages == int(info_of(pdf)["Pages"])


@BY_ID
def test_large_print_has_no_small_text_but_the_foot(document: Document, tmp_path: Path) -> None:
    pdf = printed(document, order(large_print=True, has_ladder=True), tmp_path)
    runs = [(size, text) for size, text in sizes_of(pdf) if text.strip()]
    foot_pt = 9.0
    letters = sum(len(text) for _size, text in runs)
    large = sum(len(text) for size, text in runs if size >= 0.85 * LARGE_PRINT_PT)
    feet = sum(len(text) for size, text in runs if size <= foot_pt)
    if document.id != "taxi-cards":  # its readings are as large as the card allows
        assert large >= 0.9 * (letters - feet)
    assert max(size for size, _text in runs) >= LARGE_PRINT_PT


@BY_ID
def test_the_same_order_gives_the_same_bytes(document: Document) -> None:
    first = PRESS.print(document, order(language=PaperLanguage.BOTH, has_ladder=True))
    assert first == PRESS.print(document, order(language=PaperLanguage.BOTH, has_ladder=True))


@BY_ID
@pytest.mark.parametrize("audience", Audience)
def test_it_never_holds_what_its_reader_must_not_see(
    document: Document, audience: Audience, tmp_path: Path
) -> None:
    whole, secrets = planted(list(range(1000, 1100)))
    wanted = _order_for(seen_by(whole, audience))
    data = json.dumps(PRESS.data(document, wanted), ensure_ascii=False)
    pdf = printed(document, wanted, tmp_path)
    text = "".join(text_of(pdf).split())
    hidden = set(secrets) - allowed(audience, secrets) - {"lock"}  # a lock's minute is no text
    assert [name for name in hidden if str(secrets[name]) in data] == []
    assert [name for name in hidden if str(secrets[name]) in text] == []


@pytest.mark.parametrize("audience", Audience)
def test_the_guides_sheet_has_no_passport_and_no_price_for_anybody(audience: Audience) -> None:
    whole, secrets = planted(list(range(1000, 1100)))
    guide = document_named("guide-sheet")
    assert guide is not None
    data = json.dumps(PRESS.data(guide, _order_for(seen_by(whole, audience))))
    names = ("passport", "nationality", "price", "budget", "passport_expiry", "born")
    assert [name for name in names if str(secrets[name]) in data] == []


@BY_ID
def test_twelve_hours_and_miles_are_kept_everywhere(document: Document, tmp_path: Path) -> None:
    wanted = order(clock_24h=False, units=DistanceUnit.MI, has_ladder=True)
    data = dict(PRESS.data(document, wanted))
    data.pop("days" if document.id == "brochure" else "none", None)
    texts = json.dumps(data, ensure_ascii=False)
    assert " km" not in texts.replace('" km', "")
    text = text_of(printed(document, wanted, tmp_path))
    times = [word for word in text.split() if _is_clock(word) and int(word[:2]) > 12]
    assert times == []


@BY_ID
@pytest.mark.parametrize("language", [PaperLanguage.ZH, PaperLanguage.BOTH])
def test_no_line_begins_with_a_closing_mark(
    document: Document, language: PaperLanguage, tmp_path: Path
) -> None:
    wanted = order(language=language, paper=PaperSize.A6, has_ladder=True)
    lines = text_of(printed(document, wanted, tmp_path)).splitlines()
    assert [line for line in lines if line.strip()[:1] in set(CLOSING) - {"·"}] == []


@BY_ID
def test_a_tour_without_stops_prints_or_says_so(document: Document, tmp_path: Path) -> None:
    tour, catalogue = planned(days=1, stops=0)
    pdf = printed(document, order_of(tour, catalogue, has_ladder=True), tmp_path)
    assert faults_of(pdf) == ""
    assert len(text_of(pdf)) > 20


@BY_ID
def test_a_tour_without_a_plan_prints(document: Document, tmp_path: Path) -> None:
    tour, catalogue = planned(days=1)
    bare = replace(tour, itinerary=None, sites=())
    pdf = printed(document, order_of(bare, catalogue, has_ladder=True), tmp_path)
    assert faults_of(pdf) == ""


@BY_ID
def test_hostile_names_are_printed_as_they_stand(document: Document, tmp_path: Path) -> None:
    title = '=cmd() </script> مصنع الفخار 🏺 𠀀 #panic("x") ' + "long " * 90
    tour, catalogue = planned(title=title.strip())
    made = PRESS.print(document, order_of(tour, catalogue, has_ladder=True))
    pdf = tmp_path / "hostile.pdf"
    pdf.write_bytes(made.pdf)
    assert faults_of(pdf) == ""
    if document.id not in {"phrase-cards"}:
        assert len(made.cautions) == 1
        assert "U+1F3FA amphora" in made.cautions[0]


def test_an_order_of_a_whole_roadbook_is_refused() -> None:
    whole, _secrets = planted(list(range(1000, 1100)))
    with pytest.raises(ValueError, match="reduced"):
        PaperOrder({"en": whole}, PaperChoice(), NOON)


def test_ids_are_unique_and_found_in_any_case() -> None:
    ids = [one.id for one in DOCUMENTS]
    assert len(set(ids)) == len(ids)
    assert document_named(" Brochure ") is DOCUMENTS[0]
    assert document_named("nonsense") is None


def _order_for(book: Roadbook) -> PaperOrder:
    return PaperOrder({"en": book}, PaperChoice(audience=book.audience or Audience.PUBLIC), NOON)


def _type(value: object) -> str:
    return str(value.get("/Type", "")) if isinstance(value, dict) else ""


def _is_clock(word: str) -> bool:
    return len(word) >= 5 and word[:2].isdigit() and word[2] == ":" and word[3:5].isdigit()
