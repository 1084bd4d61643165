"""The brochure: its maps at true scale with their key, its limits, its figures."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests import builders
from tests.documents.orders import PRESS, order_of, planned
from tests.documents.reading import faults_of, grey_page, info_of, text_of, words_of
from tourplanner.documents.catalogue import document_named
from tourplanner.documents.document import Document
from tourplanner.documents.press import Press
from tourplanner.documents.typesetting import Data, Typesetter
from tourplanner.domain.dossier import Dossier
from tourplanner.domain.paper_choice import PaperLanguage, PaperSize
from tourplanner.domain.tour_length import MAX_DAYS
from tourplanner.mapping.svg_map import Sheet, svg_map

FIGURE_S, FIGURE_BYTES = 1.5, 2_000_000
MM_PER_INCH = 25.4


def brochure() -> Document:
    found = document_named("brochure")
    assert found is not None
    return found


def data_of(**choices: object) -> Any:
    tour, catalogue = planned(3, 4)
    data: Data = PRESS.data(brochure(), order_of(tour, catalogue, **choices))  # type: ignore[arg-type]
    return data


def numbers_on(picture: str) -> list[int]:
    return [int(number) for number in re.findall(r">(\d{1,3})</text>", picture)]


def test_every_number_on_a_map_stands_in_its_key() -> None:
    data = data_of()
    for day in data["days"]:
        on_map = numbers_on(day["map"]["picture"])
        assert sorted(on_map) == [row["number"] for row in day["key"]]
    whole = sorted(numbers_on(data["overview"]["picture"]))
    assert whole == sorted(row["number"] for day in data["days"] for row in day["key"])


def test_every_number_of_the_key_is_printed_on_the_page_of_its_map(tmp_path: Path) -> None:
    tour, catalogue = planned(1, 6)
    pdf = tmp_path / "b.pdf"
    pdf.write_bytes(PRESS.print(brochure(), order_of(tour, catalogue)).pdf)
    for page in (2, 3):
        words = [word for word, *_box in words_of(pdf, page)]
        assert {"1", "2", "3", "4", "5", "6"} <= set(words)


@pytest.mark.parametrize("paper", [PaperSize.A4, PaperSize.A6])
def test_the_scale_bar_is_as_long_as_it_says(paper: PaperSize, tmp_path: Path) -> None:
    tour, catalogue = planned(1, 4)
    wanted = order_of(tour, catalogue, paper=paper)
    drawn: list[tuple[float, int, int]] = []

    def watched(book: object, sheet: Sheet) -> object:
        made = svg_map(book, sheet)  # type: ignore[arg-type]
        drawn.append((made.bar_mm, made.bar_m, made.scale))
        return made

    pdf = tmp_path / "b.pdf"
    pdf.write_bytes(Press(Typesetter(), watched).print(brochure(), wanted).pdf)  # type: ignore[arg-type]
    bar_mm, bar_m, scale = drawn[0]
    assert bar_mm * scale / 1000 == pytest.approx(bar_m, rel=0.001)
    dpi = 600
    line_mm = 0.3  # half of it at each end is drawn beyond the ends
    measured_mm = longest_dark_run(grey_page(pdf, 2, dpi)) / dpi * MM_PER_INCH - line_mm
    assert measured_mm == pytest.approx(bar_mm, rel=0.01)


def longest_dark_run(page: np.ndarray) -> int:
    """Of the pixels of one row; the bar is the longest dark line of a page."""
    best = 0
    for row in (page < 90).astype(np.int8):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], row, [0]))))
        if len(edges):
            best = max(best, int((edges[1::2] - edges[::2]).max()))
    return best


def test_the_days_stay_apart_in_grey(tmp_path: Path) -> None:
    """Marks of one number, printed in grey: none looks like another."""
    tour, catalogue = planned(7, 1)
    pdf = tmp_path / "b.pdf"
    pdf.write_bytes(PRESS.print(brochure(), order_of(tour, catalogue)).pdf)
    dpi, reach_pt = 150, 9.5
    page = grey_page(pdf, 2, dpi)
    marks = []
    words = words_of(pdf, 2)
    times = [(x0, y0, y1) for word, x0, y0, _x1, y1 in words if word == "09:15"]
    for word, x0, y0, x1, y1 in words:
        beside = [at for at, top, foot in times if top < (y0 + y1) / 2 < foot and 0 < at - x1 < 25]
        if word == "1" and beside:  # a line of the key: mark, then time
            x, y = (x0 + x1) / 2, (y0 + y1) / 2
            box = [round(v * dpi / 72) for v in (y - reach_pt, y + reach_pt, x - reach_pt)]
            width = round(2 * reach_pt * dpi / 72)
            cut = page[box[0] : box[1], box[2] : box[2] + width]
            marks.append(cut[:38, :38].astype(int))
    assert len(marks) == 7
    for place, one in enumerate(marks):
        for other in marks[:place]:
            assert np.abs(one - other).mean() > 6  # of 255: their shapes and tones together


def test_two_hundred_stops_in_a_day_are_all_there(tmp_path: Path) -> None:
    many = tuple(replace(one, visit_min=5) for one in builders.sites(200))
    tour, catalogue = planned(1, 200, sites=many, dossier=Dossier())
    pdf = tmp_path / "b.pdf"
    pdf.write_bytes(PRESS.print(brochure(), order_of(tour, catalogue)).pdf)
    assert faults_of(pdf) == ""
    text = text_of(pdf)
    assert [n for n in range(200) if f"Site {n}" not in text] == []


def test_the_longest_tour_there_is_can_be_printed() -> None:
    tour, catalogue = planned(MAX_DAYS, 3, dossier=Dossier())
    data: Any = PRESS.data(brochure(), order_of(tour, catalogue))
    assert len(data["days"]) == MAX_DAYS
    assert PRESS.print(brochure(), order_of(tour, catalogue)).pdf.startswith(b"%PDF")


def test_free_days_are_told_in_one_line_of_the_overview_and_share_pages(tmp_path: Path) -> None:
    tour, catalogue = planned(20, 1, dossier=Dossier())
    plan = tour.itinerary
    assert plan is not None
    bare = tuple(replace(day, stops=(), legs=()) for day in plan.days[3:])
    free = replace(tour, itinerary=replace(plan, days=(*plan.days[:3], *bare)))
    pdf = tmp_path / "b.pdf"
    pdf.write_bytes(PRESS.print(brochure(), order_of(free, catalogue)).pdf)
    assert faults_of(pdf) == ""
    assert text_of(pdf).count("Free days: nothing is planned.") == 1
    assert text_of(pdf).count("A free day: nothing is planned.") == 17
    assert int(info_of(pdf)["Pages"]) < 12


def test_a_week_in_two_languages_is_quick_and_small() -> None:
    tour, catalogue = planned(7, 6)
    started = time.thread_time()
    wanted = order_of(tour, catalogue, language=PaperLanguage.BOTH)
    pdf = PRESS.print(brochure(), wanted).pdf
    assert time.thread_time() - started < FIGURE_S
    assert len(pdf) < FIGURE_BYTES


def test_holes_leave_a_margin(tmp_path: Path) -> None:
    tour, catalogue = planned(1, 3)
    pdf = tmp_path / "b.pdf"
    pdf.write_bytes(PRESS.print(brochure(), order_of(tour, catalogue, has_holes=True)).pdf)
    for page in range(1, int(info_of(pdf)["Pages"]) + 1):
        left_mm = min(x0 for _word, x0, *_rest in words_of(pdf, page)) / 72 * MM_PER_INCH
        assert left_mm >= 22


def test_both_languages_say_each_name_and_shared_facts_once(tmp_path: Path) -> None:
    tour, catalogue = planned(1, 3)
    data: Any = PRESS.data(brochure(), order_of(tour, catalogue, language=PaperLanguage.BOTH))
    visits = [line for line in data["days"][0]["lines"] if line["kind"] == "visit"]
    first = visits[0]["name"]
    assert (first["first"], first["second"]) == (
        {"text": "Site 0", "lang": "en"},
        {"text": "窑址0", "lang": "zh"},
    )
    assert visits[0]["other"] is None
    assert isinstance(visits[0]["time"], str)
