"""Which sets of three candidates a mixture of routes breaks (subset-row cuts)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from itertools import combinations

Cut = tuple[int, ...]

CLEARLY = 0.02
"""How far above one a set has to be."""
SAME_SITE = 5
"""Cuts of one round that may share a candidate."""


def broken_cuts(
    used: Sequence[tuple[frozenset[int], float]], known: Collection[Cut], most: int
) -> list[Cut]:
    """The sets of three broken most by (visits, weight) of routes in use, `most` at most.

    Routes with two or more of the three may weigh one in all; Jepsen, Petersen, Spoorendonk
    and Pisinger 2008 (Operations Research 56).
    """
    together: defaultdict[Cut, float] = defaultdict(float)
    for visits, weight in used:
        for pair in combinations(sorted(visits), 2):
            together[pair] += weight
    partners: dict[int, list[int]] = {}
    for a, b in sorted(together):
        partners.setdefault(a, []).append(b)
        partners.setdefault(b, []).append(a)
    broken = set()
    for hub, others in partners.items():
        for a, b in combinations(sorted(others), 2):
            cut = tuple(sorted((a, b, hub)))
            pairs = ((cut[0], cut[1]), (cut[1], cut[2]), (cut[0], cut[2]))
            if sum(together[pair] for pair in pairs if pair in together) > 1 + CLEARLY:
                broken.add(cut)
    weighed = []
    for cut in broken.difference(known):
        total = sum(weight for visits, weight in used if len(visits.intersection(cut)) >= 2)
        if total > 1 + CLEARLY:
            weighed.append((-total, cut))
    chosen: list[Cut] = []
    busy: Counter[int] = Counter()
    for _, cut in sorted(weighed):
        if len(chosen) < most and all(busy[u] < SAME_SITE for u in cut):
            chosen.append(cut)
            busy.update(cut)
    return chosen
