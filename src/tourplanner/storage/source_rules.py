"""The rules of the catalogue that look at more than one value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from tourplanner.domain.place import Coordinates
from tourplanner.domain.site import SiteKind
from tourplanner.domain.vocabulary import Facet
from tourplanner.i18n import _
from tourplanner.storage.plain_json import Json, number, part, parts, text, texts, words

CITY_RADIUS_M = 60_000
TERM_FIELDS = {"periods": Facet.PERIOD, "wares": Facet.WARE, "activities": Facet.ACTIVITY}
_HAN = re.compile("[\u3400-\u9fff]")
_TONES = {"\u0304", "\u0301", "\u030c", "\u0300"}
Fault = tuple[str, str]
"""A field and what is wrong with it."""


def place_faults(place: Json, city: Json, vocabulary: Mapping[Facet, set[str]]) -> Iterator[Fault]:
    """What is wrong with a place whose single values are in order."""
    centre, point = _point(part(city, "centre")), _point(part(place, "point"))
    distance_m = centre.distance_m(point)
    if distance_m > CITY_RADIUS_M:
        yield (
            "point",
            _("lies {distance} km from the centre of {city}; 60 km are the limit.").format(
                distance=round(distance_m / 1000), city=words(city, "id")
            ),
        )
    if text(city, "country") == "CN":
        yield from chinese_name_faults(part(place, "names"))
    yield from _term_faults(place, vocabulary)
    yield from source_faults(place)
    hours = part(place, "hours")
    if "last_admission" in hours and not ("known" in hours or "assumed" in hours):
        yield "hours.last_admission", _("makes no sense without hours.")


def city_faults(city: Json) -> Iterator[Fault]:
    """What is wrong with a city whose single values are in order."""
    if text(city, "country") == "CN":
        yield from chinese_name_faults(part(city, "names"))
    yield from source_faults(city)


def chinese_name_faults(names: Json) -> Iterator[Fault]:
    """In China a name needs its characters, and pinyin with tone marks for each of them."""
    characters, pinyin = words(names, "zh_hans"), words(names, "pinyin")
    if not _HAN.search(characters):
        yield "names.zh_hans", _("a place in China needs its Chinese name.")
    if not pinyin:
        yield "names.pinyin", _("a place in China needs its name in pinyin.")
        return
    if not _TONES & set(unicodedata.normalize("NFD", pinyin)):
        yield "names.pinyin", _("“{pinyin}” has no tone marks.").format(pinyin=pinyin)
    if len(pinyin.split()) < len(_HAN.findall(characters)):
        yield (
            "names.pinyin",
            _("“{pinyin}” has fewer syllables than “{name}” has characters.").format(
                pinyin=pinyin, name=characters
            ),
        )


def source_faults(record: Json) -> Iterator[Fault]:
    """Every record has a source, and every source says what it is."""
    sources = parts(record, "sources")
    if not sources:
        yield "sources", _("at least one source is needed.")
    for index, source in enumerate(sources):
        if not ("url" in source or "text" in source):
            yield f"sources[{index + 1}]", _("needs a url or a text.")


def event_faults(event: Json, cities: set[str], places: Mapping[str, str]) -> Iterator[Fault]:
    """An event names a known city, and a place of it; `places` gives the city of each place."""
    city, place = words(event, "city"), text(event, "place")
    if city not in cities:
        yield "city", _("there is no city “{city}”.").format(city=city)
    elif place is not None and place not in places:
        yield "place", _("there is no place “{place}”.").format(place=place)
    elif place is not None and places[place] != city:
        yield "place", _("“{place}” is not in {city}.").format(place=place, city=city)
    if not texts(event, "sources"):
        yield "sources", _("at least one source is needed.")
    if "end" in event and "start" in event and words(event, "end") <= words(event, "start"):
        yield "end", _("is not after the start.")


def holiday_faults(holiday: Json) -> Iterator[Fault]:
    """A holiday ends after it begins."""
    if words(holiday, "first") > words(holiday, "last"):
        yield "last", _("is before the first day.")


def vocabulary_faults(facet: Facet, ids: Sequence[str]) -> Iterator[Fault]:
    """A vocabulary has no term twice, and that of kinds is the one the program knows."""
    for term in sorted({term for term in ids if ids.count(term) > 1}):
        yield "id", _("“{term}” is there twice.").format(term=term)
    if facet is Facet.KIND and set(ids) != {kind.value for kind in SiteKind}:
        differing = ", ".join(sorted(set(ids) ^ {kind.value for kind in SiteKind}))
        yield "id", _("the program knows other kinds; look at: {ids}.").format(ids=differing)


def _term_faults(place: Json, vocabulary: Mapping[Facet, set[str]]) -> Iterator[Fault]:
    used: dict[str, tuple[Facet, tuple[str, ...]]] = {"kind": (Facet.KIND, (words(place, "kind"),))}
    used |= {field: (facet, texts(place, field)) for field, facet in TERM_FIELDS.items()}
    for field, (facet, terms) in used.items():
        for term in terms:
            if term not in vocabulary.get(facet, set()):
                yield field, _("“{term}” is not in the vocabulary.").format(term=term)


def _point(record: Json) -> Coordinates:
    return Coordinates(number(record, "lat"), number(record, "lon"))
