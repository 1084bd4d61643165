"""Contradictions inside a planning problem, each named by the path of its field."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tourplanner.planning.problem import (
    LARGEST_NUMBER,
    LARGEST_SUM,
    LUNCH,
    MOST_BREAKS,
    MOST_CANDIDATES,
    MOST_DAYS,
    MOST_PLACES,
    Candidate,
    ChainRule,
    DayFrame,
    InstanceInvalid,
    Matrix,
    PlanningProblem,
    invalid,
)


def check_problem(problem: PlanningProblem) -> None:
    """Look for contradictions.

    Raises InstanceInvalid naming the first field that is wrong and what to do about it.
    """
    for fault in _faults(problem):
        raise fault


def _faults(problem: PlanningProblem) -> Iterator[InstanceInvalid]:
    yield from _matrix_faults(problem.travel, "travel", None, "minutes")
    for name, matrix, unit in (
        ("cost", problem.cost, "numbers"),
        ("walking", problem.walking, "metres"),
    ):
        if matrix is not None:
            yield from _matrix_faults(matrix, name, len(problem.travel), unit)
    yield from _objective_faults(problem)
    if problem.budget is not None:
        yield from _range_faults("budget", problem.budget, 0, LARGEST_NUMBER)
    if not 1 <= len(problem.days) <= MOST_DAYS:
        yield invalid("days", f"{len(problem.days)} days.", f"Give 1 to {MOST_DAYS} days.")
    if len(problem.candidates) > MOST_CANDIDATES:
        yield invalid(
            "sites",
            f"{len(problem.candidates)} sites are more than {MOST_CANDIDATES}.",
            "Choose the sites that matter before planning.",
        )
    for number, day in enumerate(problem.days):
        yield from _day_faults(problem, f"days[{number}]", day)
    for number, candidate in enumerate(problem.candidates):
        yield from _candidate_faults(problem, f"sites[{number}]", candidate)
    for number, group in enumerate(problem.exclusions):
        for position, member in enumerate(group):
            yield from _index_faults(problem, f"exclusions[{number}][{position}]", member)
    yield from _chain_faults(problem)
    yield from _kind_faults(problem)
    yield from _sum_faults(problem)


def _objective_faults(problem: PlanningProblem) -> Iterator[InstanceInvalid]:
    yield from _range_faults("objective.score_weight", problem.score_weight, 0, 1_000_000)
    yield from _range_faults("objective.travel_weight", problem.travel_weight, 0, 1_000_000)
    costs = problem.cost_matrix
    if costs.size and int(costs.max()) * problem.travel_weight > 2 * LARGEST_NUMBER:
        yield invalid(
            "objective.travel_weight",
            f"{problem.travel_weight} times the longest leg is more than {2 * LARGEST_NUMBER}.",
            "Scale the weights down.",
        )


def _sum_faults(problem: PlanningProblem) -> Iterator[InstanceInvalid]:
    """Sums that would overflow: each demanded visit counts more than all the rest together."""
    scores = problem.score_weight * sum(site.score for site in problem.candidates)
    legs = len(problem.candidates) + len(problem.days)
    most = scores + legs * problem.travel_weight * int(problem.cost_matrix.max(initial=0)) + 1
    demanded = sum(site.is_demanded for site in problem.candidates)
    if most * (demanded + 2) >= LARGEST_SUM:
        yield invalid(
            "objective.score_weight",
            f"the scores and legs add up to {most}, too much for {demanded} required sites.",
            "Scale the weights down.",
        )


def _day_faults(problem: PlanningProblem, where: str, day: DayFrame) -> Iterator[InstanceInvalid]:
    places = len(problem.travel)
    yield from _place_faults(f"{where}.start_place", day.start_place, places)
    yield from _place_faults(f"{where}.end_place", day.end_place, places)
    yield from _range_faults(f"{where}.start", day.start, 0, LARGEST_NUMBER)
    yield from _range_faults(f"{where}.end", day.end, 0, LARGEST_NUMBER)
    yield from _break_faults(where, day)
    home = day.start + int(problem.travel[day.start_place, day.end_place])
    over = day.start
    for rule in day.breaks:
        over = max(over, rule.earliest) + rule.duration
        home += rule.duration
    if max(home, over) > day.end:
        yield invalid(
            where,
            f"even without a visit the day would end at {max(home, over)}, "
            f"after its end at {day.end}.",
            "Begin the day earlier, end it later, or move its start and end place closer.",
        )
    if day.walk_limit is None:
        return
    yield from _range_faults(f"{where}.walk_limit", day.walk_limit, 0, LARGEST_NUMBER)
    if problem.walking is None:
        yield invalid(
            f"{where}.walk_limit",
            "there is no table of what is walked on each leg.",
            "Give “walking”, or leave the limit out.",
        )
    else:
        walk = int(problem.walking[day.start_place, day.end_place])
        if walk > day.walk_limit:
            yield invalid(
                f"{where}.walk_limit",
                f"even without a visit {walk} m are walked, more than {day.walk_limit}.",
                "Raise the limit, or move the day's start and end place closer.",
            )


def _break_faults(where: str, day: DayFrame) -> Iterator[InstanceInvalid]:
    if len(day.breaks) > MOST_BREAKS:
        yield invalid(
            f"{where}.breaks",
            f"{len(day.breaks)} breaks are more than {MOST_BREAKS}.",
            "Give fewer breaks.",
        )
    over, latest, earliest = day.start, 0, 0
    for number, rule in enumerate(day.breaks):
        is_lunch = len(day.breaks) == 1 and rule.name == LUNCH
        field = f"{where}.lunch" if is_lunch else f"{where}.breaks[{number}]"
        yield from _range_faults(f"{field}.duration", rule.duration, 0, LARGEST_NUMBER)
        yield from _range_faults(f"{field}.earliest", rule.earliest, 0, LARGEST_NUMBER)
        yield from _range_faults(f"{field}.latest_end", rule.latest_end, 0, LARGEST_NUMBER)
        if rule.earliest < earliest or rule.latest_end < latest:
            yield invalid(
                field,
                "its time begins or ends before that of the break before it.",
                "Give the breaks in the order in which they are taken.",
            )
        begin = max(over, rule.earliest)
        over, earliest, latest = begin + rule.duration, rule.earliest, rule.latest_end
        if over > rule.latest_end:
            yield invalid(
                field,
                f"a break of {rule.duration} min does not fit between "
                f"{begin} and {rule.latest_end}.",
                "Widen the time for the break, shorten it, or begin the day earlier.",
            )


def _candidate_faults(
    problem: PlanningProblem, where: str, site: Candidate
) -> Iterator[InstanceInvalid]:
    days = len(problem.days)
    yield from _place_faults(f"{where}.place", site.place, len(problem.travel))
    yield from _range_faults(f"{where}.score", site.score, 0, LARGEST_NUMBER)
    yield from _range_faults(f"{where}.duration", site.duration, 0, LARGEST_NUMBER)
    yield from _range_faults(f"{where}.price", site.price, 0, LARGEST_NUMBER)
    if len(site.windows) != days:
        yield invalid(
            f"{where}.windows",
            f"windows for {len(site.windows)} days, but there are {days} days.",
            "Give one list per day, empty where the site is closed.",
        )
    for day, windows in enumerate(site.windows):
        for number, (opening, closing) in enumerate(windows):
            field = f'{where}.windows."{day}"[{number}]'
            yield from _range_faults(f"{field}[0]", opening, 0, LARGEST_NUMBER)
            yield from _range_faults(f"{field}[1]", closing, 0, 2 * LARGEST_NUMBER)
            if opening >= closing:
                yield invalid(
                    field,
                    f"the window from {opening} to {closing} is empty.",
                    "Let it close after it opens, or leave it out.",
                )
    if site.pin is not None:
        yield from _range_faults(f"{where}.pin.day", site.pin.day, 0, days - 1)
        yield from _range_faults(f"{where}.pin.start", site.pin.start, 0, LARGEST_NUMBER)


def _chain_faults(problem: PlanningProblem) -> Iterator[InstanceInvalid]:
    owner: dict[int, int] = {}
    for number, chain in enumerate(problem.chains):
        where = f"chains[{number}]"
        if not chain.steps:
            yield invalid(f"{where}.steps", "no steps.", "Name at least one site.")
        for position, step in enumerate(chain.steps):
            field = f"{where}.steps[{position}]"
            yield from _index_faults(problem, field, step)
            if step in owner:
                yield invalid(
                    field,
                    f"the site is already a step of chains[{owner[step]}].",
                    "Give each step a site of its own.",
                )
            owner[step] = number
        yield from _lag_faults(where, chain)


def _lag_faults(where: str, chain: ChainRule) -> Iterator[InstanceInvalid]:
    for name, lags in (("min_lag", chain.min_lag), ("max_lag", chain.max_lag)):
        if len(lags) != len(chain.steps) - 1:
            yield invalid(
                f"{where}.{name}",
                f"{len(lags)} values for {len(chain.steps)} steps.",
                f"Give {len(chain.steps) - 1}, one for each gap between steps.",
            )
        for position, lag in enumerate(lags):
            if lag is not None:
                yield from _range_faults(
                    f"{where}.{name}[{position}]", lag, -LARGEST_NUMBER, LARGEST_NUMBER
                )
    for position, (least, greatest) in enumerate(zip(chain.min_lag, chain.max_lag, strict=True)):
        if greatest is not None and least > greatest:
            yield invalid(
                f"{where}.max_lag[{position}]",
                f"the greatest gap {greatest} is less than the least gap {least}.",
                "Exchange them, or widen the gap.",
            )


def _kind_faults(problem: PlanningProblem) -> Iterator[InstanceInvalid]:
    owner: dict[int, int] = {}
    for number, kind in enumerate(problem.kinds):
        where = f"kinds[{number}]"
        for position, member in enumerate(kind.members):
            field = f"{where}.sites[{position}]"
            yield from _index_faults(problem, field, member)
            if member in owner:
                yield invalid(
                    field,
                    f"the site is already in kinds[{owner[member]}].",
                    "Give each site one kind at most.",
                )
            owner[member] = number
        if not kind.percent:
            yield invalid(f"{where}.percent", "no percentages.", "Give at least one.")
        before = 100
        for position, percent in enumerate(kind.percent):
            field = f"{where}.percent[{position}]"
            yield from _range_faults(field, percent, 0, 100)
            if percent > before:
                yield invalid(
                    field,
                    f"{percent} is more than the {before} before it.",
                    "Let each further visit count as much as the one before, or less.",
                )
            before = percent


def _index_faults(problem: PlanningProblem, where: str, index: int) -> Iterator[InstanceInvalid]:
    if not 0 <= index < len(problem.candidates):
        yield invalid(where, f"there is no site {index}.", "Name a site of the list.")


def _matrix_faults(
    matrix: Matrix, where: str, size: int | None, unit: str
) -> Iterator[InstanceInvalid]:
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
        yield invalid(where, f"a table of shape {matrix.shape}.", "Give a row per place, square.")
        return
    if size is not None and len(matrix) != size:
        yield invalid(where, f"{len(matrix)} rows for {size} places.", "Give a row per place.")
    if len(matrix) > MOST_PLACES:
        yield invalid(where, f"more than {MOST_PLACES} places.", "Give fewer places.")
    wrong = np.argwhere((matrix < 0) | (matrix > LARGEST_NUMBER))
    if len(wrong):
        row, column = (int(part) for part in wrong[0])
        yield invalid(
            f"{where}[{row}][{column}]",
            f"{matrix[row, column]} is not between 0 and {LARGEST_NUMBER}.",
            f"Give whole {unit}.",
        )


def _range_faults(where: str, value: int, low: int, high: int) -> Iterator[InstanceInvalid]:
    if not low <= value <= high:
        yield invalid(where, f"{value} is not between {low} and {high}.", "Correct the number.")


def _place_faults(where: str, place: int, count: int) -> Iterator[InstanceInvalid]:
    if not 0 <= place < count:
        yield invalid(
            where, f"there is no place {place}.", f"Name one of the {count} places, from 0."
        )
