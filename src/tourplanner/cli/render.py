"""Plain text and JSON on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping

from tourplanner.domain.itinerary import Leg, StopKind
from tourplanner.domain.own_cautions import own_cautions
from tourplanner.domain.progress import Progress
from tourplanner.domain.reasons import long_date, short_date
from tourplanner.domain.reservation import STATUS_LABELS
from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadRide, RoadStop
from tourplanner.domain.site import Site
from tourplanner.domain.taxi_fare import FareEstimate, TaxiTariff, fare_of
from tourplanner.domain.time_window import clock
from tourplanner.domain.travel import MODE_LABELS, SOURCE_LABELS
from tourplanner.i18n import _, listed, ngettext
from tourplanner.mapping.wording import OWN_ENTRY, distance_text, with_fare
from tourplanner.usecases.score_plan import ScoreTable


class ProgressLine:
    """One line on standard error that changes as work goes on; nothing where nobody looks on."""

    def __init__(self) -> None:
        self._shown = ""

    def show(self, progress: Progress) -> None:
        """Replace the line."""
        text = f"{progress.doing} … {progress.done:.0%}"
        if sys.stderr.isatty() and text != self._shown:
            sys.stderr.write(f"\r{text:<{len(self._shown)}}")
            sys.stderr.flush()
            self._shown = text

    def close(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write(f"\r{'':<{len(self._shown)}}\r")
            self._shown = ""


def write_progress(progress: Progress) -> None:
    """One line of JSON for a program that watches; it is there at once."""
    sys.stdout.write(json.dumps({"doing": progress.doing, "done": round(progress.done, 3)}) + "\n")
    sys.stdout.flush()


def write_line(text: str) -> None:
    """One line of text; control characters of foreign text are shown as spaces."""
    sys.stdout.write("".join(c if c.isprintable() else " " for c in text) + "\n")


def write_json(data: object) -> None:
    """Indented JSON, Chinese as it is."""
    json.dump(data, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def write_counts(counts: Mapping[str, object], indent: str = "") -> None:
    """Nested counts, a line each."""
    for name, value in counts.items():
        if isinstance(value, Mapping):
            write_line(f"{indent}{name}:")
            write_counts(value, indent + "  ")
        else:
            write_line(f"{indent}{name}: {value}")


def write_roadbook(roadbook: Roadbook, tariff: TaxiTariff | None = None) -> None:
    """The days as a table, then what was left out and what to be careful about."""
    write_line(f"{roadbook.tour.title} — {roadbook.city.names.first}")
    if not roadbook.days:
        write_line(_("Not planned yet."))
    for day in roadbook.days:
        _write_day(day, tariff)
    for entry in roadbook.unmet:
        text = _("Error: {site} is asked for and not in the plan. {why}")
        write_line(text.format(site=entry.names.first, why=entry.why))
    sights = [entry for entry in roadbook.left_out if entry.site is None or entry.site.is_sight]
    if sights:
        write_line("")
        text = ngettext("Left out, {count} site:", "Left out, {count} sites:", len(sights))
        write_line(text.format(count=len(sights)))
        for entry in sights:
            line = _("{site}: {reason}").format(site=entry.names.first, reason=entry.why)
            write_line(f"  {line}")
    _write_tasks(roadbook)
    for caution in (*roadbook.cautions, *own_cautions(roadbook)):
        write_line(_("Note: {caution}").format(caution=caution))


def write_scores(table: ScoreTable, roadbook: Roadbook) -> None:
    """Every term of every visit; the last line is the sum, the plan's score."""
    names = {stop.stop.site: stop.names.first for day in roadbook.days for stop in day.visits}
    for day, travel in zip(roadbook.days, table.travel_points, strict=True):
        write_line(_("Day {number}, {date}").format(number=day.number, date=short_date(day.date)))
        for visit in table.visits:
            if visit.day == day.number - 1:
                write_line(f"  {visit.points:>6}  {names.get(visit.site, visit.site)}")
                for term in visit.terms:
                    write_line(f"    {term.points:>6}  {_(term.name)}")
        on_the_way = _("minutes of travel")
        write_line(f"  {travel:>6}  {on_the_way}")
    total = _("in all")
    write_line(f"  {table.points:>6}  {total}")


def _write_day(day: RoadDay, tariff: TaxiTariff | None) -> None:
    write_line("")
    notes = [note for note in (day.holiday, _("kept as it is") if day.is_frozen else None) if note]
    holiday = _(" ({notes})").format(notes=_("; ").join(notes)) if notes else ""
    head = _("Day {number}, {date}{holiday}: {visits} stops, {km:.1f} km, {travel} min of travel")
    write_line(
        head.format(
            number=day.number,
            date=short_date(day.date),
            holiday=holiday,
            visits=len(day.visits),
            km=day.distance_m / 1000,
            travel=day.travel_min,
        )
    )
    for entry in day.timeline():
        if isinstance(entry, RoadStop):
            write_line(_stop_line(entry))
            if entry.note:
                write_line(f"               {entry.note}")
        elif isinstance(entry, RoadRide):
            write_line(_ride_line(entry))
        elif entry.minutes:
            write_line(f"         {_leg_text(entry, fare_of(entry, tariff))}")


def _write_tasks(roadbook: Roadbook) -> None:
    """What is still to be booked, the most urgent first."""
    if roadbook.tasks:
        write_line("")
    names = {stop.stop.site: stop.names.first for day in roadbook.days for stop in day.visits}
    for task in roadbook.tasks:
        one = task.reservation
        site = names.get(one.site, one.site or "")
        what = listed(part for part in (site, one.title) if part)
        text = _("Book by {date}: {what} ({status})")
        status = _(STATUS_LABELS[one.status])
        write_line(text.format(date=long_date(task.due), what=what, status=status))


def _ride_line(ride: RoadRide) -> str:
    """The clock of each end is its own; the zone is named where the two differ."""
    one = ride.transport
    times = f"{one.depart:%H:%M}–{one.arrive:%H:%M}"
    ends = " → ".join(name for name in (one.from_name, one.to_name) if name)
    marks = []
    if one.depart.utcoffset() != one.arrive.utcoffset():
        text = _("leaves by the clock of {departure}, arrives by that of {arrival}")
        marks.append(text.format(departure=one.depart.tzinfo, arrival=one.arrive.tzinfo))
    if one.depart.date() != one.arrive.date():
        text = _("arrives on {day}")
        marks.append(text.format(day=short_date(one.arrive.date())))
    tail = _(" [{notes}]").format(notes=_("; ").join(marks)) if marks else ""
    return f"  {times:<12} {one.name}{f': {ends}' if ends else ''}{tail}"


def _leg_text(leg: Leg, fare: FareEstimate | None) -> str:
    mark = _(SOURCE_LABELS[leg.source])
    text = _("{mode}, {minutes} min, {km:.1f} km ({mark})")
    mode = _(MODE_LABELS[leg.mode])
    way = text.format(mode=mode, minutes=leg.minutes, km=leg.distance_m / 1000, mark=mark)
    if leg.felt_climb_m is not None:
        up = _("{height} up").format(height=distance_text(leg.felt_climb_m))
        way = _("{way}, {climb}").format(way=way, climb=up)
    return with_fare(way, fare)


def _stop_line(stop: RoadStop) -> str:
    times = clock(stop.stop.start_min)
    if stop.stop.kind is not StopKind.BASE:
        times = f"{times}–{clock(stop.stop.end_min)}"
    number = f"{stop.number}. " if stop.number else ""
    marks = []
    if stop.event:
        marks.append(stop.event)
    if stop.appointment is not None:
        marks.append(_("by appointment") if stop.is_by_appointment else _("booked"))
    if stop.site is not None and stop.site.hours.is_assumed:
        marks.append(_("hours assumed"))
    if stop.site is not None and stop.site.is_own:
        marks.append(_(OWN_ENTRY))
    if stop.site is not None and stop.site.hours.expression is None:
        marks.append(_("hours not known"))
    if stop.is_missing:
        marks.append(_("no longer in the catalogue"))
    tail = _(" [{notes}]").format(notes=_("; ").join(marks)) if marks else ""
    second = f" {stop.names.second}" if stop.names.second else ""
    return f"  {times:<12} {number}{stop.names.first}{second}{tail}"


def site_as_plain(site: Site) -> dict[str, object]:
    """What `search --json` prints of a site; see resources/schemas/search-1.schema.json."""
    return {
        "id": site.id,
        "city": site.city,
        "kind": site.kind.value,
        "name": site.names.en,
        "name_local": site.names.local,
        "name_zh": site.names.zh_hans,
        "pinyin": site.names.pinyin,
        "lat": site.point.at.lat,
        "lon": site.point.at.lon,
        "accuracy_m": site.point.accuracy_m,
        "hours": site.hours.known,
        "hours_assumed": site.hours.assumed,
    }
