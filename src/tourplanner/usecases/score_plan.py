"""What a plan is worth, term by term: the sum of all terms is the plan's score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tourplanner.domain.itinerary import DayPlan, Itinerary
from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.site import KIND_LABELS, Site, SiteId, SiteKind
from tourplanner.domain.tour import Tour
from tourplanner.i18n import N_, _
from tourplanner.planning.scoring import (
    EVENT_TERM,
    SCORE_WEIGHT,
    TRAVEL_WEIGHT,
    ScoreTerm,
    visit_terms,
)
from tourplanner.usecases.tour_catalogue import catalogue_of

ORDINALS = (
    N_("first"),
    N_("second"),
    N_("third"),
    N_("fourth"),
    N_("fifth"),
    N_("sixth"),
    N_("seventh"),
    N_("eighth"),
    N_("ninth"),
    N_("tenth"),
)


@dataclass(frozen=True, slots=True)
class VisitScore:
    """The terms of one visit, in points of the objective; names are marked for translation."""

    site: SiteId
    day: int
    """0-based."""
    terms: tuple[ScoreTerm, ...]

    @property
    def points(self) -> int:
        """The visit's share of the plan's score."""
        return sum(term.points for term in self.terms)


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """Visits add, minutes of travel take away."""

    visits: tuple[VisitScore, ...]
    travel_points: tuple[int, ...]
    """Of each day, zero or negative."""

    @property
    def points(self) -> int:
        """Equal to the itinerary's score."""
        return sum(visit.points for visit in self.visits) + sum(self.travel_points)


def score_plan(tour: Tour, itinerary: Itinerary, catalogue: SiteCatalogue) -> ScoreTable:
    """The score table of `itinerary`; a site that left the catalogue has no terms."""
    known_here = catalogue_of(tour, catalogue)
    visited = {site: known_here.site(site) for site in itinerary.visited}
    known = {site.id: site for site in visited.values() if site is not None}
    return score_days(tour, itinerary.days, known)


def score_days(tour: Tour, days: Sequence[DayPlan], sites: Mapping[SiteId, Site]) -> ScoreTable:
    """The score table of some days, from sites at hand."""
    wishes = tour.preferences
    demanded = tour.demanded
    visits: list[VisitScore] = []
    kinds: dict[SiteKind, list[int]] = {}
    for number, day in enumerate(days):
        for stop in day.visits:
            site = sites.get(stop.site) if stop.site is not None else None
            if site is None:
                continue
            terms = visit_terms(site, wishes)
            if stop.event is not None and site.id not in demanded:
                terms = (*terms, EVENT_TERM)
            weighted = tuple(ScoreTerm(t.name, SCORE_WEIGHT * t.points) for t in terms)
            kinds.setdefault(site.kind, []).append(len(visits))
            visits.append(VisitScore(site.id, number, weighted))
    for kind, members in kinds.items():
        for index, term in _kind_terms(kind, members, visits, wishes.kind_percent):
            visits[index] = replace(visits[index], terms=(*visits[index].terms, term))
    travel = tuple(-TRAVEL_WEIGHT * day.travel_min for day in days)
    return ScoreTable(tuple(visits), travel)


def _kind_terms(
    kind: SiteKind, members: Sequence[int], visits: Sequence[VisitScore], percents: Sequence[int]
) -> Iterator[tuple[int, ScoreTerm]]:
    """What further visits of a kind lose, best visits first; ties go to the lower site id."""
    order = sorted(members, key=lambda index: (-visits[index].points, visits[index].site))
    for rank, index in enumerate(order):
        percent = percents[min(rank, len(percents) - 1)]
        points = visits[index].points
        if percent < 100:
            yield (
                index,
                ScoreTerm(_kind_text(kind, rank, percent), points * percent // 100 - points),
            )


def _kind_text(kind: SiteKind, rank: int, percent: int) -> str:
    """ "third museum: 70 %"."""
    ordinal = _("{count}th").format(count=rank + 1)
    if rank < len(ORDINALS):
        ordinal = _(ORDINALS[rank])
    return _("{ordinal} {kind}: {percent} %").format(
        ordinal=ordinal, kind=_(KIND_LABELS[kind]).lower(), percent=percent
    )
