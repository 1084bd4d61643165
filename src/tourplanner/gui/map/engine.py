"""Whether this machine has a web engine, asked before anything needs one."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tourplanner.gui.map.web_pane import WebPane

FORCE_VARIABLE = "TOURPLANNER_MAP"
DRAWN = "drawn"

logger = logging.getLogger(__name__)


def prepare_engine() -> bool:
    """Make the map's address known to the web engine; only before QApplication exists.

    False where there is no web engine, or none is wished for: the map is then a drawing.
    """
    if is_drawing_wished():
        return False
    try:
        from tourplanner.gui.map.scheme import register_scheme
    except ImportError as error:
        _expect_engine_trouble(error)
        return False
    register_scheme()
    return True


def web_pane() -> type[WebPane] | None:
    """The widget with the web view, or None where the web engine cannot or shall not be loaded."""
    if is_drawing_wished():
        return None
    try:
        from tourplanner.gui.map.web_pane import WebPane
    except ImportError as error:
        _expect_engine_trouble(error)
        return None
    return WebPane


def is_drawing_wished() -> bool:
    """Whether the environment asks for the drawing, as where web pages freeze the screen."""
    return os.environ.get(FORCE_VARIABLE, "").lower() == DRAWN


def _expect_engine_trouble(error: ImportError) -> None:
    """Anything but the missing engine is a bug, and raised."""
    if "PySide6" not in f"{error.name} {error}":
        raise error
    logger.warning("there is no web engine, the map is drawn without it: %s", error)
