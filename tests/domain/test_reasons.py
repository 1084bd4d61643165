"""Reasons in words."""

from __future__ import annotations

import pytest

from tests.builders import preferences
from tourplanner.domain.itinerary import Reason, ReasonKind
from tourplanner.domain.reasons import reason_text
from tourplanner.domain.site import SiteId

DATES = preferences(days=2).dates


def told(reason: Reason) -> str:
    return reason_text(reason, DATES, lambda site: site.upper())


@pytest.mark.parametrize("kind", list(ReasonKind))
def test_every_reason_is_told_in_a_sentence(kind: ReasonKind) -> None:
    assert told(Reason(kind)).endswith(".")


def test_full_day_names_the_minutes_and_the_visit_in_the_way() -> None:
    reason = Reason(ReasonKind.OUTRANKED, day=1, short_min=35, instead_of=(SiteId("hutian"),))
    assert told(reason) == (
        "Needs 35 more minutes on Sat 17 Apr, or the place of HUTIAN, which counts more."
    )


@pytest.mark.parametrize("kind", [ReasonKind.OUTSIDE_HOURS, ReasonKind.DAY_FULL])
def test_day_that_the_tour_no_longer_has_is_not_named(kind: ReasonKind) -> None:
    assert "Apr" not in told(Reason(kind, day=9, short_min=10))
