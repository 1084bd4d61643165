"""Opens pages of the disk in a web view, and tells as JSON what they asked for: FOLDER NAME..."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer, QUrl
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)

from tourplanner.gui.app import make_application

SETTLE_MS = 400


class Listener(QWebEngineUrlRequestInterceptor):
    """Notes every request but those for what the page itself holds."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:  # noqa: N802 - Qt
        url = info.requestUrl()
        if url.scheme() not in {"data", "blob"}:
            self.asked.append(url.fileName() if url.isLocalFile() else url.toString())


def main(folder: Path, names: list[str]) -> None:
    make_application()
    profile, listener = QWebEngineProfile(), Listener()
    profile.setUrlRequestInterceptor(listener)
    page = QWebEnginePage(profile)
    loop = QEventLoop()
    loaded: list[str] = []

    def note(is_loaded: bool) -> None:
        if is_loaded:
            loaded.append(page.url().fileName())
        QTimer.singleShot(SETTLE_MS, loop.quit)

    page.loadFinished.connect(note)
    for name in names:
        page.load(QUrl.fromLocalFile(str(folder / name)))
        loop.exec()
    (folder / "seen.json").write_text(json.dumps({"loaded": loaded, "asked": listener.asked}))
    page.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
