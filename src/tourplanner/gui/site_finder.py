"""Answers the site list's questions off the main thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from tourplanner.domain.place import Place
from tourplanner.domain.ports import SiteCatalogue, SiteQuery
from tourplanner.domain.progress import ShouldStop
from tourplanner.domain.vocabulary import Facet
from tourplanner.errors import TourPlannerError
from tourplanner.gui.jobs import Channel, JobRunner
from tourplanner.gui.models.sites_model import FoundSite
from tourplanner.mapping.table import where_from
from tourplanner.usecases.find_sites import hours_text
from tourplanner.usecases.new_tour import known_city


@dataclass(frozen=True, slots=True)
class Choice:
    """A term that sites of the city carry, and how many do."""

    term: str
    label: str
    count: int


class SiteFinder(QObject):
    """Searches; the latest question wins."""

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, catalogue: SiteCatalogue, jobs: JobRunner) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._jobs = jobs

    def look_for(self, query: SiteQuery, day: date, base: Place) -> None:
        """Find what matches `query`, with the hours on `day` and the way from `base`."""

        def work(
            _should_stop: ShouldStop, _report: Callable[[object], None]
        ) -> tuple[FoundSite, ...]:
            return find(self._catalogue, query, day, base)

        self._jobs.start(Channel.SEARCH, work, on_result=self.found.emit, on_error=self._fail)

    def _fail(self, error: TourPlannerError) -> None:
        self.failed.emit(error)


def find(
    catalogue: SiteCatalogue, query: SiteQuery, day: date, base: Place
) -> tuple[FoundSite, ...]:
    """The sites that match, each with its hours on `day` and the way from `base` in words."""
    country = known_city(catalogue, query.city).country if query.city else None
    holidays = {country: catalogue.holidays(country)} if country else {}
    found = []
    for site in catalogue.search(query):
        if site.country not in holidays:
            holidays[site.country] = catalogue.holidays(site.country)
        hours = hours_text(site, day, holidays[site.country])
        found.append(FoundSite(site, hours, where_from(base, site.point.at)))
    return tuple(found)


def choices_of(catalogue: SiteCatalogue, city: str) -> Mapping[Facet, tuple[Choice, ...]]:
    """For each facet the terms that the city's sites carry, in the vocabulary's order."""
    sites = catalogue.sites_of(city)
    counts = {
        Facet.KIND: Counter(site.kind.value for site in sites),
        Facet.PERIOD: Counter(term for site in sites for term in site.periods),
        Facet.WARE: Counter(term for site in sites for term in site.wares),
        Facet.ACTIVITY: Counter(term for site in sites for term in site.activities),
    }
    return {
        facet: tuple(
            Choice(term.id, term.text, counts[facet][term.id])
            for term in catalogue.vocabulary(facet)
            if counts[facet][term.id]
        )
        for facet in Facet
    }
