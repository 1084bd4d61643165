"""The calendar is read back by icalendar, and its octets are looked at."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import builders
from tests.exchange.books import NOW, hostile_roadbook, roadbook
from tourplanner.domain.itinerary import StopKind
from tourplanner.domain.roadbook import Roadbook
from tourplanner.exchange.calendar_file import folded, write_calendar
from tourplanner.exchange.zone_rules import zone_lines

ZONES = (
    "Asia/Shanghai",
    "Europe/Rome",
    "Europe/London",
    "Europe/Dublin",
    "Europe/Istanbul",
    "Asia/Tokyo",
    "Asia/Tehran",
    "Asia/Kathmandu",
    "America/Mexico_City",
    "America/New_York",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Bishkek",
    "UTC",
)


def events(book: Roadbook, now: datetime = NOW) -> list[Any]:
    """The events, as icalendar reads them without a single error."""
    calendar = icalendar.Calendar.from_ical(write_calendar(book, now))
    assert not calendar.errors
    found = list(calendar.walk("VEVENT"))
    assert not [event.errors for event in found if event.errors]
    return found


def test_every_visit_and_meal_is_an_event_on_the_local_clock() -> None:
    book = roadbook(first_day=3)
    stops = [
        (day.date, stop.stop)
        for day in book.days
        for stop in day.stops
        if stop.stop.kind is not StopKind.BASE
    ]
    zone = ZoneInfo("Asia/Shanghai")
    found = events(book)
    assert len(found) == len(stops) == 5
    for event, (day, stop) in zip(found, stops, strict=True):
        midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
        assert event.start == midnight + timedelta(minutes=stop.start_min)
        assert event.end == midnight + timedelta(minutes=stop.end_min)
        assert event.start.utcoffset() == timedelta(hours=8)


def test_lunch_is_a_meal_without_a_place() -> None:
    lunch = next(e for e in events(roadbook(first_day=3)) if e["SUMMARY"] == "Lunch")
    assert "LOCATION" not in lunch
    assert "GEO" not in lunch
    assert lunch.end - lunch.start == timedelta(hours=1)


def test_event_tells_where_and_how_sure() -> None:
    first = events(roadbook())[0]
    assert first["SUMMARY"] == "Site 0 窑址0"
    assert first["LOCATION"] == "窑址0, 景德镇市珠山区珠山中路187号"
    assert (first["GEO"].latitude, first["GEO"].longitude) == (29.2907, 117.201)
    assert "(estimate)" in first["DESCRIPTION"]
    assert "Hours assumed" in events(hostile_roadbook())[0]["DESCRIPTION"]


def test_uids_outlive_another_time_and_differ_among_each_other() -> None:
    early = builders.FRIDAY
    uids = [event["UID"] for event in events(roadbook())]
    later = [event["UID"] for event in events(roadbook(start=early + timedelta(days=7)))]
    assert uids == later
    assert len(set(uids)) == len(uids)
    assert all(uid.isascii() for uid in uids)


def test_a_later_export_has_a_higher_sequence() -> None:
    first = events(roadbook(), NOW)[0]
    second = events(roadbook(), NOW + timedelta(minutes=5))[0]
    assert second["SEQUENCE"] > first["SEQUENCE"] >= 0
    assert second["DTSTAMP"].dt == NOW + timedelta(minutes=5)


@pytest.mark.parametrize("make", [roadbook, hostile_roadbook])
def test_lines_are_short_end_properly_and_split_no_character(make: Any) -> None:
    content = write_calendar(make(), NOW)
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for line in lines:
        line.decode("utf-8")  # raises when a character is split


@given(st.text(st.characters(exclude_characters="\r\n", exclude_categories=("Cs",))))
def test_folding_is_undone_by_unfolding(text: str) -> None:
    cut = folded(text)
    assert cut.replace(b"\r\n ", b"") == text.encode() + b"\r\n"
    assert all(len(line) <= 75 for line in cut.split(b"\r\n"))


def test_hostile_texts_add_no_line_of_their_own() -> None:
    found = events(hostile_roadbook())
    assert len(found) == len(events(roadbook()))
    summary = str(found[0]["SUMMARY"])
    assert summary.startswith("=1+1 ]]> <img onerror=x> & \" ' \\, ; BEGIN:VEVENT")
    assert summary.isprintable()


@pytest.mark.parametrize("key", ZONES)
@pytest.mark.parametrize("year", [2026, 2027])
def test_zone_rules_give_the_clock_of_the_zone(key: str, year: int) -> None:
    assert_same_clock(key, year)


def test_zone_rules_hold_for_every_city_of_the_catalogue(shared: Path) -> None:
    cities = json.loads((shared / "catalogue" / "world.json").read_text("utf-8"))["cities"]
    keys = {city["time_zone"] for city in cities}
    assert len(keys) > 5
    for key in keys:
        assert_same_clock(key, 2027)


def assert_same_clock(key: str, year: int) -> None:
    zone = ZoneInfo(key)
    lines = [line.replace(key, "Our/Own") for line in zone_lines(zone, year, year)]
    rules: Any = icalendar.Timezone.from_ical("\r\n".join(lines) + "\r\n")
    told = rules.to_tz(lookup_tzid=False)
    for day in range(365):
        noon = datetime(year, 1, 1, 12) + timedelta(days=day)  # noqa: DTZ001 - the zone follows
        assert noon.replace(tzinfo=told).utcoffset() == noon.replace(tzinfo=zone).utcoffset()


def test_zones_of_the_calendar_are_those_of_the_city() -> None:
    city = replace(builders.city("faenza", "Faenza", "Faenza"), time_zone="Europe/Rome")
    book = roadbook(city=city, start=date(2027, 3, 27))  # the clocks change in between
    offsets = [event.start.utcoffset() for event in events(book)]
    assert timedelta(hours=1) == offsets[0]
    assert timedelta(hours=2) == offsets[-1]
    text = write_calendar(book, NOW).decode()
    assert "BEGIN:DAYLIGHT\r\nDTSTART:20270328T020000\r\nTZOFFSETFROM:+0100" in text


def test_a_year_of_few_digits_is_written_with_four() -> None:
    early = replace(roadbook().days[0], date=date(800, 4, 16))
    first = events(replace(roadbook(), days=(early,)))[0]
    assert first.start.year == 800
