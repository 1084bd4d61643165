"""A planning problem laid out once as the contiguous arrays that the search reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tourplanner.planning.kind_values import best_first
from tourplanner.planning.problem import MINUTES_PER_DAY, DayFrame, PlanningProblem
from tourplanner.planning.problem_checks import check_problem
from tourplanner.planning.survey import StartTable, SurveyTables, survey_tables

Ints32 = NDArray[np.int32]
Ints64 = NDArray[np.int64]
Interval = tuple[int, int]

FAR = 1 << 60
MOST_NEIGHBOURS = 100


@dataclass(frozen=True, slots=True, eq=False)
class PreparedProblem:
    """Arrays over stops: candidates 0..n-1, then the start of each day, then the end of each.

    leg_out[i, j] and leg_in[j, i] are duration of i plus travel from i to j; cost_out and
    cost_in the weighted cost of the leg. A day is walked in phases, by the breaks that are over:
    phases[d] is one more than its breaks, and 2 without a break, when phase 0 stays empty.
    Start intervals of candidate u in phase p are lo/hi[slot[s]:slot[s+1]] with
    s = first_slot[d] + phases[d] * u + p, sorted and disjoint. rest[first_phase[d] + p] is the
    length of break p, over[first_phase[d] + p] the earliest minute at which p breaks are over.
    walk_out and walk_in are the metres on foot of a leg, empty where no day has a limit.
    kind_member[kind_offset[c]:kind_offset[c+1]] are the members of kind c, the best first, as
    kind_rank says; kind_value is score_weight x score.
    need[u] is the least time that u takes between two stops, ways included. `bonus` is what
    each demanded visit counts on top of its score.
    """

    problem: PlanningProblem
    leg_out: Ints32
    leg_in: Ints32
    cost_out: Ints32
    cost_in: Ints32
    duration: Ints32
    need: Ints64
    value: Ints64
    price: Ints64
    bonus: int
    phases: Ints32
    first_phase: Ints32
    rest: Ints64
    over: Ints64
    first_slot: Ints32
    slot: Ints32
    lo: Ints64
    hi: Ints64
    day_start: Ints64
    day_end: Ints64
    neighbours: Ints32
    chain_of: Ints32
    chain_offset: Ints32
    chain_step: Ints32
    min_lag: Ints64
    max_lag: Ints64
    walk_limit: Ints64
    walk_out: Ints32
    walk_in: Ints32
    kind_of: Ints32
    kind_offset: Ints32
    kind_member: Ints32
    kind_rank: Ints32
    kind_value: Ints64
    percent_offset: Ints32
    percent: Ints64
    group_offset: Ints32
    group: Ints32
    group_count: int
    budget: int
    survey: SurveyTables

    @property
    def candidate_count(self) -> int:
        """Number of candidates."""
        return len(self.problem.candidates)

    def starts(self, candidate: int, day: int, phase: int) -> list[Interval]:
        """When a visit may begin on a day, after `phase` breaks."""
        at = int(self.first_slot[day]) + int(self.phases[day]) * candidate + phase
        span = slice(int(self.slot[at]), int(self.slot[at + 1]))
        return list(zip(self.lo[span].tolist(), self.hi[span].tolist(), strict=True))

    def is_open(self, candidate: int, day: int) -> bool:
        """Whether a visit can be made on the day at all."""
        at = int(self.first_slot[day]) + int(self.phases[day]) * candidate
        return bool(self.slot[at] < self.slot[at + int(self.phases[day])])


def prepare(problem: PlanningProblem) -> PreparedProblem:
    """Check a problem and lay it out; about a millisecond per hundred sites.

    Raises InstanceInvalid naming the field that is wrong.
    """
    check_problem(problem)
    sites, days = problem.candidates, problem.days
    place = np.array(
        [site.place for site in sites]
        + [day.start_place for day in days]
        + [day.end_place for day in days],
        dtype=np.intp,
    )
    duration = np.zeros(len(place), np.int32)
    duration[: len(sites)] = [site.duration for site in sites]
    travel = problem.travel[np.ix_(place, place)].astype(np.int32)
    leg_out = np.ascontiguousarray(travel + duration[:, None], dtype=np.int32)
    weighted = problem.cost_matrix[np.ix_(place, place)].astype(np.int64) * problem.travel_weight
    cost_out = np.ascontiguousarray(weighted, dtype=np.int32)
    bonus = _bonus(problem, cost_out)
    phases = np.array([max(len(day.breaks), 1) + 1 for day in days], np.int32)
    rest, over = _rests(problem)
    slot, lo, hi = _pack(_start_intervals(problem), problem)
    chain_of = np.full(len(sites), -1, np.int32)
    for number, chain in enumerate(problem.chains):
        chain_of[list(chain.steps)] = number
    group_offset, group = _groups(problem)
    walk = np.zeros((0, 0), np.int32)
    if problem.walking is not None and any(day.walk_limit is not None for day in days):
        walk = np.ascontiguousarray(problem.walking[np.ix_(place, place)], np.int32)
    scores = np.array([problem.score_weight * site.score for site in sites], np.int64)
    members, kind_of, kind_rank = _kinds(problem)
    need = _least_minutes(travel, len(sites)) + duration[: len(sites)]
    return PreparedProblem(
        problem=problem,
        leg_out=leg_out,
        leg_in=np.ascontiguousarray(leg_out.T),
        cost_out=cost_out,
        cost_in=np.ascontiguousarray(cost_out.T),
        duration=duration,
        need=need,
        value=scores + bonus * np.array([site.is_demanded for site in sites], np.int64),
        price=np.array([site.price for site in sites], np.int64),
        bonus=bonus,
        phases=phases,
        first_phase=(np.cumsum(phases) - phases).astype(np.int32),
        rest=rest,
        over=over,
        first_slot=((np.cumsum(phases) - phases) * len(sites)).astype(np.int32),
        slot=slot,
        lo=lo,
        hi=hi,
        day_start=np.array([day.start for day in days], np.int64),
        day_end=np.array([day.end for day in days], np.int64),
        neighbours=_neighbours(travel[: len(sites), : len(sites)]),
        chain_of=chain_of,
        chain_offset=_offsets([chain.steps for chain in problem.chains]),
        chain_step=np.array([step for chain in problem.chains for step in chain.steps], np.int32),
        min_lag=np.array(
            [lag for chain in problem.chains for lag in (*chain.min_lag, 0)], np.int64
        ),
        max_lag=np.array(
            [
                FAR if lag is None else lag
                for chain in problem.chains
                for lag in (*chain.max_lag, None)
            ],
            np.int64,
        ),
        walk_limit=np.array(
            [FAR if day.walk_limit is None else day.walk_limit for day in days], np.int64
        ),
        walk_out=walk,
        walk_in=np.ascontiguousarray(walk.T),
        kind_of=kind_of,
        kind_offset=_offsets(members),
        kind_member=np.array([u for kind in members for u in kind], np.int32),
        kind_rank=kind_rank,
        kind_value=scores,
        percent_offset=_offsets([kind.percent for kind in problem.kinds]),
        percent=np.array([part for kind in problem.kinds for part in kind.percent], np.int64),
        group_offset=group_offset,
        group=group,
        group_count=len(problem.exclusions),
        budget=FAR if problem.budget is None else problem.budget,
        survey=survey_tables(
            leg_out,
            cost_out,
            duration,
            need,
            StartTable(phases, slot, lo, hi),
            latest=max((day.end for day in days), default=0) + 1,
        ),
    )


def _bonus(problem: PlanningProblem, cost: Ints32) -> int:
    """More than all scores and legs together, so that one more demanded visit always wins."""
    legs = len(problem.candidates) + len(problem.days)
    scores = problem.score_weight * sum(site.score for site in problem.candidates)
    return scores + legs * int(cost.max(initial=0)) + 1


def _start_intervals(problem: PlanningProblem) -> list[list[list[Interval]]]:
    """Start times of [candidate][day] that its windows, pin, day and chain allow."""
    table = []
    for site in problem.candidates:
        rows = []
        for number, (day, windows) in enumerate(zip(problem.days, site.windows, strict=True)):
            starts = []
            for opening, closing in windows:
                low = max(opening, day.start)
                high = min(closing, day.end) - site.duration
                if site.pin is not None:
                    if site.pin.day != number:
                        continue
                    low, high = max(low, site.pin.start), min(high, site.pin.start)
                if low <= high:
                    starts.append((low, high))
            rows.append(merged(starts))
        table.append(rows)
    for chain in problem.chains:
        for k in range(len(chain.steps) - 1, 0, -1):
            first, then = chain.steps[k - 1], chain.steps[k]
            length, cap = problem.candidates[first].duration, chain.max_lag[k - 1]
            allowed = [
                (low - (FAR if cap is None else cap) - length, high - chain.min_lag[k - 1] - length)
                for low, high in _absolute(table[then])
            ]
            table[first] = _restricted(table[first], allowed)
        for k in range(len(chain.steps) - 1):
            first, then = chain.steps[k], chain.steps[k + 1]
            length, cap = problem.candidates[first].duration, chain.max_lag[k]
            allowed = [
                (low + length + chain.min_lag[k], high + length + (FAR if cap is None else cap))
                for low, high in _absolute(table[first])
            ]
            table[then] = _restricted(table[then], allowed)
    return table


def _absolute(rows: list[list[Interval]]) -> list[Interval]:
    return [
        (MINUTES_PER_DAY * day + low, MINUTES_PER_DAY * day + high)
        for day, row in enumerate(rows)
        for low, high in row
    ]


def _restricted(rows: list[list[Interval]], allowed: list[Interval]) -> list[list[Interval]]:
    """The starts of each day that also lie in one of the absolute intervals `allowed`."""
    kept = []
    for day, row in enumerate(rows):
        noon = MINUTES_PER_DAY * day
        cut = [
            (max(low, first - noon), min(high, last - noon))
            for low, high in row
            for first, last in allowed
        ]
        kept.append(merged([(low, high) for low, high in cut if low <= high]))
    return kept


def merged(intervals: list[Interval]) -> list[Interval]:
    """The same set of whole numbers as sorted, disjoint intervals."""
    joined: list[Interval] = []
    for low, high in sorted(intervals):
        if joined and low <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return joined


def _rests(problem: PlanningProblem) -> tuple[Ints64, Ints64]:
    """Length of each day's breaks, and when so many of them are over at the earliest."""
    rest, over = [], []
    for day in problem.days:
        lengths = [rule.duration for rule in day.breaks] or [0]
        ends = [day.start]
        for rule in day.breaks:
            ends.append(max(ends[-1], rule.earliest) + rule.duration)
        rest += [*lengths, 0]
        over += ends if day.breaks else [day.start, day.start]
    return np.array(rest, np.int64), np.array(over, np.int64)


def _phase_limits(day: DayFrame) -> list[Interval]:
    """For each phase of a day the first minute at which it can begin and the last to leave it.

    Who leaves a stop by then still gets all the later breaks into their times.
    """
    if not day.breaks:
        return [(FAR, -FAR), (-FAR, FAR)]
    leave, over = [FAR], [-FAR]
    for rule in reversed(day.breaks):
        leave.append(min(rule.latest_end, leave[-1]) - rule.duration)
    for rule in day.breaks:
        over.append(max(over[-1], rule.earliest) + rule.duration)
    return list(zip(over, reversed(leave), strict=True))


def _pack(
    table: list[list[list[Interval]]], problem: PlanningProblem
) -> tuple[Ints32, Ints64, Ints64]:
    """The starts of each day, candidate and phase one after the other."""
    offsets, lows, highs = [0], [], []
    for number, day in enumerate(problem.days):
        limits = _phase_limits(day)
        for index, site in enumerate(problem.candidates):
            for first, last in limits:
                for low, high in table[index][number]:
                    low, high = max(low, first), min(high, last - site.duration)
                    if low <= high:
                        lows.append(low)
                        highs.append(high)
                offsets.append(len(lows))
    return np.array(offsets, np.int32), np.array(lows, np.int64), np.array(highs, np.int64)


def _least_minutes(travel: Ints32, count: int) -> Ints64:
    """The shortest way to each candidate from another stop, plus the shortest away from it."""
    ways = travel.astype(np.int64)
    np.fill_diagonal(ways, FAR)
    least: Ints64 = ways.min(axis=0)[:count] + ways.min(axis=1)[:count]
    return least


def _kinds(problem: PlanningProblem) -> tuple[list[list[int]], Ints32, Ints32]:
    """The members of each kind, the best first; each candidate's kind or -1, its place there."""
    kind_of = np.full(len(problem.candidates), -1, np.int32)
    rank = np.zeros(len(problem.candidates), np.int32)
    members = [best_first(problem, kind.members) for kind in problem.kinds]
    for number, kind in enumerate(members):
        kind_of[kind] = number
        rank[kind] = np.arange(len(kind))
    return members, kind_of, rank


def _offsets(lists: Sequence[Sequence[int]]) -> Ints32:
    """Where each list begins, and the last ends, when they follow each other."""
    return np.cumsum([0] + [len(part) for part in lists]).astype(np.int32)


def _groups(problem: PlanningProblem) -> tuple[Ints32, Ints32]:
    """Offsets of each candidate's groups, then the groups."""
    member: list[list[int]] = [[] for _ in problem.candidates]
    for number, group in enumerate(problem.exclusions):
        for index in sorted(set(group)):
            member[index].append(number)
    return _offsets(member), np.array([number for groups in member for number in groups], np.int32)


def _neighbours(travel: Ints32) -> Ints32:
    """For each candidate the others, nearest first, at most MOST_NEIGHBOURS; shape (n, k)."""
    both_ways = travel.astype(np.int64) + travel.T
    np.fill_diagonal(both_ways, FAR)
    count = min(max(len(travel) - 1, 0), MOST_NEIGHBOURS)
    order = np.argsort(both_ways, axis=1, kind="stable")[:, :count]
    return np.ascontiguousarray(order, dtype=np.int32)
