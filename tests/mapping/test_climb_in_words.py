"""The climb of a journey is told where it is known and felt, in every voice of the program."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.builders import tour
from tests.gui.support import simple_plan
from tourplanner.cli.render import _leg_text as terminal_text
from tourplanner.domain.itinerary import Leg
from tourplanner.domain.itinerary_codec import itinerary_from, itinerary_plain
from tourplanner.domain.paper_choice import DistanceUnit, PaperChoice
from tourplanner.domain.strict_json import DataInvalid, parsed
from tourplanner.domain.travel import TravelMode, TravelSource
from tourplanner.exchange.stop_text import leg_text as file_text
from tourplanner.mapping.reader_words import ReaderWords
from tourplanner.mapping.wording import leg_text as window_text

UPHILL = Leg(600, 612, TravelMode.WALK, 12, 900, TravelSource.ROUTED, (), 43, 5)


def test_felt_climb_is_told() -> None:
    assert window_text(UPHILL) == "12 min on foot · 900 m · 40 m up"
    in_miles = ReaderWords(PaperChoice(units=DistanceUnit.MI)).distance
    assert "140 ft up" in window_text(UPHILL, in_miles)
    assert "900 m, 40 m up, leaving at" in file_text(UPHILL, ReaderWords(PaperChoice()))
    assert terminal_text(UPHILL, None).endswith(", 40 m up")


@pytest.mark.parametrize(
    "leg",
    [
        replace(UPHILL, climb_m=None, descent_m=None),
        replace(UPHILL, climb_m=9),
        replace(UPHILL, climb_m=0, descent_m=80),
        replace(UPHILL, mode=TravelMode.TAXI),
    ],
)
def test_what_is_not_known_a_trifle_or_a_ride_is_not_told(leg: Leg) -> None:
    assert leg.felt_climb_m is None
    for text in (window_text(leg), terminal_text(leg, None)):
        assert " up" not in text


def with_climb(climb_m: object) -> bytes:
    plan = simple_plan(tour()).itinerary
    assert plan is not None
    plain = json.loads(json.dumps(itinerary_plain(plan)))
    plain["days"][0]["legs"][0] |= {"climb_m": climb_m, "descent_m": 5}
    return json.dumps(plain).encode()


def test_climb_is_kept_in_the_tour_file_and_read_strictly() -> None:
    kept = itinerary_from(parsed(with_climb(43), "a.tour"))
    assert (kept.days[0].legs[0].climb_m, kept.days[0].legs[0].descent_m) == (43, 5)
    assert itinerary_from(parsed(json.dumps(itinerary_plain(kept)).encode(), "a.tour")) == kept
    assert kept.days[0].legs[1].climb_m is None
    for wrong in (-1, 1.5, "43", None):
        with pytest.raises(DataInvalid):
            itinerary_from(parsed(with_climb(wrong), "a.tour"))
