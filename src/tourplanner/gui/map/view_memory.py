"""How each tour's map was last looked at, kept over restarts."""

from __future__ import annotations

import json
import logging
import math
from pathlib import Path

from tourplanner.errors import TourPlannerError
from tourplanner.files import write_atomic

FILE_NAME = "map-views.json"
MOST_TOURS = 200
LONGEST_FILE = 2_000_000

View = dict[str, object]

logger = logging.getLogger(__name__)


class ViewMemory:
    """Centre, zoom, layers by tour; consent and label script for all. Lost, it costs a fit."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE_NAME
        kept = _read(self._file)
        self._views: dict[str, View] = {
            str(frame): view
            for frame, view in _dict(kept.get("views")).items()
            if isinstance(view, dict) and is_view(view)
        }
        self._general = _dict(kept.get("general"))
        self._is_changed = False

    def view(self, frame: str) -> View | None:
        """How the tour was last looked at; for one never seen, what all maps have in common."""
        return self._views.get(frame)

    def remember(self, frame: str, view: View) -> None:
        """Keep `view` for `frame`; one that is no view is dropped."""
        if not is_view(view):
            return
        self._views.pop(frame, None)
        self._views[frame] = view
        for oldest in list(self._views)[:-MOST_TOURS]:
            del self._views[oldest]
        self._general["labels"] = view.get("labels")
        self._is_changed = True

    @property
    def labels(self) -> str | None:
        """The script of names on the ground that was chosen last."""
        labels = self._general.get("labels")
        return labels if isinstance(labels, str) else None

    @property
    def has_consent(self) -> bool:
        """Whether tiles may come from the network."""
        return self._general.get("online") is True

    def keep_consent(self, *, is_given: bool) -> None:
        """Remember the answer at once."""
        self._general["online"] = is_given
        self._is_changed = True
        self.save()

    def save(self) -> None:
        """Write what changed."""
        if not self._is_changed:
            return
        text = json.dumps({"views": self._views, "general": self._general}, ensure_ascii=False)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(self._file, text.encode())
        except (TourPlannerError, OSError) as error:
            logger.warning("the views of the map are not kept: %s", error)
            return
        self._is_changed = False


def is_view(view: View) -> bool:
    """Whether `view` has a centre and a zoom that a map can take."""
    lat, lon, zoom = view.get("lat"), view.get("lon"), view.get("zoom")
    return _is_number(lat, -90, 90) and _is_number(lon, -180, 180) and _is_number(zoom, 0, 22)


def _is_number(value: object, low: float, high: float) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and low <= value <= high


def _read(file: Path) -> View:
    try:
        if file.stat().st_size > LONGEST_FILE:
            return {}
        return _dict(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError):
        return {}


def _dict(value: object) -> View:
    return {str(key): one for key, one in value.items()} if isinstance(value, dict) else {}
