"""The door of the map's page: every request that leaves the program is refused."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtWebEngineCore import QWebEngineUrlRequestInfo, QWebEngineUrlRequestInterceptor

from tourplanner.gui.map.scheme import SCHEME

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

ALLOWED_SCHEMES = frozenset({SCHEME.decode(), "data", "blob"})

logger = logging.getLogger(__name__)


class RequestGate(QWebEngineUrlRequestInterceptor):
    """Lets the program's own files through and counts what it refused."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.passed = 0
        self.refused: list[str] = []
        """Addresses, oldest first."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Block everything that is not of the program."""
        url = info.requestUrl()
        if url.scheme() in ALLOWED_SCHEMES:
            self.passed += 1
            return
        info.block(True)
        self.refused.append(url.toString())
        logger.warning("the map's page was refused a request to the host %s", url.host())
