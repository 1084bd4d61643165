"""The roadbooks that papers are made from: reduced for their reader, in each language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tourplanner.domain.audience import Audience
from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.seen_by import seen_by
from tourplanner.domain.tour import Tour
from tourplanner.i18n import speaking
from tourplanner.usecases.make_roadbook import make_roadbook


def paper_books(
    tour: Tour,
    catalogue: SiteCatalogue,
    audience: Audience,
    speeches: Iterable[tuple[str, str]],
    reader: str = "",
) -> Mapping[str, Roadbook]:
    """By language, the tour's roadbook as `audience` may see it, its sentences in that language.

    `speeches` are pairs of a language and what `speaking` calls it.
    """
    books = {}
    for language, spoken in speeches:
        with speaking(spoken):
            books[language] = seen_by(make_roadbook(tour, catalogue), audience, reader)
    return books
