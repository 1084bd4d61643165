"""A roadbook as one web page: map and day tables, readable without network and without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from tourplanner.domain.itinerary import StopKind
from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadStop
from tourplanner.domain.site import Site, SiteId
from tourplanner.domain.time_window import clock
from tourplanner.exchange.stop_text import booking_text
from tourplanner.i18n import _, language, language_tag, ngettext
from tourplanner.mapping.features import features
from tourplanner.mapping.mark_svg import mark_svg
from tourplanner.mapping.page import (
    SCRIPTS,
    STYLES,
    asset_text,
    content_policy,
    map_parts,
    script_json,
    theme_rules,
)
from tourplanner.mapping.sketch import CREDIT
from tourplanner.mapping.style import day_style
from tourplanner.mapping.table import map_rows
from tourplanner.mapping.wording import (
    day_text,
    distance_text,
    doubts,
    hours_text,
    leg_text,
    span_text,
)
from tourplanner.paths import resource

POLICY_PLACE = "policy-of-this-page"
NO_MARK = Markup()


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a table; unused cells are empty."""

    kind: str
    text: str
    time: str = ""
    local: str | None = None
    language: str = ""
    site: str = ""
    mark: Markup = NO_MARK
    hours: str = ""
    ticket: str = ""
    lines: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    why: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class _Day:
    number: int
    title: str
    holiday: str | None
    sum: str
    mark: Markup
    rows: tuple[_Row, ...]


@dataclass(frozen=True, slots=True)
class _Book:
    title: str
    subtitle: str
    cautions: tuple[str, ...]
    days: tuple[_Day, ...]
    unmet: tuple[str, ...]
    left_out: tuple[_Row, ...]
    sources: tuple[str, ...]
    credits: tuple[str, ...]


def write_html(roadbook: Roadbook, made_on: datetime) -> bytes:
    """One UTF-8 file with everything in it: it asks for nothing when opened, anywhere.

    The map is folium's, drawn from the same features as in the window. Imports folium, which
    takes a second.
    """
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    template = environment.from_string(resource("templates", "roadbook.html.j2").read_text("utf-8"))
    parts = map_parts()
    scripts = "\n".join((asset_text(SCRIPTS), parts.script, asset_text(("roadbook.js",))))
    page = template.render(
        policy_place=POLICY_PLACE,
        book=_book(roadbook, made_on),
        words=_words(),
        language=language_tag(),
        map_styles=_trusted(theme_rules() + asset_text(STYLES)),
        map_body=_trusted(parts.body),
        map_scripts=_trusted(scripts),
        plan=_trusted(script_json(features(roadbook))),
    )
    page = page.encode("utf-8", "replace").decode()  # half a surrogate pair cannot be written
    return page.replace(POLICY_PLACE, content_policy(page), 1).encode()


def _trusted(text: str) -> Markup:
    """Our own files and escaped JSON; nothing of the catalogue comes this way unescaped."""
    return Markup(text)  # noqa: S704


def _words() -> dict[str, str]:
    return {
        "no_script": _("The map needs scripts. The tables below hold everything it shows."),
        "time": _("Time"),
        "stop": _("Stop"),
        "hours": _("Open that day"),
        "ticket": _("Ticket"),
        "left_out": _("Left out"),
        "site": _("Site"),
        "reason": _("Why"),
        "where": _("From the lodging"),
        "sources": _("Sources"),
    }


def _book(roadbook: Roadbook, made_on: datetime) -> _Book:
    where = {row.site: row.where for row in map_rows(roadbook) if row.site is not None}
    names = roadbook.city.names
    city = f"{names.first} {names.second}" if names.second else names.first
    wishes = roadbook.tour.preferences
    dates = _("{first} to {last}").format(
        first=_date(wishes.dates[0]), last=_date(wishes.dates[-1])
    )
    subtitle = _("{city} · {dates}").format(
        city=city, dates=dates if wishes.days > 1 else _date(wishes.start)
    )
    language = roadbook.city.language
    return _Book(
        title=roadbook.tour.title,
        subtitle=subtitle,
        cautions=roadbook.cautions,
        days=tuple(_day(day, where, language) for day in roadbook.days),
        unmet=tuple(
            _("Not in the plan, though asked for: {site}. {why}").format(
                site=entry.names.first, why=entry.why
            )
            for entry in roadbook.unmet
        ),
        left_out=tuple(
            _Row(
                "left_out",
                entry.names.first,
                local=entry.names.second,
                language=language,
                site=str(entry.entry.site),
                why=entry.why,
                where=where.get(entry.entry.site, ""),
            )
            for entry in roadbook.left_out
        ),
        sources=_sources(roadbook),
        credits=(
            _("Map: {credit}. Drawn with Leaflet and folium.").format(credit=_(CREDIT)),
            _("Made with Tour Planner on {date}.").format(date=_date(made_on)),
        ),
    )


def _date(day: date) -> str:
    return format_date(day, _("EEE d MMM y"), locale=language())


def _day(day: RoadDay, where: Mapping[SiteId, str], language: str) -> _Day:
    stops = ngettext("{count} stop", "{count} stops", len(day.visits)).format(count=len(day.visits))
    total = _("{stops} · {distance} · {time} on the way").format(
        stops=stops, distance=distance_text(day.distance_m), time=span_text(day.travel_min)
    )
    return _Day(
        number=day.number,
        title=day_text(day),
        holiday=day.holiday,
        sum=total,
        mark=_mark(day, None),
        rows=_rows(day, where, language),
    )


def _mark(day: RoadDay, stop: RoadStop | None) -> Markup:
    number = stop.number if stop else None
    if stop is not None and number is None:
        return NO_MARK
    return _trusted(mark_svg(day_style(day.number - 1), number, 22))


def _rows(day: RoadDay, where: Mapping[SiteId, str], language: str) -> tuple[_Row, ...]:
    """Stops and legs as they begin."""
    return tuple(
        _stop_row(day, entry, where, language)
        if isinstance(entry, RoadStop)
        else _Row("leg", leg_text(entry), time=clock(entry.depart_min))
        for entry in day.in_order()
    )


def _stop_row(day: RoadDay, stop: RoadStop, where: Mapping[SiteId, str], language: str) -> _Row:
    times = f"{clock(stop.stop.start_min)}–{clock(stop.stop.end_min)}"
    if stop.stop.kind is not StopKind.VISIT:
        is_base = stop.stop.kind is StopKind.BASE
        time = clock(stop.stop.start_min) if is_base else times
        return _Row(stop.stop.kind.value, stop.names.first, time, stop.names.second)
    site = stop.site
    site_id = stop.stop.site
    return _Row(
        kind="visit",
        text=stop.names.first,
        time=times,
        local=stop.names.second,
        language=language,
        site=str(site_id),
        mark=_mark(day, stop),
        hours=hours_text(stop),
        ticket=_ticket(site) if site else "",
        lines=tuple(_lines(stop, where.get(site_id, "") if site_id else "")),
        doubts=_doubts(stop),
    )


def _lines(stop: RoadStop, where: str) -> Iterator[str]:
    """What one needs on the spot: address in the local script, waiting, event, booking."""
    site = stop.site
    if site is not None:
        address = " · ".join(filter(None, (site.address_local, site.address_en)))
        if address:
            yield address
    if where:
        yield _("{distance} from the lodging").format(distance=where)
    if stop.stop.waiting_min:
        yield _("waits {time} for the opening").format(time=span_text(stop.stop.waiting_min))
    if stop.event:
        yield stop.event
    booked = booking_text(stop)
    if booked:
        yield booked
    if site is not None and site.booking:
        yield _("Booking: {booking}").format(booking=site.booking)
    if site is not None and site.hours.closed_note:
        yield site.hours.closed_note


def _doubts(stop: RoadStop) -> tuple[str, ...]:
    if stop.site is None:
        return (_("no longer in the catalogue"),)
    return doubts(stop.site)


def _ticket(site: Site) -> str:
    ticket = site.ticket
    if ticket is None:
        return _("not known")
    price = _("{amount} {currency}").format(amount=f"{ticket.amount:f}", currency=ticket.currency)
    known = price if ticket.amount else _("free")
    return _("{price} ({year})").format(price=known, year=ticket.as_of) if ticket.as_of else known


def _sources(roadbook: Roadbook) -> tuple[str, ...]:
    """Where the facts of each visited site come from, once per site."""
    visited = {stop.site.id: stop.site for day in roadbook.days for stop in day.visits if stop.site}
    return tuple(
        _("{site}: {sources}").format(
            site=site.names.first, sources="; ".join(source.text for source in site.sources)
        )
        for site in visited.values()
        if site.sources
    )
