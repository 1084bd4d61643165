"""Reading the catalogue's source files, with every broken rule in them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tourplanner.domain.vocabulary import Facet
from tourplanner.errors import CatalogueError
from tourplanner.i18n import N_, _
from tourplanner.storage import source_rules as rules
from tourplanner.storage import source_shapes as shapes
from tourplanner.storage.catalogue_schema import SCHEMA_VERSION
from tourplanner.storage.plain_json import Json, part, parts, text, words

FIRST_CITY = "jingdezhen"
EVENTS_FILE = "events.json"


class CatalogueFolderMissing(CatalogueError):
    """A folder without the catalogue's sources."""

    text = N_("“{folder}” holds no catalogue: {problem}")
    hint = N_("Name a folder like db/catalogue, or install the program again.")


@dataclass(frozen=True, slots=True)
class SourceFault:
    """A broken rule in a source file."""

    file: str
    """Relative to the folder of the sources."""
    place: str
    """Id of the place, city, event or term; empty when the file as a whole is meant."""
    field: str
    problem: str


@dataclass(frozen=True, slots=True)
class CitySource:
    """One city with its places."""

    city: Json
    places: tuple[Json, ...]


@dataclass(slots=True)
class Sources:
    """Everything that the source files say, Jingdezhen first, then cities by name."""

    cities: list[CitySource] = field(default_factory=list)
    events: list[Json] = field(default_factory=list)
    holidays: dict[str, list[Json]] = field(default_factory=dict)
    """By country."""
    vocabulary: dict[Facet, list[Json]] = field(default_factory=dict)


def check_sources(folder: Path) -> tuple[SourceFault, ...]:
    """Every broken rule in the sources under `folder`, none when all is well.

    Raises CatalogueFolderMissing when there is no such folder or nothing in it.
    """
    return read_sources(folder)[1]


def read_sources(folder: Path) -> tuple[Sources, tuple[SourceFault, ...]]:
    """The sources under `folder` with their faults; only without faults may they be used.

    Raises CatalogueFolderMissing when there is no such folder or nothing in it.
    """
    reader = _Reader(folder)
    source_files(folder)
    reader.read_vocabularies()
    reader.read_cities()
    reader.read_events()
    reader.read_holidays()
    reader.sources.cities.sort(
        key=lambda source: (
            text(source.city, "id") != FIRST_CITY,
            words(part(source.city, "names"), "en"),
        )
    )
    return reader.sources, tuple(reader.faults)


def source_files(folder: Path) -> list[Path]:
    """The JSON files under `folder`, sorted.

    Raises CatalogueFolderMissing when there is no such folder or nothing in it.
    """
    if not folder.is_dir():
        raise CatalogueFolderMissing(folder=folder, problem=_("there is no such folder."))
    files = sorted(folder.rglob("*.json"))
    if not files:
        raise CatalogueFolderMissing(folder=folder, problem=_("no source file is in it."))
    return files


def sources_version(folder: Path) -> str:
    """A short text that changes with each change of the sources or of the tables."""
    digest = hashlib.sha256(str(SCHEMA_VERSION).encode())
    for path in source_files(folder):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


class _Reader:
    """Collects what the files say, and what is wrong with it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._terms: dict[Facet, set[str]] = {}
        self._places: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        self._hubs: list[tuple[str, str, str]] = []
        self.sources = Sources()
        self.faults: list[SourceFault] = []

    def read_vocabularies(self) -> None:
        """Read the vocabulary of each facet."""
        for facet in Facet:
            name = f"vocabulary/{facet.value}.json"
            content = self._load(name, "tourplanner-vocabulary/1", ("facet", "terms"))
            terms = list(parts(content, "terms"))
            self.sources.vocabulary[facet] = terms
            for term in terms:
                self._add(name, words(term, "id"), shapes.shape_faults(term, shapes.TERM))
            ids = [words(term, "id") for term in terms]
            self._terms[facet] = set(ids)
            if content:
                self._add(name, "", rules.vocabulary_faults(facet, ids))

    def read_cities(self) -> None:
        """Read each city with its places."""
        files = sorted((self._folder / "cities").glob("*.json"))
        if not files:
            self.faults.append(SourceFault("cities", "", "", _("holds no city.")))
        for path in files:
            self._read_city(f"cities/{path.name}", path.stem)
        for name, city, place in self._hubs:
            if self._places.get(place) != city:
                problem = _("there is no place “{place}” in this city.").format(place=place)
                self.faults.append(SourceFault(name, city, "hubs", problem))

    def read_events(self) -> None:
        """Read the events of places and cities."""
        content = self._load(EVENTS_FILE, "tourplanner-events/1", ("events",))
        cities = {words(source.city, "id") for source in self.sources.cities}
        for event in parts(content, "events"):
            event_id = words(event, "id")
            self._claim(EVENTS_FILE, f"event {event_id}")
            if self._add(EVENTS_FILE, event_id, shapes.shape_faults(event, shapes.EVENT)):
                found = rules.event_faults(event, cities, self._places)
                self._add(EVENTS_FILE, event_id, found)
            self.sources.events.append(event)

    def read_holidays(self) -> None:
        """Read the public holidays of our own tables."""
        for path in sorted((self._folder / "holidays").glob("*.json")):
            name = f"holidays/{path.name}"
            content = self._load(name, "tourplanner-holidays/1", ("country", "holidays"))
            holidays = list(parts(content, "holidays"))
            self.sources.holidays[words(content, "country")] = holidays
            for holiday in holidays:
                title = words(part(holiday, "name"), "en")
                if self._add(name, title, shapes.shape_faults(holiday, shapes.HOLIDAY)):
                    self._add(name, title, rules.holiday_faults(holiday))

    def _read_city(self, name: str, stem: str) -> None:
        content = self._load(name, "tourplanner-city/1", ("city", "places"))
        if not content:
            return
        city = part(content, "city")
        city_id = words(city, "id")
        is_sound = self._add(name, city_id, shapes.shape_faults(city, shapes.CITY))
        if is_sound:
            self._add(name, city_id, rules.city_faults(city))
        if city_id != stem:
            problem = _("differs from the name of the file.")
            self.faults.append(SourceFault(name, city_id, "id", problem))
        for hub in parts(city, "hubs"):
            if "place" in hub:
                self._hubs.append((name, city_id, words(hub, "place")))
        places = parts(content, "places")
        for place in places:
            place_id = words(place, "id")
            self._claim(name, place_id)
            self._places[place_id] = city_id
            if self._add(name, place_id, shapes.shape_faults(place, shapes.PLACE)) and is_sound:
                self._add(name, place_id, rules.place_faults(place, city, self._terms))
        self.sources.cities.append(CitySource(city, places))

    def _load(self, name: str, expected: str, keys: tuple[str, ...]) -> Json:
        """The object in a file; empty, with a fault noted, when it is not what it should be."""
        try:
            raw = (self._folder / name).read_text(encoding="utf-8")
            content = json.loads(raw, object_pairs_hook=_without_doubles)
        except json.JSONDecodeError as error:
            self._whole(name, _("line {line}").format(line=error.lineno), error.msg)
            return {}
        except _DoubleKey as error:
            self._whole(name, str(error), _("the key is there twice in one object."))
            return {}
        except UnicodeDecodeError as error:
            problem = _("byte {position} is not UTF-8.").format(position=error.start)
            self._whole(name, "", problem)
            return {}
        except (OSError, RecursionError) as error:
            told = error.strerror if isinstance(error, OSError) else None
            self._whole(name, "", told or str(error))
            return {}
        if not isinstance(content, dict) or content.get("format") != expected:
            self._whole(name, "format", _("has to be “{format}”.").format(format=expected))
            return {}
        self._check_frame(name, content, keys)
        return content

    def _check_frame(self, name: str, content: Json, keys: tuple[str, ...]) -> None:
        """The file's own keys; what has to be a list of objects is one."""
        for key in content.keys() - {"format", *keys}:
            self._whole(name, key, _("is not a key of this format."))
        for key in keys:
            value = content.get(key)
            if value is None:
                self._whole(name, key, _("is missing."))
            elif isinstance(value, list) and not all(isinstance(item, dict) for item in value):
                self._whole(name, key, _("has to be a list of objects."))

    def _claim(self, name: str, wanted: str) -> None:
        if wanted in self._ids:
            problem = _("is used twice, also in {file}.").format(file=self._ids[wanted])
            place = wanted.removeprefix("event ")
            self.faults.append(SourceFault(name, place, "id", problem))
        self._ids[wanted] = name

    def _whole(self, name: str, place_in_file: str, problem: str) -> None:
        self.faults.append(SourceFault(name, "", place_in_file, problem))

    def _add(self, name: str, place: str, found: Iterable[tuple[str, str]]) -> bool:
        """Note the faults; returns whether there were none."""
        before = len(self.faults)
        self.faults += [SourceFault(name, place, field, problem) for field, problem in found]
        return len(self.faults) == before


class _DoubleKey(Exception):
    """One key twice in an object: the second would silently win."""


def _without_doubles(pairs: list[tuple[str, object]]) -> Mapping[str, object]:
    keys = [key for key, _value in pairs]
    for key in _doubles(keys):
        raise _DoubleKey(key)
    return dict(pairs)


def _doubles(keys: list[str]) -> Iterator[str]:
    if len(set(keys)) != len(keys):
        yield from (key for key in keys if keys.count(key) > 1)
