"""Counting what the catalogue knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from tourplanner.domain.site import Site
from tourplanner.domain.vocabulary import Facet
from tourplanner.storage.catalogue import SqlSiteCatalogue

UNSOURCED_POINTS = ("own knowledge", "estimated")


def catalogue_stats(catalogue: SqlSiteCatalogue) -> dict[str, object]:
    """Numbers of places, cities and known facts, under keys that stay the same."""
    per_city: dict[str, int] = {}
    sites: list[Site] = []
    for city in catalogue.cities():
        here = catalogue.sites_of(city.id)
        per_city[city.id] = len(here)
        sites += here
    china = catalogue.holidays("CN")
    return {
        "places": len(sites),
        "cities": len(per_city),
        "sights": sum(site.is_sight for site in sites),
        "places_per_city": per_city,
        "places_per_kind": _counted(site.kind.value for site in sites),
        "hours": {
            "known": sum(site.hours.known is not None for site in sites),
            "assumed": sum(site.hours.is_assumed for site in sites),
            "unknown": sum(site.hours.expression is None for site in sites),
        },
        "tickets": {
            "free": sum(site.ticket is not None and not site.ticket.amount for site in sites),
            "priced": sum(site.ticket is not None and site.ticket.amount > 0 for site in sites),
            "priced_with_date": sum(
                site.ticket is not None and site.ticket.amount > 0 and site.ticket.as_of is not None
                for site in sites
            ),
            "unknown": sum(site.ticket is None for site in sites),
        },
        "points": {
            "sourced": sum(not _is_guess(site) for site in sites),
            "estimated": sum(_is_guess(site) for site in sites),
            "within_150_m": sum(site.point.accuracy_m <= 150 for site in sites),
        },
        "events": sum(len(site.events) for site in sites)
        + sum(len(catalogue.city_events(city)) for city in per_city),
        "designations": sum(len(site.designations) for site in sites),
        "conflicts": sum(len(site.conflicts) for site in sites),
        "sources": sum(len(site.sources) for site in sites),
        "practical_facts": sum(len(catalogue.practical(city)) for city in per_city),
        "with_chinese_name": sum(bool(site.names.zh_hans) for site in sites),
        "checked": sum(site.checked is not None for site in sites),
        "confidence": _confidence(sites),
        "terms": {facet.value: len(catalogue.vocabulary(facet)) for facet in Facet},
        "china_holidays": {
            "years": sorted(china.covered_years),
            "provisional": sorted(china.provisional_years),
        },
    }


def _is_guess(site: Site) -> bool:
    return site.point.source.startswith(UNSOURCED_POINTS)


def _confidence(sites: Iterable[Site]) -> Mapping[str, Mapping[str, int]]:
    groups: dict[str, Counter[str]] = {}
    for site in sites:
        for group, level in site.confidence:
            groups.setdefault(group, Counter())[level.value] += 1
    return {group: dict(sorted(counts.items())) for group, counts in sorted(groups.items())}


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))
