"""Joining an itinerary with its sites, for everything that shows or writes it."""

from __future__ import annotations

from collections.abc import Mapping

from tourplanner.domain.day_breaks import break_notes
from tourplanner.domain.itinerary import DayPlan, Stop, StopKind
from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.reasons import reason_text
from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadLeftOut, RoadStop
from tourplanner.domain.site import Names, Site, SiteId
from tourplanner.domain.tour import Tour
from tourplanner.domain.visit_windows import open_windows
from tourplanner.i18n import _
from tourplanner.usecases.new_tour import known_city


def make_roadbook(tour: Tour, catalogue: SiteCatalogue) -> Roadbook:
    """The tour's plan with all facts; no days when it is not planned yet."""
    city = known_city(catalogue, tour.preferences.city)
    holidays = catalogue.holidays(city.country)
    sites = {site.id: site for site in catalogue.sites_of(city.id)}
    names = {known.id: Names(known.name, known.name_local) for known in tour.sites}
    names |= {site.id: site.names for site in sites.values()}
    itinerary = tour.itinerary
    if itinerary is None:
        return Roadbook(tour, city, (), (), tour.preferences.base, holidays)
    days = tuple(
        _road_day(number, day, tour, sites, names, holidays)
        for number, day in enumerate(itinerary.days, start=1)
    )

    def name_of(site: SiteId) -> str:
        return names[site].en if site in names else site

    demanded = tour.demanded
    left_out = tuple(
        RoadLeftOut(
            entry,
            names.get(entry.site, Names(entry.site, entry.site)),
            sites.get(entry.site),
            reason_text(entry.reason, tour.preferences.dates, name_of),
            entry.site in demanded,
        )
        for entry in itinerary.left_out
    )
    cautions = (*_cautions(days, holidays), *break_notes(tour))
    return Roadbook(tour, city, days, left_out, tour.preferences.base, holidays, cautions)


def _road_day(
    number: int,
    day: DayPlan,
    tour: Tour,
    sites: Mapping[SiteId, Site],
    names: Mapping[SiteId, Names],
    holidays: PublicHolidays,
) -> RoadDay:
    stops = []
    visits = 0
    for stop in day.stops:
        visits += stop.kind is StopKind.VISIT
        site = sites.get(stop.site) if stop.site is not None else None
        stops.append(
            RoadStop(
                stop=stop,
                names=_names(stop, names),
                number=visits if stop.kind is StopKind.VISIT else None,
                site=site,
                windows=(open_windows(site, day.date, holidays) or ()) if site else (),
                lock=tour.lock_of(stop.site) if stop.site is not None else None,
                is_required=stop.site in tour.preferences.required,
                is_preferred=stop.site in tour.preferences.preferred,
                appointment=tour.appointment_of(stop.site) if stop.site is not None else None,
            )
        )
    return RoadDay(
        number=number,
        date=day.date,
        stops=tuple(stops),
        legs=day.legs,
        holiday=holidays.name_of(day.date),
        is_frozen=number - 1 in tour.frozen_days,
    )


def _names(stop: Stop, names: Mapping[SiteId, Names]) -> Names:
    if stop.site is not None and stop.site in names:
        return names[stop.site]
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
        found.append(_("Ways along the roads: © OpenStreetMap contributors, ODbL."))
    sites = [stop.site for day in days for stop in day.stops if stop.site is not None]
    if any(site.hours.is_assumed for site in sites):
        found.append(_("Some opening hours are assumed, not read anywhere: check before you go."))
    if any(site.hours.expression is None for site in sites):
        found.append(_("Some opening hours are not known: ask before you go."))
    years = {day.date.year for day in days}
    if years & holidays.provisional_years:
        found.append(
            _("Public holidays of {years} are provisional.").format(
                years=", ".join(map(str, sorted(years & holidays.provisional_years)))
            )
        )
    if years - holidays.covered_years:
        found.append(
            _("Public holidays of {years} are not known.").format(
                years=", ".join(map(str, sorted(years - holidays.covered_years)))
            )
        )
    return tuple(found)
