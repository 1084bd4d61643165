"""The private address `tourplanner://map/`: what the map's page may load, and nothing else."""

from __future__ import annotations

import logging
import secrets
from pathlib import Path, PurePosixPath

from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from tourplanner.mapping.page import with_nonce
from tourplanner.paths import resource

SCHEME = b"tourplanner"
HOST = "map"
PAGE_URL = QUrl("tourplanner://map/map.html")
QT_FILES = {"qwebchannel.js": ":/qtwebchannel/qwebchannel.js"}
TYPES = {
    ".html": b"text/html;charset=utf-8",
    ".js": b"text/javascript;charset=utf-8",
    ".css": b"text/css;charset=utf-8",
    ".png": b"image/png",
    ".svg": b"image/svg+xml",
}
POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

logger = logging.getLogger(__name__)


def register_scheme() -> None:
    """Make the scheme known to the web engine; only before QApplication exists, once is enough."""
    if QWebEngineUrlScheme.schemeByName(SCHEME).name() == SCHEME:
        return
    scheme = QWebEngineUrlScheme(SCHEME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme | QWebEngineUrlScheme.Flag.CorsEnabled)
    QWebEngineUrlScheme.registerScheme(scheme)


class MapSchemeHandler(QWebEngineUrlSchemeHandler):
    """Answers with the page, the files under resources/web, and Qt's channel script."""

    def __init__(self, page: bytes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        nonce = secrets.token_hex(16)  # lower case: Qt writes header values so
        self._page = with_nonce(page.decode(), nonce).encode()
        self._policy = POLICY.format(nonce=nonce).encode()

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Answer one request; what is not ours does not exist."""
        url = job.requestUrl()
        name = url.path(QUrl.ComponentFormattingOption.FullyDecoded).removeprefix("/")
        is_ours = url.host() == HOST and job.requestMethod() == b"GET"
        content = self.content(name) if is_ours else None
        if content is None:
            logger.warning("the map asked for a file that is not there: %s", name)
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        buffer = QBuffer(job)
        buffer.setData(QByteArray(content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        job.setAdditionalResponseHeaders(self._headers())  # type: ignore[arg-type]
        job.reply(QByteArray(TYPES[PurePosixPath(name).suffix]), buffer)

    def content(self, name: str) -> bytes | None:
        """The file `name` (relative, decoded), or None: not ours, not there, outside the folder."""
        if name == PAGE_URL.path().removeprefix("/"):
            return self._page
        if name in QT_FILES:
            return _qt_file(QT_FILES[name])
        return _web_file(name)

    def _headers(self) -> dict[QByteArray, list[QByteArray]]:
        """Values are lists, whatever the type information says of this Qt call."""
        return {
            QByteArray(b"Content-Security-Policy"): [QByteArray(self._policy)],
            QByteArray(b"X-Content-Type-Options"): [QByteArray(b"nosniff")],
            QByteArray(b"Referrer-Policy"): [QByteArray(b"no-referrer")],
        }


def _qt_file(path: str) -> bytes | None:
    file = QFile(path)
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        return None
    return bytes(file.readAll().data())


def _web_file(name: str) -> bytes | None:
    folder = resource("web").resolve()
    if not name or "\0" in name or "\\" in name or PurePosixPath(name).suffix not in TYPES:
        return None
    path = Path(folder, *PurePosixPath(name).parts).resolve()
    return path.read_bytes() if path.is_relative_to(folder) and path.is_file() else None
