"""Trains, flights and buses at fixed times."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from zoneinfo import ZoneInfo

from tourplanner.domain import dossier_edits
from tourplanner.domain.audience import Detail
from tourplanner.domain.reasons import short_date
from tourplanner.domain.tour import Tour
from tourplanner.domain.transport import TRANSPORT_LABELS, Transport, TransportMode
from tourplanner.domain.transport_checks import overlaps
from tourplanner.gui.details.entry_form import EntryForm
from tourplanner.gui.details.fields import ChoiceField, LineField, NoteField, ParsedField
from tourplanner.gui.details.moment_field import MomentField
from tourplanner.gui.details.section import Row, Section
from tourplanner.gui.details.values import gate_of
from tourplanner.i18n import _

TEXTS = ("number", "from_name", "from_local", "to_name", "to_local", "seat", "note")
BLANK = {
    **dict.fromkeys(TEXTS, ""),
    "mode": TransportMode.TRAIN,
    "depart": None,
    "arrive": None,
    "gate_closes_min": None,
}


class RideForm(EntryForm[Transport]):
    """One ride; when it leaves and arrives is needed."""

    def __init__(self, zone: str) -> None:
        super().__init__(Transport, BLANK)
        what = self.group(_("Ride"), Detail.TRANSPORT)
        self.add(what, _("&Kind"), "mode", ChoiceField(_("Kind"), TRANSPORT_LABELS))
        self.add(what, _("N&umber"), "number", LineField(_("Number"), "G1234"))
        start = LineField(_("From"), "Nanchang West")
        self.add(what, _("&From"), "from_name", start)
        local = LineField(_("From, in local script"), "南昌西站")
        self.add(what, _("In local script"), "from_local", local)
        self.depart = MomentField(_("Departure"), zone)
        self.add(what, _("&Leaves"), "depart", self.depart, is_required=True)
        end = LineField(_("To"), "Jingdezhen North")
        self.add(what, _("T&o"), "to_name", end)
        local = LineField(_("To, in local script"), "景德镇北站")
        self.add(what, _("In local script"), "to_local", local)
        self.arrive = MomentField(_("Arrival"), zone)
        self.add(what, _("&Arrives"), "arrive", self.arrive, is_required=True)
        gate_name = _("Minutes before departure at which the gate closes")
        gate: ParsedField[int] = ParsedField(gate_name, partial(gate_of, gate_name), str, "3")
        gate.pack(len("300"))
        gate.say(_("Minutes before departure; nobody is let in after that."))
        self.add(what, _("&Gate closes"), "gate_closes_min", gate)
        seat = self.group(_("Seat"), Detail.SEATS)
        self.add(seat, _("&Seat"), "seat", LineField(_("Seat"), _("car 5, 12F")))
        note = self.group(_("Note"), Detail.NOTES)
        rule = NoteField(_("Note"), _("The ticket is the passport: show it at the gate."))
        self.add(note, _("&Note"), "note", rule)

    def show_cautions(self, cautions: Sequence[str]) -> None:
        """What the plan overlaps stands beside the departure."""
        self.depart.say("\n".join(cautions), "care")


def rides(zone: str) -> Section[Transport]:
    """The section of trains, flights and buses; `zone` is the city's."""
    return Section(
        id="rides",
        title=_("Trains and flights"),
        icon="transport",
        invitation=_(
            "No train or flight is known yet. Add what brings you here and away: the plan is "
            "checked against it, and papers print it in both scripts."
        ),
        entries=lambda tour: tour.dossier.transports,
        put=dossier_edits.with_transports,
        row=partial(_row, zone),
        make_form=partial(RideForm, zone),
        draft=_("New ride"),
        twin=lambda one, _among: one,
        cautions=partial(_overlaps, zone),
    )


def _row(zone: str, tour: Tour, one: Transport) -> Row:
    way = _("{start} to {end}").format(start=one.from_name, end=one.to_name)
    ends = way if one.from_name and one.to_name else one.from_name or one.to_name
    when = _("{day} {start} to {end}").format(
        day=short_date(one.depart.date()), start=f"{one.depart:%H:%M}", end=f"{one.arrive:%H:%M}"
    )
    line = " · ".join(filter(None, (when, ends)))
    return Row(one.name, "", line, is_care=bool(_overlaps(zone, tour, one)))


def _overlaps(zone: str, tour: Tour, one: Transport) -> tuple[str, ...]:
    days = tour.itinerary.days if tour.itinerary is not None else ()
    return tuple(text for day in days for text in overlaps(day, (one,), ZoneInfo(zone)))
