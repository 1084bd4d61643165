"""XML from strangers: no entities, no document types, bounded in depth and in number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from tourplanner.errors import UnreadableFile
from tourplanner.i18n import _

DEEPEST = 60
MOST_ELEMENTS = 500_000


@dataclass(slots=True)
class XmlNode:
    """An element without its namespace."""

    tag: str
    attributes: dict[str, str]
    line: int
    children: list[XmlNode] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The characters directly inside."""
        return "".join(self.parts).strip()

    def all(self, *tags: str) -> Iterator[XmlNode]:
        """Children called one of `tags`, in order."""
        return (child for child in self.children if child.tag in tags)

    def first(self, tag: str) -> XmlNode | None:
        """The first child called `tag`, or None."""
        return next(self.all(tag), None)

    def text_of(self, tag: str) -> str:
        """The text of the first child called `tag`; empty when there is none."""
        child = self.first(tag)
        return "" if child is None else child.text

    def below(self, *tags: str) -> Iterator[XmlNode]:
        """All elements below called one of `tags`, in the order of the file."""
        waiting = list(reversed(self.children))
        while waiting:
            node = waiting.pop()
            if node.tag in tags:
                yield node
            waiting.extend(reversed(node.children))


class _TooLarge(Exception):
    """Deeper or longer than allowed."""


class _Builder:
    """What the parser tells, as nodes; it counts as it goes."""

    def __init__(self) -> None:
        self.root: XmlNode | None = None
        self.parser: Any = None  # expat's, known once the parser is made
        self._open: list[XmlNode] = []
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= DEEPEST or self._count > MOST_ELEMENTS:
            raise _TooLarge
        plain = {_local(name): value for name, value in attributes.items()}
        node = XmlNode(_local(tag), plain, self.parser.CurrentLineNumber)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def end(self, tag: str) -> None:
        self._open.pop()

    def data(self, text: str) -> None:
        if self._open:
            self._open[-1].parts.append(text)

    def close(self) -> XmlNode | None:
        return self.root


def read_xml(content: bytes, file: str) -> XmlNode:
    """The root element; raises UnreadableFile saying where and why it cannot be read."""
    builder = _Builder()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    builder.parser = parser.parser
    try:
        parser.feed(content)
        root = parser.close()
    except DefusedXmlException as error:
        problem = _("it declares a document type or entities, which could hide a trap.")
        raise UnreadableFile(file=file, problem=problem) from error
    except ParseError as error:
        line, column = error.position
        problem = _("line {line}, column {column} is not well-formed XML.")
        problem = problem.format(line=line, column=column + 1)
        raise UnreadableFile(file=file, problem=problem) from error
    except _TooLarge as error:
        problem = _("it is nested too deeply or has too many elements.")
        raise UnreadableFile(file=file, problem=problem) from error
    except (ValueError, LookupError) as error:
        problem = _("its character encoding is not known.")
        raise UnreadableFile(file=file, problem=problem) from error
    if not isinstance(root, XmlNode):
        raise UnreadableFile(file=file, problem=_("it holds no XML."))
    return root


def _local(name: str) -> str:
    return name.rpartition("}")[2]
