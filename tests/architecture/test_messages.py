"""Every text can be translated: its placeholders are named, and a shipped language is used."""

from __future__ import annotations

import string
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo

from tests.conftest import ROOT
from tourplanner import i18n

KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def messages() -> set[str]:
    found = extract_from_dir(str(ROOT / "src" / "tourplanner"), keywords=KEYWORDS)
    texts: set[str] = set()
    for _file, _line, message, _comments, _context in found:
        texts |= {message} if isinstance(message, str) else set(message)
    return texts


def test_placeholders_are_named() -> None:
    nameless = [
        text
        for text in messages()
        for _literal, field, _spec, _conversion in string.Formatter().parse(text)
        if field is not None and (not field or field.isdigit())
    ]
    assert nameless == []
    assert len(messages()) > 400


def test_a_translation_reaches_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = Catalog(locale="zh_CN")
    catalogue.add("Lunch", "午餐")
    folder = tmp_path / "locale" / "zh_CN" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    (folder / "tourplanner.mo").write_bytes(buffer.getvalue())
    monkeypatch.setattr("tourplanner.i18n.resources.files", lambda _package: tmp_path)
    i18n.install("zh_CN")
    try:
        assert i18n._("Lunch") == "午餐"
        assert i18n._("Planning") == "Planning"
    finally:
        i18n.install("en")
