"""All documents, for whoever lists, prints or checks them."""

from __future__ import annotations

from tourplanner.documents import (
    brochure,
    checklists,
    emergency,
    guide_sheet,
    idea_pool,
    late_page,
    phrase_cards,
    run_sheet,
    supplier_papers,
    taxi_cards,
)
from tourplanner.documents.document import Document
from tourplanner.domain.audience import Audience
from tourplanner.i18n import N_

TRAVELLERS = (Audience.TRAVELLER, Audience.LEADER)

DOCUMENTS: tuple[Document, ...] = (
    Document(
        "brochure",
        N_("Brochure, day by day"),
        "brochure",
        brochure.content,
        (*TRAVELLERS, Audience.PUBLIC, Audience.SUPPLIER, Audience.DRIVER),
    ),
    Document(
        "taxi-cards",
        N_("Taxi cards"),
        "taxi_cards",
        taxi_cards.content,
        (*TRAVELLERS, Audience.PUBLIC, Audience.DRIVER),
    ),
    Document(
        "phrase-cards",
        N_("Phrase and allergy cards"),
        "phrase_cards",
        phrase_cards.content,
        (*TRAVELLERS, Audience.PUBLIC),
    ),
    Document("emergency", N_("Emergency page"), "emergency", emergency.content, TRAVELLERS),
    Document(
        "run-sheet",
        N_("Run sheet for the driver"),
        "run_sheet",
        run_sheet.content,
        (Audience.DRIVER, Audience.LEADER, Audience.TRAVELLER),
    ),
    Document(
        "guide-sheet",
        N_("Guide's sheet"),
        "guide_sheet",
        guide_sheet.content,
        (Audience.LEADER, Audience.SUPPLIER, Audience.TRAVELLER),
    ),
    Document(
        "requests",
        N_("Request letters"),
        "supplier",
        supplier_papers.requests,
        (Audience.SUPPLIER, *TRAVELLERS),
    ),
    Document(
        "vouchers",
        N_("Vouchers"),
        "supplier",
        supplier_papers.vouchers,
        (Audience.SUPPLIER, *TRAVELLERS),
    ),
    Document("checklists", N_("Checklists"), "checklists", checklists.content, TRAVELLERS),
    Document(
        "late",
        N_("What if I am late"),
        "late",
        late_page.content,
        TRAVELLERS,
        needs_ladder=True,
    ),
    Document("ideas", N_("Idea pool"), "ideas", idea_pool.content, TRAVELLERS),
)


def document_named(name: str) -> Document | None:
    """The document whose id is `name`, in any case, or None."""
    wanted = name.strip().casefold()
    return next((one for one in DOCUMENTS if one.id == wanted), None)
