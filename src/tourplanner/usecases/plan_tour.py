"""Planning a tour: from wishes to an itinerary with every reason."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from tourplanner.domain.edits import with_itinerary
from tourplanner.domain.itinerary import Itinerary, LeftOut, Reason, ReasonKind
from tourplanner.domain.ports import SiteCatalogue, TravelTimes
from tourplanner.domain.progress import ShouldStop, never
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import KnownSite, Tour
from tourplanner.domain.visit_windows import event_during
from tourplanner.planning.day_schedule import Frame, TimedVisit, schedule_day, timed_break
from tourplanner.planning.explain import LeftOutFinding, LeftOutRule, explain
from tourplanner.planning.plan import Plan
from tourplanner.planning.prepared import PreparedProblem, prepare
from tourplanner.planning.solver import SearchBudget, solve
from tourplanner.planning.tour_problem import TourProblem, hours_reason
from tourplanner.usecases.frozen_days import check_frozen_days
from tourplanner.usecases.pose_tour import PosedTour, pose_tour


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to search: a number of iterations, which makes a plan repeatable, within a time."""

    time_limit_s: float = 10.0
    iterations: int = 40_000


STANDARD = Effort()
STREAM_EVERY_S = 0.2
"""Better plans that follow more quickly than this are not shown one by one."""


def plan_tour(
    tour: Tour,
    catalogue: SiteCatalogue,
    travel: TravelTimes,
    *,
    effort: Effort = STANDARD,
    afresh: bool = False,
    on_plan: Callable[[Tour], None] | None = None,
    should_stop: ShouldStop = never,
) -> Tour:
    """`tour` with the best itinerary found; `on_plan` gets the first at once, then better ones.

    A tour that has a plan is planned on from it, unless `afresh`: what no longer fits is dropped
    and the room filled, which makes the first plan, and then it is improved. Frozen days stay as
    they are. The same tour, its plan included, gives the same plan. Wishes that cannot be met are
    left out with a reason, never an error. Raises PlanningError when there is nothing to plan
    with, FrozenDayBroken when a frozen day goes against a wish.
    """
    check_frozen_days(tour, catalogue, travel)
    posed = pose_tour(tour, catalogue, travel)
    question = posed.question
    prepared = prepare(question.problem)
    frozen = frozenset(tour.frozen_days)

    def planned(plan: Plan) -> Tour:
        itinerary = itinerary_of(posed, plan, _left_out(posed, prepared, plan))
        known = (KnownSite(s.id, s.names.en, s.names.local, s.point.at) for s in posed.sites)
        told = {*itinerary.visited, *(entry.site for entry in itinerary.left_out)}
        return with_itinerary(tour, itinerary, tuple(k for k in known if k.id in told))

    streamed = 0.0

    def stream(plan: Plan) -> None:
        nonlocal streamed
        if on_plan is not None and time.monotonic() - streamed >= STREAM_EVERY_S:
            on_plan(planned(plan))
            streamed = time.monotonic()

    best = solve(
        prepared,
        SearchBudget(effort.time_limit_s, effort.iterations),
        tour.seed,
        on_plan=stream,
        should_stop=should_stop,
        start_from=posed.kept_plan() if frozen or not afresh else None,
        frozen_days=frozen,
    )
    return planned(best)


def itinerary_of(posed: PosedTour, plan: Plan, left_out: tuple[LeftOut, ...]) -> Itinerary:
    """The engine's plan as days on the clock; frozen days are those the tour has."""
    tour, question = posed.tour, posed.question
    wishes = tour.preferences
    days = []
    for number, (day, planned) in enumerate(zip(wishes.dates, plan.days, strict=True)):
        if tour.itinerary is not None and number in tour.frozen_days:
            days.append(tour.itinerary.days[number])
            continue
        visits = []
        for visit in planned.visits:
            meaning = question.candidates[visit.candidate]
            event = meaning.event
            if question.problem.candidates[visit.candidate].is_demanded:
                end = visit.start + meaning.duration_min
                event = event_during(meaning.site, day, visit.start, end, posed.holidays)
            name = event.name if event else None
            visits.append(TimedVisit(meaning.site, visit.start, meaning.duration_min, name))
        breaks = [
            timed_break(one, start)
            for one, start in zip(question.breaks[number], planned.breaks, strict=True)
        ]
        frame = Frame(
            day,
            wishes.start_of_day(number),
            wishes.end_of_day(number),
            wishes.day_start_min,
            wishes.day_end_min,
        )
        days.append(schedule_day(frame, visits, breaks, question.matrix))
    return Itinerary(tuple(days), left_out, plan.objective)


def _left_out(posed: PosedTour, prepared: PreparedProblem, plan: Plan) -> tuple[LeftOut, ...]:
    """Every site the plan does not visit, by id, with its reason."""
    tour, question = posed.tour, posed.question
    visited = {
        question.candidates[visit.candidate].site.id for day in plan.days for visit in day.visits
    }
    findings = {finding.candidate: finding for finding in explain(prepared, plan)}
    found: dict[SiteId, LeftOut] = {entry.site: entry for entry in question.refused}
    for number, meaning in enumerate(question.candidates):
        site = meaning.site
        if site.id in visited or meaning.event is not None:
            continue
        if tour.appointment_of(site.id) is not None:
            reason = Reason(ReasonKind.APPOINTMENT)
        elif tour.lock_of(site.id) is not None:
            reason = Reason(ReasonKind.LOCK)
        elif site.id in tour.fixed_order:
            reason = Reason(ReasonKind.FIXED_ORDER)
        else:
            closed = hours_reason(site, tour, posed.holidays, meaning.duration_min)
            reason = closed or _reason(findings[number], question)
        found[site.id] = LeftOut(site.id, reason)
    return tuple(found[site] for site in sorted(found))


def _reason(finding: LeftOutFinding, question: TourProblem) -> Reason:
    """What the search found, in the words of the domain."""
    is_beyond = finding.missing_min is None and finding.instead_of is None
    if finding.rule is LeftOutRule.NEVER_OPEN or is_beyond:
        return Reason(ReasonKind.TOO_FAR)
    if finding.rule is LeftOutRule.OVER_BUDGET:
        return Reason(ReasonKind.OVER_BUDGET)
    if finding.rule is LeftOutRule.NOT_WORTH_THE_WAY:
        return Reason(ReasonKind.NOT_WORTH_THE_WAY, day=finding.day)
    if finding.rule is LeftOutRule.ENOUGH_OF_KIND:
        return Reason(ReasonKind.ENOUGH_OF_KIND, day=finding.day)
    if finding.rule is LeftOutRule.WALK_LIMIT and finding.missing_min == 0:
        return Reason(ReasonKind.WALK_LIMIT, day=finding.day, short_m=finding.over_walk_m)
    instead: tuple[SiteId, ...] = ()
    if finding.instead_of is not None:
        instead = (question.candidates[finding.instead_of].site.id,)
    kind = ReasonKind.OUTRANKED if instead else ReasonKind.DAY_FULL
    return Reason(kind, finding.day, finding.missing_min or None, instead)
