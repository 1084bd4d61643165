"""Small planning problems for tests: drawn by a seed, with every feature of the format."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np

from tourplanner.planning.problem import (
    BreakRule,
    Candidate,
    ChainRule,
    DayFrame,
    KindRule,
    Pin,
    PlanningProblem,
    Window,
)

ALL_DAY: tuple[Window, ...] = ((0, 1440),)


def problem_of(
    candidates: list[Candidate],
    *,
    days: int = 1,
    minutes: int = 10,
    start: int = 540,
    end: int = 1080,
    lunch: BreakRule | None = None,
    breaks: tuple[BreakRule, ...] = (),
    walk_limit: int | None = None,
    walking: int | None = None,
    kinds: tuple[KindRule, ...] = (),
    exclusions: tuple[tuple[int, ...], ...] = (),
    chains: tuple[ChainRule, ...] = (),
    budget: int | None = None,
) -> PlanningProblem:
    """Days from place 0 back to place 0; `minutes` and `walking` metres between any two places."""
    places = max((site.place for site in candidates), default=0) + 1
    travel = np.full((places, places), minutes, np.int32)
    np.fill_diagonal(travel, 0)
    frame = DayFrame(0, 0, start, end, breaks if lunch is None else (lunch,), walk_limit)
    return PlanningProblem(
        travel,
        (frame,) * days,
        tuple(candidates),
        exclusions,
        chains,
        budget,
        walking=None if walking is None else np.where(travel > 0, walking, 0).astype(np.int32),
        kinds=kinds,
    )


def site(
    number: int,
    *,
    days: int = 1,
    score: int = 50,
    duration: int = 60,
    price: int = 0,
    required: bool = False,
    windows: tuple[tuple[Window, ...], ...] | None = None,
    pin: Pin | None = None,
) -> Candidate:
    """A candidate at place `number`, open all day every day."""
    return Candidate(
        str(number), number, score, duration, windows or (ALL_DAY,) * days, price, required, pin
    )


def drawn(
    seed: int, *, sites: int, days: int, grid: int = 1, chains: bool = True, extended: bool = False
) -> PlanningProblem:
    """A problem with every feature; the triangle inequality need not hold.

    All times are multiples of `grid`. `extended` adds days with several breaks, walking limits
    and kinds.
    """
    rng = Random(seed)  # noqa: S311 - repeatable, not secret

    def minutes(low: int, high: int) -> int:
        return grid * rng.randint(low // grid, high // grid)

    places = sites + 2
    travel = np.array(
        [[0 if i == j else minutes(0, 90) for j in range(places)] for i in range(places)], np.int32
    )
    travel[:2, :2] = 0
    frames = []
    for _ in range(days):
        start, end = minutes(480, 660), minutes(840, 1200)
        breaks: tuple[BreakRule, ...] = ()
        if rng.random() < 0.6:
            breaks = (BreakRule(minutes(0, 60), minutes(660, 720), minutes(780, 840)),)
        frames.append(DayFrame(rng.randrange(2), rng.randrange(2), start, end, breaks))
    candidates = []
    for number in range(sites):
        windows = tuple(
            tuple(
                (opening, opening + minutes(20, 400) + grid)
                for opening in (minutes(400, 1000) for _ in range(rng.randrange(4)))
            )
            for _ in range(days)
        )
        pin = Pin(rng.randrange(days), minutes(500, 900)) if rng.random() < 0.1 else None
        candidates.append(
            Candidate(
                str(number),
                rng.randrange(places),
                rng.randint(0, 90),
                minutes(0, 120),
                windows,
                rng.randint(0, 20),
                rng.random() < 0.15,
                pin,
            )
        )
    groups = tuple(tuple(rng.sample(range(sites), min(sites, 2))) for _ in range(rng.randrange(3)))
    problem = PlanningProblem(
        travel,
        tuple(frames),
        tuple(candidates),
        groups,
        _chains(rng, sites) if chains else (),
        rng.choice((None, rng.randint(0, 80))),
        score_weight=rng.choice((1, 10)),
        travel_weight=rng.choice((0, 1, 3)),
        cost=rng.choice((None, travel // 2 + 1)),
    )
    return _extended(rng, problem, grid) if extended else problem


def _extended(rng: Random, problem: PlanningProblem, grid: int) -> PlanningProblem:
    """The problem with breaks, limits and kinds drawn anew."""
    walking = problem.travel * rng.randint(10, 90)
    walking = np.where(rng.random() < 0.5, walking, walking[::-1, ::-1]).astype(np.int32)
    np.fill_diagonal(walking, 0)
    frames = []
    for day in problem.days:
        least = int(walking[day.start_place, day.end_place])
        limit = least + rng.randint(0, 9000) if rng.random() < 0.6 else None
        frames.append(replace(day, breaks=_breaks(rng, day, grid), walk_limit=limit))
    order = rng.sample(range(len(problem.candidates)), len(problem.candidates))
    kinds = []
    while order and rng.random() < 0.7:
        size = rng.randint(1, len(order))
        percent = sorted((rng.randint(0, 100) for _ in range(rng.randint(1, 4))), reverse=True)
        kinds.append(KindRule(tuple(order[:size]), tuple(percent)))
        order = order[size:]
    return replace(problem, days=tuple(frames), walking=walking, kinds=tuple(kinds))


def _breaks(rng: Random, day: DayFrame, grid: int) -> tuple[BreakRule, ...]:
    """Up to four breaks that a day without visits has room for, often close to each other."""
    rules: list[BreakRule] = []
    over, earliest, latest = day.start, day.start - 60, 0
    for number in range(rng.choice((0, 1, 2, 2, 3, 4))):
        earliest += grid * rng.randint(0, 150 // grid)
        duration = grid * rng.randint(0, 45 // grid)
        over = max(over, earliest) + duration
        latest = max(latest, over + grid * rng.randint(0, 90 // grid))
        if over > day.end:
            break
        rules.append(BreakRule(duration, earliest, latest, f"break {number}"))
    return tuple(rules)


def _chains(rng: Random, sites: int) -> tuple[ChainRule, ...]:
    order = rng.sample(range(sites), sites)
    chains = []
    while len(order) >= 2 and rng.random() < 0.6:
        length = min(len(order), rng.randint(2, 3))
        steps, order = tuple(order[:length]), order[length:]
        low = tuple(10 * rng.randint(-5, 80) for _ in steps[1:])
        high = tuple(rng.choice((None, lag + 10 * rng.randint(0, 120))) for lag in low)
        chains.append(ChainRule(steps, low, high))
    return tuple(chains)
