"""Planning a tour whose legs carry their ways along the roads."""

from __future__ import annotations

from collections.abc import Callable

from tourplanner.domain.ports import RouteLines, SiteCatalogue, TravelTimes
from tourplanner.domain.progress import ShouldStop, never
from tourplanner.domain.tour import Tour
from tourplanner.usecases.journeys import trace_tour
from tourplanner.usecases.plan_tour import plan_tour


def plan_on_roads(
    tour: Tour,
    catalogue: SiteCatalogue,
    travel: TravelTimes,
    lines: RouteLines,
    *,
    afresh: bool = False,
    on_plan: Callable[[Tour], None] | None = None,
    should_stop: ShouldStop = never,
) -> Tour:
    """What `plan_tour` finds, every plan with the ways that `lines` knows."""

    def trace(planned: Tour) -> None:
        if on_plan is not None:
            on_plan(trace_tour(planned, lines))

    best = plan_tour(tour, catalogue, travel, afresh=afresh, on_plan=trace, should_stop=should_stop)
    return trace_tour(best, lines)
