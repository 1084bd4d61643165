"""Sets a template with its data as PDF, or as pictures of its pages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

import typst

from tourplanner.documents.characters import Characters
from tourplanner.paths import resource

Value = str | int | float | bool | None | Sequence["Value"] | Mapping[str, "Value"]
Data = Mapping[str, Value]

ACCESSIBLE: Final = "ua-1"
"""PDF/UA-1: tagged, with a title, a language and an alternative text for every picture."""


class Typesetter:
    """Our templates in resources/templates/paper with our fonts, and nothing of the system's.

    Data reach a template as JSON, never as source text: whatever a site is called, it is printed
    as it stands. Characters that no font holds print as geta marks. Make one and keep it: later
    runs of a template with little change take a few milliseconds.
    """

    def __init__(self) -> None:
        self._characters = Characters()
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(resource("fonts"))],
        )
        self._folder = resource("templates", "paper")
        self._compiler = typst.Compiler(root=str(self._folder), font_paths=fonts)

    def pdf(self, template: str, data: Data, made_on: datetime) -> bytes:
        """The document as PDF/UA-1; the same template, data and date give the same bytes."""
        made = self._compiler.compile(
            input=str(self._folder / f"{template}.typ"),
            format="pdf",
            sys_inputs=self._inputs(data),
            pdf_standards=[ACCESSIBLE],
            timestamp=made_on.replace(microsecond=0),
        )
        if not isinstance(made, bytes):
            raise TypeError("a PDF is one file")
        return made

    def pictures(self, template: str, data: Data, ppi: float) -> tuple[bytes, ...]:
        """Each page as PNG, for a preview."""
        made = self._compiler.compile(
            input=str(self._folder / f"{template}.typ"),
            format="png",
            ppi=ppi,
            sys_inputs=self._inputs(data),
        )
        pages = made if isinstance(made, list) else [made]
        return tuple(page for page in pages if page is not None)

    def missing(self, data: Data) -> tuple[str, ...]:
        """The characters in `data` that no font holds."""
        return self._characters.missing(_texts(data))

    def _inputs(self, data: Data) -> dict[str, str]:
        return {"data": json.dumps(self._clean(data), ensure_ascii=False)}

    def _clean(self, value: Value) -> Value:
        if isinstance(value, str):
            return self._characters.printable(value)
        if isinstance(value, Mapping):
            return {key: self._clean(inner) for key, inner in value.items()}
        if isinstance(value, Sequence):
            return [self._clean(inner) for inner in value]
        return value


def _texts(value: Value) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for inner in value.values() for text in _texts(inner)]
    if isinstance(value, Sequence):
        return [text for inner in value for text in _texts(inner)]
    return []
