"""iCalendar text as components of named, unfolded properties."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tourplanner.errors import UnreadableFile
from tourplanner.i18n import _

DEEPEST = 10
MOST_LINES = 300_000
LINE = re.compile(r'([A-Za-z0-9-]+)((?:;[^=:;]+=(?:"[^"]*"|[^":;]*))*):(.*)', re.DOTALL)
PARAMETER = re.compile(r';([^=:;]+)=("[^"]*"|[^":;]*)')
ESCAPE = re.compile(r"\\([\\;,nN])")


@dataclass(frozen=True, slots=True)
class Property:
    """One line: its parameters, and its value as written."""

    value: str
    parameters: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The value with its escapes undone."""
        return ESCAPE.sub(lambda m: "\n" if m[1] in "nN" else m[1], self.value)

    def parameter(self, name: str) -> str:
        """A parameter, such as TZID; empty when it is not given."""
        return dict(self.parameters).get(name, "")


@dataclass(slots=True)
class Component:
    """VCALENDAR, VEVENT ... with the line it begins at."""

    name: str
    line: int
    properties: dict[str, Property] = field(default_factory=dict)
    children: list[Component] = field(default_factory=list)

    def text(self, name: str) -> str:
        """The text of a property; empty when it is not given."""
        found = self.properties.get(name)
        return "" if found is None else found.text


def read_components(content: bytes, file: str) -> Component:
    """The calendar in `content`; of a property given twice the first counts.

    Raises UnreadableFile naming the line at fault.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(file=file, problem=_("it is not text in UTF-8.")) from error
    top = Component("", 0)
    stack = [top]
    for number, line in _unfolded(text, file):
        match = LINE.fullmatch(line)
        if match is None:
            problem = _("line {line} is no line of a calendar.").format(line=number)
            raise UnreadableFile(file=file, problem=problem)
        name, value = match[1].upper(), match[3]
        if name == "BEGIN":
            child = Component(value.strip().upper(), number)
            stack[-1].children.append(child)
            stack.append(child)
        elif name == "END":
            _close(stack, value.strip().upper(), number, file)
        else:
            parameters = tuple(
                (key.upper(), text.strip('"')) for key, text in PARAMETER.findall(match[2])
            )
            stack[-1].properties.setdefault(name, Property(value, parameters))
        if len(stack) > DEEPEST:
            raise UnreadableFile(file=file, problem=_("it is nested too deeply."))
    calendar = next((child for child in top.children if child.name == "VCALENDAR"), None)
    if calendar is None:
        raise UnreadableFile(file=file, problem=_("it holds no calendar."))
    return Component("", 0, {}, [one for one in top.children if one.name == "VCALENDAR"])


def _close(stack: list[Component], name: str, number: int, file: str) -> None:
    if len(stack) < 2 or stack[-1].name != name:
        problem = _("line {line} ends what did not begin.").format(line=number)
        raise UnreadableFile(file=file, problem=problem)
    stack.pop()


def _unfolded(text: str, file: str) -> list[tuple[int, str]]:
    """Logical lines with the number of their first written one."""
    lines: list[tuple[int, list[str]]] = []
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if line[:1] in {" ", "\t"} and lines:
            lines[-1][1].append(line[1:])
        elif line.strip():
            lines.append((number, [line]))
        if number > MOST_LINES:
            raise UnreadableFile(file=file, problem=_("it has too many lines."))
    return [(number, "".join(parts)) for number, parts in lines]
