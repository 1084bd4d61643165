"""A tour with the wishes of the command line made on it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tourplanner.bootstrap import Workbench
from tourplanner.cli import wish_texts
from tourplanner.cli.own_leg_option import with_own_minutes
from tourplanner.cli.own_site_option import with_own_sites, without_own_sites
from tourplanner.domain import edits
from tourplanner.domain.preferences import Interest
from tourplanner.domain.site import City, SiteId
from tourplanner.domain.tour import Appointment, Lock, Tour
from tourplanner.domain.travel import TravelMode
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _
from tourplanner.usecases.find_sites import known_site, term_named
from tourplanner.usecases.new_tour import base_named, known_city
from tourplanner.usecases.tour_catalogue import catalogue_of

LONGEST_LEG_M = 50_000


def with_wishes(tour: Tour, options: argparse.Namespace, bench: Workbench) -> Tour:
    """Every wish that was given, in an order in which none undoes another.

    Raises InvalidEdit or SiteUnknown naming the option or the field.
    """
    _check_sides(options)
    city = known_city(bench.catalogue, tour.preferences.city)
    today = datetime.now().astimezone().date()
    tour = with_own_sites(tour, options.own_sites, city, today)
    bench = replace(bench, catalogue=catalogue_of(tour, bench.catalogue))
    tour = _with_frame(tour, options, bench, city)
    tour = _with_breaks(tour, options)
    tour = _with_travel(tour, options)
    tour = _with_sites(tour, options, bench)
    tour = _with_fixed_visits(tour, options, bench)
    if options.budget is not None:
        tour = edits.with_budget(tour, wish_texts.budget_of(options.budget, city.currency))
    return with_own_minutes(tour, options.own_legs, bench.catalogue, city)


def without_wishes(tour: Tour, options: argparse.Namespace) -> Tour:
    """The tour after every option that takes something back."""
    for text in options.thaw:
        tour = edits.thaw_day(tour, wish_texts.day_number("--thaw", text))
    for site in options.unlock:
        tour = edits.unlock_visit(tour, SiteId(site))
    for site in options.cancel_booking:
        tour = edits.cancel_booking(tour, SiteId(site))
    for name in options.no_break:
        tour = edits.without_break(tour, name)
    for site in options.forget:
        tour = edits.forget_wish(tour, SiteId(site))
    return without_own_sites(tour, options.remove_own)


def with_frozen_days(tour: Tour, texts: Sequence[str]) -> Tour:
    """The tour with the days kept that `--freeze` names."""
    for text in texts:
        tour = edits.freeze_day(tour, wish_texts.day_number("--freeze", text))
    return tour


def _check_sides(options: argparse.Namespace) -> None:
    """Refuse a site that two of the options wish differently."""
    wished: dict[str, str] = {}
    for option, sites in (
        ("--require", options.require),
        ("--prefer", options.prefer),
        ("--exclude", options.exclude),
    ):
        for site in sites:
            if wished.setdefault(site, option) != option:
                problem = _("“{site}” is named by {other} too. Choose one.").format(
                    site=site, other=wished[site]
                )
                raise InvalidEdit(field=option, problem=problem)


def _with_frame(tour: Tour, options: argparse.Namespace, bench: Workbench, city: City) -> Tour:
    if options.title is not None:
        tour = edits.with_title(tour, options.title)
    if options.seed is not None:
        tour = replace(tour, seed=options.seed)
    if options.base is not None:
        tour = edits.with_base(tour, base_named(bench.catalogue, city, options.base))
    for text in options.night:
        number, separator, base = text.partition("=")
        if not separator or not number.strip().isdigit():
            raise wish_texts.unreadable("--night", text, "N=BASE")
        place = base_named(bench.catalogue, city, base)
        tour = edits.with_base(tour, place, int(number) - 1)
    wishes = tour.preferences
    if options.day_start is not None or options.day_end is not None:
        start = wishes.day_start_min if options.day_start is None else options.day_start
        end = wishes.day_end_min if options.day_end is None else options.day_end
        tour = edits.with_day_hours(tour, start, end)
    if options.pace is not None:
        tour = edits.with_pace(tour, options.pace)
    extra, free = wishes.extra_min, wishes.free_min
    if options.extra_minutes is not None:
        extra = wish_texts.pace_minutes_of("--extra-minutes", options.extra_minutes)
    if options.free_minutes is not None:
        free = wish_texts.pace_minutes_of("--free-minutes", options.free_minutes)
    return edits.with_pace_minutes(tour, extra, free)


def _with_breaks(tour: Tour, options: argparse.Namespace) -> Tour:
    if options.no_lunch:
        tour = edits.with_lunch(tour, None)
    if options.lunch is not None:
        tour = edits.with_lunch(tour, wish_texts.lunch_of(options.lunch))
    for text in options.breaks:
        tour = edits.with_break(tour, wish_texts.break_of(text))
    return tour


def _with_travel(tour: Tour, options: argparse.Namespace) -> Tour:
    travel = tour.preferences.travel
    if options.mode:
        modes = tuple(mode for mode in TravelMode if mode in options.mode)
        travel = replace(travel, modes=modes)
    if options.walk_limit is not None:
        travel = replace(travel, walk_limit_m=_longest("--walk-limit", options.walk_limit))
    if options.bike_limit is not None:
        travel = replace(travel, bike_limit_m=_longest("--bike-limit", options.bike_limit))
    if options.walk_per_day is not None:
        travel = replace(travel, walk_per_day_m=wish_texts.metres_of(options.walk_per_day))
    return edits.with_travel(tour, travel)


def _longest(option: str, metres: int) -> int:
    if not 0 <= metres <= LONGEST_LEG_M:
        problem = _("give 0 to {most} metres.").format(most=LONGEST_LEG_M)
        raise InvalidEdit(field=option, problem=problem)
    return metres


def _with_sites(tour: Tour, options: argparse.Namespace, bench: Workbench) -> Tour:
    for text in options.interest:
        tour = edits.with_interest(tour, _interest(text, bench))
    city = tour.preferences.city
    for field, sites, change in (
        (_("Required"), options.require, edits.require),
        (_("Would like"), options.prefer, edits.prefer),
        (_("Excluded"), options.exclude, edits.exclude),
    ):
        for site in sites:
            tour = change(tour, known_site(bench.catalogue, site, field, city).id)
    if options.variety is not None:
        tour = edits.with_kind_percent(tour, wish_texts.percents_of(options.variety))
    return tour


def _with_fixed_visits(tour: Tour, options: argparse.Namespace, bench: Workbench) -> Tour:
    city = tour.preferences.city

    def named(site: str, option: str) -> SiteId:
        return known_site(bench.catalogue, site, option, city).id

    for text in options.stay:
        site, minutes = wish_texts.stay_of(text)
        tour = edits.with_duration(tour, named(site, "--stay"), minutes)
    for option, texts, by_appointment in (
        ("--booking", options.booking, False),
        ("--appointment", options.appointment, True),
    ):
        for text in texts:
            site, day, start, length = wish_texts.booking_of(option, text)
            booked = Appointment(named(site, option), day, start, length, by_appointment)
            tour = edits.book_visit(tour, booked)
    for text in options.lock:
        site, day, at = wish_texts.lock_of(text)
        tour = edits.lock_visit(tour, Lock(named(site, "--lock"), day, at))
    if options.keep_order is not None:
        sites = [name.strip() for name in options.keep_order.split(",")]
        order = (
            ()
            if wish_texts.is_none(options.keep_order)
            else tuple(named(site, "--keep-order") for site in sites)
        )
        tour = edits.keep_order(tour, order)
    return tour


def _interest(text: str, bench: Workbench) -> Interest:
    name, separator, weight = text.rpartition("=")
    try:
        value = float(weight)
    except ValueError:
        separator = ""
    if not separator:
        raise wish_texts.unreadable("--interest", text, "NAME=WEIGHT")
    term = term_named(bench.catalogue, name)
    return Interest(term.facet, term.id, value)
