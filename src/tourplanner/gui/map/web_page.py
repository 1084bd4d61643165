"""The map's web page with everything shut that a map does not need."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineSettings,
)

from tourplanner.gui.map.interceptor import RequestGate
from tourplanner.gui.map.online import USER_AGENT, Consent
from tourplanner.gui.map.scheme import PAGE_URL, SCHEME, MapSchemeHandler
from tourplanner.mapping.tiles import PackSource

OFF = (
    QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows,
    QWebEngineSettings.WebAttribute.JavascriptCanAccessClipboard,
    QWebEngineSettings.WebAttribute.LocalStorageEnabled,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessFileUrls,
    QWebEngineSettings.WebAttribute.PluginsEnabled,
    QWebEngineSettings.WebAttribute.PdfViewerEnabled,
    QWebEngineSettings.WebAttribute.FullScreenSupportEnabled,
    QWebEngineSettings.WebAttribute.ScreenCaptureEnabled,
    QWebEngineSettings.WebAttribute.WebGLEnabled,
    QWebEngineSettings.WebAttribute.ErrorPageEnabled,
    QWebEngineSettings.WebAttribute.FocusOnNavigationEnabled,  # loading must not take the focus
    QWebEngineSettings.WebAttribute.NavigateOnDropEnabled,
)

logger = logging.getLogger(__name__)


class MapProfile(QWebEngineProfile):
    """Keeps nothing on disk, serves the map's page and refuses all else.

    It must outlive its pages.
    """

    def __init__(self, page: bytes, parent: QObject | None = None) -> None:
        super().__init__(parent)  # without a name: off the record
        self.gate = RequestGate(self)
        self.setHttpCacheType(QWebEngineProfile.HttpCacheType.MemoryHttpCache)
        self.setHttpUserAgent(USER_AGENT)
        self.setPersistentCookiesPolicy(
            QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies
        )
        self._files = MapSchemeHandler(page, self)
        self.installUrlSchemeHandler(SCHEME, self._files)
        self.setUrlRequestInterceptor(self.gate)
        self.downloadRequested.connect(_refuse_download)
        for attribute in OFF:
            self.settings().setAttribute(attribute, False)

    def serve(self, pack: PackSource | None) -> None:
        """Answer requests for tiles from `pack`."""
        self._files.pack = pack

    def allow(self, consent: Consent) -> None:
        """Let tiles come from the network, or not; pages loaded from now on keep to it."""
        self.gate.consent = consent
        self._files.consent = consent


class MapWebPage(QWebEnginePage):
    """Loads the map's page once; goes nowhere else, opens nothing, grants nothing."""

    def __init__(self, profile: MapProfile, parent: QObject | None = None) -> None:
        super().__init__(profile, parent)
        self.troubles: list[str] = []
        """What the scripts complained of."""
        self.permissionRequested.connect(_refuse_permission)

    def acceptNavigationRequest(
        self, url: QUrl | str, type: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        """Whether to go to `url`: only to the map itself."""
        return is_main_frame and QUrl(url) == PAGE_URL

    def createWindow(self, type: QWebEnginePage.WebWindowType) -> None:  # type: ignore[override]
        """No page opens a window."""

    def javaScriptConsoleMessage(
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        line: int,
        source: str,
    ) -> None:
        """Put what the scripts say into the log."""
        if level is QWebEnginePage.JavaScriptConsoleMessageLevel.InfoMessageLevel:
            logger.debug("map page: %s", message)
            return
        self.troubles.append(message)
        logger.warning("map page: %s (%s:%s)", message, source, line)


def _refuse_permission(permission: QWebEnginePermission) -> None:
    permission.deny()


def _refuse_download(download: QWebEngineDownloadRequest) -> None:
    download.cancel()
