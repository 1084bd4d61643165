"""The catalogue of sites, read from its database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, Engine, select
from sqlalchemy.orm import Session

from tourplanner.domain.opening_hours import windows_on
from tourplanner.domain.ports import SiteQuery
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.site import City, Site, SiteEvent, SiteId
from tourplanner.domain.visit_windows import event_window
from tourplanner.domain.vocabulary import Facet, Term
from tourplanner.paths import AppPaths
from tourplanner.storage import holiday_calendar
from tourplanner.storage.catalogue_build import ready_database
from tourplanner.storage.catalogue_rows import city_token, term_token
from tourplanner.storage.catalogue_schema import CityRow, HolidayRow, SiteRow, TermRow
from tourplanner.storage.site_cache import SiteCache
from tourplanner.storage.site_points import SitePoints
from tourplanner.storage.site_record import (
    PracticalFact,
    city_of,
    event_of,
    practical_of,
    site_of,
)
from tourplanner.storage.site_search import Wanted, found_keys
from tourplanner.storage.sqlite import open_engine

CHUNK = 100
Item = TypeVar("Item")
RULES_REMEMBERED = 20_000


def open_catalogue(paths: AppPaths) -> SqlSiteCatalogue:
    """The catalogue of the shipped sources, built when its database is missing or stale.

    Raises CatalogueSourceInvalid or CatalogueNotWritable.
    """
    return SqlSiteCatalogue(open_engine(ready_database(paths), read_only=True))


class SqlSiteCatalogue:
    """A SiteCatalogue in a database; may be asked from any thread.

    Every question opens a connection and closes it. Cities, terms, holidays and the sites asked
    for of late are remembered.
    """

    def __init__(self, engine: Engine, cache: SiteCache | None = None) -> None:
        self._engine = engine
        self._cache = cache or SiteCache()
        self._read_cities = lru_cache(maxsize=1)(self._cities_by_key)
        self._read_terms = lru_cache(maxsize=1)(self._terms_by_name)
        self._read_points = lru_cache(maxsize=1)(self._all_points)
        self._read_holidays = lru_cache(maxsize=64)(self._holidays_of)
        self._has_hours_on = lru_cache(maxsize=RULES_REMEMBERED)(self._opens_on)

    def cities(self) -> tuple[City, ...]:
        """All cities, Jingdezhen first, then by name."""
        return tuple(self._read_cities().values())

    def city(self, city: str) -> City | None:
        """The city with that id, or None."""
        return next((known for known in self.cities() if known.id == city), None)

    def practical(self, city: str) -> tuple[PracticalFact, ...]:
        """What is known of getting around, tickets, seasons and classes in a city."""
        with self._engine.connect() as connection:
            record = connection.scalar(select(CityRow.record).where(CityRow.id == city))
        return practical_of(json.loads(record)) if record else ()

    def city_events(self, city: str) -> tuple[SiteEvent, ...]:
        """Events of the whole city, such as fairs without a place."""
        with self._engine.connect() as connection:
            events = connection.scalar(select(CityRow.events).where(CityRow.id == city))
        return tuple(event_of(event) for event in json.loads(events)) if events else ()

    def site(self, site: SiteId) -> Site | None:
        """The site with that id, or None."""
        found = self.sites((site,))
        return found[0] if found else None

    def sites(self, ids: Sequence[SiteId]) -> tuple[Site, ...]:
        """The known ones among `ids`, in their order."""
        keys: dict[str, int] = {}
        with self._engine.connect() as connection:
            for chunk in _chunks(ids):
                rows = connection.execute(
                    select(SiteRow.id, SiteRow.key).where(SiteRow.id.in_(chunk))
                )
                keys |= dict(rows.all())
            return self._load(connection, [keys[wanted] for wanted in ids if wanted in keys])

    def sites_of(self, city: str) -> tuple[Site, ...]:
        """All sites of a city, by id."""
        with self._engine.connect() as connection:
            rows = connection.scalars(
                select(SiteRow.key)
                .join(CityRow, CityRow.key == SiteRow.city)
                .where(CityRow.id == city)
                .order_by(SiteRow.id)
            )
            return self._load(connection, list(rows))

    def search(self, query: SiteQuery) -> tuple[Site, ...]:
        """Sites that match, best or nearest first; in the order of the cities without a text.

        A text is looked for in names, then in addresses and descriptions. `open_on` asks the
        hours, known or assumed, and the events; a site without either is not found by it.
        """
        wanted = Wanted(query.text, self._facets(query), query.near, query.within_m)
        with self._engine.connect() as connection:
            keys = found_keys(connection, wanted, self._read_points)
            if query.open_on is not None:
                keys = self._open_ones(connection, keys, query.open_on)
            return self._load(connection, list(islice(keys, max(0, query.limit))))

    def holidays(self, country: str) -> PublicHolidays:
        """Public holidays of a country, by its two-letter code."""
        return self._read_holidays(country)

    def vocabulary(self, facet: Facet) -> tuple[Term, ...]:
        """The terms of a facet, in their usual order."""
        return tuple(term for term, _key in self._read_terms().values() if term.facet is facet)

    def _facets(self, query: SiteQuery) -> tuple[tuple[str, ...], ...]:
        """The filters as words of the full-text table; an unknown id becomes no word."""
        groups = []
        if query.city is not None:
            cities = self._read_cities().items()
            groups.append(tuple(city_token(key) for key, city in cities if city.id == query.city))
        known = self._read_terms()
        for facet, ids in (
            (Facet.KIND, query.kinds),
            (Facet.PERIOD, query.periods),
            (Facet.WARE, query.wares),
            (Facet.ACTIVITY, query.activities),
        ):
            if ids:
                names = [(facet, str(name)) for name in ids]
                groups.append(tuple(term_token(known[name][1]) for name in names if name in known))
        return tuple(groups)

    def _open_ones(self, connection: Connection, keys: Iterable[int], day: date) -> Iterator[int]:
        cities = self._read_cities()
        for chunk in _chunks(keys):
            rows = connection.execute(
                select(SiteRow.key, SiteRow.city, SiteRow.hours, SiteRow.events).where(
                    SiteRow.key.in_(chunk)
                )
            )
            facts = {key: (city, hours, events) for key, city, hours, events in rows}
            for key in chunk:
                city, hours, events = facts[key]
                is_open = self._has_hours_on(hours, cities[city].country, day)
                if is_open or (events and self._has_event(connection, key, day)):
                    yield key

    def _opens_on(self, hours: str | None, country: str, day: date) -> bool:
        return hours is not None and bool(windows_on(hours, day, self.holidays(country)))

    def _has_event(self, connection: Connection, key: int, day: date) -> bool:
        (site,) = self._load(connection, [key])
        holidays = self.holidays(site.country)
        return any(event_window(site, event, day, holidays) for event in site.events)

    def _load(self, connection: Connection, keys: Sequence[int]) -> tuple[Site, ...]:
        found = self._cache.known(keys)
        missing = [key for key in keys if key not in found]
        if missing:
            cities = self._read_cities()
            read: dict[int, Site] = {}
            for chunk in _chunks(missing):
                rows = connection.execute(
                    select(SiteRow.key, SiteRow.city, SiteRow.record, SiteRow.events).where(
                        SiteRow.key.in_(chunk)
                    )
                )
                for key, city_key, record, events in rows:
                    city = cities[city_key]
                    happens = tuple(json.loads(events)) if events else ()
                    read[key] = site_of(json.loads(record), city.id, city.country, happens)
            self._cache.keep(read.items())
            found |= read
        return tuple(found[key] for key in keys)

    def _cities_by_key(self) -> dict[int, City]:
        with self._engine.connect() as connection:
            rows = connection.execute(select(CityRow.key, CityRow.record).order_by(CityRow.key))
            return {key: city_of(json.loads(record)) for key, record in rows}

    def _terms_by_name(self) -> dict[tuple[Facet, str], tuple[Term, int]]:
        with Session(self._engine) as session:
            rows = session.scalars(select(TermRow).order_by(TermRow.key)).all()
        return {
            (facet, row.id): (Term(facet, row.id, row.label, row.label_zh), row.key)
            for row in rows
            for facet in (Facet(row.facet),)
        }

    def _all_points(self) -> SitePoints:
        with self._engine.connect() as connection:
            return SitePoints.read(connection)

    def _holidays_of(self, country: str) -> PublicHolidays:
        with Session(self._engine) as session:
            query = select(HolidayRow).where(HolidayRow.country == country)
            rows = session.scalars(query.order_by(HolidayRow.key)).all()
        if rows:
            return holiday_calendar.from_table(country, rows)
        return holiday_calendar.from_package(country)


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    source = iter(items)
    while chunk := list(islice(source, CHUNK)):
        yield chunk
