"""What moving a visit means, in words: before it is dropped, and once it is done."""

from __future__ import annotations

from tourplanner.domain.itinerary import Itinerary, Stop
from tourplanner.domain.reasons import short_date
from tourplanner.domain.site import SiteId
from tourplanner.gui.words import clock_span
from tourplanner.i18n import _, listed, ngettext
from tourplanner.usecases.what_if import WhatIf

MOST_CLASHES = 3


def what_if_text(name: str, site: SiteId, answer: WhatIf) -> str:
    """Where the visit would stand, what it would change, and what it would clash with."""
    lines = [
        standing_text(name, site, answer.itinerary),
        _("{points}, {travel}").format(
            points=points_change(answer.score_change),
            travel=travel_change(answer.travel_change_min),
        ),
    ]
    clashes = [fault.text for fault in answer.clashes]
    lines += [_("Clash: {what}").format(what=text) for text in clashes[:MOST_CLASHES]]
    more = len(clashes) - MOST_CLASHES
    if more > 0:
        lines.append(
            ngettext("{count} more clash", "{count} more clashes", more).format(count=more)
        )
    if not clashes:
        lines.append(_("no clash"))
    return "\n".join(lines)


def done_text(name: str, site: SiteId, before: Itinerary, after: Itinerary) -> str:
    """Where the visit stands now, and what moving it changed."""
    old, new = _starts(before), _starts(after)
    others = sum(old[each] != new.get(each) for each in old if each != site)
    parts = [standing_text(name, site, after)]
    if others:
        text = ngettext(
            "{count} other visit begins at another time",
            "{count} other visits begin at other times",
            others,
        )
        parts.append(text.format(count=others))
    travel = sum(d.travel_min for d in after.days) - sum(d.travel_min for d in before.days)
    parts += [points_change(after.score - before.score), travel_change(travel)]
    return _("{changes}.").format(changes=listed(parts))


def standing_text(name: str, site: SiteId, plan: Itinerary) -> str:
    """ "Hutian: Sat 17 Apr, 10:15–11:00"."""
    found = _stop_of(site, plan)
    if found is None:
        return name
    day, stop = found
    return _("{site}: {day}, {time}").format(
        site=name,
        day=short_date(plan.days[day].date),
        time=clock_span(stop.start_min, stop.end_min),
    )


def points_change(points: int) -> str:
    """ "40 points fewer"."""
    if not points:
        return _("as many points")
    count = abs(points)
    if points > 0:
        text = ngettext("{count} point more", "{count} points more", count)
    else:
        text = ngettext("{count} point fewer", "{count} points fewer", count)
    return text.format(count=f"{count:,}")


def travel_change(minutes: int) -> str:
    """ "6 min more travel"."""
    if not minutes:
        return _("as much travel")
    if minutes > 0:
        return _("{minutes} min more travel").format(minutes=minutes)
    return _("{minutes} min less travel").format(minutes=-minutes)


def _stop_of(site: SiteId, plan: Itinerary) -> tuple[int, Stop] | None:
    for number, day in enumerate(plan.days):
        for stop in day.visits:
            if stop.site == site:
                return number, stop
    return None


def _starts(plan: Itinerary) -> dict[SiteId, tuple[int, int]]:
    return {
        stop.site: (number, stop.start_min)
        for number, day in enumerate(plan.days)
        for stop in day.visits
        if stop.site is not None
    }
