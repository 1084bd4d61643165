"""What a web page of a tour says: rows, cards, sentences, with their marks and links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from tourplanner.domain.itinerary import Leg, StopKind
from tourplanner.domain.lodging import Lodging
from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadLodging, RoadRide, RoadStop
from tourplanner.domain.site import SiteId
from tourplanner.exchange.book_text import (
    TextSection,
    cautions_of,
    dossier_sections,
    expiry_text,
    lodging_lines,
    made_text,
    ride_text,
    sources_of,
    subtitle_of,
    sum_text,
    unmet_of,
)
from tourplanner.exchange.stop_links import NamedLink, all_links, way_links
from tourplanner.exchange.stop_text import booking_text, leg_text, one_line, reservation_text
from tourplanner.i18n import _
from tourplanner.mapping.code_texts import lodging_code_text, stop_code_text
from tourplanner.mapping.codes import qr_svg
from tourplanner.mapping.mark_svg import mark_svg
from tourplanner.mapping.phrasebook import GROUP_LABELS, PhraseGroup, shipped_phrases
from tourplanner.mapping.place_words import place_fact_lines
from tourplanner.mapping.reader_words import ReaderWords
from tourplanner.mapping.sketch import CREDIT
from tourplanner.mapping.style import day_style
from tourplanner.mapping.table import map_rows
from tourplanner.mapping.wording import (
    SAID_BY_TRAVELLER,
    day_text,
    doubts,
    hours_text,
    span_text,
    ticket_text,
    wind_text,
)

NO_MARK = Markup()
TAXI_PHRASE = "taxi-01"
CHINESE = "zh"
ON_THE_WAY = (PhraseGroup.TAXI, PhraseGroup.DIET, PhraseGroup.EMERGENCY)
"""What one points at between the stops; the cards on paper hold the rest."""
MOST_CODES = 64
"""Cards beyond these go without a code, and say so: each code takes some kilobytes."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; unused cells are empty."""

    kind: str
    text: str
    time: str = ""
    second: str | None = None
    language: str = ""
    site: str = ""
    mark: Markup = NO_MARK
    hours: str = ""
    ticket: str = ""
    lines: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    links: tuple[NamedLink, ...] = ()
    why: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class DayPage:
    """One day."""

    number: int
    title: str
    holiday: str | None
    sum: str
    mark: Markup
    rows: tuple[Row, ...]
    night: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A place to show to a driver."""

    name: str
    other: str
    reading: str
    address: str
    phone: str
    code: Markup
    code_says: str
    language: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to point at."""

    local: str
    reading: str
    en: str


@dataclass(frozen=True, slots=True)
class SentenceGroup:
    """Sentences of one kind."""

    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class HtmlBook:
    """Everything on the pages but the map."""

    title: str
    subtitle: str
    cautions: tuple[str, ...]
    unmet: tuple[str, ...]
    days: tuple[DayPage, ...]
    left_out: tuple[Row, ...]
    sections: tuple[TextSection, ...]
    cards: tuple[Card, ...]
    please: Sentence | None
    """What goes over every card."""
    phrases: tuple[SentenceGroup, ...]
    sources: tuple[str, ...]
    credits: tuple[str, ...]
    language: str
    """Of the country, as a tag."""


def html_book(roadbook: Roadbook, made_on: datetime, most_codes: int = MOST_CODES) -> HtmlBook:
    """The words of the pages in the language being spoken; `made_on` is an aware instant."""
    words = ReaderWords(roadbook.paper)
    where = {
        row.site: f"{words.distance(row.distance_m)} {wind_text(row.bearing_deg)}"
        for row in map_rows(roadbook)
        if row.site is not None
    }
    language = roadbook.city.language
    return HtmlBook(
        title=one_line(roadbook.tour.title),
        subtitle=subtitle_of(roadbook, words),
        cautions=cautions_of(roadbook),
        unmet=tuple(unmet_of(roadbook, words)),
        days=tuple(_day(roadbook, day, where, words) for day in roadbook.days),
        left_out=tuple(_left_out(roadbook, where, words)),
        sections=dossier_sections(roadbook, words),
        cards=tuple(_cards(roadbook, most_codes)),
        please=_please() if language == CHINESE else None,
        phrases=tuple(_phrases(roadbook)),
        sources=tuple(sources_of(roadbook, words)),
        credits=(
            _("Map: {credit}.").format(credit=_(CREDIT)),
            made_text(made_on, words),
            expiry_text(roadbook, words),
        ),
        language=language,
    )


def trusted(text: str) -> Markup:
    """Our own files and escaped JSON; nothing of the catalogue comes this way unescaped."""
    return Markup(text)  # noqa: S704


def _left_out(roadbook: Roadbook, where: Mapping[SiteId, str], words: ReaderWords) -> Iterator[Row]:
    for entry in roadbook.left_out:
        first, second = words.names(entry.names)
        yield Row(
            "left_out",
            one_line(first),
            second=one_line(second) if second else None,
            language=roadbook.city.language,
            site=str(entry.entry.site),
            why=entry.why,
            where=where.get(entry.entry.site, ""),
            lines=(one_line(entry.note),) if entry.note else (),
        )


def _day(
    roadbook: Roadbook, day: RoadDay, where: Mapping[SiteId, str], words: ReaderWords
) -> DayPage:
    return DayPage(
        number=day.number,
        title=day_text(day),
        holiday=day.holiday,
        sum=sum_text(roadbook, day, words),
        mark=_mark(day, None),
        rows=tuple(_row(roadbook, day, one, where, words) for one in day.timeline()),
        night=tuple(lodging_lines(day.lodging, words)) if day.lodging is not None else (),
    )


def _mark(day: RoadDay, stop: RoadStop | None) -> Markup:
    number = stop.number if stop else None
    if stop is not None and number is None:
        return NO_MARK
    return trusted(mark_svg(day_style(day.number - 1), number, 22))


def _row(
    roadbook: Roadbook,
    day: RoadDay,
    one: RoadStop | Leg | RoadRide,
    where: Mapping[SiteId, str],
    words: ReaderWords,
) -> Row:
    if isinstance(one, Leg):
        links = way_links(day, one, roadbook.city)
        return Row("leg", leg_text(one, words), words.time(one.depart_min), links=links)
    if isinstance(one, RoadRide):
        text = ride_text(one.transport, words)
        return Row("ride", text, words.span(one.start_min, one.end_min))
    return _stop_row(roadbook, day, one, where, words)


def _stop_row(
    roadbook: Roadbook,
    day: RoadDay,
    stop: RoadStop,
    where: Mapping[SiteId, str],
    words: ReaderWords,
) -> Row:
    first, second = words.names(stop.names)
    text, other = one_line(first), one_line(second) if second else None
    if stop.stop.kind is not StopKind.VISIT:
        is_base = stop.stop.kind is StopKind.BASE
        time = words.span(stop.stop.start_min, stop.stop.end_min)
        time = words.time(stop.stop.start_min) if is_base else time
        return Row(stop.stop.kind.value, text, time, other)
    site, site_id = stop.site, stop.stop.site
    return Row(
        kind="visit",
        text=text,
        time=words.span(stop.stop.start_min, stop.stop.end_min),
        second=other,
        language=roadbook.city.language,
        site=str(site_id),
        mark=_mark(day, stop),
        hours=hours_text(stop, words.time),
        ticket=(ticket_text(site.ticket) or _("not known")) if site else "",
        lines=tuple(map(one_line, _lines(stop, where.get(site_id, "") if site_id else ""))),
        doubts=doubts(site, words.distance, SAID_BY_TRAVELLER)
        if site is not None
        else (_("no longer in the catalogue"),),
        links=all_links(stop),
    )


def _lines(stop: RoadStop, where: str) -> Iterator[str]:
    """What one needs on the spot: address in the local script, waiting, event, booking."""
    site = stop.site
    if site is not None:
        address = " · ".join(filter(None, (site.address_local, site.address_en)))
        if address:
            yield address
        if site.phone:
            yield _("Telephone: {phone}").format(phone=site.phone)
    if where:
        yield _("{distance} from the lodging").format(distance=where)
    if stop.stop.waiting_min:
        yield _("waits {time} for the opening").format(time=span_text(stop.stop.waiting_min))
    if stop.event:
        yield _("For: {event}").format(event=stop.event)
    booked = booking_text(stop)
    if booked:
        yield booked
    for one in stop.reservations:
        yield reservation_text(one)
    if site is not None and site.booking:
        yield _("Booking: {booking}").format(booking=site.booking)
    if site is not None and site.hours.closed_note:
        yield site.hours.closed_note
    yield from place_fact_lines(stop.facts)
    if stop.note:
        yield _("Note: {note}").format(note=stop.note)


def _cards(roadbook: Roadbook, most_codes: int) -> Iterator[Card]:
    """A card for each place once: the lodgings first, as every day ends there."""
    content, country = roadbook.paper.code, roadbook.city.country
    language = roadbook.city.language
    lodgings = dict.fromkeys(
        lodging
        for lodging in (roadbook.lodging, *(day.lodging for day in roadbook.days))
        if lodging
    )
    made = 0
    for lodging in lodgings:
        made += 1
        text = lodging_code_text(lodging, country, content)
        yield _lodging_card(lodging, text, _code(text, made <= most_codes), language)
    seen = set()
    for day in roadbook.days:
        for stop in day.visits:
            if stop.stop.site in seen:
                continue
            seen.add(stop.stop.site)
            made += 1
            text = stop_code_text(stop, country, content) or ""
            yield _stop_card(stop, text, _code(text, made <= most_codes), language)


def _stop_card(stop: RoadStop, text: str, code: Markup, language: str) -> Card:
    site, names = stop.site, stop.names
    address = (site.address_local or site.address_en or "") if site is not None else ""
    return Card(
        name=one_line(names.local),
        other=one_line(names.en) if names.second else "",
        reading=one_line(names.pinyin or names.romanised or ""),
        address=one_line(address),
        phone=one_line(site.phone or "") if site is not None else "",
        code=code,
        code_says=text,
        language=language,
    )


def _lodging_card(lodging: RoadLodging, text: str, code: Markup, language: str) -> Card:
    details = lodging.details or Lodging()
    return Card(
        name=one_line(lodging.names.local),
        other=one_line(lodging.names.en) if lodging.names.second else "",
        reading="",
        address=one_line(details.address_local or details.address_en),
        phone=one_line(details.phone),
        code=code,
        code_says=text,
        language=language,
    )


def _code(text: str, is_drawn: bool) -> Markup:
    return trusted(qr_svg(text)) if text and is_drawn else NO_MARK


def _please() -> Sentence:
    phrase = next(one for one in shipped_phrases() if one.id == TAXI_PHRASE)
    return Sentence(phrase.zh, phrase.pinyin, phrase.en)


def _phrases(roadbook: Roadbook) -> Iterator[SentenceGroup]:
    """The traveller's own sentences, and in China those for the way, the table and trouble."""
    if roadbook.cards:
        own = (Sentence(*map(one_line, (c.local, c.reading, c.en))) for c in roadbook.cards)
        yield SentenceGroup(_("My own sentences"), tuple(own))
    if roadbook.city.language != CHINESE:
        return
    phrases = shipped_phrases()
    for group in ON_THE_WAY:
        found = (Sentence(p.zh, p.pinyin, p.en) for p in phrases if p.group is group)
        yield SentenceGroup(_(GROUP_LABELS[group]), tuple(found))
