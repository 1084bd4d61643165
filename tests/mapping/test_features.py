"""What of a roadbook is put on the map."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests import builders
from tests.mapping.plans import places, roadbook
from tourplanner.domain.itinerary import LeftOut, Reason, ReasonKind
from tourplanner.domain.roadbook import Roadbook, RoadLeftOut
from tourplanner.domain.tour import KnownSite
from tourplanner.mapping.feature import Feature
from tourplanner.mapping.features import features, site_features
from tourplanner.mapping.page import script_json
from tourplanner.mapping.table import bearing_deg, map_rows


def of_role(book: Roadbook, role: str) -> list[Feature]:
    return [f for f in features(book)["features"] if f["properties"]["role"] == role]


def test_every_visit_is_a_numbered_stop_at_its_place() -> None:
    book = roadbook()
    stops = of_role(book, "stop")
    assert [s["properties"]["label"] for s in stops][:6] == [
        "D1-01", "D1-02", "D1-03", "D1-04", "D1-05", "D2-01",
    ]  # fmt: skip
    first = book.days[0].visits[0]
    assert first.site is not None
    assert stops[0]["geometry"]["coordinates"] == [first.site.point.at.lon, first.site.point.at.lat]
    assert stops[0]["properties"]["local"] == "御窑厂国家考古遗址公园"


def test_days_differ_by_colour_and_by_shape() -> None:
    by_day = {
        s["properties"]["day"]: (s["properties"]["colour"], s["properties"]["shape"])
        for s in of_role(roadbook(), "stop")
    }
    assert len({colour for colour, _shape in by_day.values()}) == 3
    assert len({shape for _colour, shape in by_day.values()}) == 3


def test_every_leg_is_a_line_that_says_whether_it_is_an_estimate() -> None:
    book = roadbook()
    legs = of_role(book, "leg")
    assert len(legs) == sum(len(day.legs) for day in book.days) == 18
    assert all(leg["properties"]["estimate"] is True for leg in legs)
    assert str(legs[0]["properties"]["tip"][1]).endswith("estimate")  # type: ignore[index]


def test_bases_are_drawn_once_with_their_days() -> None:
    (base,) = of_role(roadbook(), "base")
    assert base["properties"]["days"] == ["1", "2", "3"]


def test_left_out_sites_carry_their_reason() -> None:
    left_out = of_role(roadbook(), "left_out")
    assert len(left_out) == 4
    assert all("score higher" in str(f["properties"]["reason"]) for f in left_out)


def test_what_is_no_sight_is_not_shown_as_left_out() -> None:
    station = builders.site("station", en="Station")
    entry = LeftOut(station.id, Reason(ReasonKind.NOT_A_SIGHT))
    book = replace(
        roadbook(left_out=()),
        left_out=(RoadLeftOut(entry, station.names, station, "Not a sight."),),
    )
    assert not of_role(book, "left_out")
    assert [f["properties"]["site"] for f in of_role(book, "other")] == ["station"]


def test_a_left_out_site_gone_from_the_catalogue_stands_where_the_tour_remembers_it() -> None:
    gone = builders.site("gone")
    entry = LeftOut(gone.id, Reason(ReasonKind.OUTRANKED))
    book = roadbook(left_out=())
    kept = KnownSite(gone.id, "Gone", "去", gone.point.at)
    book = replace(
        book,
        tour=replace(book.tour, sites=(kept,)),
        left_out=(RoadLeftOut(entry, gone.names, None, "Full."),),
    )
    assert len(of_role(book, "left_out")) == 1


def test_others_are_drawn_only_where_the_plan_does_not_speak_of_them() -> None:
    book = roadbook()
    stranger = builders.site("stranger")
    drawn = features(book, others=(*places(), stranger))["features"]
    others = [f["properties"]["site"] for f in drawn if f["properties"]["role"] == "other"]
    assert others == ["stranger"]


def test_doubtful_hours_and_points_are_marked() -> None:
    stops = {f["properties"]["site"]: f["properties"] for f in of_role(roadbook(), "stop")}
    assert stops["xujia-kiln"]["doubtful"] is True
    assert "about 300 m uncertain" in stops["xujia-kiln"]["tip"]  # type: ignore[operator]
    assert stops["imperial-kiln"]["doubtful"] is False


def test_the_legend_names_exactly_what_is_drawn() -> None:
    marks = [entry["mark"] for entry in features(roadbook())["legend"]]
    assert marks == ["day", "day", "day", "estimate", "base", "doubt", "left_out"]
    bare = features(roadbook((), left_out=()))["legend"]
    assert [entry["mark"] for entry in bare] == ["base"]


def test_the_map_is_framed_anew_for_another_tour_and_not_for_a_change() -> None:
    everything = places()
    first, second = roadbook(), roadbook((everything[:4],))
    assert features(first)["frame"] == features(second)["frame"]
    assert features(first)["frame"] != features(roadbook(()))["frame"]


def test_sites_of_a_city_without_a_plan_stand_alone() -> None:
    drawn = site_features(places())
    assert len(drawn["features"]) == 15
    assert drawn["ground"]["towns"]
    assert site_features(())["features"] == []


def test_the_table_holds_every_point_of_the_map() -> None:
    book = roadbook()
    points = [f for f in features(book)["features"] if f["geometry"]["type"] == "Point"]
    rows = map_rows(book)
    assert [(row.role, row.site, row.name) for row in rows] == [
        (f["properties"]["role"], f["properties"].get("site"), f["properties"]["name"])
        for f in points
    ]
    yaoli = next(row for row in rows if row.site == "yaoli")
    assert yaoli.where == "45 km NE"


def test_bearings_run_clockwise_from_north() -> None:
    here = builders.CENTRE
    north, east = replace(here, lat=here.lat + 0.1), replace(here, lon=here.lon + 0.1)
    assert round(bearing_deg(here, north)) == 0
    assert round(bearing_deg(here, east)) == 90


@given(st.text(max_size=40))
def test_no_text_can_leave_the_script_it_is_sent_in(text: str) -> None:
    sent = script_json({"name": text})
    assert not set("<>&\u2028\u2029") & set(sent)
    assert json.loads(sent) == {"name": text}
