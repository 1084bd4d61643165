"""Records of the catalogue's sources as values of the domain."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tourplanner.domain.place import Coordinates, Place
from tourplanner.domain.site import (
    City,
    Confidence,
    Designation,
    Hours,
    Names,
    Point,
    Site,
    SiteEvent,
    SiteId,
    SiteKind,
    Source,
    Ticket,
)
from tourplanner.domain.time_window import minute_of
from tourplanner.storage.plain_json import Json, number, part, parts, text, texts, words

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


@dataclass(frozen=True, slots=True)
class PracticalFact:
    """A fact about getting around in a city, tickets, classes or the seasons."""

    topic: str
    text: str
    source: str | None = None
    year: int | None = None
    """Of the source, when it is known."""
    is_hint: bool = False
    """General knowledge or an own estimate: to be shown as a hint, never as a fact."""


def site_of(record: Json, city: str, country: str, events: tuple[Json, ...]) -> Site:
    """The site that a checked place record describes."""
    address = part(record, "address")
    return Site(
        id=SiteId(words(record, "id")),
        city=city,
        names=names_of(part(record, "names")),
        kind=SiteKind(words(record, "kind")),
        point=point_of(part(record, "point")),
        country=country,
        hours=hours_of(part(record, "hours")),
        address_en=text(address, "en"),
        address_local=text(address, "local"),
        ticket=_ticket(record),
        booking=text(record, "booking"),
        visit_min=int(number(record, "visit_min")),
        events=tuple(event_of(event) for event in events),
        periods=texts(record, "periods"),
        wares=texts(record, "wares"),
        activities=texts(record, "activities"),
        details=texts(record, "details"),
        designations=tuple(
            Designation(words(item, "text"), text(item, "date"))
            for item in parts(record, "designations")
        ),
        description=words(record, "description"),
        note=text(record, "note"),
        conflicts=texts(record, "conflicts"),
        website=text(record, "website"),
        phone=text(record, "phone"),
        setting=text(record, "setting"),
        sources=sources_of(record),
        confidence=tuple(
            (group, Confidence(str(level))) for group, level in part(record, "confidence").items()
        ),
        checked=text(record, "checked"),
    )


def city_of(record: Json) -> City:
    """The city that a checked record describes."""
    return City(
        id=words(record, "id"),
        names=names_of(part(record, "names")),
        country=words(record, "country"),
        time_zone=words(record, "time_zone"),
        currency=words(record, "currency"),
        centre=point_of(part(record, "centre")),
        language=words(record, "language") or "en",
        hubs=tuple(
            Place(words(hub, "name"), point_of(part(hub, "point")).at, text(hub, "place"))
            for hub in parts(record, "hubs")
        ),
        note=text(record, "note"),
        designations=tuple(
            f"{words(item, 'text')} ({date})"
            if (date := text(item, "date"))
            else words(item, "text")
            for item in parts(record, "designations")
        ),
        sources=sources_of(record),
    )


def practical_of(record: Json) -> tuple[PracticalFact, ...]:
    """The practical facts in a city's record."""
    return tuple(
        PracticalFact(
            topic=words(item, "topic"),
            text=words(item, "text"),
            source=text(item, "source"),
            year=int(number(item, "year")) or None,
            is_hint=item.get("is_hint") is True,
        )
        for item in parts(record, "practical")
    )


def names_of(record: Json) -> Names:
    """The names in a record."""
    return Names(
        en=words(record, "en"),
        local=words(record, "local") or words(record, "en"),
        zh_hans=text(record, "zh_hans"),
        pinyin=text(record, "pinyin"),
        romanised=text(record, "romanised"),
    )


def point_of(record: Json) -> Point:
    """The point in a record."""
    return Point(
        at=Coordinates(number(record, "lat"), number(record, "lon")),
        accuracy_m=int(number(record, "accuracy_m")),
        source=words(record, "source"),
        confidence=_confidence(record),
    )


def hours_of(record: Json) -> Hours:
    """The opening hours in a record."""
    return Hours(
        known=text(record, "known"),
        assumed=text(record, "assumed"),
        closed_note=text(record, "closed_note"),
        note=text(record, "note"),
        last_admission_min=_minute(record, "last_admission"),
        confidence=_confidence(record),
    )


def event_of(record: Json) -> SiteEvent:
    """The event in a record; dates foretold by its rule are added and the note says so."""
    name = part(record, "name")
    foretold = _spans(record, "expected_dates")
    remarks = [words(record, "rule"), words(record, "note")]
    if foretold:
        years = ", ".join(sorted({first[:4] for first, _ in foretold}))
        remarks.append(f"Dates of {years} follow the rule, not a notice.")
    return SiteEvent(
        name=words(name, "en"),
        name_local=text(name, "local"),
        weekdays=tuple(WEEKDAYS.index(day) for day in texts(record, "weekdays")),
        dates=tuple(sorted(_spans(record, "known_dates") + foretold)),
        start_min=_minute(record, "start"),
        end_min=_minute(record, "end"),
        certainty=words(record, "certainty"),
        note=" ".join(_sentence(remark) for remark in remarks if remark) or None,
        sources=texts(record, "sources"),
    )


def sources_of(record: Json) -> tuple[Source, ...]:
    """Where a record's facts come from."""
    return tuple(
        Source(
            text=words(item, "text") or words(item, "url"),
            url=text(item, "url"),
            note=text(item, "note"),
            facts=texts(item, "facts"),
        )
        for item in parts(record, "sources")
    )


def _ticket(record: Json) -> Ticket | None:
    ticket = part(record, "ticket")
    if not ticket:
        return None
    return Ticket(
        amount=Decimal(words(ticket, "amount")),
        currency=words(ticket, "currency"),
        as_of=text(ticket, "as_of"),
        confidence=_confidence(ticket),
    )


def _confidence(record: Json) -> Confidence:
    return Confidence(words(record, "confidence") or Confidence.UNKNOWN)


def _minute(record: Json, key: str) -> int | None:
    value = text(record, key)
    return None if value is None else minute_of(value)


def _spans(record: Json, key: str) -> tuple[tuple[str, str], ...]:
    spans = record.get(key)
    if not isinstance(spans, list):
        return ()
    return tuple((str(span[0]), str(span[1])) for span in spans if isinstance(span, list))


def _sentence(remark: str) -> str:
    text = remark[0].upper() + remark[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."
