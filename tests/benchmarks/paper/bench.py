"""How soon papers are there, and how large they are: processor time."""

from __future__ import annotations

import statistics
import sys
import time

from tests.documents.orders import order_of, planned
from tourplanner.documents.catalogue import DOCUMENTS
from tourplanner.documents.press import Press
from tourplanner.documents.typesetting import Typesetter
from tourplanner.domain.paper_choice import PaperLanguage
from tourplanner.domain.tour_length import MAX_DAYS
from tourplanner.mapping.svg_map import svg_map

REPEATS = 5
WEEK_LIMIT_S, WEEK_LIMIT_BYTES = 1.5, 2_000_000


def main() -> None:
    """Print the figures; the first is the one that is asked for."""
    first, later, size = _brochure(7)
    is_kept = first <= WEEK_LIMIT_S and size <= WEEK_LIMIT_BYTES
    verdict = "ok" if is_kept else "MISSED"
    sys.stdout.write(
        f"seven-day brochure in two languages {first:.2f} s, again {later:.2f} s "
        f"(limit {WEEK_LIMIT_S}), "
        f"{size / 1e6:.2f} MB (limit {WEEK_LIMIT_BYTES / 1e6:.0f}): {verdict}\n"
    )
    first, _later, size = _brochure(MAX_DAYS)
    sys.stdout.write(f"of {MAX_DAYS} days, the most: {first:.2f} s, {size / 1e6:.2f} MB\n")
    tour, catalogue = planned(10, 6)
    begun = time.process_time()
    wanted = order_of(tour, catalogue, language=PaperLanguage.BOTH, has_ladder=True)
    press = Press(Typesetter(), svg_map)
    for document in DOCUMENTS:
        press.print(document, wanted)
    spent = time.process_time() - begun
    sys.stdout.write(f"all {len(DOCUMENTS)} papers of ten days in two languages {spent:.2f} s\n")


def _brochure(days: int) -> tuple[float, float, int]:
    """Seconds of the first and, in the median, of the later ones; bytes."""
    tour, catalogue = planned(days, 6)
    times, size = [], 0
    for _repeat in range(REPEATS):
        begun = time.process_time()
        wanted = order_of(tour, catalogue, language=PaperLanguage.BOTH)
        size = len(Press(Typesetter(), svg_map).print(DOCUMENTS[0], wanted).pdf)
        times.append(time.process_time() - begun)
    return times[0], statistics.median(times[1:]), size


if __name__ == "__main__":
    main()
