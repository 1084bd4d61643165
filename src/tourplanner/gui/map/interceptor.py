"""The door of the map's page: every request that leaves the program is refused or was allowed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtWebEngineCore import QWebEngineUrlRequestInfo, QWebEngineUrlRequestInterceptor

from tourplanner.gui.map.online import Consent
from tourplanner.gui.map.scheme import SCHEME

if TYPE_CHECKING:
    from PySide6.QtCore import QObject, QUrl

ALLOWED_SCHEMES = frozenset({SCHEME.decode(), "data", "blob"})
IMAGE = QWebEngineUrlRequestInfo.ResourceType.ResourceTypeImage

logger = logging.getLogger(__name__)


class RequestGate(QWebEngineUrlRequestInterceptor):
    """Lets the program's own files through, pictures of tiles where the user allowed them, and
    counts what it refused."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.consent = Consent()
        self.passed = 0
        self.remote = 0
        """How many requests left the program."""
        self.refused: list[str] = []
        """Addresses, oldest first."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Block everything that is not of the program."""
        url = info.requestUrl()
        if url.scheme() in ALLOWED_SCHEMES:
            self.passed += 1
        elif self.lets_out(url, info.resourceType()):
            self.remote += 1
        else:
            info.block(True)
            self.refused.append(url.toString())
            logger.warning("the map's page was refused a request to the host %s", url.host())

    def lets_out(self, url: QUrl, kind: QWebEngineUrlRequestInfo.ResourceType) -> bool:
        """Whether a request for something of that kind may go to the network."""
        return kind is IMAGE and self.consent.allows(url)
