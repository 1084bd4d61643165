"""What the inner layers need of the outer ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tourplanner.domain.place import Coordinates
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.reach import Reach
from tourplanner.domain.site import City, Site, SiteId, SiteKind
from tourplanner.domain.travel import TravelLimits, TravelMatrix, TravelMode, TravelTime, Way
from tourplanner.domain.vocabulary import Facet, Term


@dataclass(frozen=True, slots=True)
class SiteQuery:
    """What to look for; every filter given has to hold, an empty query finds everything."""

    text: str = ""
    city: str | None = None
    kinds: tuple[SiteKind, ...] = ()
    periods: tuple[str, ...] = ()
    wares: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    open_on: date | None = None
    near: Coordinates | None = None
    """Nearest first, instead of best match first."""
    within_m: int | None = None
    limit: int = 500


class SiteCatalogue(Protocol):
    """The catalogue of sites, read-only."""

    def cities(self) -> tuple[City, ...]:
        """All cities, Jingdezhen first, then by name."""
        ...

    def city(self, city: str) -> City | None:
        """The city with that id, or None."""
        ...

    def site(self, site: SiteId) -> Site | None:
        """The site with that id, or None."""
        ...

    def sites(self, ids: Sequence[SiteId]) -> tuple[Site, ...]:
        """The known ones among `ids`, in their order."""
        ...

    def sites_of(self, city: str) -> tuple[Site, ...]:
        """All sites of a city, by id."""
        ...

    def search(self, query: SiteQuery) -> tuple[Site, ...]:
        """Sites that match, best or nearest first."""
        ...

    def holidays(self, country: str) -> PublicHolidays:
        """Public holidays of a country, by its two-letter code."""
        ...

    def vocabulary(self, facet: Facet) -> tuple[Term, ...]:
        """The terms of a facet, in their usual order."""
        ...


class TravelTimes(Protocol):
    """Someone who knows how long journeys take."""

    def matrix(self, points: Sequence[Coordinates], limits: TravelLimits) -> TravelMatrix:
        """Journeys between all ordered pairs of `points`; zero minutes on the diagonal."""
        ...


class RouteLines(Protocol):
    """Someone who knows which way a journey goes."""

    def way(self, start: Coordinates, end: Coordinates, mode: TravelMode) -> Way:
        """The way from `start` to `end` by `mode`; with an empty line when it is not known."""
        ...


class Reachability(Protocol):
    """Someone who knows how far one comes in a time."""

    def reach(self, start: Coordinates, minutes: int, mode: TravelMode) -> Reach:
        """The ground within `minutes` of `start`; raises InvalidEdit for a strange number."""
        ...

    def journeys_from(
        self, start: Coordinates, points: Sequence[Coordinates], mode: TravelMode
    ) -> tuple[TravelTime | None, ...]:
        """The journey by `mode` from `start` to each of `points`; None where nothing leads."""
        ...
