"""Stand-ins for the outer layers that keep the same promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tourplanner.domain.opening_hours import windows_on
from tourplanner.domain.place import Coordinates
from tourplanner.domain.ports import SiteQuery
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.site import City, Site, SiteId
from tourplanner.domain.travel import TravelLimits, TravelMatrix, TravelMode, TravelTime
from tourplanner.domain.vocabulary import Facet, Term


@dataclass
class InMemoryCatalogue:
    """A SiteCatalogue over a tuple of sites."""

    all_sites: tuple[Site, ...]
    all_cities: tuple[City, ...]
    holiday_table: Mapping[str, PublicHolidays] = field(default_factory=dict)

    def cities(self) -> tuple[City, ...]:
        return self.all_cities

    def city(self, city: str) -> City | None:
        return next((known for known in self.all_cities if known.id == city), None)

    def site(self, site: SiteId) -> Site | None:
        return next((known for known in self.all_sites if known.id == site), None)

    def sites(self, ids: Sequence[SiteId]) -> tuple[Site, ...]:
        found = (self.site(wanted) for wanted in ids)
        return tuple(site for site in found if site is not None)

    def sites_of(self, city: str) -> tuple[Site, ...]:
        return tuple(sorted((s for s in self.all_sites if s.city == city), key=lambda s: s.id))

    def search(self, query: SiteQuery) -> tuple[Site, ...]:
        found = [site for site in self.all_sites if self._matches(site, query)]
        if query.near is not None:
            near = query.near
            found.sort(key=lambda site: near.distance_m(site.point.at))
        return tuple(found[: query.limit])

    def holidays(self, country: str) -> PublicHolidays:
        return self.holiday_table.get(country, PublicHolidays(country))

    def vocabulary(self, facet: Facet) -> tuple[Term, ...]:
        words: dict[str, None] = {}
        for site in self.all_sites:
            own = {
                Facet.KIND: (site.kind.value,),
                Facet.PERIOD: site.periods,
                Facet.WARE: site.wares,
                Facet.ACTIVITY: site.activities,
            }[facet]
            words |= dict.fromkeys(own)
        return tuple(Term(facet, word, word.replace("_", " ")) for word in words)

    def _matches(self, site: Site, query: SiteQuery) -> bool:
        text = query.text.strip().lower()
        names = (site.names.en.lower(), site.names.local, site.names.pinyin or "")
        is_open = True
        if query.open_on is not None:
            hours = site.hours.expression
            table = self.holidays(site.country)
            is_open = bool(hours and windows_on(hours, query.open_on, table))
        return (
            is_open
            and (not text or any(text in name for name in names))
            and query.city in (None, site.city)
            and (not query.kinds or site.kind in query.kinds)
            and (not query.periods or bool(set(query.periods) & set(site.periods)))
            and (not query.wares or bool(set(query.wares) & set(site.wares)))
            and (not query.activities or bool(set(query.activities) & set(site.activities)))
            and (
                query.near is None
                or query.within_m is None
                or query.near.distance_m(site.point.at) <= query.within_m
            )
        )


class SteadyTravel:
    """TravelTimes at 80 metres a minute in a straight line, always on foot."""

    def matrix(self, points: Sequence[Coordinates], limits: TravelLimits) -> TravelMatrix:
        times = tuple(tuple(self._time(a, b) for b in points) for a in points)
        return TravelMatrix(tuple(points), times)

    def _time(self, start: Coordinates, end: Coordinates) -> TravelTime:
        metres = start.distance_m(end)
        return TravelTime(TravelMode.WALK, round(metres / 80 + 0.4999), round(metres))
