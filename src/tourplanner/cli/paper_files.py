"""Documents on paper from the terminal: which are asked for, and the files they become."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime

from tourplanner.bootstrap import Workbench, build_press, ground_of
from tourplanner.documents.catalogue import DOCUMENTS, document_named
from tourplanner.documents.document import Document
from tourplanner.documents.paper_order import PaperOrder, speeches_of
from tourplanner.domain.paper_choice import PaperLanguage
from tourplanner.domain.tour import Tour
from tourplanner.errors import InvalidEdit
from tourplanner.exchange.file_names import safe_stem
from tourplanner.exchange.formats import EXPORTERS, FormatUnknown, NamedFile
from tourplanner.i18n import _
from tourplanner.usecases.late_ladder import late_ladder
from tourplanner.usecases.paper_books import paper_books


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


def print_documents(
    documents: Sequence[Document],
    tour: Tour,
    bench: Workbench,
    options: argparse.Namespace,
    now: datetime,
) -> tuple[list[NamedFile], list[str]]:
    """The documents as files, and what their reader should know of them.

    Raises InvalidEdit for a document that is not for the audience.
    """
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
    order = PaperOrder(books, choice, now, late)
    files: list[NamedFile] = []
    cautions: dict[str, None] = {}
    language = "" if choice.language is PaperLanguage.EN else f" ({choice.language.value})"
    with ExitStack() as open_until_printed:
        ground = ground_of(bench)
        if ground is not None:
            open_until_printed.callback(ground.close)
        press = build_press(ground)
        for document in documents:
            printed = press.print(document, order)
            name = f"{safe_stem(tour.title)} - {document.id}{language}.pdf"
            files.append((name, printed.pdf))
            cautions |= dict.fromkeys(printed.cautions)
    return files, list(cautions)
