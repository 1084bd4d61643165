"""Works out the pages, bytes and cautions of what is ticked, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tourplanner.domain.progress import ShouldStop
from tourplanner.errors import TourPlannerError
from tourplanner.gui.export.work import ExportOrder, ExportWork, Made


@dataclass(frozen=True, slots=True)
class Measured:
    """One paper or format as it would be written."""

    offer: str
    made: Made | None = None
    fault: str = ""
    """Why it cannot be made."""


def measure(
    work: ExportWork,
    order: ExportOrder,
    offers: Sequence[str],
    should_stop: ShouldStop,
    report: Callable[[Measured], None],
) -> tuple[str, ...]:
    """Report each of `offers` as it is known; returns what the travellers have to put right."""
    cautions = work.cautions(order)
    for offer in offers:
        try:
            report(Measured(offer, work.make(order, offer, should_stop)))
        except TourPlannerError as error:
            report(Measured(offer, fault=str(error)))
    return cautions
