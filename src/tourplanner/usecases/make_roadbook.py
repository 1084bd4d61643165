"""Joining an itinerary with its sites, for everything that shows or writes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, tzinfo
from zoneinfo import ZoneInfo

from tourplanner.domain.day_breaks import break_notes
from tourplanner.domain.itinerary import DayPlan, Stop, StopKind
from tourplanner.domain.place import Place
from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.reasons import reason_text
from tourplanner.domain.roadbook import (
    Roadbook,
    RoadDay,
    RoadLeftOut,
    RoadLodging,
    RoadRide,
    RoadStop,
)
from tourplanner.domain.site import City, Names, Site, SiteId
from tourplanner.domain.time_window import DAY_MIN
from tourplanner.domain.tour import Tour
from tourplanner.domain.transport import minute_on
from tourplanner.domain.visit_windows import open_windows
from tourplanner.i18n import N_, _, listed
from tourplanner.usecases.new_tour import is_stand_in, known_city, stand_in_names
from tourplanner.usecases.tour_catalogue import catalogue_of

WAYS_CREDIT = N_("Ways along the roads: © OpenStreetMap contributors, ODbL.")


def make_roadbook(tour: Tour, catalogue: SiteCatalogue) -> Roadbook:
    """The tour's plan with all facts; no days when it is not planned yet."""
    city = known_city(catalogue, tour.preferences.city)
    holidays = catalogue.holidays(city.country)
    sites = {site.id: site for site in catalogue_of(tour, catalogue).sites_of(city.id)}
    names = {known.id: Names(known.name, known.name_local) for known in tour.sites}
    names |= {site.id: site.names for site in sites.values()}
    itinerary = tour.itinerary
    if itinerary is None:
        return _with_dossier(Roadbook(tour, city, (), (), tour.preferences.base, holidays))
    days = tuple(
        _road_day(number, day, tour, sites, names, holidays, city)
        for number, day in enumerate(itinerary.days, start=1)
    )

    def name_of(site: SiteId) -> str:
        return names[site].first if site in names else site

    demanded = tour.demanded
    left_out = tuple(
        RoadLeftOut(
            entry,
            names.get(entry.site, Names(entry.site, entry.site)),
            sites.get(entry.site),
            reason_text(entry.reason, tour.preferences.dates, name_of),
            entry.site in demanded,
            tour.dossier.note_of(entry.site),
        )
        for entry in itinerary.left_out
    )
    notes = break_notes(tour)
    cautions = (*_cautions(days, holidays), *notes)
    book = Roadbook(tour, city, days, left_out, tour.preferences.base, holidays, cautions, notes)
    return _with_dossier(book)


def _with_dossier(book: Roadbook) -> Roadbook:
    dossier = book.tour.dossier
    return replace(
        book,
        lodging=_lodging(book.tour, book.base, book.city),
        party=dossier.party,
        reservations=dossier.reservations,
        transports=tuple(sorted(dossier.transports, key=lambda one: one.depart)),
        cards=dossier.cards,
        paper=dossier.paper,
    )


def _lodging(tour: Tour, base: Place, city: City) -> RoadLodging:
    kept = tour.dossier.lodging_of(base.at, tour.preferences.base.at)
    details = kept.told if kept is not None else None
    if not (details and (details.name or details.name_local)) and is_stand_in(base, city):
        return RoadLodging(base, stand_in_names(city), details)
    name = (details.name if details else "") or base.name
    local = (details.name_local if details else "") or name
    return RoadLodging(base, Names(name, local), details)


def _rides(tour: Tour, day: date, zone: tzinfo) -> tuple[RoadRide, ...]:
    """The rides that are on their way during `day`."""
    rides = (
        RoadRide(one, minute_on(one.depart, day, zone), minute_on(one.arrive, day, zone))
        for one in sorted(tour.dossier.transports, key=lambda one: one.depart)
    )
    return tuple(ride for ride in rides if ride.start_min < DAY_MIN and ride.end_min > 0)


def _road_day(
    number: int,
    day: DayPlan,
    tour: Tour,
    sites: Mapping[SiteId, Site],
    names: Mapping[SiteId, Names],
    holidays: PublicHolidays,
    city: City,
) -> RoadDay:
    zone = ZoneInfo(city.time_zone)
    stops = []
    visits = 0
    for stop in day.stops:
        visits += stop.kind is StopKind.VISIT
        site = sites.get(stop.site) if stop.site is not None else None
        stops.append(
            RoadStop(
                stop=stop,
                names=_names(stop, names, tour, city),
                number=visits if stop.kind is StopKind.VISIT else None,
                site=site,
                windows=(open_windows(site, day.date, holidays) or ()) if site else (),
                lock=tour.lock_of(stop.site) if stop.site is not None else None,
                is_required=stop.site in tour.preferences.required,
                is_preferred=stop.site in tour.preferences.preferred,
                appointment=tour.appointment_of(stop.site) if stop.site is not None else None,
                reservations=tour.dossier.reservations_of(stop.site) if stop.site else (),
                note=tour.dossier.note_of(stop.site) if stop.site else "",
                facts=tour.dossier.facts_of(stop.site) if stop.site else None,
            )
        )
    return RoadDay(
        number=number,
        date=day.date,
        stops=tuple(stops),
        legs=day.legs,
        holiday=holidays.name_of(day.date),
        is_frozen=number - 1 in tour.frozen_days,
        lodging=_lodging(tour, tour.preferences.end_of_day(number - 1), city),
        rides=_rides(tour, day.date, zone),
    )


def _names(stop: Stop, names: Mapping[SiteId, Names], tour: Tour, city: City) -> Names:
    if stop.site is not None and stop.site in names:
        return names[stop.site]
    if stop.kind is StopKind.BASE and stop.place is not None:
        return _lodging(tour, stop.place, city).names
    name = _(stop.name) if stop.name else None
    text = name or (stop.place.name if stop.place else None) or stop.site or _("Break")
    return Names(text, text)


def _cautions(days: tuple[RoadDay, ...], holidays: PublicHolidays) -> tuple[str, ...]:
    """What the reader of any form of the plan has to know."""
    found = []
    travelled = [leg for day in days for leg in day.legs if leg.minutes]
    if any(leg.is_estimate for leg in travelled):
        if all(leg.is_estimate for leg in travelled):
            found.append(_("Travel times are estimates from straight-line distances."))
        else:
            found.append(_("Some travel times are estimates from straight-line distances."))
    if any(leg.line for leg in travelled):
        found.append(_(WAYS_CREDIT))
    sites = [stop.site for day in days for stop in day.stops if stop.site is not None]
    if any(site.hours.is_assumed for site in sites):
        found.append(_("Some opening hours are assumed, not read anywhere: check before you go."))
    if any(site.hours.expression is None for site in sites):
        found.append(_("Some opening hours are not known: ask before you go."))
    years = {day.date.year for day in days}
    if years & holidays.provisional_years:
        found.append(
            _("Public holidays of {years} are provisional.").format(
                years=listed(map(str, sorted(years & holidays.provisional_years)))
            )
        )
    if years - holidays.covered_years:
        found.append(
            _("Public holidays of {years} are not known.").format(
                years=listed(map(str, sorted(years - holidays.covered_years)))
            )
        )
    return tuple(found)
