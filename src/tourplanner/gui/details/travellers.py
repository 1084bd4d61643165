"""The people of the party, each with what others need to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from tourplanner.domain import dossier_edits
from tourplanner.domain.audience import Detail
from tourplanner.domain.own_cautions import passport_cautions
from tourplanner.domain.party import Party, Traveller
from tourplanner.domain.tour import Tour
from tourplanner.gui.details.day_field import day_field
from tourplanner.gui.details.entry_form import EntryForm
from tourplanner.gui.details.fields import CheckField, LineField, NoteField, SecretField
from tourplanner.gui.details.party_size import UnnamedField
from tourplanner.gui.details.section import Row, Section
from tourplanner.gui.details.twin_name import twin_name
from tourplanner.gui.open_tour import OpenTour
from tourplanner.i18n import _

TEXTS = (
    "name", "name_local", "nationality", "passport", "diet", "allergies", "mobility",
    "blood_type", "insurance", "emergency_contact", "room",
)  # fmt: skip
BLANK = {
    **dict.fromkeys(TEXTS, ""),
    "passport_expiry": None,
    "born": None,
    "is_leader": False,
}


class TravellerForm(EntryForm[Traveller]):
    """One person; only the name is needed."""

    def __init__(self) -> None:
        super().__init__(Traveller, BLANK)
        who = self.group(_("Who"), Detail.NAMES)
        name = LineField(_("Name"), _("as in the passport"))
        self.add(who, _("Na&me"), "name", name, is_required=True)
        self.add(who, _("Local name"), "name_local", LineField(_("Local name"), "阿达"))
        self.add(who, "", "is_leader", CheckField(_("&Leads the party")))
        identity = self.group(_("Passport"), Detail.IDENTITY)
        nationality = LineField(_("Nationality"))
        self.add(identity, _("Nationality"), "nationality", nationality)
        self.add(identity, _("&Number"), "passport", SecretField(_("Passport number")))
        self.expiry = day_field(_("Passport valid until"))
        self.add(identity, _("&Valid until"), "passport_expiry", self.expiry)
        self.add(identity, _("&Born"), "born", day_field(_("Date of birth")))
        needs = self.group(_("Needs"), Detail.NEEDS)
        diet = NoteField(_("Diet"), _("vegetarian, no pork"), lines=1)
        self.add(needs, _("D&iet"), "diet", diet)
        allergies = NoteField(_("Allergies"), _("peanuts, shellfish"), lines=1)
        self.add(needs, _("&Allergies"), "allergies", allergies)
        mobility = NoteField(_("Mobility"), _("no stairs, one crutch"), lines=1)
        self.add(needs, _("Mobility"), "mobility", mobility)
        rooms = self.group(_("Room"), Detail.ROOMS)
        room = LineField(_("Room"), _("double with Grace, ground floor"))
        self.add(rooms, _("&Room"), "room", room)
        health = self.group(_("In an emergency"), Detail.HEALTH)
        self.add(health, _("&Call"), "emergency_contact", NoteField(_("Whom to call"), lines=2))
        self.add(health, _("Insurance"), "insurance", NoteField(_("Insurance"), lines=2))
        self.add(health, _("Blood type"), "blood_type", LineField(_("Blood type")))

    def show_cautions(self, cautions: Sequence[str]) -> None:
        """What is wrong with the passport stands beside its last day."""
        self.expiry.say("\n".join(cautions), "care")


def travellers(open_tour: OpenTour) -> Section[Traveller]:
    """The section of those known by name; the number of the others stands below."""
    return Section(
        id="travellers",
        title=_("Travellers"),
        icon="users",
        invitation=_(
            "Nobody is known by name yet. Add who travels: papers then carry diets, allergies and "
            "whom to call, each only for those who need it."
        ),
        entries=lambda tour: tour.dossier.party.travellers,
        put=dossier_edits.with_travellers,
        row=row_of,
        make_form=TravellerForm,
        draft=_("New traveller"),
        twin=_twin,
        cautions=lambda tour, one: tuple(
            passport_cautions(Party((one,)), tour.preferences.dates[-1])
        ),
        make_below=partial(UnnamedField, open_tour),
    )


def row_of(tour: Tour, one: Traveller) -> Row:
    """Both names, and what a cook or a host asks first."""
    told = (_("leads") if one.is_leader else "", one.room, one.diet, one.allergies)
    is_care = any(True for _each in passport_cautions(Party((one,)), tour.preferences.dates[-1]))
    line = " · ".join(filter(None, told))
    return Row(one.name, one.name_local, line.replace("\n", " "), is_care=is_care)


def _twin(one: Traveller, among: tuple[Traveller, ...]) -> Traveller:
    """Somebody else with the same nationality, needs and insurance: never the same papers."""
    name = twin_name(one.name, partial(_is_taken, among))
    return replace(
        one, name=name, name_local="", passport="", passport_expiry=None, born=None, blood_type=""
    )


def _is_taken(among: tuple[Traveller, ...], name: str) -> bool:
    return Party(among).named(name) is not None
