"""Pages that have to work offline: nothing in them is fetched from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tourplanner.i18n import _

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TAG = re.compile(r"<([A-Za-z][\w-]*)((?:\"[^\"]*\"|'[^']*'|[^'\">])*)>")
ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
REMOTE = re.compile(r"\s*(?:https?:|ftp:|wss?:)?//", re.IGNORECASE)
REMOTE_IN_STYLE = re.compile(
    r"(?:url\(|@import)\s*[\"']?\s*(?:https?:)?//[^\s\"')]+", re.IGNORECASE
)
STYLE = re.compile(r"<style\b[^>]*>(.*?)</style\s*>", re.DOTALL | re.IGNORECASE)
FETCHED_BY = {
    "src": None,
    "srcset": None,
    "poster": None,
    "data": {"object"},
    "href": {"link", "image", "use", "base"},
    "xlink:href": {"image", "use"},
    "background": None,
}
"""Attributes that fetch: by any element, or by these; a link to follow (`a`) fetches nothing."""


def check_offline(content: bytes) -> Iterator[str]:
    """Problems of a page or drawing: what it would fetch from the network by itself."""
    text = COMMENT.sub("", content.decode("utf-8", "replace"))
    for element, attributes in TAG.findall(text):
        for name, *values in ATTRIBUTE.findall(attributes):
            value = "".join(values)
            elements = FETCHED_BY.get(name.lower(), set())
            is_fetched = elements is None or element.lower() in elements
            if is_fetched and _is_remote(name, value):
                problem = _("<{element} {name}> fetches {address} from the network.")
                yield problem.format(element=element, name=name, address=value[:80])
            if name.lower() == "style":
                yield from _in_style(value)
    for style in STYLE.findall(text):
        yield from _in_style(style)


def _is_remote(name: str, value: str) -> bool:
    parts = value.split(",") if name.lower() == "srcset" else [value]
    return any(REMOTE.match(part) for part in parts)


def _in_style(style: str) -> Iterator[str]:
    for found in REMOTE_IN_STYLE.findall(style):
        yield _("a style fetches {address} from the network.").format(address=found[:80])
