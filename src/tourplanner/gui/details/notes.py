"""The traveller's own words on places, with what he found out of them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import partial

from tourplanner.domain import dossier_edits
from tourplanner.domain.audience import Detail
from tourplanner.domain.dossier import Dossier
from tourplanner.domain.place_facts import PHOTO_LABELS, PhotoRule, PlaceFacts
from tourplanner.domain.reasons import short_date
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Tour
from tourplanner.errors import InvalidEdit
from tourplanner.gui.details.entry_form import EntryForm
from tourplanner.gui.details.fields import ChoiceField, LineField, NoteField
from tourplanner.gui.details.payment_field import PaymentField
from tourplanner.gui.details.places import Places, SiteField
from tourplanner.gui.details.section import Row, Section
from tourplanner.i18n import _
from tourplanner.mapping.place_words import place_fact_lines

LINES = 5
FACTS = tuple(field.name for field in fields(PlaceFacts))
BLANK = {
    **dict.fromkeys((*FACTS, "text"), ""), "site": None, "payments": (),
    "photo": PhotoRule.UNKNOWN,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SiteNote(PlaceFacts):
    """What is said of a site, and the facts that are known of it."""

    text: str = ""

    def __post_init__(self) -> None:
        """Refuse an entry in which nothing is said."""
        PlaceFacts.__post_init__(self)
        if self.says_nothing and not self.text.strip():
            raise InvalidEdit(field=_("Note"), problem=_("write a note or fill in a fact."))


class NoteForm(EntryForm[SiteNote]):
    """A place, words on it and what is known of it."""

    def __init__(self, places: Places) -> None:
        super().__init__(SiteNote, BLANK)
        group = self.group(_("Note"), Detail.NOTES)
        self.add(group, _("&Place"), "site", SiteField(_("Place"), places), is_required=True)
        text = NoteField(_("Note"), _("who lets you in, what to ask for"), LINES)
        self.add(group, _("&Note"), "text", text)
        facts = self.group(_("Facts"), Detail.PLACE_FACTS)
        self.add(facts, _("Pa&yment"), "payments", PaymentField(_("Payment")))
        self.add(facts, _("Photo&graphs"), "photo", ChoiceField(_("Photographs"), PHOTO_LABELS))
        self.add(facts, _("&Fee"), "fee", LineField(_("Fee"), _("for photographs or the visit")))
        self.add(facts, _("&Spoken"), "language", LineField(_("Spoken"), _("which languages")))
        etiquette = NoteField(_("Etiquette"), _("ask before touching wet pots; shoes off"))
        self.add(facts, _("Eti&quette"), "etiquette", etiquette)
        people = self.group(_("Contact"), Detail.OWN_PHONES)
        contact = LineField(_("Contact"), _("whom to ask for, telephone"))
        self.add(people, _("&Contact"), "contact", contact)


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
        put=_put,
        row=partial(_row, places),
        make_form=partial(NoteForm, places),
        draft=_("New note"),
    )


def site_notes(tour: Tour) -> tuple[SiteNote, ...]:
    """What is said of visited places as they are visited, then of the others."""
    visited = tour.itinerary.visited if tour.itinerary is not None else ()
    order = {site: number for number, site in enumerate(visited)}
    dossier = tour.dossier
    known = (*(site for site, _text in dossier.notes), *(one.site for one in dossier.place_facts))
    found = [_site_note(dossier, site) for site in dict.fromkeys(known)]
    return tuple(sorted(found, key=lambda one: (order.get(one.site, len(order)), one.site)))


def _site_note(dossier: Dossier, site: SiteId) -> SiteNote:
    facts = dossier.facts_of(site)
    known = {field: getattr(facts, field) for field in FACTS}
    return SiteNote(**known, text=dossier.note_of(site))


def _put(tour: Tour, entries: tuple[SiteNote, ...]) -> Tour:
    if len({one.site for one in entries}) != len(entries):
        raise InvalidEdit(field=_("Notes"), problem=_("a site has one note."))
    said = tuple((one.site, one.text) for one in entries if one.text.strip())
    facts = tuple(PlaceFacts(**{field: getattr(one, field) for field in FACTS}) for one in entries)
    return dossier_edits.with_place_facts(dossier_edits.with_notes(tour, said), facts)


def _row(places: Places, tour: Tour, one: SiteNote) -> Row:
    day = tour.itinerary.day_of(one.site) if tour.itinerary is not None else None
    when = short_date(tour.preferences.dates[day]) if day is not None else _("not in the plan")
    first_line = one.text.strip().partition("\n")[0] or " · ".join(place_fact_lines(one))
    line = _("{day} · {text}").format(day=when, text=first_line)
    return Row(places.name_of(one.site), "", line)
