"""The traveller's own words on places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from tourplanner.domain import dossier_edits
from tourplanner.domain.audience import Detail
from tourplanner.domain.reasons import short_date
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Tour
from tourplanner.gui.details.entry_form import EntryForm
from tourplanner.gui.details.fields import NoteField
from tourplanner.gui.details.places import Places, SiteField
from tourplanner.gui.details.section import Row, Section
from tourplanner.i18n import _

LINES = 8


@dataclass(frozen=True, slots=True)
class SiteNote:
    """What is said of a site."""

    site: SiteId
    text: str


class NoteForm(EntryForm[SiteNote]):
    """A place and words on it."""

    def __init__(self, places: Places) -> None:
        super().__init__(SiteNote, {"site": None, "text": ""})
        group = self.group(_("Note"), Detail.NOTES)
        self.add(group, _("&Place"), "site", SiteField(_("Place"), places), is_required=True)
        hints = _(
            "who lets you in, what to ask for; how to pay: cash, card, WeChat Pay, Alipay; "
            "whether photographs are allowed, and what they cost"
        )
        text = NoteField(_("Note"), hints, LINES)
        self.add(group, _("&Note"), "text", text, is_required=True)


def notes(places: Places) -> Section[SiteNote]:
    """The section of notes, in the order of the visits."""
    return Section(
        id="notes",
        title=_("Notes"),
        icon="pencil",
        invitation=_(
            "No notes yet. Write down whom to ask for, how to pay, whether photographs are "
            "allowed: the day's page prints it beside the visit."
        ),
        entries=site_notes,
        put=lambda tour, entries: dossier_edits.with_notes(
            tour, tuple((one.site, one.text) for one in entries)
        ),
        row=partial(_row, places),
        make_form=partial(NoteForm, places),
        draft=_("New note"),
    )


def site_notes(tour: Tour) -> tuple[SiteNote, ...]:
    """The notes on visited places as they are visited, then the others."""
    visited = tour.itinerary.visited if tour.itinerary is not None else ()
    order = {site: number for number, site in enumerate(visited)}
    found = [SiteNote(site, text) for site, text in tour.dossier.notes]
    return tuple(sorted(found, key=lambda one: (order.get(one.site, len(order)), one.site)))


def _row(places: Places, tour: Tour, one: SiteNote) -> Row:
    day = tour.itinerary.day_of(one.site) if tour.itinerary is not None else None
    when = short_date(tour.preferences.dates[day]) if day is not None else _("not in the plan")
    first_line = one.text.strip().partition("\n")[0]
    line = _("{day} · {text}").format(day=when, text=first_line)
    return Row(places.name_of(one.site), "", line)
