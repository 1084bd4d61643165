"""The catalogue as one tour sees it: its own places stand beside the catalogue's sites."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tourplanner.domain.name_folding import folded
from tourplanner.domain.opening_hours import windows_on
from tourplanner.domain.own_site import OwnSite, as_site
from tourplanner.domain.ports import SiteCatalogue, SiteQuery
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.site import City, Site, SiteId
from tourplanner.domain.tour import Tour
from tourplanner.domain.vocabulary import Facet, Term
from tourplanner.i18n import language

OwnSites = tuple[OwnSite, ...]


@dataclass(frozen=True, slots=True)
class _Answers:
    """What was made of the own places `of`, in a language: asked for again and again."""

    of: OwnSites
    language: str
    sites: tuple[Site, ...]
    by_city: dict[str, tuple[Site, ...]]


class TourCatalogue:
    """A SiteCatalogue; `own` tells the tour's own places, which may be others the next time."""

    def __init__(self, behind: SiteCatalogue, own: Callable[[], OwnSites]) -> None:
        self.behind = behind
        self._own = own
        self._answers: _Answers | None = None

    def cities(self) -> tuple[City, ...]:
        """All cities, Jingdezhen first, then by name."""
        return self.behind.cities()

    def city(self, city: str) -> City | None:
        """The city with that id, or None."""
        return self.behind.city(city)

    def site(self, site: SiteId) -> Site | None:
        """The site with that id, or None."""
        return self._own_site(site) or self.behind.site(site)

    def sites(self, ids: Sequence[SiteId]) -> tuple[Site, ...]:
        """The known ones among `ids`, in their order."""
        own = {site.id: site for site in self._present().sites}
        known = {
            site.id: site for site in self.behind.sites([one for one in ids if one not in own])
        }
        known |= own
        return tuple(known[wanted] for wanted in ids if wanted in known)

    def sites_of(self, city: str) -> tuple[Site, ...]:
        """All sites of a city, by id; the same tuple as long as nothing changes."""
        present, behind = self._present(), self.behind.sites_of(city)
        own = tuple(site for site in present.sites if site.city == city)
        if not own:
            return behind
        found = tuple(sorted((*behind, *own), key=lambda site: site.id))
        kept = present.by_city.get(city)
        if kept != found:
            present.by_city[city] = kept = found
        return kept

    def search(self, query: SiteQuery) -> tuple[Site, ...]:
        """Sites that match, best or nearest first; own places that match a text come first."""
        own = [site for site in self._present().sites if self._matches(site, query)]
        found = self.behind.search(query)
        near = query.near
        if near is not None:
            nearest = sorted((*own, *found), key=lambda site: near.distance_m(site.point.at))
            return tuple(nearest[: query.limit]) if own else found
        return (*own, *found)[: query.limit]

    def holidays(self, country: str) -> PublicHolidays:
        """Public holidays of a country, by its two-letter code."""
        return self.behind.holidays(country)

    def vocabulary(self, facet: Facet) -> tuple[Term, ...]:
        """The terms of a facet, in their usual order."""
        return self.behind.vocabulary(facet)

    def _own_site(self, site: SiteId) -> Site | None:
        return next((own for own in self._present().sites if own.id == site), None)

    def _present(self) -> _Answers:
        own, speech, answers = self._own(), language(), self._answers
        if answers is None or answers.of != own or answers.language != speech:
            cities = {one.city: self.behind.city(one.city) for one in own}
            sites = tuple(
                as_site(one, city.country) for one in own if (city := cities[one.city]) is not None
            )
            self._answers = answers = _Answers(own, speech, sites, {})
        return answers

    def _matches(self, site: Site, query: SiteQuery) -> bool:
        if query.periods or query.wares or query.activities:
            return False  # nobody has said these of an own place
        is_there = (query.city in (None, site.city)) and (
            not query.kinds or site.kind in query.kinds
        )
        if query.near is not None and query.within_m is not None:
            is_there = is_there and query.near.distance_m(site.point.at) <= query.within_m
        if query.open_on is not None:
            hours = site.hours.expression
            table = self.holidays(site.country)
            is_there = is_there and bool(hours and windows_on(hours, query.open_on, table))
        return is_there and _is_said(site, query.text)


def catalogue_of(tour: Tour, catalogue: SiteCatalogue) -> SiteCatalogue:
    """`catalogue` with the own places of `tour`, and of no other tour, beside its sites."""
    behind = catalogue.behind if isinstance(catalogue, TourCatalogue) else catalogue
    return TourCatalogue(behind, lambda: tour.own_sites) if tour.own_sites else behind


def _is_said(site: Site, text: str) -> bool:
    """Whether every word of `text` is in the names or the other words of `site`, or it is the
    beginning of its pinyin's initials."""
    names = site.names
    said = (
        names.en, names.local, names.pinyin, site.address_local, site.description, site.phone,
    )  # fmt: skip
    whole = " ".join(folded(one) for one in said if one)
    initials = "".join(folded(syllable)[:1] for syllable in (names.pinyin or "").split())
    words = [word for word in map(folded, text.split()) if word]
    if text.strip() and not words:
        return False
    joined = "".join(words)
    by_initials = len(joined) > 1 and initials.startswith(joined)
    return by_initials or joined in whole or all(word in whole for word in words)
