"""A bound at once: the days as one sack of minutes, filled with parts of visits."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from tourplanner.planning.bound_kinds import most_counted
from tourplanner.planning.prepared import PreparedProblem

Floats = NDArray[np.float64]


def first_bound(prepared: PreparedProblem) -> int:
    """No plan has a larger objective.

    A visit takes its duration and the shortest way to it, and is worth what it counts less the
    cheapest way to it. Visits that are closed on all days are left out.
    """
    return _filled(prepared)[0]


def first_prices(prepared: PreparedProblem) -> Floats:
    """What each visit is worth above the rate of the last one that the sack takes."""
    rate = float(_filled(prepared)[1])
    prices = np.zeros(prepared.candidate_count)
    for u, worth, length in _worths(prepared):
        prices[u] = max(worth - rate * length, 0.0)
    return prices


def _filled(prepared: PreparedProblem) -> tuple[int, Fraction]:
    """What the days' minutes hold, and what one minute more would."""
    minutes = sum(
        day.end - day.start - sum(rule.duration for rule in day.breaks)
        for day in prepared.problem.days
    )
    total = 0
    visits = []
    for _, worth, length in _worths(prepared):
        if length == 0:
            total += worth
        else:
            visits.append((Fraction(worth, length), worth, length))
    for rate, worth, length in sorted(visits, reverse=True):
        if length > minutes:
            return total + worth * minutes // length, rate
        total, minutes = total + worth, minutes - length
    return total, Fraction(0)


def _worths(prepared: PreparedProblem) -> Iterator[tuple[int, int, int]]:
    """Each visit that pays, with what it is worth and the minutes that it takes."""
    problem, count = prepared.problem, prepared.candidate_count
    days = len(problem.days)
    most = most_counted(problem)
    before = np.arange(count + days)  # other visits, and the start of each day
    for u, site in enumerate(problem.candidates):
        if not any(prepared.is_open(u, day) for day in range(days)):
            continue
        others = before[before != u]
        way = int((prepared.leg_out[others, u] - prepared.duration[others]).min())
        worth = int(most[u]) - int(prepared.cost_out[others, u].min())
        if worth > 0:
            yield u, worth, site.duration + way
