"""Orders for tests: a planned tour in Jingdezhen with as much or as little as a test needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from tests import builders, dossiers
from tests.fakes import InMemoryCatalogue
from tourplanner.documents.paper_order import GETTEXT_NAMES, SPEECHES, PaperOrder
from tourplanner.documents.press import Press
from tourplanner.documents.typesetting import Typesetter
from tourplanner.domain.audience import Audience
from tourplanner.domain.dossier import Dossier
from tourplanner.domain.itinerary import LeftOut, Reason, ReasonKind
from tourplanner.domain.paper_choice import PaperChoice
from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.site import Site
from tourplanner.domain.tour import Tour
from tourplanner.mapping.svg_map import svg_map
from tourplanner.travel.estimate import EstimatedTravel
from tourplanner.usecases.late_ladder import late_ladder
from tourplanner.usecases.paper_books import paper_books

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
PRESS = Press(Typesetter(), svg_map)
TRAVEL = EstimatedTravel()


def planned(
    days: int = 2,
    stops: int = 3,
    *,
    title: str = "Kilns and lanes",
    sites: Sequence[Site] | None = None,
    dossier: Dossier | None = None,
) -> tuple[Tour, InMemoryCatalogue]:
    """A tour of `days` with `stops` visits each, one more site left out, and its catalogue."""
    known = builders.sites(days * stops + 1) if sites is None else tuple(sites)
    visited = known[: days * stops]
    plan = builders.itinerary(
        [visited[n * stops : (n + 1) * stops] for n in range(days)],
        left_out=[
            LeftOut(one.id, Reason(ReasonKind.DAY_FULL, 0, 20)) for one in known[days * stops :]
        ],
    )
    tour = builders.tour(title=title, itinerary=plan, days=days, known=known)
    kept = dossiers.dossier() if dossier is None else dossier
    return replace(tour, dossier=kept), InMemoryCatalogue(known, (builders.city(),))


def order_of(
    tour: Tour,
    catalogue: SiteCatalogue,
    *,
    audience: Audience = Audience.TRAVELLER,
    has_ladder: bool = False,
    **choices: object,
) -> PaperOrder:
    """An order; further fields are those of PaperChoice."""
    choice = PaperChoice(audience=audience, **choices)  # type: ignore[arg-type]
    speeches = [(speech, GETTEXT_NAMES[speech]) for speech in SPEECHES[choice.language]]
    books = paper_books(tour, catalogue, audience, speeches)
    late = late_ladder(tour, catalogue, TRAVEL) if has_ladder else None
    return PaperOrder(books, choice, NOON, late)


def order(**choices: object) -> PaperOrder:
    """An order of the usual tour."""
    return order_of(*planned(), **choices)  # type: ignore[arg-type]
