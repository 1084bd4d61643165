"""A bound at once: the days as one sack of minutes, filled with parts of visits."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from tourplanner.planning.prepared import PreparedProblem


def first_bound(prepared: PreparedProblem) -> int:
    """No plan has a larger objective.

    A visit takes its duration and the shortest way to it, and is worth its score less the
    cheapest way to it. Visits that are closed on all days are left out.
    """
    problem, count = prepared.problem, prepared.candidate_count
    days = len(problem.days)
    minutes = sum(
        day.end - day.start - sum(rule.duration for rule in day.breaks) for day in problem.days
    )
    total = 0
    visits = []
    before = np.arange(count + days)  # other visits, and the start of each day
    for u, site in enumerate(problem.candidates):
        if not any(prepared.is_open(u, day) for day in range(days)):
            continue
        others = before[before != u]
        way = int((prepared.leg_out[others, u] - prepared.duration[others]).min())
        cost = int(prepared.cost_out[others, u].min())
        worth, length = problem.score_weight * site.score - cost, site.duration + way
        if worth > 0 and length == 0:
            total += worth
        elif worth > 0:
            visits.append((Fraction(worth, length), worth, length))
    for _, worth, length in sorted(visits, reverse=True):
        if length > minutes:
            return total + worth * minutes // length
        total, minutes = total + worth, minutes - length
    return total
