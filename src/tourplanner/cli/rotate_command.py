"""The command that lets groups take turns at the activities of one area."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from tourplanner.bootstrap import Workbench, build_workbench
from tourplanner.cli import render
from tourplanner.cli.wish_texts import clock_minute, day_number, span_of, unreadable, whole_of
from tourplanner.domain.time_window import DAY_MIN, clock
from tourplanner.domain.tour import Tour
from tourplanner.errors import InvalidEdit
from tourplanner.exchange.tour_file import read_tour, write_tour
from tourplanner.i18n import N_, _
from tourplanner.paths import AppPaths
from tourplanner.planning.rotation import Slot
from tourplanner.usecases.find_sites import known_site
from tourplanner.usecases.plan_rotation import (
    PlannedRotation,
    WishedActivity,
    WishedGroup,
    WishedRotation,
    activity_named,
    coach_place,
    plan_rotation,
    with_rotation,
)

ABOUT = N_(
    "Groups take turns at activities: none is over its places at any time, all are done soonest. "
    "The coach brings and fetches all together."
)


def add_rotate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    rotate = commands.add_parser(
        "rotate", help=_("let groups take turns at activities"), description=_(ABOUT)
    )
    rotate.add_argument("--group", action="append", default=[], metavar="NAME=PEOPLE")
    rotate.add_argument(
        "--activity",
        action="append",
        default=[],
        metavar="NAME=PLACES,MIN,HH:MM-HH:MM",
        help=_("a name or a site's id, its places, minutes and, if need be, hours"),
    )
    rotate.add_argument(
        "--skip", action="append", default=[], metavar="GROUP=ACTIVITY", help=_("not for them")
    )
    rotate.add_argument("--start", type=clock_minute, required=True, metavar="HH:MM")
    rotate.add_argument("--end", type=clock_minute, default=DAY_MIN, metavar="HH:MM")
    rotate.add_argument("--walk", type=int, default=5, metavar="MIN", help=_("between activities"))
    rotate.add_argument(
        "--way", action="append", default=[], metavar="A,B=MIN", help=_("on foot from A to B")
    )
    rotate.add_argument("--tour", type=Path, help=_("the tour it belongs to: its city and dates"))
    rotate.add_argument("--day", metavar="DAY", help=_("the tour's day, counted from 1"))
    rotate.add_argument(
        "--at", metavar="ID", help=_("the site where the coach waits; booked for the whole time")
    )
    rotate.add_argument("--json", action="store_true")
    rotate.add_argument(
        "-o", "--output", type=Path, metavar="F.tour", help=_("the tour with the booking")
    )
    rotate.set_defaults(command=rotate_groups)


def rotate_groups(options: argparse.Namespace) -> int:
    """Print the turns of each group; book their span in a tour when one is named."""
    bench = build_workbench(AppPaths.standard())
    tour = None if options.tour is None else read_tour(options.tour)
    day, number = _day(options, tour)
    city = None if tour is None else tour.preferences.city
    wished = _wished(options, bench, city)
    planned = plan_rotation(wished, day, bench.catalogue, bench.travel, city)
    if options.output is not None and planned.rotation is not None:
        if tour is None or number is None or options.at is None:
            problem = _("name the tour, its day and the site: --tour, --day, --at.")
            raise InvalidEdit(field="-o", problem=problem)
        site = known_site(bench.catalogue, options.at, "--at", city)
        write_tour(options.output, with_rotation(tour, site.id, number, planned))
    if options.json:
        render.write_json(_plain(planned))
    else:
        _write(planned)
    return 0


def _day(options: argparse.Namespace, tour: Tour | None) -> tuple[date | None, int | None]:
    if options.day is None:
        return None, None
    if tour is None:
        raise InvalidEdit(field="--day", problem=_("name the tour it is a day of: --tour."))
    number = day_number("--day", options.day)
    if not 0 <= number < tour.preferences.days:
        problem = _("the tour has no day {day}.").format(day=options.day)
        raise InvalidEdit(field="--day", problem=problem)
    return tour.preferences.dates[number], number


def _wished(options: argparse.Namespace, bench: Workbench, city: str | None) -> WishedRotation:
    activities = tuple(_activity(text, bench, city) for text in options.activity)
    typed = {
        _split("--activity", text)[0]: one.name
        for text, one in zip(options.activity, activities, strict=True)
    }
    skips: dict[str, list[str]] = {}
    for text in options.skip:
        group, activity = _split("--skip", text)
        skips.setdefault(group, []).append(typed.get(activity, activity))
    groups = []
    for text in options.group:
        name, size = _split("--group", text)
        people = whole_of("--group", size, "NAME=PEOPLE")
        groups.append(WishedGroup(name, people, tuple(skips.pop(name, ()))))
    if skips:
        problem = _("there is no group “{name}”.").format(name=min(skips))
        raise InvalidEdit(field="--skip", problem=problem)
    ways = []
    for text in options.way:
        pair, minutes = _split("--way", text)
        first, comma, second = pair.partition(",")
        if not comma:
            raise unreadable("--way", text, "A,B=MIN")
        ends = (typed.get(first.strip(), first.strip()), typed.get(second.strip(), second.strip()))
        ways.append((*ends, whole_of("--way", minutes, "A,B=MIN")))
    if not 0 <= options.walk <= DAY_MIN:
        raise InvalidEdit(field="--walk", problem=_("give 0 to 1440 minutes."))
    coach = None
    if options.at is not None and city is not None:
        coach = coach_place(bench.catalogue, city, options.at)
    return WishedRotation(
        tuple(groups), activities, options.start, options.end, options.walk, tuple(ways), coach
    )


def _activity(text: str, bench: Workbench, city: str | None) -> WishedActivity:
    form = "NAME=PLACES,MIN,HH:MM-HH:MM"
    name, rest = _split("--activity", text)
    parts = rest.split(",")
    if not 2 <= len(parts) <= 3:
        raise unreadable("--activity", text, form)
    places, minutes = (whole_of("--activity", part, form) for part in parts[:2])
    one = activity_named(bench.catalogue, city, name, places, minutes)
    window = span_of("--activity", parts[2]) if len(parts) == 3 else None
    return WishedActivity(one.name, places, minutes, window, one.site)


def _split(option: str, text: str) -> tuple[str, str]:
    name, separator, rest = text.rpartition("=")
    if not separator or not name.strip():
        raise unreadable(option, text, "NAME=…")
    return name.strip(), rest.strip()


def _write(planned: PlannedRotation) -> None:
    rotation, wished = planned.rotation, planned.wished
    if rotation is None:
        render.write_line(_("There is no such rotation."))
        for reason in planned.reasons:
            render.write_line(f"  {reason}")
        return
    for group, slots in zip(wished.groups, rotation.slots, strict=True):
        render.write_line(_("{group}, {size} people").format(group=group.name, size=group.size))
        for slot in slots:
            activity = wished.activities[slot.activity]
            end = slot.start + activity.duration_min
            render.write_line(f"  {clock(slot.start)}–{clock(end)}  {activity.name}")
    text = _("All leave the coach at {start} and are back at {end}; none can be back earlier.")
    if not rotation.is_proven:
        text = _(
            "All leave the coach at {start} and are back at {end}; "
            "whether it can be done earlier is not proven."
        )
    render.write_line(text.format(start=clock(planned.start_min), end=clock(rotation.end)))


def _plain(planned: PlannedRotation) -> dict[str, object]:
    rotation, wished = planned.rotation, planned.wished
    turns = rotation.slots if rotation else ((),) * len(wished.groups)
    return {
        "start": clock(planned.start_min),
        "end": None if rotation is None else clock(rotation.end),
        "proven": rotation is not None and rotation.is_proven,
        "groups": [
            {
                "name": group.name,
                "size": group.size,
                "slots": [_slot_plain(slot, wished.activities[slot.activity]) for slot in slots],
            }
            for group, slots in zip(wished.groups, turns, strict=True)
        ],
        "reasons": list(planned.reasons),
    }


def _slot_plain(slot: Slot, activity: WishedActivity) -> dict[str, object]:
    return {
        "activity": activity.name,
        "site": None if activity.site is None else activity.site.id,
        "start": clock(slot.start),
        "end": clock(slot.start + activity.duration_min),
    }
