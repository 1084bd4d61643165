"""What the traveller found out of a place is kept, told where known and hidden where it must."""

from __future__ import annotations

import pytest

from tests import builders
from tourplanner.domain import dossier_edits
from tourplanner.domain.place_facts import Payment, PhotoRule, PlaceFacts
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour_codec import from_text, to_plain, to_text
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import speaking
from tourplanner.mapping.place_words import place_fact_lines

STUDIO = PlaceFacts(
    SiteId("site-0"),
    (Payment.CASH, Payment.ALIPAY),
    PhotoRule.ASK,
    "20 CNY",
    "Mandarin, some English",
    "Ms Li",
    "Shoes off.",
)


def test_facts_come_back_from_a_file_and_older_programs_are_told() -> None:
    plain = builders.tour()
    tour = dossier_edits.with_place_facts(plain, (STUDIO,))
    assert from_text(to_text(tour)) == tour
    assert to_plain(tour)["version"] == 3
    assert to_plain(plain)["version"] == 1


def test_facts_that_say_nothing_are_not_kept() -> None:
    tour = dossier_edits.with_place_facts(builders.tour(), (PlaceFacts(SiteId("a")),))
    assert tour.dossier.place_facts == ()
    assert tour.dossier.facts_of(SiteId("a")).says_nothing


def test_a_site_has_its_facts_once() -> None:
    with pytest.raises(InvalidEdit):
        dossier_edits.with_place_facts(builders.tour(), (STUDIO, STUDIO))


def test_only_what_is_known_is_told() -> None:
    assert place_fact_lines(None) == place_fact_lines(PlaceFacts(SiteId("a"))) == ()
    assert place_fact_lines(STUDIO)[:3] == (
        "Payment: cash, Alipay",
        "Photographs: ask first",
        "Fee: 20 CNY",
    )


def test_facts_are_told_in_the_language_of_the_reader() -> None:
    with speaking("zh_CN"):
        assert place_fact_lines(STUDIO)[0] == "付款方式：现金、支付宝"
