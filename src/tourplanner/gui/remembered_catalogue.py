"""The catalogue with the answers that the window asks for again and again kept at hand."""

from __future__ import annotations

from collections.abc import Sequence

from tourplanner.domain.ports import SiteCatalogue, SiteQuery
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.site import City, Site, SiteId
from tourplanner.domain.vocabulary import Facet, Term


class RememberedCatalogue:
    """A SiteCatalogue; the one behind it is read-only, so that its answers stay true."""

    def __init__(self, catalogue: SiteCatalogue) -> None:
        self._catalogue = catalogue
        self._cities: tuple[City, ...] | None = None
        self._by_city: dict[str, tuple[Site, ...]] = {}
        self._sites: dict[SiteId, Site | None] = {}
        self._holidays: dict[str, PublicHolidays] = {}
        self._terms: dict[Facet, tuple[Term, ...]] = {}

    def cities(self) -> tuple[City, ...]:
        """All cities, Jingdezhen first, then by name."""
        if self._cities is None:
            self._cities = self._catalogue.cities()
        return self._cities

    def city(self, city: str) -> City | None:
        """The city with that id, or None."""
        return next((known for known in self.cities() if known.id == city), None)

    def site(self, site: SiteId) -> Site | None:
        """The site with that id, or None."""
        if site not in self._sites:
            self._sites[site] = self._catalogue.site(site)
        return self._sites[site]

    def sites(self, ids: Sequence[SiteId]) -> tuple[Site, ...]:
        """The known ones among `ids`, in their order."""
        return tuple(found for found in map(self.site, ids) if found is not None)

    def sites_of(self, city: str) -> tuple[Site, ...]:
        """All sites of a city, by id."""
        if city not in self._by_city:
            found = self._catalogue.sites_of(city)
            self._sites.update({site.id: site for site in found})
            self._by_city[city] = found
        return self._by_city[city]

    def search(self, query: SiteQuery) -> tuple[Site, ...]:
        """Sites that match, best or nearest first."""
        return self._catalogue.search(query)

    def holidays(self, country: str) -> PublicHolidays:
        """Public holidays of a country, by its two-letter code."""
        if country not in self._holidays:
            self._holidays[country] = self._catalogue.holidays(country)
        return self._holidays[country]

    def vocabulary(self, facet: Facet) -> tuple[Term, ...]:
        """The terms of a facet, in their usual order."""
        if facet not in self._terms:
            self._terms[facet] = self._catalogue.vocabulary(facet)
        return self._terms[facet]
