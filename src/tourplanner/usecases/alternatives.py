"""A few plans of one tour that differ, for a look side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from tourplanner.domain import edits
from tourplanner.domain.ports import SiteCatalogue, TravelTimes
from tourplanner.domain.preferences import PACE_LABELS, Interest, Pace
from tourplanner.domain.progress import ShouldStop, never
from tourplanner.domain.site import SiteKind
from tourplanner.domain.tour import Tour
from tourplanner.domain.travel import TravelMode
from tourplanner.domain.vocabulary import Facet
from tourplanner.i18n import N_, _
from tourplanner.usecases.plan_tour import STANDARD, Effort, plan_tour
from tourplanner.usecases.score_plan import ScoreTable, score_plan

WANTED = 3
KEEN = 2.0
THEMES = (
    (N_("More making"), (SiteKind.WORKSHOP, SiteKind.MARKET, SiteKind.CREATIVE_DISTRICT)),
    (N_("More history"), (SiteKind.KILN_SITE, SiteKind.MUSEUM, SiteKind.OLD_STREET)),
)


@dataclass(frozen=True, slots=True)
class Alternative:
    """One plan with what tells it apart."""

    name: str
    tour: Tour
    visits: int
    worth: int
    """Points of the visits by the traveller's own weights, travel not counted."""
    visit_min: int
    travel_min: int
    walk_m: int

    def is_dominated_by(self, other: Alternative) -> bool:
        """Whether `other` is at least as good in worth, time at sites and travel, and differs."""
        mine = (self.worth, self.visit_min, -self.travel_min)
        theirs = (other.worth, other.visit_min, -other.travel_min)
        return mine != theirs and all(b >= a for a, b in zip(mine, theirs, strict=True))


def alternatives(
    tour: Tour,
    catalogue: SiteCatalogue,
    travel: TravelTimes,
    *,
    effort: Effort = STANDARD,
    should_stop: ShouldStop = never,
) -> tuple[Alternative, ...]:
    """At most three plans, none dominated by another: the three paces first, then by interest.

    All are judged by the weights of `tour`, whatever weights led to them.
    """
    found: list[Alternative] = []
    for name, change in _variants():
        if should_stop() or len(found) >= WANTED:
            break
        planned = plan_tour(change(tour), catalogue, travel, effort=effort, should_stop=should_stop)
        if planned.itinerary is None:
            continue
        new = measured(name, planned, score_plan(tour, planned.itinerary, catalogue))
        if any(new.is_dominated_by(old) or _same_visits(new, old) for old in found):
            continue
        found = [old for old in found if not old.is_dominated_by(new)]
        found.append(new)
    return tuple(found)


def _variants() -> Iterator[tuple[str, Callable[[Tour], Tour]]]:
    for pace in Pace:
        yield _(PACE_LABELS[pace]), partial(_at_pace, pace=pace)
    for name, kinds in THEMES:
        yield _(name), partial(_keener, kinds=kinds)


def _at_pace(tour: Tour, pace: Pace) -> Tour:
    """Minutes set by hand go with the pace that the tour has; another pace brings its own."""
    if pace is tour.preferences.pace:
        return tour
    return edits.with_pace_minutes(edits.with_pace(tour, pace), None, None)


def _keener(tour: Tour, kinds: tuple[SiteKind, ...]) -> Tour:
    """More weight for some kinds, not for those the traveller has no interest in."""
    weights = {
        wish.term: wish.weight for wish in tour.preferences.interests if wish.facet is Facet.KIND
    }
    for kind in kinds:
        if 0 < weights.get(kind.value, 1.0) < KEEN:
            tour = edits.with_interest(tour, Interest(Facet.KIND, kind.value, KEEN))
    return tour


def _same_visits(one: Alternative, other: Alternative) -> bool:
    first, second = one.tour.itinerary, other.tour.itinerary
    return first is not None and second is not None and first.visited == second.visited


def measured(name: str, tour: Tour, table: ScoreTable) -> Alternative:
    """The plan that `tour` has with its figures; `table` says what its visits are worth."""
    days = tour.itinerary.days if tour.itinerary is not None else ()
    stops = [stop for day in days for stop in day.visits]
    legs = [leg for day in days for leg in day.legs]
    return Alternative(
        name=name,
        tour=tour,
        visits=len(stops),
        worth=sum(visit.points for visit in table.visits),
        visit_min=sum(stop.end_min - stop.start_min for stop in stops),
        travel_min=sum(leg.minutes for leg in legs),
        walk_m=sum(leg.distance_m for leg in legs if leg.mode is TravelMode.WALK),
    )
