"""Everything known of a site as a page of rich text, each fact with its doubt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from tourplanner.domain.dossier import Dossier
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.reasons import short_date
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.site import (
    CONFIDENCE_LABELS,
    KIND_LABELS,
    Confidence,
    Site,
    SiteEvent,
    SiteId,
    Source,
)
from tourplanner.domain.time_window import clock
from tourplanner.gui import words
from tourplanner.i18n import N_, _, listed
from tourplanner.mapping.place_words import place_fact_lines
from tourplanner.mapping.style import Palette
from tourplanner.mapping.wording import OWN_ENTRY, distance_text, span_text
from tourplanner.usecases.find_sites import hours_text

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
ACTION = "action"
"""Scheme of links that stand for an action of the window."""
GROUP_LABELS = {
    "identity": N_("name and kind"),
    "coordinates": N_("position"),
    "hours": N_("hours"),
    "ticket": N_("ticket"),
    "history": N_("history"),
}


def site_page(
    site: Site,
    dates: Sequence[date],
    holidays: PublicHolidays,
    standing: str,
    dossier: Dossier,
    colours: Palette,
    whereabouts: str = "",
) -> str:
    """The page as HTML; `standing` says what the open tour makes of the site, `whereabouts` how
    far and in which direction it is.

    All text is escaped.
    """
    parts = [
        _head(site, colours),
        f"<p>{escape(standing)}</p>" if standing else "",
        _own(site.id, dossier, colours),
        f"<p>{escape(site.description)}</p>" if site.description else "",
        f"<p>{_quiet(site.note, colours)}</p>" if site.note else "",
        _hours(site, dates, holidays, colours),
        _visit(site, colours),
        _events(site.events, colours),
        _section(_("Where"), _where(site, whereabouts, colours), colours),
        _section(_("What"), _what(site), colours),
        _section(_("Titles"), _titles(site), colours),
        _section(_("Sources disagree"), [_care(text, colours) for text in site.conflicts], colours),
        _section(_("How sure"), _confidence(site, colours), colours),
        _section(_("Sources"), [_source(source, colours) for source in site.sources], colours),
    ]
    return "".join(parts)


def standing_of(site: SiteId, book: Roadbook | None) -> str:
    """What the plan makes of a site: its day and time, or why it is left out."""
    if book is None:
        return ""
    for day in book.days:
        for stop in day.visits:
            if stop.stop.site == site:
                return _("Planned on {day}, {time}, as stop {number}.").format(
                    day=short_date(day.date),
                    time=words.clock_span(stop.stop.start_min, stop.stop.end_min),
                    number=stop.number,
                )
    for left in book.left_out:
        if left.entry.site == site:
            return _("Not in the plan. {reason}").format(reason=left.why)
    return ""


def _head(site: Site, colours: Palette) -> str:
    names = site.names
    second = " · ".join(filter(None, (names.second, names.pinyin)))
    kind = _(KIND_LABELS[site.kind])
    if site.is_own:
        kind = _("{kind}, your own entry").format(kind=kind)
    return (
        f'<p style="font-size:large; font-weight:600; margin-bottom:2px">{escape(names.first)}</p>'
        + (f'<p style="margin-top:0; margin-bottom:2px">{escape(second)}</p>' if second else "")
        + f'<p style="color:{colours.quiet}; margin-top:0">{escape(kind)}</p>'
    )


def _own(site: SiteId, dossier: Dossier, colours: Palette) -> str:
    """What the traveller has reserved there and noted down."""
    texts = []
    for one in dossier.reservations_of(site):
        title = one.title.strip() or _("Reservation")
        line = f"<b>{escape(title)}</b> {escape(words.status_line(one))}"
        told = " · ".join(filter(None, (one.code, one.contact)))
        texts.append(f"{line}<br>{_quiet(told, colours)}" if told else line)
    note = dossier.note_of(site)
    if note:
        texts.append(escape(note).replace("\n", "<br>"))
    texts += map(escape, place_fact_lines(dossier.facts_of(site)))
    asked = (("note", _("Note…")), ("reserve", _("Reservation…")))
    links = (f'<a href="{ACTION}:{name}">{escape(text)}</a>' for name, text in asked)
    texts.append(" · ".join(links))
    return _section(_("Yours"), texts, colours)


def _hours(site: Site, dates: Sequence[date], holidays: PublicHolidays, colours: Palette) -> str:
    rows = "".join(
        f'<tr><td style="color:{colours.quiet}; padding-right:12px">{escape(short_date(day))}</td>'
        f"<td>{_day_hours(site, day, holidays, colours)}</td></tr>"
        for day in dates
    )
    hours = site.hours
    notes = []
    if hours.last_admission_min is not None:
        notes.append(
            escape(_("Last admission {time}.").format(time=clock(hours.last_admission_min)))
        )
    if hours.is_assumed:
        notes.append(_care(_("Hours assumed for planning, not read anywhere."), colours))
    elif hours.expression is None:
        notes.append(_care(_("Opening hours not known. Ask before you go."), colours))
    else:
        notes.append(_sureness(site, hours.confidence, colours))
    notes += [escape(note) for note in (hours.closed_note, hours.note) if note]
    return _section(_("Hours"), [f"<table>{rows}</table>", *notes], colours)


def _day_hours(site: Site, day: date, holidays: PublicHolidays, colours: Palette) -> str:
    text = hours_text(site, day, holidays)
    closed = _("closed on {day}").format(day=short_date(day))
    if text.startswith(closed):
        return f'<span style="color:{colours.wrong}">{escape(_("closed"))}</span>'
    return escape(text)


def _visit(site: Site, colours: Palette) -> str:
    rows = [_("Visit: {time}").format(time=span_text(site.visit_min))]
    texts = [escape(rows[0])]
    ticket = site.ticket
    if ticket is None:
        texts.append(_quiet(_("Ticket: not known"), colours))
    else:
        price = (
            _("free")
            if ticket.amount == 0
            else _("{amount} {currency}").format(amount=ticket.amount, currency=ticket.currency)
        )
        line = _("Ticket: {price}").format(price=price)
        if ticket.as_of:
            line = _("{ticket}, as of {date}").format(ticket=line, date=ticket.as_of)
        texts.append(f"{escape(line)} {_sureness(site, ticket.confidence, colours)}")
    if site.booking:
        texts.append(escape(_("Booking: {text}").format(text=site.booking)))
    return _section(_("Visit"), texts, colours)


def _events(events: Iterable[SiteEvent], colours: Palette) -> str:
    lines = []
    for event in events:
        when = listed(_(WEEKDAYS[day]) for day in event.weekdays)
        spans = [
            _("{first} to {last}").format(first=first, last=last) if first != last else first
            for first, last in event.dates
        ]
        when = listed(filter(None, (when, *spans)))
        if event.start_min is not None and event.end_min is not None:
            when = f"{when} {words.clock_span(event.start_min, event.end_min)}".strip()
        elif event.start_min is not None:
            when = _("{days} from {time}").format(days=when, time=clock(event.start_min)).strip()
        name = f"<b>{escape(event.name)}</b>"
        if event.name_local:
            name += f" {escape(event.name_local)}"
        line = f"{name} {escape(when)}"
        if event.certainty in {"uncertain", "doubtful"}:
            line += f' <span style="color:{colours.care}">{escape(_("not certain"))}</span>'
        if event.note:
            line += f"<br>{_quiet(event.note, colours)}"
        lines.append(line)
    return _section(_("Events"), lines, colours)


def _where(site: Site, whereabouts: str, colours: Palette) -> list[str]:
    at = site.point.at
    texts = [escape(text) for text in (site.address_en, site.address_local) if text]
    texts += [escape(whereabouts)] if whereabouts else []
    point = _("{lat:.5f}, {lon:.5f}").format(lat=at.lat, lon=at.lon)
    accuracy = _("within {distance}").format(distance=distance_text(site.point.accuracy_m))
    sure = _sureness(site, site.point.confidence, colours)
    texts.append(f"{escape(point)}, {escape(accuracy)} {sure}")
    texts.append(_quiet(site.point.source, colours))
    for label, value in ((_("Website"), site.website), (_("Telephone"), site.phone)):
        if value:
            texts.append(f"{escape(label)}: {_linked(value)}")
    return texts


def _what(site: Site) -> list[str]:
    rows = (
        (_("Periods"), site.periods),
        (_("Wares"), site.wares),
        (_("Activities"), site.activities),
    )
    texts = [
        escape(f"{label}: {', '.join(term.replace('_', ' ') for term in terms)}")
        for label, terms in rows
        if terms
    ]
    if site.setting:
        texts.append(escape(_("Setting: {setting}").format(setting=site.setting)))
    if site.details:
        texts.append(escape("; ".join(site.details)))
    return texts


def _titles(site: Site) -> list[str]:
    return [
        escape(f"{title.text} ({title.date})" if title.date else title.text)
        for title in site.designations
    ]


def _confidence(site: Site, colours: Palette) -> list[str]:
    texts = [
        f"{escape(_(GROUP_LABELS.get(group, group)).capitalize())}: "
        f"{_sureness(site, level, colours)}"
        for group, level in site.confidence
    ]
    if site.checked:
        texts.append(_quiet(_("Last checked {month}.").format(month=site.checked), colours))
    return texts


def _source(source: Source, colours: Palette) -> str:
    shown = _linked(source.url, source.text) if source.url else escape(source.text)
    extra = "; ".join(filter(None, (", ".join(source.facts), source.note)))
    return f"{shown}<br>{_quiet(extra, colours)}" if extra else shown


def _linked(address: str, text: str | None = None) -> str:
    shown = escape(text or address)
    if not address.startswith(("http://", "https://")):
        return shown
    return f'<a href="{escape(address, quote=True)}">{shown}</a>'


def _sureness(site: Site, level: Confidence, colours: Palette) -> str:
    """How far a fact can be trusted; what the traveller says himself nobody has rated."""
    if site.is_own:
        return _quiet(_(OWN_ENTRY), colours)
    colour = getattr(colours, words.confidence_role(level))
    return f'<span style="color:{colour}">{escape(_(CONFIDENCE_LABELS[level]))}</span>'


def _quiet(text: str, colours: Palette) -> str:
    return f'<span style="color:{colours.quiet}">{escape(text)}</span>'


def _care(text: str | None, colours: Palette) -> str:
    return f'<span style="color:{colours.care}">{escape(text)}</span>' if text else ""


def _section(title: str, texts: Sequence[str], colours: Palette) -> str:
    shown = [text for text in texts if text]
    if not shown:
        return ""
    head = (
        f'<p style="color:{colours.quiet}; font-weight:600; margin-top:14px; margin-bottom:2px">'
        f"{escape(title)}</p>"
    )
    body = "".join(
        text
        if text.startswith("<table")
        else f'<p style="margin-top:0; margin-bottom:3px">{text}</p>'
        for text in shown
    )
    return head + body
