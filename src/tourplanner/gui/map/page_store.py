"""Keeps the map's page on disk, so that only the first start has to write it."""

from __future__ import annotations

import logging
from pathlib import Path

from tourplanner.errors import TourPlannerError
from tourplanner.files import write_atomic
from tourplanner.mapping.page import page_key, window_page

logger = logging.getLogger(__name__)


def kept_page(folder: Path) -> bytes | None:
    """The page kept in `folder`, or None where none of this version is."""
    try:
        return _file(folder).read_bytes() or None
    except OSError:
        return None


def make_page(folder: Path) -> bytes:
    """Write the page anew, and keep it in `folder` where that is possible. Takes a second."""
    content = window_page().encode()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomic(_file(folder), content)
    except (TourPlannerError, OSError) as error:
        logger.warning("the map's page is not kept: %s", error)
        return content
    for old in folder.glob("map-*.html"):
        if old != _file(folder):
            old.unlink(missing_ok=True)
    return content


def _file(folder: Path) -> Path:
    return folder / f"map-{page_key()}.html"
