"""How soon papers and files are there, and how large they are."""

from __future__ import annotations

import statistics
import sys
import time

from tests.documents.orders import NOON, order_of, planned
from tourplanner.documents.catalogue import DOCUMENTS
from tourplanner.documents.press import Press
from tourplanner.documents.typesetting import Typesetter
from tourplanner.domain.audience import Audience
from tourplanner.domain.paper_choice import PaperLanguage
from tourplanner.domain.seen_by import seen_by
from tourplanner.domain.tour_length import MAX_DAYS
from tourplanner.exchange.formats import EXPORTERS, exported
from tourplanner.mapping.svg_map import svg_map
from tourplanner.usecases.make_roadbook import make_roadbook

REPEATS = 3
WEEK_LIMIT_S, WEEK_LIMIT_BYTES = 1.5, 2_000_000
ALL_LIMIT_S = 6.0


def main() -> None:
    """Print the figures; the first is the one that is asked for."""
    first, later, size = _brochure(7)
    is_kept = first <= WEEK_LIMIT_S and size <= WEEK_LIMIT_BYTES
    sys.stdout.write(
        f"seven-day brochure in two languages {first:.2f} s, again {later:.2f} s "
        f"(limit {WEEK_LIMIT_S}), "
        f"{size / 1e6:.2f} MB (limit {WEEK_LIMIT_BYTES / 1e6:.0f}): {_verdict(is_kept)}\n"
    )
    first, _later, size = _brochure(MAX_DAYS)
    sys.stdout.write(f"of {MAX_DAYS} days, the most: {first:.2f} s, {size / 1e6:.2f} MB\n")
    clock, spent, size = _everything(10, PaperLanguage.EN)
    sys.stdout.write(
        f"all formats of ten days, {len(EXPORTERS)} and {len(DOCUMENTS)} papers, {clock:.2f} s "
        f"(limit {ALL_LIMIT_S:.0f}), {spent:.2f} core s, {size / 1e6:.1f} MB: "
        f"{_verdict(clock <= ALL_LIMIT_S)}\n"
    )
    clock, spent, size = _everything(10, PaperLanguage.BOTH)
    sys.stdout.write(
        f"the same in two languages {clock:.2f} s, {spent:.2f} core s, {size / 1e6:.1f} MB\n"
    )
    clock, spent, size = _everything(MAX_DAYS, PaperLanguage.EN, is_told=True)
    sys.stdout.write(
        f"all of {MAX_DAYS} days, the most: {clock:.2f} s, {spent:.2f} core s, "
        f"{size / 1e6:.1f} MB\n"
    )


def _verdict(is_kept: bool) -> str:
    return "ok" if is_kept else "MISSED"


def _brochure(days: int) -> tuple[float, float, int]:
    """Processor seconds of the first and, in the median, of the later ones; bytes."""
    tour, catalogue = planned(days, 6)
    times, size = [], 0
    for _repeat in range(REPEATS):
        begun = time.process_time()
        wanted = order_of(tour, catalogue, language=PaperLanguage.BOTH)
        size = len(Press(Typesetter(), svg_map).print(DOCUMENTS[0], wanted).pdf)
        times.append(time.process_time() - begun)
    return times[0], statistics.median(times[1:]), size


def _everything(
    days: int, language: PaperLanguage, *, is_told: bool = False
) -> tuple[float, float, int]:
    """Seconds by the clock and of the processor, and bytes, of every paper and format of a tour.

    Each is printed when `is_told`.
    """
    tour, catalogue = planned(days, 6)
    begun, started_at = time.process_time(), time.perf_counter()
    wanted = order_of(tour, catalogue, language=language, has_ladder=True)
    press = Press(Typesetter(), svg_map)
    book = seen_by(make_roadbook(tour, catalogue), Audience.TRAVELLER)
    made: dict[str, tuple[float, int]] = {}
    for document in DOCUMENTS:
        started = time.process_time()
        size = len(press.print(document, wanted).pdf)
        made[document.id] = (time.process_time() - started, size)
    for exporter in EXPORTERS:
        started = time.process_time()
        size = sum(len(content) for _name, content in exported(book, [exporter.id], NOON))
        made[exporter.id] = (time.process_time() - started, size)
    spent, clock = time.process_time() - begun, time.perf_counter() - started_at
    for name, (each, size) in made.items() if is_told else ():
        sys.stdout.write(f"  {name} of {days} days {each:.2f} s, {size / 1e6:.2f} MB\n")
    return clock, spent, sum(size for _spent, size in made.values())


if __name__ == "__main__":
    main()
