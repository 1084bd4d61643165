"""The list of published rows that our plans improve, as a table that anyone can check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.engine.cases import Run, loaded, published_instance

HEAD = """\
# Published TOPTW rows improved

Rows of the published table (`shared/bench/toptw/best_known.csv`, values published by 2020) for
which the search found a better plan. The tours are the points of the file in their order; each
begins and ends at point 0. Distances are rounded down to one decimal (c, r, rc) or two (pr), as
the table assumes. Every row was recomputed from its tours and accepted by
`shared/bench/check_plan.py` when this page was written. This keeps the rows and adds new ones:

    python -m tests.benchmarks.engine.bench --tours --toptw 152 --toptw-limits 30 --no-peer \\
        --improved docs/toptw-improved.md

| instance | m | published | ours | tours |
|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Improvement:
    """A plan better than the published value."""

    instance: str
    tours_count: int
    published: int
    ours: int
    tours: tuple[tuple[int, ...], ...]


def update(page: Path, runs: Iterable[Run]) -> int:
    """Add the runs that improve the table to the page; returns the number of its rows.

    Raises SystemExit naming the row whose tours the checker refuses.
    """
    best = {(row.instance, row.tours_count): row for row in read(page)}
    for run in runs:
        if run.case.known is None or run.ours <= run.case.known:
            continue
        key = (run.case.kind, run.case.number)
        if key not in best or best[key].ours < run.ours:
            best[key] = Improvement(*key, run.case.known, run.ours, run.tours)
    for row in best.values():
        _check(row)
    lines = [
        f"| {row.instance} | {row.tours_count} | {row.published} | {row.ours} | "
        + "; ".join(" ".join(map(str, tour)) for tour in row.tours)
        + " |\n"
        for _, row in sorted(best.items())
    ]
    page.write_text(HEAD + "".join(lines), encoding="utf-8")
    return len(lines)


def read(page: Path) -> list[Improvement]:
    """The rows of a page written before; none where it does not exist."""
    if not page.is_file():
        return []
    rows = []
    for line in page.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 5 and cells[1].isdigit():
            tours = tuple(tuple(map(int, tour.split())) for tour in cells[4].split(";"))
            rows.append(Improvement(cells[0], int(cells[1]), int(cells[2]), int(cells[3]), tours))
    return rows


def _check(row: Improvement) -> None:
    instance = published_instance(row.instance, row.tours_count)
    plan = {"days": [{"visits": _starts(instance, tour), "lunch": None} for tour in row.tours]}
    broken, report = loaded("check_plan").check(instance, plan)
    if broken or report["objective"] != row.ours:
        reason = broken[0] if broken else f"its tours are worth {report['objective']}"
        raise SystemExit(f"{row.instance} m={row.tours_count}: {reason}")


def _starts(instance: dict[str, Any], tour: tuple[int, ...]) -> list[dict[str, int]]:
    """Each point of a tour as early as its opening allows."""
    visits, place, free = [], 0, instance["days"][0]["start"]
    for point in tour:
        site = instance["sites"][point - 1]
        start = max(free + instance["travel"][place][point], site["windows"]["0"][0][0])
        visits.append({"site": point, "start": start})
        place, free = point, start + site["duration"]
    return visits
