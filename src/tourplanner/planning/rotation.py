"""Rotating groups through activities of limited capacity, so that all are done soonest."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tourplanner.planning.problem import Matrix, Window

MOST_NODES = 60_000
"""Branches looked into before the best rotation so far is given unproven."""
MOST_SWAPS = 1_500
"""Orders tried before branching, each two places different from the best."""
FAR = 1 << 40


@dataclass(frozen=True, slots=True)
class Group:
    """People who stay together; `todo` are the indices of the activities they do, once each."""

    name: str
    size: int
    todo: frozenset[int]


@dataclass(frozen=True, slots=True)
class Activity:
    """What groups do, at most `capacity` people at any time, each group inside one window."""

    name: str
    duration: int
    capacity: int
    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True, eq=False)
class RotationProblem:
    """All leave the coach at `start` and are back at it by `end`, minutes of the day.

    `walking` is (activities + 1, activities + 1), whole minutes; the last place is the coach.
    """

    groups: tuple[Group, ...]
    activities: tuple[Activity, ...]
    walking: Matrix
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Slot:
    """An activity and the minute at which the group begins it."""

    activity: int
    start: int


@dataclass(frozen=True, slots=True)
class Rotation:
    """The slots of each group in order, and when the last group is back at the coach."""

    slots: tuple[tuple[Slot, ...], ...]
    end: int
    is_proven: bool
    """Whether no rotation ends earlier."""


def rotate(
    problem: RotationProblem, most_nodes: int = MOST_NODES, seed: int = 1
) -> Rotation | None:
    """The rotation that ends earliest; None when none was found.

    First an order of all visits is bettered by swaps, which gives a good rotation soon. Then
    branch and bound over the order in which visits begin: among the rotations that end earliest
    there is one in which no visit could begin earlier, and it is met when visits are set one
    after another by their beginning, each as early as the group and the capacity allow. Exact
    when it gets through within `most_nodes` branches, and then None is proof that there is no
    rotation. The same for the same seed.
    """
    return _Branching(problem, most_nodes, random.Random(seed)).run()  # noqa: S311 - no secret


def reasons_against(problem: RotationProblem) -> Iterator[tuple[int | None, int]]:
    """Group and activity of each pair that can never be: too many people, or no window in reach.

    The group is None when all of them together cannot get through the activity's windows.
    """
    for number, activity in enumerate(problem.activities):
        todo = [group for group in problem.groups if number in group.todo]
        reach = int(problem.walking[-1, number]), int(problem.walking[number, -1])
        spans = [
            min(close, problem.end - reach[1]) - max(opening, problem.start + reach[0])
            for opening, close in activity.windows
        ]
        rounds = sum(max(span, 0) // max(activity.duration, 1) for span in spans)
        for group in todo:
            if group.size > activity.capacity or rounds == 0:
                yield problem.groups.index(group), number
        fits = all(group.size <= activity.capacity for group in todo)
        if fits and 0 < rounds < _rounds([group.size for group in todo], activity.capacity):
            yield None, number


@dataclass(slots=True)
class _State:
    """Visits set so far: for each group its place, the minute it is free and its slots."""

    place: list[int]
    free: list[int]
    todo: list[set[int]]
    slots: list[list[Slot]]
    used: list[list[tuple[int, int, int]]]
    """Of each activity (start, end, people)."""


class _Branching:
    def __init__(self, problem: RotationProblem, most_nodes: int, rng: random.Random) -> None:
        self._problem = problem
        self._rng = rng
        self._most = most_nodes
        self._nodes = 0
        self._best: Rotation | None = None
        self._walking: list[list[int]] = problem.walking.tolist()
        coach = len(problem.activities)
        count = len(problem.groups)
        self._state = _State(
            [coach] * count,
            [problem.start] * count,
            [set(group.todo) for group in problem.groups],
            [[] for _ in problem.groups],
            [[] for _ in problem.activities],
        )
        self._coach = coach
        ways = np.asarray(problem.walking, dtype=np.int64)
        padded = ways + np.diag(np.full(len(ways), FAR))
        self._least_in: list[int] = padded.min(axis=0).tolist() if len(ways) > 1 else [0]

    def run(self) -> Rotation | None:
        self._swap()
        self._branch(self._problem.start, -1)
        best = self._best
        if best is None:
            return None
        return Rotation(best.slots, best.end, self._nodes < self._most)

    def _swap(self) -> None:
        """Better an order of all visits by swapping two of them, again and again."""
        groups = self._problem.groups
        order = [(group, a) for group in range(len(groups)) for a in sorted(groups[group].todo)]
        order.sort(key=lambda pair: ((pair[0] + pair[1]) % max(len(self._least_in), 1), pair))
        best, least = self._in_order(order), self._bound()
        for _ in range(MOST_SWAPS if len(order) > 1 else 0):
            if self._best is not None and self._best.end <= least:
                return
            i, j = self._rng.sample(range(len(order)), 2)
            order[i], order[j] = order[j], order[i]
            found = self._in_order(order)
            if found <= best:
                best = found
            else:
                order[i], order[j] = order[j], order[i]

    def _in_order(self, order: Sequence[tuple[int, int]]) -> tuple[int, int]:
        """When all are back, and the sum of all ends, with the visits set in this order."""
        set_so_far: list[tuple[int, int, tuple[int, int]]] = []
        is_possible = True
        for group, activity in order:
            start = self._earliest(group, activity)
            if start >= FAR:
                is_possible = False
                break
            set_so_far.append((group, activity, self._set(group, activity, start)))
        homes = [self._home(group) for group in range(len(self._problem.groups))]
        result = (max(homes), sum(homes)) if is_possible else (FAR, FAR - len(set_so_far))
        if is_possible and result[0] < self._limit():
            slots = tuple(tuple(slots) for slots in self._state.slots)
            self._best = Rotation(slots, result[0], is_proven=False)
        for group, activity, kept in reversed(set_so_far):
            self._take_back(group, activity, kept)
        return result

    def _limit(self) -> int:
        """A rotation has to end before this minute to be of interest."""
        return self._problem.end + 1 if self._best is None else self._best.end

    def _branch(self, last_start: int, last_group: int) -> None:
        if self._nodes >= self._most:
            return
        self._nodes += 1
        state = self._state
        if not any(state.todo):
            end = max((self._home(group) for group in range(len(state.free))), default=last_start)
            if end < self._limit():
                slots = tuple(tuple(slots) for slots in state.slots)
                self._best = Rotation(slots, end, is_proven=False)
            return
        if self._bound() >= self._limit():
            return
        for start, group, activity in sorted(self._choices(last_start, last_group)):
            kept = self._set(group, activity, start)
            self._branch(start, group)
            self._take_back(group, activity, kept)

    def _home(self, group: int) -> int:
        state = self._state
        return state.free[group] + self._walking[state.place[group]][self._coach]

    def _choices(self, last_start: int, last_group: int) -> Iterator[tuple[int, int, int]]:
        """What may begin next: not before the last, and of equal groups the first one first."""
        groups, state = self._problem.groups, self._state
        for number, group in enumerate(groups):
            is_new = not state.slots[number]
            twins = (
                is_new
                and not state.slots[other]
                and groups[other].size == group.size
                and groups[other].todo == group.todo
                for other in range(number)
            )
            if any(twins):
                continue
            for activity in sorted(state.todo[number]):
                start = self._earliest(number, activity)
                if (start, number) > (last_start, last_group) and start < FAR:
                    yield start, number, activity

    def _earliest(self, group: int, activity: int) -> int:
        """When the group can begin the activity beside the visits set so far; FAR for never."""
        state, what = self._state, self._problem.activities[activity]
        arrival = state.free[group] + self._walking[state.place[group]][activity]
        room = what.capacity - self._problem.groups[group].size
        if room < 0:
            return FAR
        ends = sorted(end for _start, end, _people in state.used[activity])
        for opening, close in what.windows:
            first = max(arrival, opening)
            for start in [first, *(end for end in ends if end > first)]:
                if start + what.duration > close:
                    break
                if self._people(activity, start, start + what.duration) <= room:
                    return start
        return FAR

    def _people(self, activity: int, start: int, end: int) -> int:
        """Most people at the activity at any minute from `start` to `end`."""
        used = [slot for slot in self._state.used[activity] if slot[0] < end and start < slot[1]]
        moments = [start, *(begin for begin, _end, _people in used if begin > start)]
        return max(
            sum(people for begin, over, people in used if begin <= moment < over)
            for moment in moments
        )

    def _set(self, group: int, activity: int, start: int) -> tuple[int, int]:
        state = self._state
        kept = state.place[group], state.free[group]
        end = start + self._problem.activities[activity].duration
        state.place[group], state.free[group] = activity, end
        state.todo[group].remove(activity)
        state.slots[group].append(Slot(activity, start))
        state.used[activity].append((start, end, self._problem.groups[group].size))
        return kept

    def _take_back(self, group: int, activity: int, kept: tuple[int, int]) -> None:
        state = self._state
        state.place[group], state.free[group] = kept
        state.todo[group].add(activity)
        state.slots[group].pop()
        state.used[activity].pop()

    def _bound(self) -> int:
        """No rotation with the visits set so far ends earlier."""
        state, activities = self._state, self._problem.activities
        found = 0
        for group, todo in enumerate(state.todo):
            stay = sum(activities[a].duration + self._least_in[a] for a in todo)
            way_home = min((self._walking[a][self._coach] for a in todo), default=0)
            home = state.free[group] + stay + way_home if todo else self._home(group)
            found = max(found, home)
        for number, activity in enumerate(activities):
            waiting = [g for g, todo in enumerate(state.todo) if number in todo]
            if not waiting:
                continue
            first = min(self._earliest(group, number) for group in waiting)
            sizes = [self._problem.groups[group].size for group in waiting]
            rounds = _rounds(sizes, activity.capacity)
            last = first + rounds * activity.duration
            found = max(found, last + self._walking[number][self._coach])
        return found


def _rounds(sizes: Sequence[int], capacity: int) -> int:
    """At least so many times the activity has to be held for groups of these sizes."""
    alone = sum(2 * size > capacity for size in sizes)
    return max(alone, -(-sum(sizes) // max(capacity, 1)))
