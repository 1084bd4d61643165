"""The best plan of a tiny problem by trying every order on every day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations_with_replacement, pairwise

from tourplanner.planning.problem import MINUTES_PER_DAY, KindRule, PlanningProblem

Bounds = Mapping[int, tuple[int, int]]
Routes = tuple[tuple[int, ...], ...]


def best_value(problem: PlanningProblem, grid: int) -> tuple[int, int]:
    """(demanded visits placed, objective) of the best plan; starts are multiples of `grid`."""
    best = (-1, 0)
    for routes in _all_routes(problem, len(problem.candidates)):
        placed = [u for route in routes for u in route]
        if not _counts_allowed(problem, placed) or not _walks_allowed(problem, routes):
            continue
        demanded = sum(problem.candidates[u].is_demanded for u in placed)
        value = (demanded, _objective(problem, routes))
        if value > best and _can_be_kept(problem, routes, grid):
            best = value
    return best


def _all_routes(problem: PlanningProblem, count: int) -> Iterator[Routes]:
    """Every way to give the first `count` candidates places on days, or none."""
    if count == 0:
        yield tuple(() for _ in problem.days)
        return
    u = count - 1
    for routes in _all_routes(problem, u):
        yield routes
        for day, route in enumerate(routes):
            if problem.candidates[u].windows[day]:
                for k in range(len(route) + 1):
                    yield (*routes[:day], (*route[:k], u, *route[k:]), *routes[day + 1 :])


def _counts_allowed(problem: PlanningProblem, placed: Sequence[int]) -> bool:
    chosen = set(placed)
    price = sum(problem.candidates[u].price for u in placed)
    return (
        (problem.budget is None or price <= problem.budget)
        and all(len(chosen & set(group)) <= 1 for group in problem.exclusions)
        and all(len(chosen & set(chain.steps)) in (0, len(chain.steps)) for chain in problem.chains)
    )


def _objective(problem: PlanningProblem, routes: Routes) -> int:
    value = 0
    for frame, route in zip(problem.days, routes, strict=True):
        places = [problem.candidates[u].place for u in route]
        stops = [frame.start_place, *places, frame.end_place]
        cost = sum(int(problem.cost_matrix[i, j]) for i, j in pairwise(stops))
        value += sum(problem.score_weight * problem.candidates[u].score for u in route)
        value -= problem.travel_weight * cost
    placed = {u for route in routes for u in route}
    return value - sum(_lost(problem, kind, placed) for kind in problem.kinds)


def _lost(problem: PlanningProblem, kind: KindRule, placed: set[int]) -> int:
    """What the visits of a kind count less than their scores."""
    made = placed & set(kind.members)
    values = sorted(
        (problem.score_weight * problem.candidates[u].score for u in made), reverse=True
    )
    last = len(kind.percent) - 1
    counted = [v * kind.percent[min(k, last)] // 100 for k, v in enumerate(values)]
    return sum(values) - sum(counted)


def _walks_allowed(problem: PlanningProblem, routes: Routes) -> bool:
    for frame, route in zip(problem.days, routes, strict=True):
        places = [problem.candidates[u].place for u in route]
        stops = [frame.start_place, *places, frame.end_place]
        if frame.walk_limit is None or problem.walking is None:
            continue
        if sum(int(problem.walking[i, j]) for i, j in pairwise(stops)) > frame.walk_limit:
            return False
    return True


def _can_be_kept(problem: PlanningProblem, routes: Routes, grid: int) -> bool:
    day_of = {u: day for day, route in enumerate(routes) for u in route}
    chains = [chain.steps for chain in problem.chains if chain.steps[0] in day_of]
    return _steps_settled(problem, routes, day_of, {}, [u for steps in chains for u in steps], grid)


def _steps_settled(
    problem: PlanningProblem,
    routes: Routes,
    day_of: Mapping[int, int],
    bounds: dict[int, tuple[int, int]],
    steps: list[int],
    grid: int,
) -> bool:
    """Whether starts can be chosen for the remaining chain steps, one after the other."""
    if not all(day_can_be_kept(problem, day, route, bounds) for day, route in enumerate(routes)):
        return False
    if not steps:
        return True
    u, rest = steps[0], steps[1:]
    for start in range(0, 1440, grid):
        if _lag_ok(problem, day_of, bounds, u, start) and _steps_settled(
            problem, routes, day_of, {**bounds, u: (start, start)}, rest, grid
        ):
            return True
    return False


def _lag_ok(
    problem: PlanningProblem, day_of: Mapping[int, int], bounds: Bounds, u: int, start: int
) -> bool:
    for chain in problem.chains:
        if u in chain.steps and chain.steps[0] != u:
            k = chain.steps.index(u)
            before = chain.steps[k - 1]
            lag = MINUTES_PER_DAY * (day_of[u] - day_of[before]) + start - bounds[before][0]
            lag -= problem.candidates[before].duration
            high = chain.max_lag[k - 1]
            return lag >= chain.min_lag[k - 1] and (high is None or lag <= high)
    return True


def day_can_be_kept(
    problem: PlanningProblem, day: int, route: Sequence[int], bounds: Bounds
) -> bool:
    """Whether the day can be kept with each break on one of its legs."""
    legs = range(len(route) + 1)
    return any(
        _arrives(problem, day, route, bounds, chosen)
        for chosen in combinations_with_replacement(legs, len(problem.days[day].breaks))
    )


def _arrives(
    problem: PlanningProblem,
    day: int,
    route: Sequence[int],
    bounds: Bounds,
    break_legs: Sequence[int],
) -> bool:
    frame = problem.days[day]
    place, time = frame.start_place, frame.start
    for k, u in enumerate([*route, None]):
        goal = frame.end_place if u is None else problem.candidates[u].place
        arrival = time + int(problem.travel[place, goal])
        for rule, leg in zip(frame.breaks, break_legs, strict=True):
            if k == leg:
                over = max(rule.earliest, time) + rule.duration
                if over > rule.latest_end:
                    return False
                time = over
                arrival = max(arrival + rule.duration, over)
        if u is None:
            return arrival <= frame.end
        begun = _start(problem, day, u, arrival, bounds)
        if begun is None:
            return False
        place, time = goal, begun + problem.candidates[u].duration
    return True


def _start(problem: PlanningProblem, day: int, u: int, arrival: int, bounds: Bounds) -> int | None:
    visit = problem.candidates[u]
    low, high = bounds.get(u, (arrival, 10**9))
    if visit.pin is not None:
        if visit.pin.day != day:
            return None
        low, high = max(low, visit.pin.start), min(high, visit.pin.start)
    starts = [
        max(low, arrival, opening)
        for opening, closing in visit.windows[day]
        if max(low, arrival, opening) <= min(high, closing - visit.duration)
    ]
    return min(starts, default=None)
