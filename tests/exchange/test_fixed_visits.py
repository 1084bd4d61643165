"""Breaks by name, bookings and unmet wishes in everything that is taken away."""

from __future__ import annotations

import json
from dataclasses import replace

import icalendar

from tests import builders
from tests.exchange.books import NOW
from tests.fakes import InMemoryCatalogue
from tourplanner.domain.breaks import NamedBreak
from tourplanner.domain.edits import book_visit, require, with_break
from tourplanner.domain.itinerary import LeftOut, Reason, ReasonKind, Stop, StopKind
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.tour import Appointment
from tourplanner.exchange.calendar_file import write_calendar
from tourplanner.exchange.geojson import write_geojson
from tourplanner.exchange.gpx import write_gpx
from tourplanner.exchange.html import write_html
from tourplanner.exchange.plain import show_as_plain
from tourplanner.usecases.make_roadbook import make_roadbook

SITES = builders.sites(4)


def book() -> Roadbook:
    """A day with a visit by appointment, two breaks, and a must-see that is left out."""
    left_out = [LeftOut(SITES[3].id, Reason(ReasonKind.CLOSED))]
    plan = builders.itinerary([SITES[:3]], left_out=left_out)
    day = plan.days[0]
    tea = Stop(StopKind.BREAK, day.stops[-1].start_min, day.stops[-1].start_min + 20, name="Tea")
    home = replace(day.stops[-1], start_min=tea.end_min, end_min=tea.end_min)
    day = replace(day, stops=(*day.stops[:-1], tea, home))
    tour = builders.tour(days=1, itinerary=replace(plan, days=(day,)), known=SITES)
    tour = with_break(tour, NamedBreak("Tea", 840, 990, 20))
    tour = with_break(tour, NamedBreak("Dinner", 1080, 1200, 60))
    tour = require(book_visit(tour, Appointment(SITES[0].id, 0, 555, 60)), SITES[3].id)
    return make_roadbook(tour, InMemoryCatalogue(SITES, (builders.city(),)))


def test_calendar_has_each_break_by_its_name_with_an_id_of_its_own() -> None:
    found = list(icalendar.Calendar.from_ical(write_calendar(book(), NOW)).walk("VEVENT"))
    kinds = {str(e["SUMMARY"]): str(e["CATEGORIES"].cats[0]) for e in found}
    assert (kinds["Lunch"], kinds["Tea"]) == ("Meal", "Break")
    assert len({str(event["UID"]) for event in found}) == len(found)
    assert "By appointment" in found[0]["DESCRIPTION"]


def test_page_tells_the_appointment_and_what_is_missing() -> None:
    page = write_html(book(), NOW).decode()
    assert "By appointment: the house opens for the group." in page
    assert "Not in the plan, though asked for: Site 3. Closed on every day of the tour." in page
    assert "Tea" in page
    assert "Dinner is left out on Fri 16 Apr" in page


def test_shown_values_say_what_is_booked_and_asked_for() -> None:
    plain = json.loads(json.dumps(show_as_plain(book())))
    visit = plain["days"][0]["stops"][1]
    assert (visit["booked"], visit["by_appointment"]) == (True, True)
    assert plain["left_out"][0]["demanded"]
    assert plain["days"][0]["walk_m"] == sum(leg["distance_m"] for leg in plain["days"][0]["legs"])


def test_map_programs_get_the_appointment_too() -> None:
    assert "By appointment" in write_gpx(book(), NOW).decode()
    first = json.loads(write_geojson(book(), NOW))["features"][1]["properties"]
    assert first["by_appointment"]


def test_leg_is_told_before_the_break_that_interrupts_it() -> None:
    day = book().days[0]
    told = [type(entry).__name__ for entry in day.in_order()]
    assert told[:3] == ["RoadStop", "Leg", "RoadStop"]
    assert told.count("Leg") == len(day.legs)
    broken = replace(day.legs[-1], depart_min=day.stops[-2].stop.start_min - 5)
    late = replace(day, legs=(*day.legs[:-1], broken))
    assert list(late.in_order())[-3:] == [broken, day.stops[-2], day.stops[-1]]
