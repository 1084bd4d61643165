"""Which site of the catalogue a place from elsewhere is, by distance and by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from tourplanner.domain.imported import ImportedPoint
from tourplanner.domain.name_folding import folded, folded_names, is_same, is_similar
from tourplanner.domain.site import Site

SAME_NAME_M = 3_000.0
"""So far apart may two points be that have the same name: sources differ, districts are large."""
SIMILAR_NAME_M = 600.0
BESIDE_M = 80.0
"""So near is another name worth a word: it may be the same house."""


class Likeness(Enum):
    """How sure it is that a place is a site."""

    SAME_NAME = auto()
    SIMILAR_NAME = auto()
    BESIDE = auto()
    """Near by: the same only when the place has no name to say otherwise."""


@dataclass(frozen=True, slots=True)
class Match:
    """A site that a place may be."""

    site: Site
    likeness: Likeness
    away_m: float


@dataclass(frozen=True, slots=True)
class NamedSite:
    """A site with its names folded once, for many comparisons."""

    site: Site
    names: frozenset[str]


def named_sites(sites: Sequence[Site]) -> tuple[NamedSite, ...]:
    """`sites` ready to be compared."""
    return tuple(NamedSite(site, folded_names(site.names)) for site in sites)


def best_match(point: ImportedPoint, sites: Sequence[NamedSite]) -> Match | None:
    """The likeliest of `sites`: by name first, then by distance; None when none is like it."""
    names = tuple(filter(None, {folded(point.name), folded(point.name_local)}))
    found = []
    for one in sites:
        site, known = one.site, one.names
        away_m = point.at.distance_m(site.point.at)
        slack_m = float(site.point.accuracy_m)
        if away_m <= SAME_NAME_M + slack_m and is_same(names, known):
            found.append(Match(site, Likeness.SAME_NAME, away_m))
        elif away_m <= SIMILAR_NAME_M + slack_m and is_similar(names, known):
            found.append(Match(site, Likeness.SIMILAR_NAME, away_m))
        elif away_m <= BESIDE_M:
            found.append(Match(site, Likeness.BESIDE, away_m))
    return min(found, key=lambda m: (m.likeness.value, m.away_m, m.site.id), default=None)


def site_named(name: str, sites: Sequence[NamedSite]) -> Site | None:
    """The only one of `sites` of that name; None when there is none, or more than one."""
    found = [one.site for one in sites if is_same((folded(name),), one.names)]
    return found[0] if len(found) == 1 else None
