"""Checks by other programs and packages, where they are installed."""

from __future__ import annotations

import importlib
import importlib.util
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tourplanner.i18n import _
from tourplanner.paths import resource

LONGEST_S = 120
CANNOT_START = 127
Problems = Iterator[tuple[Path, str]]


@dataclass(frozen=True, slots=True)
class Program:
    """Something outside that reads files of these kinds and says what is wrong."""

    name: str
    suffixes: tuple[str, ...]
    look: Callable[[Sequence[Path]], Problems]
    is_package: bool = False
    """A Python package of the developers' tools, no program."""

    @property
    def is_here(self) -> bool:
        """Whether it is installed."""
        if self.is_package:
            return importlib.util.find_spec(self.name) is not None
        return shutil.which(self.name) is not None


def _run(*command: str) -> tuple[int, str]:
    """The exit status of a program, and all it said."""
    try:
        done = subprocess.run(  # noqa: S603 - a program by its name, files by their paths
            command, capture_output=True, timeout=LONGEST_S, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        return CANNOT_START, _("it did not end within {seconds} s").format(seconds=LONGEST_S)
    except OSError as error:
        return CANNOT_START, error.strerror or str(error)
    said = (done.stdout + b"\n" + done.stderr).decode("utf-8", "replace")
    return done.returncode, said


def _first_line(said: str) -> str:
    lines = (line.strip() for line in said.splitlines())
    return next((line for line in lines if line), _("no reason given"))[:200]


def _each(*command: str, fails_on: tuple[str, ...] = ()) -> Callable[[Sequence[Path]], Problems]:
    """A program run for each file, in place of FILE; lines that begin with `fails_on` fail too."""

    def look(paths: Sequence[Path]) -> Problems:
        for path in paths:
            status, said = _run(*(part.replace("FILE", str(path)) for part in command))
            bad = [line for line in said.splitlines() if line.startswith(fails_on)]
            if status or bad:
                yield path, _first_line("\n".join(bad) or said)

    return look


def _xmllint(paths: Sequence[Path]) -> Problems:
    """GPX and KML by our own RELAX NG grammars, drawings as plain XML."""
    grammars = {
        ".gpx": resource("schemas", "gpx-1-1.rng"),
        ".kml": resource("schemas", "kml-2-2.rng"),
    }
    for path in paths:
        grammar = grammars.get(path.suffix.lower())
        by = [] if grammar is None else ["--relaxng", str(grammar)]
        status, said = _run("xmllint", "--noout", "--nonet", *by, str(path))
        if status:
            yield path, _first_line(said)


def _gpsbabel(paths: Sequence[Path]) -> Problems:
    for path in paths:
        status, said = _run("gpsbabel", "-i", path.suffix.lower().lstrip("."), "-f", str(path))
        if status:
            yield path, _first_line(said)


def _pdffonts(paths: Sequence[Path]) -> Problems:
    for path in paths:
        status, said = _run("pdffonts", str(path))
        head, rule, fonts = said.partition("\n---")
        if status or not (head and rule):
            yield path, _first_line(said) if status else _("it has no fonts.")
            continue
        for line in fonts.splitlines()[1:]:
            words = line.split()  # name, type, encoding, emb, sub, uni, object, generation
            if len(words) > 5 and words[-5] != "yes":
                yield path, _("the font {font} is not embedded.").format(font=words[0])


def _pdftotext(paths: Sequence[Path]) -> Problems:
    for path in paths:
        status, said = _run("pdftotext", "-q", str(path), "-")
        if status or not said.strip():
            yield path, _first_line(said) if status else _("no text comes out of it.")


def _soffice(paths: Sequence[Path]) -> Problems:
    """Opened and written as PDF, all in one go: starting the program takes longest."""
    with tempfile.TemporaryDirectory() as made:
        profile = (Path(made) / "profile").as_uri()
        for number, path in enumerate(paths):
            out = Path(made) / str(number)
            _status, said = _run(
                "soffice", f"-env:UserInstallation={profile}", "--headless",
                "--convert-to", "pdf", "--outdir", str(out), str(path),
            )  # fmt: skip
            pages = list(out.glob("*.pdf"))
            if not pages or not pages[0].read_bytes().startswith(b"%PDF-"):
                yield path, _first_line(said)


def _icalendar(paths: Sequence[Path]) -> Problems:
    package: Any = importlib.import_module("icalendar")
    for path in paths:
        try:
            calendar = package.Calendar.from_ical(path.read_bytes())
        except (ValueError, IndexError, KeyError) as error:
            yield path, str(error)[:200]
            continue
        for component in calendar.walk():
            for name, problem in getattr(component, "errors", ()):
                yield path, f"{name}: {problem}"[:200]


def _jsonschema(paths: Sequence[Path]) -> Problems:
    package: Any = importlib.import_module("jsonschema")
    schema = json.loads(resource("schemas", "geojson-rfc7946.schema.json").read_text("utf-8"))
    validator = package.Draft202012Validator(schema)
    for path in paths:
        try:
            data = json.loads(path.read_bytes())
        except (ValueError, RecursionError):
            yield path, _("it is no JSON.")
            continue
        for error in validator.iter_errors(data):
            yield path, f"{error.json_path}: {error.message}"[:200]


PROGRAMS = (
    Program("xmllint", (".gpx", ".kml", ".svg"), _xmllint),
    Program(
        "ogrinfo",
        (".gpx", ".kml", ".kmz", ".geojson"),
        _each("ogrinfo", "-ro", "-so", "-al", "FILE", fails_on=("ERROR", "FAILURE")),
    ),
    Program("gpsbabel", (".gpx", ".kml"), _gpsbabel),
    Program("icalendar", (".ics",), _icalendar, is_package=True),
    Program("jsonschema", (".geojson",), _jsonschema, is_package=True),
    Program("qpdf", (".pdf",), _each("qpdf", "--check", "FILE")),
    Program("pdffonts", (".pdf",), _pdffonts),
    Program("pdftotext", (".pdf",), _pdftotext),
    Program("soffice", (".docx", ".xlsx"), _soffice),
)
