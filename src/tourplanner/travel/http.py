"""The only door to the network (map tiles apart): one file of one server, after the user's yes."""

from __future__ import annotations

import http.client
import logging
import os
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import BinaryIO
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from tourplanner import __version__
from tourplanner.domain.progress import Progress, Report, ShouldStop
from tourplanner.errors import Cancelled, TargetNotWritable, TravelError
from tourplanner.i18n import N_, _
from tourplanner.owner_lock import hold

USER_AGENT = f"TourPlanner/{__version__}"
TIMEOUT_S = 10.0
TRIES = 4
FIRST_PAUSE_S = 1.0
MEGABYTE = 1_000_000
LARGEST_FILE = 3000 * MEGABYTE
STEP_BYTES = 128 * 1024
SPARE_BYTES = 100 * MEGABYTE
"""Left free on the disk."""
PBF_START = b"\x0a\x09OSMHeader"
"""What stands after the length of the first block of every .osm.pbf file."""
PARTIAL, GONE, TOO_MANY = 206, 416, 429

logger = logging.getLogger(__name__)


class NoAnswer(TravelError):
    """A server that cannot be reached, or breaks off again and again."""

    text = N_("{host} cannot be reached: {problem}")
    hint = N_("Check the connection and try again; what was fetched so far is kept.")


class WrongAnswer(TravelError):
    """A server that sends something else."""

    text = N_("{host} did not send the map file: {problem}")
    hint = N_("Fetch the extract in a browser and choose the file here.")


class AlreadyFetching(TravelError):
    """Two downloads of one file would spoil each other's half."""

    text = N_("“{file}” is being fetched already, perhaps in another window.")
    hint = N_("Wait until that has ended, then try again; what was fetched so far is kept.")


class FileTooLarge(TravelError):
    """A file that is not worth the wait."""

    text = N_("The file of {host} has {size} MB; at most {limit} MB are fetched.")
    hint = N_("Fetch a smaller region in a browser and choose the file here.")


class _Broken(Exception):
    """This time it went wrong; another try may do."""


@dataclass(frozen=True, slots=True)
class Permit:
    """The user's yes to requests to one server; nobody else is asked anything."""

    origin: str
    """Like "https://example.org"; unencrypted only on this machine itself."""

    def __post_init__(self) -> None:
        """Refuse what could be overheard."""
        parts = urlsplit(self.origin)
        is_local = parts.scheme == "http" and parts.hostname == "127.0.0.1"
        if parts.path or not parts.hostname or not (parts.scheme == "https" or is_local):
            raise ValueError(self.origin)

    @property
    def host(self) -> str:
        """The server's name."""
        return urlsplit(self.origin).hostname or ""

    def covers(self, url: str) -> bool:
        """Whether a request to `url` is allowed."""
        return url.startswith(f"{self.origin}/")


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """What a server says of a file before it is fetched."""

    url: str
    size: int
    changed: datetime | None
    tag: str
    """Names this version of the file; "" where the server names none."""


def look_at(url: str, permit: Permit, *, largest: int = LARGEST_FILE) -> RemoteFile:
    """Ask the server how large the file is; nothing is fetched.

    Raises NoAnswer, WrongAnswer, FileTooLarge.
    """
    try:
        with _open(url, permit, "HEAD", {}) as answer:
            headers = answer.headers
    except _Broken as error:
        raise NoAnswer(host=permit.host, problem=str(error)) from error
    length = headers.get("Content-Length", "")
    if not length.isdecimal() or not int(length):
        raise WrongAnswer(host=permit.host, problem=_("it does not say how large the file is."))
    if int(length) > largest:
        size, limit = round(int(length) / MEGABYTE), largest // MEGABYTE
        raise FileTooLarge(host=permit.host, size=size, limit=limit)
    etag = headers.get("ETag", "")
    tag = etag if etag and not etag.startswith("W/") else headers.get("Last-Modified", "")
    return RemoteFile(url, int(length), _instant(headers.get("Last-Modified")), tag)


def fetch(
    remote: RemoteFile,
    target: Path,
    permit: Permit,
    report: Report,
    should_stop: ShouldStop,
    *,
    pause: Callable[[float], None] = time.sleep,
) -> Path:
    """Fetch the file to `target`, going on where an earlier try ended.

    What is there so far stays in a file beside it that ends in ".part". A broken connection is
    taken up again some times. Raises AlreadyFetching, NoAnswer, WrongAnswer, TargetNotWritable or
    Cancelled; what was at `target` is then untouched.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        lock = hold(target.with_name(f"{target.name}.lock"))
    except OSError as error:
        problem = error.strerror or str(error)
        raise TargetNotWritable(file=str(target), problem=problem) from error
    if lock is None:
        raise AlreadyFetching(file=target.name)
    try:
        return _fetch_alone(remote, target, permit, report, should_stop, pause)
    finally:
        lock.remove()


def _fetch_alone(
    remote: RemoteFile,
    target: Path,
    permit: Permit,
    report: Report,
    should_stop: ShouldStop,
    pause: Callable[[float], None],
) -> Path:
    """Nobody else fetches to `target` meanwhile."""
    part = target.with_name(f"{target.name}.part")
    tag = target.with_name(f"{target.name}.tag")
    try:
        is_same = bool(remote.tag) and _text_of(tag) == remote.tag
        if is_same and _size_of(target) == remote.size:
            return target
        if not is_same:
            part.unlink(missing_ok=True)
            tag.write_text(remote.tag, encoding="utf-8")
        _expect_room(part, remote, target)
        _fetch_whole(remote, part, permit, report, should_stop, pause)
        os.replace(part, target)
    except OSError as error:
        problem = error.strerror or str(error)
        raise TargetNotWritable(file=str(target), problem=problem) from error
    return target


def _fetch_whole(
    remote: RemoteFile,
    part: Path,
    permit: Permit,
    report: Report,
    should_stop: ShouldStop,
    pause: Callable[[float], None],
) -> None:
    tries = 0
    while _size_of(part) != remote.size:
        before = _size_of(part)
        if should_stop():
            raise Cancelled
        try:
            _receive(remote, part, permit, report, should_stop)
        except _Broken as error:
            tries = 1 if _size_of(part) > before else tries + 1
            if tries >= TRIES:
                raise NoAnswer(host=permit.host, problem=str(error)) from error
            logger.info("the download broke off, try %s follows", tries + 1)
            _wait(FIRST_PAUSE_S * 2 ** (tries - 1), should_stop, pause)


def _receive(
    remote: RemoteFile, part: Path, permit: Permit, report: Report, should_stop: ShouldStop
) -> None:
    """Append to `part` what is missing, as far as the connection holds."""
    done = _size_of(part)
    if done >= remote.size or not remote.tag:
        part.unlink(missing_ok=True)
        done = 0
    asked = {"Range": f"bytes={done}-", "If-Range": remote.tag} if done else {}
    with _open(remote.url, permit, "GET", asked) as answer:
        is_continued = answer.status == PARTIAL
        told = answer.headers.get("Content-Range", "")
        if is_continued and told != f"bytes {done}-{remote.size - 1}/{remote.size}":
            part.unlink(missing_ok=True)
            raise _Broken(_("it went on at another place."))
        if not is_continued:
            done = 0
        with part.open("ab" if is_continued else "wb") as file:
            _copy(answer, file, done, remote, permit, report, should_stop)


def _copy(
    answer: http.client.HTTPResponse,
    file: BinaryIO,
    done: int,
    remote: RemoteFile,
    permit: Permit,
    report: Report,
    should_stop: ShouldStop,
) -> None:
    doing = _("Fetching the extract")
    while done < remote.size:
        if should_stop():
            raise Cancelled
        try:
            piece = answer.read1(STEP_BYTES) if done else answer.read(4 + len(PBF_START))
        except (OSError, http.client.HTTPException) as error:
            raise _Broken(_reason(error)) from error
        if not piece:
            raise _Broken(_("the connection broke off."))
        if done == 0 and not _is_pbf(piece):
            file.truncate(0)
            raise WrongAnswer(host=permit.host, problem=_("it is no .osm.pbf file."))
        percent = 100 * done // remote.size
        done += len(piece)
        if done > remote.size:
            file.truncate(0)
            raise WrongAnswer(host=permit.host, problem=_("it is longer than was said."))
        file.write(piece)
        if 100 * done // remote.size > percent:
            report(Progress(doing, done / remote.size))


class _SameServer(HTTPRedirectHandler):
    """Follows only to where the permit reaches."""

    def __init__(self, permit: Permit) -> None:
        self._permit = permit

    def redirect_request(
        self, req: Request, fp: object, code: int, msg: str, headers: object, newurl: str
    ) -> Request | None:
        """The same question at another address of the same server."""
        if not self._permit.covers(newurl):
            host = urlsplit(newurl).hostname or newurl
            problem = _("it sends to another server, {other}.").format(other=host)
            raise WrongAnswer(host=self._permit.host, problem=problem)
        return Request(newurl, headers=dict(req.header_items()), method=req.get_method())  # noqa: S310


def _open(
    url: str, permit: Permit, method: str, asked: Mapping[str, str]
) -> http.client.HTTPResponse:
    """The server's answer; raises _Broken for what may pass, WrongAnswer for what will not."""
    if not permit.covers(url):
        raise ValueError(url)
    headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity", **asked}
    request = Request(url, headers=headers, method=method)  # noqa: S310 - the permit is for https
    try:
        answer = build_opener(_SameServer(permit)).open(request, timeout=TIMEOUT_S)
    except HTTPError as error:
        error.close()
        if error.code >= 500 or error.code in (TOO_MANY, GONE):
            raise _Broken(_("it answers {code}.").format(code=error.code)) from error
        problem = _("it answers {code}, so there is no such file.").format(code=error.code)
        raise WrongAnswer(host=permit.host, problem=problem) from error
    except (OSError, http.client.HTTPException) as error:
        raise _Broken(_reason(error)) from error
    assert isinstance(answer, http.client.HTTPResponse)  # noqa: S101 - http and https alone
    return answer


def _reason(error: Exception) -> str:
    inner = getattr(error, "reason", None)
    text = str(getattr(inner, "strerror", None) or inner or getattr(error, "strerror", None) or "")
    return (text or str(error) or type(error).__name__).rstrip(".") + "."


def _wait(seconds: float, should_stop: ShouldStop, pause: Callable[[float], None]) -> None:
    for _step in range(max(1, round(seconds / 0.1))):
        if should_stop():
            raise Cancelled
        pause(0.1)


def _expect_room(part: Path, remote: RemoteFile, target: Path) -> None:
    free = shutil.disk_usage(target.parent).free
    if free < remote.size - _size_of(part) + SPARE_BYTES:
        problem = _("{needed} MB are needed on the disk, {free} MB are free.").format(
            needed=(remote.size + SPARE_BYTES) // MEGABYTE, free=free // MEGABYTE
        )
        raise TargetNotWritable(file=str(target), problem=problem)


def _is_pbf(start: bytes) -> bool:
    return start[4 : 4 + len(PBF_START)] == PBF_START


def _size_of(file: Path) -> int:
    """Bytes; 0 where there is no file."""
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def _instant(text: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(text) if text else None
    except ValueError:
        return None
