"""What the search answers: a plan as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """A candidate (by its index) and the minute of the day at which the visit begins."""

    candidate: int
    start: int


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """Visits in order, and the minute at which each break of the day begins, in order."""

    visits: tuple[PlannedVisit, ...]
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchReport:
    """How a plan was found, by all threads; times in seconds since the search was asked."""

    iterations: int
    first_plan_s: float
    found_s: float
    elapsed_s: float


@dataclass(frozen=True, slots=True)
class Plan:
    """One entry per day, and what it is worth; plans with the same visits are equal.

    `unplaced_required` lists demanded candidates for which no room was found.
    """

    days: tuple[PlannedDay, ...]
    objective: int
    score: int
    travel: int
    unplaced_required: tuple[int, ...] = ()
    report: SearchReport | None = field(default=None, compare=False)

    def visited(self) -> frozenset[int]:
        """Indices of all candidates in the plan."""
        return frozenset(visit.candidate for day in self.days for visit in day.visits)
