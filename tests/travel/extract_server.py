"""A server on this machine that serves one file, as badly as a test wants."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tourplanner.domain.progress import never, unheard
from tourplanner.travel import http
from tourplanner.travel.http import Permit, RemoteFile, fetch, look_at

CONTENT = b"\x00\x00\x00\x0d" + http.PBF_START + bytes(range(256)) * 4000
PATH = "/asia/china/jiangxi-latest.osm.pbf"


@dataclass
class Server:
    """Serves one file, as badly as a test wants."""

    content: bytes = CONTENT
    tag: str = '"version-1"'
    breaks_after: list[int] = field(default_factory=list)
    """Each answer ends after so many bytes, until the list is used up."""
    status: int = 200
    location: str = ""
    said_length: str | None = None
    with_ranges: bool = True
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    """Method, path and range of every request."""
    port: int = 0

    @property
    def permit(self) -> Permit:
        return Permit(f"http://127.0.0.1:{self.port}")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{PATH}"

    def look(self) -> RemoteFile:
        return look_at(self.url, self.permit)

    def fetch(self, target: Path) -> Path:
        return fetch(self.look(), target, self.permit, unheard, never, pause=lambda _s: None)

    @property
    def fetched(self) -> list[str]:
        """The ranges asked for."""
        return [wanted for method, _path, wanted in self.asked if method == "GET"]


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_words: object) -> None:
            """Quiet."""

        def do_HEAD(self) -> None:
            self._answer()

        def do_GET(self) -> None:
            self._answer()

        def _answer(self) -> None:
            wanted = self.headers.get("Range", "")
            server.asked.append((self.command, self.path, wanted))
            if server.location and self.path == PATH:
                self.send_response(302)
                self.send_header("Location", server.location)
                self.end_headers()
                return
            if server.status != 200:
                self.send_response(server.status)
                self.end_headers()
                return
            begin = 0
            is_same = self.headers.get("If-Range") == server.tag
            if wanted and is_same and server.with_ranges:
                begin = int(wanted.removeprefix("bytes=").removesuffix("-"))
                size = len(server.content)
                self.send_response(206)
                self.send_header("Content-Range", f"bytes {begin}-{size - 1}/{size}")
            else:
                self.send_response(200)
            length = server.said_length
            if length is None:
                length = str(len(server.content) - begin)
            if length:
                self.send_header("Content-Length", length)
            if server.tag:
                self.send_header("ETag", server.tag)
            self.send_header("Last-Modified", "Tue, 24 Nov 2026 21:00:00 GMT")
            self.end_headers()
            if self.command == "GET":
                body = server.content[begin:]
                if server.breaks_after:
                    body = body[: server.breaks_after.pop(0)]
                self.wfile.write(body)

    return Handler


def served(server: Server) -> Iterator[Server]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), _handler(server))
    server.port = running.server_port
    thread = threading.Thread(target=running.serve_forever, args=(0.01,))
    thread.start()
    yield server
    running.shutdown()
    thread.join()
    running.server_close()
