"""What a tour's city offers: bases, terms, and the same tour in another city."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tourplanner.domain.place import Place
from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.site import SiteKind
from tourplanner.domain.tour import Tour
from tourplanner.gui.panels.preferences import Offer
from tourplanner.gui.site_finder import choices_of
from tourplanner.i18n import _
from tourplanner.usecases.new_tour import city_centre, known_city, new_tour

MOST_LODGINGS = 200


def offer_of(catalogue: SiteCatalogue, city: str, more: Sequence[Place] = ()) -> Offer:
    """What the preferences let one choose from in `city`; lodging areas come first.

    `more` are lodgings that the streets in use know; the nearest to the centre are offered last.
    """
    found = known_city(catalogue, city)
    sites = catalogue.sites_of(city)
    lodgings = [site.place for site in sites if site.kind is SiteKind.AREA_LODGING]
    stations = [site.place for site in sites if site.kind is SiteKind.TRANSPORT]
    sights = [site.place for site in sites if site.is_sight]
    bases = (city_centre(found), *lodgings, *stations, *found.hubs, *sights)
    names = {base.name for base in bases}
    new = [place for place in more if place.name not in names]
    new.sort(key=lambda place: (found.centre.at.distance_m(place.at), place.name))
    bases = (*bases, *new[:MOST_LODGINGS])
    cities = tuple(
        (each.id, _city_name(each.names.first, each.names.second)) for each in catalogue.cities()
    )
    return Offer(
        cities,
        tuple({base.name: base for base in bases}.values()),
        choices_of(catalogue, city),
        found.currency,
    )


def in_city(tour: Tour, city: str, catalogue: SiteCatalogue) -> Tour:
    """The same dates and habits in another city; wishes for single sites do not go along."""
    wishes = tour.preferences
    old = new_tour(catalogue, wishes.city, wishes.start, wishes.days)
    fresh = new_tour(catalogue, city, wishes.start, wishes.days, tour_id=tour.id, seed=tour.seed)
    preferences = replace(
        fresh.preferences,
        day_start_min=wishes.day_start_min,
        day_end_min=wishes.day_end_min,
        breaks=wishes.breaks,
        pace=wishes.pace,
        extra_min=wishes.extra_min,
        free_min=wishes.free_min,
        kind_percent=wishes.kind_percent,
        interests=wishes.interests,
        travel=wishes.travel,
    )
    title = fresh.title if tour.title == old.title else tour.title
    return replace(fresh, preferences=preferences, title=title, own_sites=tour.own_sites)


def usual_first_day(today: date) -> date:
    """A Friday some weeks ahead, for a tour that has no dates yet."""
    ahead = today.toordinal() + 28
    return date.fromordinal(ahead + (4 - date.fromordinal(ahead).weekday()) % 7)


def _city_name(english: str, second: str | None) -> str:
    return _("{english} {local}").format(english=english, local=second) if second else english
