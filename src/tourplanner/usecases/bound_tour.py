"""How much better than a tour's plan any plan of it can be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tourplanner.domain.ports import SiteCatalogue, TravelTimes
from tourplanner.domain.progress import ShouldStop, never
from tourplanner.domain.tour import Tour
from tourplanner.i18n import _
from tourplanner.planning.bound import upper_bound
from tourplanner.planning.bound_answer import Bound, gap
from tourplanner.planning.plan import Plan
from tourplanner.usecases.pose_tour import pose_tour


@dataclass(frozen=True, slots=True)
class TourBound:
    """No plan of the tour that meets as many demands scores above `points`."""

    points: int
    gap: float
    """As a share of the present score: 0.006 is 0.6 %."""
    is_proven_best: bool

    @property
    def text(self) -> str:
        """In words: "at most 0.6 % better is possible"."""
        if self.is_proven_best:
            return _("proven best")
        return _("at most {percent} % better is possible").format(percent=_percent(self.gap))


def bound_tour(
    tour: Tour,
    catalogue: SiteCatalogue,
    travel: TravelTimes,
    *,
    time_limit_s: float,
    on_bound: Callable[[TourBound], None] | None = None,
    should_stop: ShouldStop = never,
) -> TourBound | None:
    """The bound reached within the time; `on_bound` gets each better one.

    None when the tour has no plan that fits its wishes. Raises PlanningError.
    """
    posed = pose_tour(tour, catalogue, travel)
    plan = posed.present_plan()
    if plan is None:
        return None

    def heard(bound: Bound) -> None:
        if on_bound is not None:
            on_bound(_told(bound, plan))

    bound = upper_bound(
        posed.question.problem,
        plan,
        time_limit_s=time_limit_s,
        should_stop=should_stop,
        on_bound=heard,
    )
    return _told(bound, plan)


def _told(bound: Bound, plan: Plan) -> TourBound:
    return TourBound(bound.value, gap(bound, plan), bound.value <= plan.objective)


def _percent(share: float) -> str:
    """Rounded up, so that the word "at most" stays true: one figure behind the point."""
    tenths = -int(-share * 1000 // 1)
    return f"{tenths // 10}.{tenths % 10}"
