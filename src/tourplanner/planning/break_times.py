"""When the breaks of a day begin: as near the middle of their times as the visits allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tourplanner.planning.problem import BreakRule


@dataclass(frozen=True, slots=True)
class Gap:
    """The time between two stops, of which `travel` minutes are spent on the way."""

    leave: int
    arrive: int
    travel: int


def break_times(breaks: Sequence[BreakRule], gaps: Sequence[Gap]) -> tuple[int, ...] | None:
    """The start of each break, in order, each inside one gap beside its travel.

    Of all ways to give the breaks to the gaps the one whose breaks are nearest to the middle of
    their times; None when there is none.
    """
    best: list[tuple[int, tuple[int, ...]] | None] = [None] * (len(breaks) + 1)
    best[0] = (0, ())
    for gap in gaps:
        # The largest count first: best[begun] is then still without this gap.
        for count in range(len(breaks), 0, -1):
            for begun in range(count):
                before = best[begun]
                if before is None:
                    continue
                starts = _inside(gap, breaks[begun:count])
                if starts is None:
                    continue
                shift = before[0] + sum(
                    abs(start - _middle(rule))
                    for start, rule in zip(starts, breaks[begun:count], strict=True)
                )
                now = best[count]
                if now is None or shift < now[0]:
                    best[count] = (shift, (*before[1], *starts))
    found = best[-1]
    return None if found is None else found[1]


def _middle(rule: BreakRule) -> int:
    return (rule.earliest + rule.latest_end - rule.duration) // 2


def _inside(gap: Gap, breaks: Sequence[BreakRule]) -> tuple[int, ...] | None:
    """Starts of breaks that all fall into one gap, None when they do not fit."""
    if gap.arrive - gap.leave < gap.travel + sum(rule.duration for rule in breaks):
        return None
    last = []
    over = gap.arrive
    for rule in reversed(breaks):
        over = min(over, rule.latest_end) - rule.duration
        last.append(over)
    starts = []
    free = gap.leave
    for rule, latest in zip(breaks, reversed(last), strict=True):
        first = max(rule.earliest, free)
        if first > latest:
            return None
        starts.append(min(max(_middle(rule), first), latest))
        free = starts[-1] + rule.duration
    return tuple(starts)
