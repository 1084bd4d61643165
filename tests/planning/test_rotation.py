"""Groups that take turns: never over capacity, never in two places, done soonest."""

from __future__ import annotations

from itertools import permutations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tourplanner.planning.problem import Matrix
from tourplanner.planning.rotation import (
    Activity,
    Group,
    Rotation,
    RotationProblem,
    reasons_against,
    rotate,
)


def ways(count: int, minutes: int = 5) -> Matrix:
    table = np.full((count + 1, count + 1), minutes, dtype=np.int32)
    np.fill_diagonal(table, 0)
    return table


def party(
    sizes: list[int], activities: list[tuple[int, int]], walk: int = 5, end: int = 1080
) -> RotationProblem:
    """Groups of these sizes, each doing all activities of (minutes, places)."""
    everything = frozenset(range(len(activities)))
    return RotationProblem(
        tuple(Group(f"g{n}", size, everything) for n, size in enumerate(sizes)),
        tuple(Activity(f"a{n}", d, c, ((540, 1080),)) for n, (d, c) in enumerate(activities)),
        ways(len(activities), walk),
        540,
        end,
    )


def assert_kept(problem: RotationProblem, found: Rotation) -> None:
    """Every rule: each activity once, in its hours, on foot between, never over capacity."""
    coach, present = len(problem.activities), {}
    for group, slots in zip(problem.groups, found.slots, strict=True):
        assert sorted(slot.activity for slot in slots) == sorted(group.todo)
        place, free = coach, problem.start
        for slot in slots:
            activity = problem.activities[slot.activity]
            assert slot.start >= free + problem.walking[place, slot.activity]
            place, free = slot.activity, slot.start + activity.duration
            assert any(o <= slot.start and free <= c for o, c in activity.windows)
            for minute in range(slot.start, free):
                key = slot.activity, minute
                present[key] = present.get(key, 0) + group.size
        assert found.end >= free + problem.walking[place, coach]
    assert found.end <= problem.end
    assert all(people <= problem.activities[a].capacity for (a, _m), people in present.items())


def test_three_groups_of_eighteen_never_share_a_workshop_of_twenty() -> None:
    problem = party([18, 18, 18], [(60, 20), (60, 20), (60, 20)])
    found = rotate(problem)
    assert found is not None
    assert_kept(problem, found)
    assert found.is_proven
    assert found.end == 540 + 5 + 3 * 60 + 2 * 5 + 5


def test_small_groups_share_what_has_room_for_both() -> None:
    found = rotate(party([10, 10], [(60, 20)]))
    assert found is not None
    assert [slots[0].start for slots in found.slots] == [545, 545]


def test_group_skips_what_is_not_for_it() -> None:
    problem = party([18, 18], [(60, 20), (30, 20)])
    lazy = Group("lazy", 18, frozenset({1}))
    problem = RotationProblem(
        (problem.groups[0], lazy), problem.activities, problem.walking, 540, 1080
    )
    found = rotate(problem)
    assert found is not None
    assert_kept(problem, found)
    assert len(found.slots[1]) == 1


def test_group_that_is_too_large_is_named() -> None:
    problem = party([18, 30], [(60, 20)])
    assert list(reasons_against(problem)) == [(1, 0)]
    assert rotate(problem) is None


def test_hours_too_short_for_all_are_named() -> None:
    problem = party([18, 18, 18], [(60, 20)], end=680)
    assert list(reasons_against(problem)) == [(None, 0)]


def test_search_that_is_cut_short_says_that_nothing_is_proven() -> None:
    sizes = [6, 12, 18, 9, 9, 15]
    problem = party(sizes, [(35, 25), (60, 27), (25, 40), (50, 30), (40, 24)])
    found = rotate(problem, most_nodes=200)
    assert found is not None
    assert_kept(problem, found)
    assert not found.is_proven
    assert found == rotate(problem, most_nodes=200)
    proven = rotate(problem, most_nodes=5_000)
    assert proven is not None
    assert proven.is_proven


@st.composite
def problems(draw: st.DrawFn, most_groups: int = 4, most_activities: int = 4) -> RotationProblem:
    count = draw(st.integers(1, most_activities))
    activities = tuple(
        Activity(
            f"a{n}",
            draw(st.integers(1, 12)),
            draw(st.sampled_from([18, 20, 40])),
            draw(st.sampled_from([((0, 200),), ((10, 60), (80, 200)), ((5, 90),)])),
        )
        for n in range(count)
    )
    groups = tuple(
        Group(
            f"g{n}",
            draw(st.sampled_from([6, 12, 18])),
            draw(st.frozensets(st.integers(0, count - 1), min_size=1)),
        )
        for n in range(draw(st.integers(1, most_groups)))
    )
    table = [[draw(st.integers(0, 9)) for _ in range(count + 1)] for _ in range(count + 1)]
    walking = np.array(table, dtype=np.int32)
    np.fill_diagonal(walking, 0)
    return RotationProblem(groups, activities, walking, 0, 200)


@settings(max_examples=200)
@given(problems())
def test_no_activity_is_ever_over_capacity_and_no_group_in_two_places(
    problem: RotationProblem,
) -> None:
    found = rotate(problem, most_nodes=3_000)
    if found is not None:
        assert_kept(problem, found)


@settings(max_examples=60)
@given(problems(most_groups=2, most_activities=3))
def test_proven_rotation_ends_as_early_as_trying_everything_finds(
    problem: RotationProblem,
) -> None:
    found = rotate(problem)
    best = earliest_end(problem)
    assert (found is None) == (best is None)
    if found is not None:
        assert found.is_proven
        assert found.end == best


def earliest_end(problem: RotationProblem) -> int | None:
    """By brute force: all orders of all visits, each as early as it can be, minute by minute."""
    pairs = [(g, a) for g, group in enumerate(problem.groups) for a in sorted(group.todo)]
    ends = (set_in_order(problem, order) for order in permutations(pairs))
    return min((end for end in ends if end is not None), default=None)


def set_in_order(problem: RotationProblem, order: tuple[tuple[int, int], ...]) -> int | None:
    coach = len(problem.activities)
    place, free = [coach] * len(problem.groups), [problem.start] * len(problem.groups)
    people: dict[tuple[int, int], int] = {}
    for g, a in order:
        what, size = problem.activities[a], problem.groups[g].size
        start = free[g] + int(problem.walking[place[g], a])
        while start <= problem.end and not (
            any(o <= start and start + what.duration <= c for o, c in what.windows)
            and all(
                people.get((a, minute), 0) + size <= what.capacity
                for minute in range(start, start + what.duration)
            )
        ):
            start += 1
        if start > problem.end:
            return None
        for minute in range(start, start + what.duration):
            people[a, minute] = people.get((a, minute), 0) + size
        place[g], free[g] = a, start + what.duration
    end = max(f + int(problem.walking[p, coach]) for p, f in zip(place, free, strict=True))
    return end if end <= problem.end else None
