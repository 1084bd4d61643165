"""What if I am late: which visits move, shrink or drop, for each stop and each delay."""

from __future__ import annotations

from collections.abc import Mapping

from tourplanner.documents.scene import Scene
from tourplanner.documents.stop_facts import day_heading
from tourplanner.documents.typesetting import Data, Value
from tourplanner.domain.late_ladder import LATENESS_MIN, Fate, LateDay, LateStep
from tourplanner.domain.roadbook import RoadDay
from tourplanner.domain.site import SiteId
from tourplanner.i18n import _


def content(scene: Scene) -> Data:
    """A table a day."""
    ladder = scene.order.late
    late = {day.number: day for day in ladder.days} if ladder is not None else {}
    return {
        "title": _("What if I am late: {title}").format(title=scene.book.tour.title),
        "heading": _("What if I am late"),
        "how": _(
            "Find the stop you reach late, and how late. The numbers are the day's stops in their "
            "order. What is shorter keeps at least half its time. The rest of the day was timed "
            "anew for each case, with its opening hours; the ways between are those of the plan."
        ),
        "stop": _("Late at"),
        "delays": [_("{minutes} min").format(minutes=minutes) for minutes in LATENESS_MIN],
        "delays_tell": [_("{minutes} min late").format(minutes=m) for m in LATENESS_MIN],
        "days": [_day(scene, day, late.get(day.number)) for day in scene.book.days if day.visits],
        "nothing": _("Nothing is planned yet: nobody can be late."),
    }


def _day(scene: Scene, day: RoadDay, late: LateDay | None) -> Data:
    numbers = {
        stop.stop.site: stop.number
        for stop in day.visits
        if stop.stop.site is not None and stop.number is not None
    }
    names = {stop.number: stop for stop in day.visits}
    rows: list[Value] = []
    for stop in late.stops if late is not None else ():
        road = names[stop.number]
        rows.append(
            {
                "number": stop.number,
                "name": scene.name(road.names),
                "time": scene.words.time(road.stop.arrival_min or road.stop.start_min),
                "cells": [_cell(scene, step, numbers) for step in stop.steps],
            }
        )
    return {
        "number": day.number,
        "heading": day_heading(scene, day),
        "rows": rows,
        "full": _("This day has too many stops to be tried through."),
    }


def _cell(scene: Scene, step: LateStep, numbers: Mapping[SiteId, int]) -> list[Value]:
    """Lines, the gravest first; each a word and the stops it is about."""
    by_fate = {
        fate: [numbers[v.site] for v in step.visits if v.fate is fate and v.site in numbers]
        for fate in Fate
    }
    lines: list[Value] = []
    for fate, words in (
        (Fate.DROPPED, _("drop {stops}")),
        (Fate.CUT, _("shorter {stops}")),
        (Fate.LATER, _("later {stops}")),
    ):
        if by_fate[fate]:
            said = ", ".join(map(str, by_fate[fate]))
            lines.append({"text": words.format(stops=said), "grave": fate is Fate.DROPPED})
    if not lines:
        lines.append({"text": _("all as planned"), "grave": False})
    if step.skips_breaks:
        lines.append({"text": _("no time to eat"), "grave": True})
    if step.home_min is None:
        lines.append({"text": _("back late"), "grave": True})
    else:
        back = _("back {time}").format(time=scene.words.time(step.home_min))
        lines.append({"text": back, "grave": False})
    return lines
