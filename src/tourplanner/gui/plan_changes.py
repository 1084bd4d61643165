"""What a new plan changes, in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tourplanner.domain.itinerary import Itinerary
from tourplanner.domain.reasons import short_date
from tourplanner.domain.site import SiteId
from tourplanner.i18n import _, listed, ngettext

MOST_NAMES = 2
"""So many visits are named; more are counted."""

MOST_PARTS = 3

NameOf = Callable[[SiteId], str]


def change_text(before: Itinerary | None, after: Itinerary, name_of: NameOf) -> str:
    """ "Plan changed: 2 visits moved to Sat 17 Apr, Hutian left out." """
    if before is None:
        return _("Planned: {sites}, {days}.").format(
            sites=sites_text(len(after.visited)), days=days_text(len(after.days))
        )
    was, now = frozenset(before.visited), frozenset(after.visited)
    new = [site for site in after.visited if site not in was]
    gone = [site for site in before.visited if site not in now]
    parts = [
        *_moved(before, after, name_of),
        *_named(new, name_of, _("{site} added"), _added(len(new))),
        *_named(gone, name_of, _("{site} left out"), _dropped(len(gone))),
    ]
    more = len(parts) - MOST_PARTS
    if more > 0:
        rest = ngettext("{count} change more", "{count} changes more", more)
        parts = [*parts[:MOST_PARTS], rest.format(count=more)]
    if parts:
        return _("Plan changed: {changes}.").format(changes=listed(parts))
    if before.visited != after.visited:
        return _("Plan changed: the same visits in another order.")
    if _times(before) != _times(after):
        return _("Plan changed: the same visits at other times.")
    return _("The plan is as before.")


def progress_text(plan: Itinerary | None) -> str:
    """What is said while a better plan is looked for."""
    if plan is None:
        return _("Planning goes on.")
    return _("Looking for a better plan: {sites} so far.").format(
        sites=sites_text(len(plan.visited))
    )


def sites_text(count: int) -> str:
    """ "12 sites"."""
    return ngettext("{count} site", "{count} sites", count).format(count=count)


def days_text(count: int) -> str:
    """ "3 days"."""
    return ngettext("{count} day", "{count} days", count).format(count=count)


def _dates(plan: Itinerary) -> dict[SiteId, date]:
    """When each site is visited, in the order of the visits."""
    return {s.site: day.date for day in plan.days for s in day.visits if s.site is not None}


def _moved(before: Itinerary, after: Itinerary, name_of: NameOf) -> list[str]:
    """Visits on other dates, gathered by the new date."""
    groups: dict[date, list[SiteId]] = {}
    was = _dates(before)
    for site, day in _dates(after).items():
        if was.get(site, day) != day:
            groups.setdefault(day, []).append(site)
    texts = []
    for day, sites in groups.items():
        shown = short_date(day)
        one = _("{site} moved to {day}").replace("{day}", shown)
        count = len(sites)
        text = ngettext("{count} visit moved to {day}", "{count} visits moved to {day}", count)
        texts += _named(sites, name_of, one, text.format(count=count, day=shown), most=1)
    return texts


def _named(
    sites: list[SiteId], name_of: NameOf, one: str, many: str, most: int = MOST_NAMES
) -> list[str]:
    if len(sites) > most:
        return [many]
    return [one.format(site=name_of(site)) for site in sites]


def _added(count: int) -> str:
    return ngettext("{count} visit added", "{count} visits added", count).format(count=count)


def _dropped(count: int) -> str:
    return ngettext("{count} visit left out", "{count} visits left out", count).format(count=count)


def _times(plan: Itinerary) -> list[tuple[int, int]]:
    return [(stop.start_min, stop.end_min) for day in plan.days for stop in day.visits]
