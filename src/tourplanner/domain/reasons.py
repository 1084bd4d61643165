"""Reasons for leaving a site out, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from tourplanner.domain.date_text import date_text
from tourplanner.domain.itinerary import Reason, ReasonKind
from tourplanner.domain.site import SiteId
from tourplanner.i18n import _, listed, ngettext


def short_date(day: date) -> str:
    """A day as "Fri 16 Apr"."""
    return date_text(day, _("EEE d MMM"))


def long_date(day: date) -> str:
    """A day with its year, as "16 Apr 2027"."""
    return date_text(day, _("d MMM y"))


def reason_text(reason: Reason, dates: Sequence[date], name_of: Callable[[SiteId], str]) -> str:
    """One or two sentences: the rule that binds, then the smallest change that would help."""
    match reason.kind:
        case ReasonKind.EXCLUDED:
            return _("Left out by your wish.")
        case ReasonKind.NO_INTEREST:
            return _("Its kind or theme has interest 0 in your preferences.")
        case ReasonKind.NOT_A_SIGHT:
            return _("Not a sight: a station, lodging area or service.")
        case ReasonKind.CLOSED:
            return _("Closed on every day of the tour. Other dates would admit it.")
        case ReasonKind.HOURS_UNKNOWN:
            return _("Its opening hours are not known. Require it to plan it all the same.")
        case ReasonKind.TOO_FAR:
            return _(
                "Too far: the way there and back does not fit into a day. "
                "Allow taxis, raise the limits or choose a nearer base."
            )
        case ReasonKind.NOT_WORTH_THE_WAY:
            return _("It would fit, but counts less than the way there. Require it to go anyway.")
        case ReasonKind.OVER_BUDGET:
            return _("Its ticket does not fit into the budget.")
        case ReasonKind.WALK_LIMIT:
            return _walk_limit(reason, dates)
        case ReasonKind.ENOUGH_OF_KIND:
            return _(
                "It would fit, but counts little after the others of its kind. "
                "Require it to go anyway, or wish for less variety."
            )
        case ReasonKind.APPOINTMENT:
            return _("Its booking cannot be kept. Move the booking, or what stands in its way.")
        case ReasonKind.FIXED_ORDER:
            return _("The visits kept in order do not fit. Take one out of the order.")
        case ReasonKind.LOCK:
            return _("Its lock cannot be kept. Move or open the lock.")
        case ReasonKind.OUTSIDE_HOURS:
            return _outside_hours(reason, dates)
        case ReasonKind.DAY_FULL | ReasonKind.OUTRANKED:
            return _no_room(reason, dates, name_of)


def _outside_hours(reason: Reason, dates: Sequence[date]) -> str:
    if reason.day is None or reason.short_min is None or reason.day >= len(dates):
        return _("It is not open during the hours of your days.")
    return _(
        "It is open outside the hours of your days: {minutes} more minutes on {day} would admit it."
    ).format(minutes=reason.short_min, day=short_date(dates[reason.day]))


def _walk_limit(reason: Reason, dates: Sequence[date]) -> str:
    if reason.day is None or reason.short_m is None or reason.day >= len(dates):
        return _("There would be more to walk in a day than you wish.")
    return _(
        "There would be more to walk in a day than you wish: "
        "{metres} m more on {day} would admit it."
    ).format(metres=reason.short_m, day=short_date(dates[reason.day]))


def _no_room(reason: Reason, dates: Sequence[date], name_of: Callable[[SiteId], str]) -> str:
    names = listed(name_of(site) for site in reason.instead_of)
    if reason.day is None or reason.short_min is None or reason.day >= len(dates):
        if names:
            return _("Counts less than {sites}, whose place it would take.").format(sites=names)
        return _("The days are full with sites that count more.")
    day = short_date(dates[reason.day])
    if names:
        text = ngettext(
            "Needs {minutes} more minute on {day}, or the place of {sites}, which counts more.",
            "Needs {minutes} more minutes on {day}, or the place of {sites}, which counts more.",
            reason.short_min,
        )
    else:
        text = ngettext(
            "The days are full: needs {minutes} more minute on {day}.",
            "The days are full: needs {minutes} more minutes on {day}.",
            reason.short_min,
        )
    return text.format(minutes=reason.short_min, day=day, sites=names)
