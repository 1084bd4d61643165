"""The questions about a plan that worker threads answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from tourplanner.domain.checks import Fault
from tourplanner.domain.itinerary import Itinerary
from tourplanner.domain.ports import SiteCatalogue, TravelTimes
from tourplanner.domain.progress import ShouldStop
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Tour
from tourplanner.usecases.admit_site import Admission, admissions
from tourplanner.usecases.alternatives import Alternative, alternatives
from tourplanner.usecases.bound_tour import TourBound, bound_tour
from tourplanner.usecases.check_tour import check_tour
from tourplanner.usecases.find_clash import Wish, clashing_wishes
from tourplanner.usecases.pose_tour import pose_tour
from tourplanner.usecases.score_plan import ScoreTable, score_plan
from tourplanner.usecases.what_if import WhatIf, WhatIfs

BOUND_S = 60.0
"""How long the bound of one plan is worked on; a tour of a few days needs a fraction of it."""


class AdmitWork(Protocol):
    """Changes that admit a site."""

    def __call__(
        self, tour: Tour, site: SiteId, *, should_stop: ShouldStop
    ) -> tuple[Admission, ...]:
        """Those found until asked to stop."""
        ...


class ClashWork(Protocol):
    """Wishes that cannot be met together."""

    def __call__(self, tour: Tour, *, should_stop: ShouldStop) -> tuple[Wish, ...]:
        """None when all can be met."""
        ...


class ScoreWork(Protocol):
    """What a plan is worth."""

    def __call__(self, tour: Tour, itinerary: Itinerary) -> ScoreTable:
        """Its table, term by term."""
        ...


class CompareWork(Protocol):
    """Other plans of a tour."""

    def __call__(self, tour: Tour, *, should_stop: ShouldStop) -> tuple[Alternative, ...]:
        """Those found until asked to stop."""
        ...


class BoundWork(Protocol):
    """How much better than its plan any plan of a tour can be."""

    def __call__(
        self, tour: Tour, *, on_bound: Callable[[TourBound], None], should_stop: ShouldStop
    ) -> TourBound | None:
        """The last one found; None when the plan does not answer the wishes."""
        ...


class CheckWork(Protocol):
    """Rules that a plan breaks."""

    def __call__(self, tour: Tour) -> tuple[Fault, ...]:
        """All of them."""
        ...


class MoveAnswers(Protocol):
    """Answers at once what one planned tour would be with a visit elsewhere."""

    def moved(self, site: SiteId, to_day: int, position: int) -> WhatIf | None:
        """None when the day does not exist or there is no way to the site."""
        ...


class WhatIfWork(Protocol):
    """Gets ready to answer about a planned tour."""

    def __call__(self, tour: Tour) -> MoveAnswers:
        """To be asked on any one thread."""
        ...


@dataclass(frozen=True, slots=True)
class AdviceWork:
    """Plain functions, fit for any thread."""

    admit: AdmitWork
    clash: ClashWork
    score: ScoreWork
    compare: CompareWork
    bound: BoundWork
    check: CheckWork
    what_if: WhatIfWork


def _move_answers(tour: Tour, catalogue: SiteCatalogue, travel: TravelTimes) -> MoveAnswers:
    return WhatIfs(pose_tour(tour, catalogue, travel))


def advice_work(catalogue: SiteCatalogue, travel: TravelTimes) -> AdviceWork:
    """The answers that the planner gives."""
    return AdviceWork(
        admit=partial(admissions, catalogue=catalogue, travel=travel),
        clash=partial(clashing_wishes, catalogue=catalogue, travel=travel),
        score=partial(score_plan, catalogue=catalogue),
        compare=partial(alternatives, catalogue=catalogue, travel=travel),
        bound=partial(bound_tour, catalogue=catalogue, travel=travel, time_limit_s=BOUND_S),
        check=partial(check_tour, catalogue=catalogue, travel=travel),
        what_if=partial(_move_answers, catalogue=catalogue, travel=travel),
    )
