"""The shape of the catalogue's source files: which keys there are and what may stand in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tourplanner.domain.site import Confidence
from tourplanner.i18n import _
from tourplanner.storage import source_checks as may
from tourplanner.storage.plain_json import Json
from tourplanner.storage.source_checks import Complaint

CERTAINTIES = ("sure", "likely", "uncertain", "one year only", "assumption")
CONFIDENCE_GROUPS = ("identity", "coordinates", "hours", "ticket", "history")
SETTINGS = ("indoor", "outdoor", "mixed")
MAX_VISIT_MIN = 24 * 60
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TERM_ID = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
_PARTIAL_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_COUNTRY = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Field:
    """What may stand under one key."""

    complain: Callable[[object], Complaint]
    is_required: bool = False
    shape: Mapping[str, Field] | None = None
    """Of the object, or of each object of the list."""


def shape_faults(record: Json, shape: Mapping[str, Field]) -> Iterator[tuple[str, str]]:
    """Each key of `record` that breaks its rule, dotted, with what is wrong."""
    for key in record:
        if key not in shape:
            yield key, _("is not a key of this format.")
    for key, field in shape.items():
        value = record.get(key)
        if value is None:
            if field.is_required:
                yield key, _("is missing.")
            continue
        problem = field.complain(value)
        if problem is not None:
            yield key, problem
        elif field.shape is not None:
            for index, item in enumerate(value if isinstance(value, list) else [value]):
                place = f"{key}[{index + 1}]" if isinstance(value, list) else key
                for inner, fault in shape_faults(item, field.shape):
                    yield f"{place}.{inner}", fault


_ID_FIELD = Field(may.written_like(_ID, "imperial-kiln-site"), is_required=True)
_WORDS = Field(may.is_text)
_NEEDED = Field(may.is_text, is_required=True)
_LIST = Field(may.are_texts)
_CONFIDENCE = Field(may.one_of(*Confidence))

NAMES = {
    "en": _NEEDED,
    "local": _NEEDED,
    "zh_hans": _WORDS,
    "pinyin": _WORDS,
    "romanised": _WORDS,
}
POINT = {
    "lat": Field(may.number_from(-90, 90), is_required=True),
    "lon": Field(may.number_from(-180, 180), is_required=True),
    "accuracy_m": Field(may.whole_from(1, 100_000), is_required=True),
    "source": _NEEDED,
    "confidence": _CONFIDENCE,
}
SOURCE = {"url": Field(may.is_address), "text": _WORDS, "note": _WORDS, "facts": _LIST}
DESIGNATION = {"text": _NEEDED, "date": Field(may.written_like(_PARTIAL_DATE, "2026-07-25"))}
HOURS = {
    "known": Field(may.are_hours),
    "assumed": Field(may.are_hours),
    "closed_note": _WORDS,
    "note": _WORDS,
    "last_admission": Field(may.is_clock),
    "confidence": _CONFIDENCE,
}
TICKET = {
    "amount": Field(may.is_amount, is_required=True),
    "currency": Field(may.is_currency, is_required=True),
    "as_of": _WORDS,
    "confidence": _CONFIDENCE,
}
PLACE = {
    "id": _ID_FIELD,
    "names": Field(may.is_part, is_required=True, shape=NAMES),
    "kind": _NEEDED,
    "point": Field(may.is_part, is_required=True, shape=POINT),
    "address": Field(may.is_part, shape={"en": _WORDS, "local": _WORDS}),
    "hours": Field(may.is_part, shape=HOURS),
    "ticket": Field(may.is_part, shape=TICKET),
    "booking": _WORDS,
    "visit_min": Field(may.whole_from(0, MAX_VISIT_MIN), is_required=True),
    "periods": _LIST,
    "wares": _LIST,
    "activities": _LIST,
    "details": _LIST,
    "designations": Field(may.are_parts, shape=DESIGNATION),
    "description": _NEEDED,
    "note": _WORDS,
    "conflicts": _LIST,
    "website": Field(may.is_address),
    "phone": _WORDS,
    "setting": Field(may.one_of(*SETTINGS)),
    "sources": Field(may.are_parts, is_required=True, shape=SOURCE),
    "confidence": Field(may.is_part, shape=dict.fromkeys(CONFIDENCE_GROUPS, _CONFIDENCE)),
    "checked": Field(may.written_like(_MONTH, "2026-11")),
}
HUB = {
    "kind": _NEEDED,
    "name": _NEEDED,
    "local": _WORDS,
    "code": _WORDS,
    "place": _WORDS,
    "point": Field(may.is_part, is_required=True, shape=POINT),
}
PRACTICAL = {
    "topic": _NEEDED,
    "text": _NEEDED,
    "source": _WORDS,
    "year": Field(may.whole_from(1900, 2100)),
    "is_hint": Field(may.is_flag),
}
CITY = {
    "id": _ID_FIELD,
    "names": Field(may.is_part, is_required=True, shape=NAMES),
    "country": Field(may.written_like(_COUNTRY, "CN"), is_required=True),
    "time_zone": Field(may.is_time_zone, is_required=True),
    "currency": Field(may.is_currency, is_required=True),
    "language": _WORDS,
    "centre": Field(may.is_part, is_required=True, shape=POINT),
    "hubs": Field(may.are_parts, shape=HUB),
    "designations": Field(may.are_parts, shape=DESIGNATION),
    "note": _WORDS,
    "practical": Field(may.are_parts, shape=PRACTICAL),
    "sources": Field(may.are_parts, is_required=True, shape=SOURCE),
}
EVENT = {
    "id": _ID_FIELD,
    "city": _NEEDED,
    "place": _WORDS,
    "name": Field(may.is_part, is_required=True, shape={"en": _NEEDED, "local": _WORDS}),
    "rule": _WORDS,
    "weekdays": Field(may.are_weekdays),
    "known_dates": Field(may.are_spans),
    "expected_dates": Field(may.are_spans),
    "start": Field(may.is_clock),
    "end": Field(may.is_clock),
    "certainty": Field(may.one_of(*CERTAINTIES), is_required=True),
    "note": _WORDS,
    "last_checked": Field(may.whole_from(1900, 2100)),
    "sources": Field(may.are_texts, is_required=True),
}
HOLIDAY = {
    "name": Field(may.is_part, is_required=True, shape={"en": _NEEDED, "local": _WORDS}),
    "first": Field(may.is_day, is_required=True),
    "last": Field(may.is_day, is_required=True),
    "makeup_workdays": Field(may.are_days),
    "status": _NEEDED,
    "source": _NEEDED,
}
TERM = {
    "id": Field(may.written_like(_TERM_ID, "kiln_site"), is_required=True),
    "en": _NEEDED,
    "zh": _WORDS,
}
