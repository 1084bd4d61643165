"""On a page without colours the days can still be told apart, and text is read in its order."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import typst

from tests.documents.orders import PRESS, order, order_of, planned
from tests.documents.reading import grey_page, structure_of
from tourplanner.documents.catalogue import document_named
from tourplanner.domain.audience import Audience

DAYS = 14
DPI = 200
RUN_SHEET = ("行车单", "人数", "时间", "老窑客栈", "窑址0", "窑址1", "窑址2")
REQUEST = ("预订函", "编号", "接待方", "窑址0", "Throwing lesson", "日期", "人数", "请答复")
GUIDE = ("Guide's sheet", "Ada Byron", "The days", "Site 0", "Site 2")


def test_the_marks_of_fourteen_days_differ_in_grey(tmp_path: Path) -> None:
    tour, catalogue = planned(DAYS, 1)
    document = document_named("brochure")
    assert document is not None
    data: Any = PRESS.data(document, order_of(tour, catalogue))
    for number, one in enumerate(data["marks"]):
        (tmp_path / f"{number}.svg").write_text(one["picture"], "utf-8")
    pages = "\n".join(f'#page(image("{n}.svg", width: 8mm))' for n in range(DAYS))
    source = tmp_path / "marks.typ"
    source.write_text(f"#set page(width: 10mm, height: 10mm, margin: 1mm)\n{pages}", "utf-8")
    pdf = tmp_path / "marks.pdf"
    typst.compile(str(source), str(pdf), format="pdf")
    shapes = [grey_page(pdf, number, DPI) < 200 for number in range(1, DAYS + 1)]
    for first, second in combinations(range(DAYS), 2):
        differing = np.logical_xor(shapes[first], shapes[second]).mean()
        assert differing > 0.01, (first, second)  # black against white: grey levels do not count


@pytest.mark.parametrize(
    ("name", "audience", "marks"),
    [
        ("run-sheet", Audience.DRIVER, RUN_SHEET),
        ("requests", Audience.LEADER, REQUEST),
        ("guide-sheet", Audience.LEADER, GUIDE),
        ("checklists", Audience.TRAVELLER, ("Throwing lesson", "bring aprons")),
    ],
)  # fmt: skip
def test_a_screen_reader_meets_the_parts_in_the_order_they_are_seen(
    name: str, audience: Audience, marks: tuple[str, ...], tmp_path: Path
) -> None:
    document = document_named(name)
    assert document is not None
    pdf = tmp_path / "t.pdf"
    pdf.write_bytes(PRESS.print(document, order(audience=audience)).pdf)
    told = "".join("".join(structure_of(pdf)).replace('"', "").split())
    places = [told.find("".join(mark.split())) for mark in marks]
    assert -1 not in places, list(zip(marks, places, strict=True))
    assert places == sorted(places)
