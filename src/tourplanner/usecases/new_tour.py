"""Starting a tour: checked wishes in, an unplanned tour out."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from datetime import date

from tourplanner.domain.place import Coordinates, Place
from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.preferences import Interest, Pace, Preferences
from tourplanner.domain.site import City, Names, SiteId
from tourplanner.domain.tour import Tour
from tourplanner.domain.travel import TravelLimits
from tourplanner.errors import CityUnknown, InvalidEdit
from tourplanner.i18n import SOURCE_LANGUAGE, _, shipped, speaking
from tourplanner.usecases.find_sites import known_site
from tourplanner.usecases.paste_point import paste_point

FARTHEST_BASE_KM = 100
ID_FORM = re.compile(r"[A-Za-z0-9_-]*")
SAMPLE_CITY = "jingdezhen"
SAMPLE_START = date(2027, 4, 16)
SAMPLE_DAYS = 3


def new_tour(
    catalogue: SiteCatalogue,
    city: str,
    start: date,
    days: int,
    *,
    base: str | None = None,
    pace: Pace = Pace.BALANCED,
    interests: Sequence[Interest] = (),
    required: Sequence[str] = (),
    excluded: Sequence[str] = (),
    travel: TravelLimits | None = None,
    seed: int = 1,
    title: str | None = None,
    tour_id: str | None = None,
) -> Tour:
    """A tour of `city`; every wish is checked and a wrong one named by its field.

    `base` is a site's id or "LAT,LON"; without it the city's centre stands in, as an assumption.
    """
    found = known_city(catalogue, city)
    preferences = Preferences(
        city=found.id,
        start=start,
        days=days,
        base=city_centre(found) if base is None else base_named(catalogue, found, base),
        pace=pace,
        interests=tuple(interests),
        required=_known_ids(catalogue, required, _("Required"), found),
        excluded=_known_ids(catalogue, excluded, _("Excluded"), found),
        travel=travel or TravelLimits(),
    )
    name = title or _("{days} days in {city}").format(days=days, city=found.names.first)
    return Tour(tour_id or uuid.uuid4().hex, name, preferences, seed=seed)


def sample_tour(catalogue: SiteCatalogue) -> Tour:
    """The tour that a first start opens: three days in Jingdezhen over a market weekend."""
    return new_tour(
        catalogue,
        SAMPLE_CITY,
        SAMPLE_START,
        SAMPLE_DAYS,
        title=_("A long weekend in Jingdezhen"),
        tour_id="sample",
    )


def days_between(start: date, end: date) -> int:
    """Days of a tour from `start` to `end`, both counted; InvalidEdit when reversed."""
    if end < start:
        problem = _("the tour would end ({end}) before it starts ({start}).").format(
            start=start.isoformat(), end=end.isoformat()
        )
        raise InvalidEdit(field=_("Dates"), problem=problem)
    return (end - start).days + 1


def known_city(catalogue: SiteCatalogue, city: str) -> City:
    """The city whose id or name is `city`; CityUnknown lists the known ones."""
    wanted = city.strip().lower()
    cities = catalogue.cities()
    for found in cities:
        if wanted in {found.id, found.names.en.lower(), found.names.local.lower()}:
            return found
    known = ", ".join(found.id for found in cities)
    raise CityUnknown(field=_("City"), city=city, known=known)


def city_centre(city: City) -> Place:
    """The stand-in base of a tour whose lodging is not chosen yet."""
    return Place(_stand_in_name(city), city.centre.at)


def is_stand_in(base: Place, city: City) -> bool:
    """Whether `base` is the city's centre, named so by the program in whatever language."""
    if base.at != city.centre.at or base.site is not None:
        return False
    return base.name in {_stand_in_name_in(spoken, city) for spoken in shipped()}


def stand_in_names(city: City) -> Names:
    """The stand-in's name in English, in Chinese and for a driver of the country."""
    english, chinese = (_stand_in_name_in(spoken, city) for spoken in (SOURCE_LANGUAGE, "zh_CN"))
    return Names(english, chinese if city.country == "CN" else english, zh_hans=chinese)


def _stand_in_name_in(spoken: str, city: City) -> str:
    with speaking(spoken):
        return _stand_in_name(city)


def _stand_in_name(city: City) -> str:
    return _("Centre of {city} (lodging not chosen)").format(city=city.names.first)


def base_named(catalogue: SiteCatalogue, city: City, text: str) -> Place:
    """The base that `text` names, within 100 km of the city.

    A site's id, "LAT,LON", or what `paste_point` reads: a point of a Chinese map, a map link.
    """
    point = _point(text)
    if point is not None:
        place = Place(_("Base at {lat:.5f}, {lon:.5f}").format(lat=point.lat, lon=point.lon), point)
    elif ID_FORM.fullmatch(text.strip()):
        place = known_site(catalogue, text, _("Base")).place
    else:
        place = _pasted_base(text)
    away_km = place.at.distance_m(city.centre.at) / 1000
    if away_km > FARTHEST_BASE_KM:
        problem = _(
            "it is {away:.0f} km from {city}; choose one within {most} km, "
            "as latitude then longitude."
        ).format(away=away_km, city=city.names.first, most=FARTHEST_BASE_KM)
        raise InvalidEdit(field=_("Base"), problem=problem)
    return place


def _pasted_base(text: str) -> Place:
    """A base whose name says how its point was read."""
    pasted = paste_point(text)
    name = _("Base at {lat:.5f}, {lon:.5f} (read as {datum})")
    at = pasted.at
    return Place(name.format(lat=at.lat, lon=at.lon, datum=pasted.datum.value), at)


def _point(text: str) -> Coordinates | None:
    parts = text.split(",")
    if len(parts) != 2:
        return None
    try:
        lat, lon = float(parts[0]), float(parts[1])
    except ValueError:
        return None
    return Coordinates(lat, lon)


def _known_ids(
    catalogue: SiteCatalogue, ids: Sequence[str], field: str, city: City
) -> tuple[SiteId, ...]:
    return tuple(dict.fromkeys(known_site(catalogue, site, field, city.id).id for site in ids))
