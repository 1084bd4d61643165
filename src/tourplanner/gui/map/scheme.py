"""The private address `tourplanner://map/`: what the map's page may load, and nothing else."""

from __future__ import annotations

import logging
import re
import secrets
from pathlib import Path, PurePosixPath

from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from tourplanner.gui.map.online import TILE_HOST, Consent
from tourplanner.mapping.page import with_nonce
from tourplanner.mapping.tiles import PackSource, plain_tile
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
    ".mvt": b"application/vnd.mapbox-vector-tile",
}
TILE = re.compile(r"tiles/\d{1,9}/(\d{1,2})/(\d{1,8})/(\d{1,8})\.mvt")
"""Number of the pack, zoom, column, row."""
POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
    "img-src 'self' data:{tile_host}; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)

logger = logging.getLogger(__name__)


def register_scheme() -> None:
    """Make the scheme known to the web engine; only before QApplication exists, once is enough."""
    if QWebEngineUrlScheme.schemeByName(SCHEME).name() == SCHEME:
        return
    scheme = QWebEngineUrlScheme(SCHEME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(
        QWebEngineUrlScheme.Flag.SecureScheme
        | QWebEngineUrlScheme.Flag.CorsEnabled
        | QWebEngineUrlScheme.Flag.FetchApiAllowed
    )
    QWebEngineUrlScheme.registerScheme(scheme)


class MapSchemeHandler(QWebEngineUrlSchemeHandler):
    """Answers with the page, the files under resources/web, Qt's channel script, and the tiles of
    the open pack."""

    def __init__(self, page: bytes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pack: PackSource | None = None
        self.consent = Consent()
        self._nonce = secrets.token_hex(16)  # lower case: Qt writes header values so
        self._page = with_nonce(page.decode(), self._nonce).encode()

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
        if tile := TILE.fullmatch(name):
            return self._tile(*(int(part) for part in tile.groups()))
        return _web_file(name)

    def _tile(self, z: int, x: int, y: int) -> bytes | None:
        """A tile, nothing where the pack has none; without a pack there is no such file."""
        if self.pack is None:
            return None
        plain = plain_tile(self.pack, z, x, y)
        if plain is None:
            logger.warning("tile %s/%s/%s of the area pack is broken or too large", z, x, y)
        return b"" if plain is None else plain

    @property
    def policy(self) -> str:
        """The content security policy: pictures from the tile server only with consent."""
        tile_host = f" https://{TILE_HOST}" if self.consent.is_given else ""
        return POLICY.format(nonce=self._nonce, tile_host=tile_host)

    def _headers(self) -> dict[QByteArray, list[QByteArray]]:
        """Values are lists, whatever the type information says of this Qt call."""
        return {
            QByteArray(b"Content-Security-Policy"): [QByteArray(self.policy.encode())],
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
