"""What a plan is worth, term by term: the sum of all terms is the plan's score."""

from __future__ import annotations

from dataclasses import dataclass

from tourplanner.domain.itinerary import Itinerary
from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Tour
from tourplanner.planning.scoring import (
    EVENT_TERM,
    SCORE_WEIGHT,
    TRAVEL_WEIGHT,
    ScoreTerm,
    score_terms,
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
    wishes = tour.preferences
    demanded = tour.demanded
    visits = []
    for number, day in enumerate(itinerary.days):
        for stop in day.visits:
            site = catalogue.site(stop.site) if stop.site is not None else None
            if site is None:
                continue
            terms = score_terms(site, wishes.interests)
            if stop.event is not None and site.id not in demanded:
                terms = (*terms, EVENT_TERM)
            weighted = tuple(ScoreTerm(t.name, SCORE_WEIGHT * t.points) for t in terms)
            visits.append(VisitScore(site.id, number, weighted))
    travel = tuple(-TRAVEL_WEIGHT * day.travel_min for day in itinerary.days)
    return ScoreTable(tuple(visits), travel)
