"""Catalogue sources as rows of the database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from sqlalchemy import Connection, Table, bindparam, insert, text

from tourplanner.domain.vocabulary import Facet
from tourplanner.storage.catalogue_schema import (
    TEXT_COLUMNS,
    Base,
    CityRow,
    HolidayRow,
    MetaRow,
    SiteRow,
    TermRow,
)
from tourplanner.storage.catalogue_source import Sources
from tourplanner.storage.plain_json import Json, number, part, parts, texts, words
from tourplanner.storage.plain_json import text as text_of
from tourplanner.storage.search_text import search_entry
from tourplanner.storage.source_rules import TERM_FIELDS

CHUNK = 2_000
PLACES, VERSION = "places", "version"
BEHIND_SIGHTS = ("area_lodging", "transport", "service")
Row = dict[str, object]


@dataclass(slots=True)
class _Terms:
    """The keys of the terms and their labels, for the text that is indexed."""

    keys: dict[tuple[Facet, str], int] = field(default_factory=dict)
    labels: dict[tuple[Facet, str], str] = field(default_factory=dict)


def city_token(key: int) -> str:
    """The word in the full-text table that stands for a city."""
    return f"c{key}"


def term_token(key: int) -> str:
    """The word in the full-text table that stands for a kind, period, ware or activity."""
    return f"t{key}"


def write_rows(connection: Connection, sources: Sources, version: str) -> int:
    """Put all of `sources` into the empty tables; returns the number of sites."""
    terms = _write_terms(connection, sources.vocabulary)
    _write_holidays(connection, sources.holidays)
    by_place: dict[str, list[Json]] = {}
    by_city: dict[str, list[Json]] = {}
    for event in sources.events:
        place = text_of(event, "place")
        target = by_city if place is None else by_place
        target.setdefault(place or words(event, "city"), []).append(event)
    first_key = 1
    for number_of_city, source in enumerate(sources.cities, start=1):
        city = source.city
        city_row = {
            "key": number_of_city,
            "id": words(city, "id"),
            "country": words(city, "country"),
            "record": _dump(city),
            "events": _dump(by_city.get(words(city, "id"), [])),
        }
        connection.execute(insert(CityRow), [city_row])
        places = sorted(
            source.places, key=lambda p: (words(p, "kind") in BEHIND_SIGHTS, words(p, "id"))
        )
        for chunk in _chunks(enumerate(places, start=first_key)):
            _write_places(connection, chunk, city, number_of_city, by_place, terms)
        first_key += len(places)
    connection.execute(text("INSERT INTO site_text(site_text) VALUES ('optimize')"))
    meta = [{"name": VERSION, "value": version}, {"name": PLACES, "value": str(first_key - 1)}]
    connection.execute(insert(MetaRow), meta)
    return first_key - 1


def _write_places(
    connection: Connection,
    chunk: Sequence[tuple[int, Json]],
    city: Json,
    city_key: int,
    by_place: Mapping[str, list[Json]],
    terms: _Terms,
) -> None:
    sites: list[Row] = []
    searched: list[Row] = []
    boxes: list[Row] = []
    for key, place in chunk:
        events = by_place.get(words(place, "id"), [])
        facets = _facets(place, city_key, terms)
        point, hours = part(place, "point"), part(place, "hours")
        lat, lon = number(point, "lat"), number(point, "lon")
        sites.append(
            {
                "key": key,
                "id": words(place, "id"),
                "city": city_key,
                "lat": lat,
                "lon": lon,
                "hours": text_of(hours, "known") or text_of(hours, "assumed"),
                "facets": facets,
                "record": _dump(place),
                "events": _dump(events) if events else None,
            }
        )
        searched.append({"key": key, "facets": facets, **_searched(place, city, events, terms)})
        boxes.append({"key": key, "lat": lat, "lon": lon})
    connection.execute(insert(_table(SiteRow)), sites)
    names = ", ".join(TEXT_COLUMNS)
    values = ", ".join(f":{column}" for column in TEXT_COLUMNS)
    into_text = f"INSERT INTO site_text(rowid, {names}) VALUES (:key, {values})"  # noqa: S608
    connection.execute(text(into_text), searched)
    into_box = text("INSERT INTO site_box VALUES (:key, :lat, :lat, :lon, :lon)")
    connection.execute(into_box.bindparams(bindparam("key")), boxes)


def _searched(place: Json, city: Json, events: Iterable[Json], terms: _Terms) -> Row:
    """The columns of the full-text table for one place."""
    names, address, hours = (part(place, key) for key in ("names", "address", "hours"))
    city_names = part(city, "names")
    entry = search_entry(
        en=words(names, "en"),
        local=words(names, "local"),
        romanised=text_of(names, "romanised"),
        pinyin=text_of(names, "pinyin"),
        address=[
            *(words(address, key) for key in ("en", "local")),
            *(words(city_names, key) for key in ("en", "local", "romanised")),
        ],
        about=[
            *(words(place, key) for key in ("description", "note", "booking", "phone")),
            *(words(hours, key) for key in ("closed_note", "note")),
            *texts(place, "details"),
            *(words(item, "text") for item in parts(place, "designations")),
            *(words(part(event, "name"), key) for event in events for key in ("en", "local")),
            *(terms.labels[term] for term in _terms_of(place) if term in terms.labels),
        ],
    )
    return {
        "en": entry.en,
        "local": entry.local,
        "romanised": entry.romanised,
        "pinyin": entry.pinyin,
        "initials": entry.initials,
        "address": entry.address,
        "about": entry.about,
    }


def _facets(place: Json, city_key: int, terms: _Terms) -> str:
    keys = [terms.keys[term] for term in _terms_of(place) if term in terms.keys]
    return " ".join([city_token(city_key), *map(term_token, keys)])


def _terms_of(place: Json) -> list[tuple[Facet, str]]:
    found = [(Facet.KIND, words(place, "kind"))]
    for key, facet in TERM_FIELDS.items():
        found += [(facet, term) for term in texts(place, key)]
    return found


def _write_terms(connection: Connection, vocabulary: Mapping[Facet, Sequence[Json]]) -> _Terms:
    terms = _Terms()
    rows: list[Row] = []
    for facet, records in vocabulary.items():
        for record in records:
            key = len(rows) + 1
            term = (facet, words(record, "id"))
            terms.keys[term] = key
            terms.labels[term] = f"{words(record, 'en')} {words(record, 'zh')}"
            rows.append(
                {
                    "key": key,
                    "facet": facet.value,
                    "id": term[1],
                    "label": words(record, "en"),
                    "label_zh": text_of(record, "zh"),
                }
            )
    if rows:
        connection.execute(insert(TermRow), rows)
    return terms


def _write_holidays(connection: Connection, holidays: Mapping[str, Sequence[Json]]) -> None:
    rows = [
        {
            "country": country,
            "name": words(part(record, "name"), "en"),
            "first": words(record, "first"),
            "last": words(record, "last"),
            "makeup_workdays": " ".join(texts(record, "makeup_workdays")),
            "is_provisional": words(record, "status") == "provisional",
        }
        for country, records in holidays.items()
        for record in records
    ]
    if rows:
        connection.execute(insert(HolidayRow), rows)


def _table(row: type[Base]) -> Table:
    """The plain table: many rows at once without an object for each."""
    return Base.metadata.tables[row.__tablename__]


def _chunks(numbered: Iterator[tuple[int, Json]]) -> Iterator[list[tuple[int, Json]]]:
    while chunk := list(islice(numbered, CHUNK)):
        yield chunk


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
