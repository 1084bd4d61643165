"""A judge of plans that shares nothing with the search: every broken rule, in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tourplanner.planning.plan import Plan, PlannedDay
from tourplanner.planning.problem import MINUTES_PER_DAY, DayFrame, PlanningProblem


def violations(problem: PlanningProblem, plan: Plan) -> list[str]:
    """Rules that the plan breaks; demanded visits only have to be reported as unplaced."""
    found: list[str] = []
    begins: dict[int, int] = {}
    score = value = travel = cost = price = 0
    if len(plan.days) != len(problem.days):
        return ["wrong number of days"]
    for number, (frame, day) in enumerate(zip(problem.days, plan.days, strict=True)):
        found += _broken_on_day(problem, number, frame, day)
        stops = [
            frame.start_place,
            *(problem.candidates[v.candidate].place for v in day.visits),
            frame.end_place,
        ]
        travel += sum(int(problem.travel[i, j]) for i, j in pairwise(stops))
        cost += sum(int(problem.cost_matrix[i, j]) for i, j in pairwise(stops))
        for visit in day.visits:
            site = problem.candidates[visit.candidate]
            if visit.candidate in begins:
                found.append(f"{visit.candidate} is visited twice")
            begins[visit.candidate] = MINUTES_PER_DAY * number + visit.start
            score += site.score
            value += problem.score_weight * site.score
            price += site.price
    if problem.budget is not None and price > problem.budget:
        found.append(f"costs {price}")
    for group in problem.exclusions:
        if len(set(group) & set(begins)) > 1:
            found.append(f"visits several of {group}")
    found += _broken_chains(problem, begins)
    demanded = [n for n, site in enumerate(problem.candidates) if site.required or site.pin]
    if sorted(plan.unplaced_required) != [n for n in demanded if n not in begins]:
        found.append(f"reports {plan.unplaced_required} as unplaced")
    value -= _lost_to_kinds(problem, set(begins))
    figures = (value - problem.travel_weight * cost, score, travel)
    if (plan.objective, plan.score, plan.travel) != figures:
        found.append(f"figures are {figures}")
    return found


def _broken_on_day(
    problem: PlanningProblem, number: int, frame: DayFrame, day: PlannedDay
) -> list[str]:
    found = []
    gaps = []
    place, free = frame.start_place, frame.start
    for visit in day.visits:
        site = problem.candidates[visit.candidate]
        gaps.append((free, visit.start, int(problem.travel[place, site.place])))
        end = visit.start + site.duration
        if not any(o <= visit.start and end <= c for o, c in site.windows[number]):
            found.append(f"day {number}: {visit.candidate} is closed at {visit.start}")
        if site.pin is not None and (site.pin.day, site.pin.start) != (number, visit.start):
            found.append(f"day {number}: {visit.candidate} is not at its pin")
        place, free = site.place, end
    gaps.append((free, frame.end, int(problem.travel[place, frame.end_place])))
    for leave, arrive, minutes in gaps:
        if arrive - leave < minutes:
            found.append(f"day {number}: {minutes} min of travel between {leave} and {arrive}")
    walked = _walked(problem, frame, day)
    if frame.walk_limit is not None and walked > frame.walk_limit:
        found.append(f"day {number}: {walked} m on foot")
    return found + [f"day {number}: {text}" for text in _broken_breaks(frame, day, gaps)]


def _lost_to_kinds(problem: PlanningProblem, made: set[int]) -> int:
    """What visits count less because there are others of their kind."""
    lost = 0
    for kind in problem.kinds:
        values = [problem.score_weight * problem.candidates[u].score for u in kind.members]
        left = sorted((v for v, u in zip(values, kind.members, strict=True) if u in made))
        percents = list(kind.percent)
        while left:
            value = left.pop()
            lost += value - value * percents[0] // 100
            percents = percents[1:] or percents
    return lost


def _walked(problem: PlanningProblem, frame: DayFrame, day: PlannedDay) -> int:
    if problem.walking is None:
        return 0
    places = [problem.candidates[visit.candidate].place for visit in day.visits]
    stops = [frame.start_place, *places, frame.end_place]
    return sum(int(problem.walking[i, j]) for i, j in pairwise(stops))


def _broken_breaks(
    frame: DayFrame, day: PlannedDay, gaps: list[tuple[int, int, int]]
) -> Iterator[str]:
    """Breaks that are missing, out of their time or order, or without room between two stops."""
    if len(day.breaks) != len(frame.breaks):
        yield f"{len(day.breaks)} breaks"
        return
    spans = [(b, b + rule.duration) for rule, b in zip(frame.breaks, day.breaks, strict=True)]
    for rule, (begin, finish) in zip(frame.breaks, spans, strict=True):
        if begin < rule.earliest or finish > rule.latest_end:
            yield f"{rule.name} at {begin}"
    if any(finish > begin for (_, finish), (begin, _) in pairwise(spans)):
        yield f"breaks overlap: {spans}"
    if not _have_room(spans, gaps):
        yield f"no room for the breaks {spans}"


def _have_room(spans: list[tuple[int, int]], gaps: list[tuple[int, int, int]]) -> bool:
    """Whether each break can be given to a gap that holds it, beside the others and the way."""
    if not spans:
        return all(arrive - leave >= minutes for leave, arrive, minutes in gaps)
    (begin, finish), *rest = spans
    for k, (leave, arrive, minutes) in enumerate(gaps):
        if leave <= begin and finish <= arrive:
            longer = (leave, arrive, minutes + finish - begin)
            if _have_room(rest, [*gaps[:k], longer, *gaps[k + 1 :]]):
                return True
    return False


def _broken_chains(problem: PlanningProblem, begins: dict[int, int]) -> list[str]:
    found = []
    for chain in problem.chains:
        placed = [step for step in chain.steps if step in begins]
        if placed and len(placed) != len(chain.steps):
            found.append(f"only {placed} of chain {chain.steps}")
        elif placed:
            for (a, b), low, high in zip(
                pairwise(chain.steps), chain.min_lag, chain.max_lag, strict=True
            ):
                lag = begins[b] - begins[a] - problem.candidates[a].duration
                if lag < low or (high is not None and lag > high):
                    found.append(f"{lag} min between {a} and {b}")
    return found
