"""What is given to the import window: files and pasted text, each with how it is to be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from tourplanner.domain.datum import Datum
from tourplanner.domain.imported import Imported, ImportedTravellers, TableShape
from tourplanner.errors import UnreadableFile
from tourplanner.exchange.readers.any_file import (
    MAX_BYTES,
    SUFFIXES,
    TABLE_READERS,
    Reading,
    read_content,
)
from tourplanner.exchange.readers.table_layout import Columns, UnknownColumns
from tourplanner.exchange.readers.traveller_reader import (
    PEOPLE_MARK,
    people_columns,
    travellers_in,
)
from tourplanner.files import read_limited
from tourplanner.i18n import _
from tourplanner.usecases.datum_shift import shifts_m
from tourplanner.usecases.import_links import imported_links

PASTED = (
    (re.compile(r"\s*<[^<]*<?[^<]*<gpx\b|\s*<gpx\b"), ".gpx"),
    (re.compile(r"\s*<[^<]*<?[^<]*<kml\b|\s*<kml\b"), ".kml"),
    (re.compile(r"\s*BEGIN:VCALENDAR"), ".ics"),
    (re.compile(r"\s*[{\[]\s*[{\"\[]"), ".json"),
    (re.compile(r".*\t"), ".tsv"),
    (re.compile(r"[^\W\d][^\n:,]*(?:,[^\n:,]*)+\r?\n.*,"), ".csv"),
)
"""How copied text begins, and what kind of file it would be; else it is links and points."""
SNIFFED = 2_000
"""So many letters tell what kind it is."""
MOST_LINES = 2_000

Memory = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read; another way to read it makes another source."""

    name: str
    path: Path | None = None
    """None for pasted text."""
    text: str = ""
    datum: Datum | None = None
    is_people: bool | None = None
    """Whether a table is one of travellers; None: as its heads say."""
    columns: tuple[str, tuple[tuple[str, int], ...]] | None = None
    """The signature of its table, and which column is what, as chosen now."""

    @property
    def kind(self) -> str:
        """The suffix that says how it is read; empty for links."""
        return Path(self.name).suffix.lower()


@dataclass(frozen=True, slots=True)
class Look:
    """What a source holds."""

    source: Source
    places: Imported
    people: ImportedTravellers
    trouble: str = ""
    """Why nothing of it could be read."""
    table: TableShape | None = None
    is_people: bool = False
    shifts: Mapping[Datum, float] = field(default_factory=dict)
    """How far each datum of Chinese maps would move its points."""

    @property
    def fault_count(self) -> int:
        """Rows that cannot be taken."""
        return len(self.places.faults) + len(self.people.faults)

    @property
    def memory_key(self) -> str:
        """Under which its columns are remembered."""
        signature = "" if self.table is None else self.table.signature
        return f"{PEOPLE_MARK}{signature}" if self.is_people else signature


def file_source(path: Path) -> Source:
    """The file at `path`."""
    return Source(path.name, path)


def is_readable(path: Path) -> bool:
    """Whether its kind of file is read."""
    return path.suffix.lower() in SUFFIXES


def pasted_source(text: str, number: int) -> Source:
    """Copied text as a file of the kind that it looks like; links and points have no kind."""
    start = text[:SNIFFED]
    suffix = next((kind for form, kind in PASTED if form.match(start)), "")
    name = _("pasted {number}").format(number=number)
    return Source(f"{name}{suffix}", None, text)


def look_at(source: Source, zone: ZoneInfo, memory: Memory) -> Look:
    """What `source` holds; trouble is in the answer."""
    nothing = Look(source, Imported(source.name), ImportedTravellers(source.name))
    try:
        if source.path is None and not source.kind:
            lines = [line for line in source.text.splitlines() if line.strip()][:MOST_LINES]
            return replace(nothing, places=imported_links(lines))
        content = source.text.encode("utf-8", "replace")
        if source.path is not None:
            content = read_limited(source.path, MAX_BYTES)
        if source.kind in TABLE_READERS:
            return _table(nothing, content, zone, memory)
        return _places(nothing, content, zone, {})
    except UnreadableFile as error:
        return replace(nothing, trouble=str(error))


def _table(nothing: Look, content: bytes, zone: ZoneInfo, memory: Memory) -> Look:
    """A table of places, else one of people; told by its heads unless someone said which."""
    source = nothing.source
    if source.is_people:
        return _people(nothing, content, memory)
    try:
        return _places(nothing, content, zone, memory)
    except UnknownColumns as error:
        as_places = replace(nothing, trouble=str(error), table=error.shape)
    if source.is_people is None:
        as_people = _people(nothing, content, memory)
        if not as_people.trouble:
            return as_people
    return as_places


def _people(nothing: Look, content: bytes, memory: Memory) -> Look:
    source = nothing.source
    nothing = replace(nothing, is_people=True)
    try:
        people = travellers_in(content, source.name, _with_choice(source, people_columns(memory)))
    except UnknownColumns as error:
        return replace(nothing, trouble=str(error), table=error.shape)
    return replace(nothing, people=people, table=people.table)


def _places(nothing: Look, content: bytes, zone: ZoneInfo, memory: Memory) -> Look:
    source = nothing.source
    columns = Columns(remembered=_with_choice(source, memory))
    raw = read_content(content, source.name, Reading(None, columns, zone))
    places = raw
    if source.datum is not None:
        places = read_content(content, source.name, Reading(source.datum, columns, zone))
    shifts = shifts_m([point.at for point in raw.points])
    return replace(nothing, places=places, table=raw.table, shifts=shifts)


def _with_choice(source: Source, memory: Memory) -> Memory:
    """What is remembered of tables, and before it what was chosen for this one."""
    if source.columns is None:
        return memory
    signature, pairs = source.columns
    return {**memory, signature: dict(pairs)}
