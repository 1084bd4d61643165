"""Trains keep the clocks of both ends, and what is to be booked is a task."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from tests import dossiers
from tests.exchange.books import NOW, hostile_roadbook, roadbook
from tourplanner.domain.reservation import ReservationStatus
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.transport import Transport, TransportMode
from tourplanner.exchange.calendar_file import write_calendar

ROME, SHANGHAI = ZoneInfo("Europe/Rome"), ZoneInfo("Asia/Shanghai")


def flight(day: int = 14) -> Transport:
    return Transport(
        TransportMode.FLIGHT,
        datetime(2027, 4, day, 12, 5, tzinfo=ROME),
        datetime(2027, 4, day + 1, 5, 40, tzinfo=SHANGHAI),
        "CA950",
        "Rome",
        "Roma",
        "Shanghai",
        "上海",
        seat="31A",
        gate_closes_min=20,
    )


def book(**fields: object) -> Roadbook:
    return replace(roadbook(), **fields)  # type: ignore[arg-type]


def read(found: Roadbook, now: datetime = NOW) -> Any:
    calendar = icalendar.Calendar.from_ical(write_calendar(found, now))
    assert not calendar.errors
    assert not [part.errors for part in calendar.walk() if part.errors]
    return calendar


def test_a_flight_leaves_on_one_clock_and_lands_on_another() -> None:
    calendar = read(book(transports=(flight(),)))
    event = next(e for e in calendar.walk("VEVENT") if "CA950" in e["SUMMARY"])
    assert (event["DTSTART"].params["TZID"], event["DTEND"].params["TZID"]) == (
        "Europe/Rome",
        "Asia/Shanghai",
    )
    assert event.start == datetime(2027, 4, 14, 12, 5, tzinfo=ROME)
    assert event.end - event.start == timedelta(hours=11, minutes=35)
    zones = [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")]
    assert zones == ["Asia/Shanghai", "Europe/Rome"]
    assert "Seat: 31A" in event["DESCRIPTION"]
    assert "The gate closes 20 minutes before departure." in event["DESCRIPTION"]


def test_a_ride_that_leaves_later_moves_its_event_and_a_second_one_has_its_own() -> None:
    def uids(*rides: Transport) -> list[str]:
        calendar = read(book(transports=rides))
        return [str(e["UID"]) for e in calendar.walk("VEVENT") if "CA950" in e["SUMMARY"]]

    assert uids(flight(14)) == uids(flight(15))
    assert len(set(uids(flight(14), flight(20)))) == 2


def test_what_is_to_be_booked_is_a_task_with_its_last_day() -> None:
    calendar = read(book(reservations=dossiers.dossier().reservations))
    (task,) = calendar.walk("VTODO")
    assert task["DUE"].dt == date(2027, 3, 2)
    assert task["SUMMARY"] == "Book: Throwing lesson"
    assert task["STATUS"] == "NEEDS-ACTION"
    done = replace(dossiers.dossier().reservations[0], status=ReservationStatus.CONFIRMED)
    assert not read(book(reservations=(done,))).walk("VTODO")


def test_a_task_of_a_site_bears_its_name() -> None:
    bare = replace(dossiers.dossier().reservations[0], title="")
    (task,) = read(book(reservations=(bare,))).walk("VTODO")
    assert task["SUMMARY"] == "Book: Site 0 窑址0"


def test_a_changed_tour_keeps_its_uids_and_raises_their_sequence() -> None:
    before = roadbook()
    day = before.days[0]
    later = replace(day.stops[1], stop=replace(day.stops[1].stop, start_min=600, end_min=660))
    after = replace(
        before,
        days=(replace(day, stops=(day.stops[0], later, *day.stops[2:])), before.days[1]),
    )
    old = {str(e["UID"]): e for e in read(before).walk("VEVENT")}
    new = {str(e["UID"]): e for e in read(after, NOW + timedelta(hours=1)).walk("VEVENT")}
    assert list(old) == list(new)
    moved = [uid for uid in old if old[uid].start != new[uid].start]
    assert len(moved) == 1
    assert all(new[uid]["SEQUENCE"] > old[uid]["SEQUENCE"] for uid in old)


@pytest.mark.skipif(shutil.which("khal") is None, reason="khal is not installed")
@pytest.mark.parametrize("make", [roadbook, hostile_roadbook])
def test_khal_lists_every_event(make: Any, tmp_path: Path) -> None:
    file, store, settings = tmp_path / "tour.ics", tmp_path / "store", tmp_path / "khal.conf"
    file.write_bytes(write_calendar(replace(make(), transports=(flight(),)), NOW))
    store.mkdir()
    settings.write_text(
        f"[calendars]\n[[tour]]\npath = {store}\n[locale]\nlocal_timezone = Asia/Shanghai\n"
        "default_timezone = Asia/Shanghai\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\n"
        "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {tmp_path / 'khal.db'}\n",
        encoding="utf-8",
    )
    home = os.environ | {"HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}

    def khal(*words: str) -> str:
        done = subprocess.run(
            ["khal", "-c", str(settings), *words],
            capture_output=True, encoding="utf-8", timeout=60, check=True, env=home,
        )  # fmt: skip
        return done.stdout

    khal("import", "--batch", "-a", "tour", str(file))
    told = khal("list", "--format", "{start} {end} {title}", "2027-04-14", "6d")
    assert told.count("RTL" if make is hostile_roadbook else "窑址") >= 2
    assert "2027-04-14 18:05 2027-04-15 05:40 Flight CA950" in told
    if make is roadbook:
        assert "2027-04-16 09:15 2027-04-16 10:15 Site 0 窑址0" in told
