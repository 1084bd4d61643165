"""Reading JSON strictly: every value is checked, every complaint names its place."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from typing import TypeVar

from tourplanner.errors import UnreadableFile
from tourplanner.i18n import N_, _

MAX_TEXT = 10_000
DATE_FORM = re.compile(r"\d{4}-\d{2}-\d{2}")

Term = TypeVar("Term", bound=StrEnum)
Made = TypeVar("Made")
Number = TypeVar("Number", int, float)


class DataInvalid(UnreadableFile):
    """A value in a file that is not what it should be; `path` leads to it."""

    text = N_("“{file}” cannot be read: {path} {problem}")
    hint = N_("Nothing was changed. Correct the file or choose another one.")


def parsed(content: bytes, name: str) -> Node:
    """The JSON value in `content`, a file called `name`.

    Refuses with UnreadableFile what standard JSON does not know: other encodings, NaN,
    repeated keys, half characters; and values nested deeper than the interpreter can follow.
    """
    try:
        text = content.decode("utf-8-sig")
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        problem = _("it is not text in UTF-8.")
        raise UnreadableFile(file=name, problem=problem) from error
    except json.JSONDecodeError as error:
        problem = _("line {line}, column {column} is not JSON. It may be cut off or foreign.")
        problem = problem.format(line=error.lineno, column=error.colno)
        raise UnreadableFile(file=name, problem=problem) from error
    except RecursionError as error:
        raise UnreadableFile(file=name, problem=_("its values are nested too deeply.")) from error
    except _RepeatedKey as error:
        problem = _("the field “{key}” is given twice.").format(key=shown(error.key))
        raise UnreadableFile(file=name, problem=problem) from error
    except ValueError as error:
        raise UnreadableFile(file=name, problem=_("it holds an impossible number.")) from error
    return Node(value, "", name)


class Node:
    """A JSON value and the way to it from the top of the file."""

    __slots__ = ("file", "path", "value")

    def __init__(self, value: object, path: str, file: str) -> None:
        self.value = value
        self.path = path
        self.file = file

    def wrong(self, problem: str) -> DataInvalid:
        """The error that names this value."""
        return DataInvalid(file=self.file, path=f"{self.path or _('the file')}:", problem=problem)

    def fields(self, *names: str, optional: tuple[str, ...] = ()) -> dict[str, Node]:
        """The members of an object that has the fields `names`, no others but the `optional`."""
        members = self.members()
        for name in names:
            if name not in members:
                raise self.wrong(_("the field “{name}” is missing.").format(name=name))
        for name in members:
            if name not in names and name not in optional:
                raise self.wrong(_("the field “{name}” is not known.").format(name=shown(name)))
        return members

    def members(self) -> dict[str, Node]:
        """The members of an object, whatever they are."""
        if not isinstance(self.value, dict):
            raise self.wrong(_("{value} is not an object.").format(value=shown(self.value)))
        head = f"{self.path}." if self.path else ""
        return {
            key: Node(value, f"{head}{shown_key(key)}", self.file)
            for key, value in self.value.items()
        }

    def items(self, most: int) -> Iterator[Node]:
        """The entries of a list of at most `most`."""
        if not isinstance(self.value, list):
            raise self.wrong(_("{value} is not a list.").format(value=shown(self.value)))
        if len(self.value) > most:
            problem = _("{count} entries are more than {most}.")
            raise self.wrong(problem.format(count=len(self.value), most=most))
        for number, value in enumerate(self.value):
            yield Node(value, f"{self.path}[{number}]", self.file)

    def pair(self) -> tuple[Node, Node]:
        """The two entries of a list of two."""
        entries = tuple(self.items(2))
        if len(entries) != 2:
            raise self.wrong(_("it needs two entries."))
        return entries[0], entries[1]

    def maybe(self, read: Callable[[Node], Made]) -> Made | None:
        """None for null, else what `read` makes of it."""
        return None if self.value is None else read(self)

    def text(self) -> str:
        """A text, possibly empty."""
        if not isinstance(self.value, str):
            raise self.wrong(_("{value} is not a text.").format(value=shown(self.value)))
        if len(self.value) > MAX_TEXT:
            raise self.wrong(_("the text is longer than {most} letters.").format(most=MAX_TEXT))
        if any("\ud800" <= letter <= "\udfff" for letter in self.value):
            raise self.wrong(_("the text holds half a character."))
        return self.value

    def filled(self) -> str:
        """A text that is not blank."""
        text = self.text()
        if not text.strip():
            raise self.wrong(_("the text is empty."))
        return text

    def matching(self, form: re.Pattern[str]) -> str:
        """A text that is wholly of a form."""
        text = self.text()
        if not form.fullmatch(text):
            raise self.wrong(_("{value} is not of the right form.").format(value=shown(text)))
        return text

    def boolean(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            raise self.wrong(_("{value} is not true or false.").format(value=shown(self.value)))
        return self.value

    def whole(self, least: int, most: int) -> int:
        """A whole number from `least` to `most`."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.wrong(_("{value} is not a whole number.").format(value=shown(self.value)))
        return self._within(self.value, least, most)

    def number(self, least: float, most: float) -> float:
        """A finite number from `least` to `most`."""
        if not isinstance(self.value, int | float) or isinstance(self.value, bool):
            raise self.wrong(_("{value} is not a number.").format(value=shown(self.value)))
        if isinstance(self.value, float) and not math.isfinite(self.value):
            raise self.wrong(_("{value} is not a number.").format(value=shown(self.value)))
        return float(self._within(self.value, least, most))

    def day(self) -> date:
        """A date written as YYYY-MM-DD."""
        text = self.text()
        problem = _("{value} is not a date like 2027-04-16.").format(value=shown(text))
        if not DATE_FORM.fullmatch(text, 0) or not text.isascii():
            raise self.wrong(problem)
        try:
            found = date.fromisoformat(text)
        except ValueError as error:
            raise self.wrong(problem) from error
        if found.year == date.max.year:
            raise self.wrong(problem)  # the tour's later days would lie beyond the calendar
        return found

    def one_of(self, terms: type[Term]) -> Term:
        """A term of an enumeration."""
        text = self.text()
        if text not in [term.value for term in terms]:
            problem = _("{value} is none of {known}.")
            known = ", ".join(term.value for term in terms)
            raise self.wrong(problem.format(value=shown(text), known=known))
        return terms(text)

    def _within(self, value: Number, least: float, most: float) -> Number:
        if not least <= value <= most:
            problem = _("{value} is not between {least} and {most}.")
            raise self.wrong(problem.format(value=shown(value), least=least, most=most))
        return value


def shown(value: object) -> str:
    """A foreign value as short printable text."""
    if isinstance(value, dict):
        return _("an object")
    if isinstance(value, list):
        return _("a list")
    if isinstance(value, int) and abs(value) >= 10**20:
        return _("a huge number")
    text = json.dumps(value, ensure_ascii=False) if not isinstance(value, str) else f"“{value}”"
    printable = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return printable if len(printable) <= 60 else f"{printable[:57]}…"


def shown_key(key: str) -> str:
    """A member's name as part of a path."""
    return key if re.fullmatch(r"[A-Za-z0-9_-]{1,40}", key) else f"[{shown(key)}]"


class _RepeatedKey(Exception):
    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _RepeatedKey(key)
        found[key] = value
    return found


def _no_constant(text: str) -> object:
    raise ValueError(text)
