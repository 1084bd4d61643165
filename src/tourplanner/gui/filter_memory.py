"""Brings back, with each tour, how its list of places was narrowed."""

from __future__ import annotations

import json
import logging
from collections.abc import MutableMapping
from pathlib import Path

from PySide6.QtCore import QObject

from tourplanner.errors import TourPlannerError
from tourplanner.files import write_atomic
from tourplanner.gui.open_tour import OpenTour
from tourplanner.gui.panels.sites import SitesPanel

Filters = dict[str, list[str]]
FilterStore = MutableMapping[str, Filters]
"""Filters by the id of their tour."""
FILE_NAME = "list-filters.json"
MOST_TOURS = 200
LONGEST_FILE = 1_000_000

logger = logging.getLogger(__name__)


def read_filters(folder: Path) -> FilterStore:
    """What was kept in `folder`; a file that is no such thing is as good as none."""
    try:
        if (folder / FILE_NAME).stat().st_size > LONGEST_FILE:
            return {}
        kept = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    tours = kept.items() if isinstance(kept, dict) else ()
    return {tour: filters for tour, filters in tours if _is_filters(filters)}


def write_filters(folder: Path, store: FilterStore) -> None:
    """Keep `store` in `folder`; when that fails a filter is lost, nothing more."""
    try:
        text = json.dumps(dict(store), ensure_ascii=False)
        write_atomic(folder / FILE_NAME, text.encode("utf-8", "replace"))
    except (TourPlannerError, OSError) as error:
        logger.warning("the filters of the list are not kept: %s", error)


def _is_filters(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(texts, list) and all(isinstance(text, str) for text in texts)
        for texts in value.values()
    )


class FilterMemory(QObject):
    """Listens to the list and keeps its filters; a tour not seen before begins with none."""

    def __init__(self, open_tour: OpenTour, panel: SitesPanel, store: FilterStore) -> None:
        super().__init__(panel)
        self._open_tour = open_tour
        self._panel = panel
        self._store = store
        self._is_other_tour = False
        open_tour.loaded.connect(self._wait)
        open_tour.shown.connect(self._follow)
        panel.query_changed.connect(self._keep)
        self._restore()

    def _wait(self) -> None:
        """The tour is another one; its filters come once the list offers its terms."""
        self._is_other_tour = True

    def _follow(self) -> None:
        if self._is_other_tour:
            self._restore()
            self._is_other_tour = False

    def _restore(self) -> None:
        tour = self._open_tour.tour
        self._panel.restore(self._store.get(tour.id, {}), tour.preferences.dates)

    def _keep(self) -> None:
        if self._is_other_tour:
            return
        tour, filters = self._open_tour.tour.id, self._panel.filters
        self._store.pop(tour, None)
        if filters:
            self._store[tour] = filters
        for oldest in list(self._store)[:-MOST_TOURS]:
            del self._store[oldest]
