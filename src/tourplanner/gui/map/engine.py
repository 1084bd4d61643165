"""Whether this machine has a web engine, asked before anything needs one."""

from __future__ import annotations

import importlib
import logging
from types import ModuleType

logger = logging.getLogger(__name__)


def prepare_engine() -> bool:
    """Make the map's address known to the web engine; only before QApplication exists.

    False where there is no web engine: the map is then a drawing.
    """
    scheme = _module("tourplanner.gui.map.scheme")
    if scheme is None:
        return False
    scheme.register_scheme()
    return True


def web_parts() -> ModuleType | None:
    """The module with the web view, or None where the web engine cannot be loaded."""
    return _module("tourplanner.gui.map.web_pane")


def _module(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        if not (error.name or "").startswith("PySide6") and "PySide6" not in str(error):
            raise
        logger.warning("there is no web engine, the map is drawn without it: %s", error)
        return None
