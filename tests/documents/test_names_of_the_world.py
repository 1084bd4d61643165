"""Names in any script are printed, on maps as far as a drawing can hold them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import builders
from tests.documents.orders import NOON, PRESS, order_of
from tests.fakes import InMemoryCatalogue
from tourplanner.documents.catalogue import DOCUMENTS
from tourplanner.documents.characters import Characters
from tourplanner.documents.map_letters import printable_map
from tourplanner.documents.paper_order import PaperOrder
from tourplanner.domain.paper_choice import PaperLanguage
from tourplanner.domain.site import Names

CHARACTERS = Characters()
FEZ = Names("Attarine Madrasa", "مدرسة العطارين", romanised="Madrasat al-ʿAṭṭārīn")


def order_in(names: Names, language: str, country: str = "MA") -> PaperOrder:
    """A day in a town elsewhere, its one site called `names`."""
    town = replace(builders.city(), country=country, language=language)
    known = tuple(replace(one, names=names, country=country) for one in builders.sites(2))
    plan = builders.itinerary([known[:1]])
    tour = builders.tour(itinerary=plan, days=1, known=known)
    return order_of(tour, InMemoryCatalogue(known, (town,)), language=PaperLanguage.BOTH)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.id)
@pytest.mark.parametrize(
    ("names", "language"),
    [
        (FEZ, "ar"),
        (Names("House of peace", "בֵּית שָׁלוֹם"), "he"),
        (Names("Vị", "Vị Xuyên x\u0301"), "vi"),
        (Names("Icheon", "이천 도자기마을"), "ko"),
        (Names("Arita", "有田陶磁美術館"), "ja"),
        (Names("Meissen", "Meißner Porzellan"), "de"),
    ],
)
def test_every_document_prints_names_of_other_scripts(
    document: object, names: Names, language: str
) -> None:
    made = PRESS.print(document, order_in(names, language))  # type: ignore[arg-type]
    assert made.pdf.startswith(b"%PDF")


@given(st.text(min_size=1, max_size=12).filter(str.strip))
@settings(max_examples=30, deadline=None)
def test_any_name_can_stand_on_a_map(name: str) -> None:
    wanted = order_in(Names(name, name + "窑"), "zh", "CN")
    assert PRESS.print(DOCUMENTS[0], wanted).pdf.startswith(b"%PDF")
    assert wanted.made_on == NOON


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Imperial Kiln 御窑厂", "Imperial Kiln 御窑厂"),
        ("Vị Xuyên", "Vi Xuyên"),
        ("x\u0301", "x"),
        ("שָׁלוֹם", "שלום"),
        ("مدرسة", None),
        ("A &amp; B", "A &amp; B"),
    ],
)
def test_a_map_keeps_the_letters_it_can_hold(name: str, shown: str | None) -> None:
    drawing = f'<svg><text x="1">{name}</text><path d="M0 0"/></svg>'
    left = "" if shown is None else f'<text x="1">{shown}</text>'
    assert printable_map(drawing, CHARACTERS) == f'<svg>{left}<path d="M0 0"/></svg>'
