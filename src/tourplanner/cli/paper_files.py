"""Documents on paper from the terminal: which are asked for, and the files they become."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tourplanner.bootstrap import Workbench, build_press
from tourplanner.documents.catalogue import DOCUMENTS, document_named
from tourplanner.documents.document import Document
from tourplanner.documents.paper_order import PaperOrder, speeches_of
from tourplanner.domain.tour import Tour
from tourplanner.errors import InvalidEdit
from tourplanner.exchange.file_names import paper_name
from tourplanner.exchange.formats import EXPORTERS, FormatUnknown, NamedFile
from tourplanner.i18n import _
from tourplanner.usecases.late_ladder import late_ladder
from tourplanner.usecases.paper_books import paper_books

if TYPE_CHECKING:
    from tourplanner.area.ground import PackGround


def split_formats(names: Sequence[str]) -> tuple[list[Document], list[str]]:
    """The documents among `names`, once each, and the other formats; raises FormatUnknown."""
    documents: dict[str, Document] = {}
    others = []
    known = {exporter.id for exporter in EXPORTERS}
    for name in names:
        document = document_named(name)
        if document is not None:
            documents[document.id] = document
        elif name.strip().lower() in known:
            others.append(name)
        else:
            listed = [*(exporter.id for exporter in EXPORTERS), *(one.id for one in DOCUMENTS)]
            raise FormatUnknown(format=name, known=", ".join(listed))
    return list(documents.values()), others


@dataclass(frozen=True, slots=True)
class Papers:
    """Printed documents."""

    files: tuple[NamedFile, ...]
    pages: Mapping[str, int]
    """By the name of the file."""
    cautions: tuple[str, ...]
    """What their reader should know of them."""


def print_documents(
    documents: Sequence[Document],
    tour: Tour,
    bench: Workbench,
    ground: PackGround | None,
    options: argparse.Namespace,
    now: datetime,
) -> Papers:
    """The documents as files; raises InvalidEdit for a document that is not for the audience."""
    if not documents:
        return Papers((), {}, ())
    order = _order(documents, tour, bench, options, now)
    press = build_press(ground)
    printed = {
        paper_name(tour.title, document.id, order.choice.language): press.print(document, order)
        for document in documents
    }
    return Papers(
        tuple((name, one.pdf) for name, one in printed.items()),
        {name: one.pages for name, one in printed.items()},
        tuple(dict.fromkeys(caution for one in printed.values() for caution in one.cautions)),
    )


def page_counts(
    documents: Sequence[Document],
    tour: Tour,
    bench: Workbench,
    ground: PackGround | None,
    options: argparse.Namespace,
    now: datetime,
) -> list[tuple[str, int]]:
    """How many pages each document has, before anything is written; raises InvalidEdit."""
    order = _order(documents, tour, bench, options, now)
    press = build_press(ground)
    return [(document.id, press.print(document, order).pages) for document in documents]


def _order(
    documents: Sequence[Document],
    tour: Tour,
    bench: Workbench,
    options: argparse.Namespace,
    now: datetime,
) -> PaperOrder:
    choice = tour.dossier.paper
    for document in documents:
        if choice.audience not in document.audiences:
            problem = _("“{document}” is for {audiences}.").format(
                document=document.id, audiences=", ".join(document.audiences)
            )
            raise InvalidEdit(field="--audience", problem=problem)
    speeches = speeches_of(choice.language)
    books = paper_books(tour, bench.catalogue, choice.audience, speeches, options.reader)
    needs_ladder = any(document.needs_ladder for document in documents)
    late = late_ladder(tour, bench.catalogue, bench.travel) if needs_ladder else None
    return PaperOrder(books, choice, now, late)
