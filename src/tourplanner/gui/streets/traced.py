"""Plans and roadbooks whose legs follow the roads, where a pack knows them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tourplanner.domain.ports import RouteLines, SiteCatalogue, TravelTimes
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.tour import Tour
from tourplanner.gui.replanner import PlanWork
from tourplanner.usecases.journeys import trace_tour
from tourplanner.usecases.make_roadbook import make_roadbook
from tourplanner.usecases.plan_on_roads import plan_on_roads
from tourplanner.usecases.plan_tour import plan_tour


def plan_work(catalogue: SiteCatalogue, travel: TravelTimes, lines: RouteLines | None) -> PlanWork:
    """The planner, for worker threads; its plans carry the ways that `lines` knows."""
    if lines is None:
        return partial(plan_tour, catalogue=catalogue, travel=travel)
    return partial(plan_on_roads, catalogue=catalogue, travel=travel, lines=lines)


def roadbook_maker(
    catalogue: SiteCatalogue, lines: RouteLines | None
) -> Callable[[Tour], Roadbook]:
    """Makes roadbooks; a leg that was moved by hand gets its way as well."""
    if lines is None:
        return partial(make_roadbook, catalogue=catalogue)
    return lambda tour: make_roadbook(trace_tour(tour, lines), catalogue)
