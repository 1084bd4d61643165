"""The house of each base: what a guest and a driver have to know of it."""

from __future__ import annotations

from functools import partial

from tourplanner.domain import dossier_edits
from tourplanner.domain.address import NO_PARTS
from tourplanner.domain.audience import Detail
from tourplanner.domain.lodging import Lodging
from tourplanner.domain.place import Coordinates, Place
from tourplanner.domain.reasons import short_date
from tourplanner.domain.time_window import clock
from tourplanner.domain.tour import Tour
from tourplanner.gui.details.address_field import AddressField
from tourplanner.gui.details.entry_form import EntryForm
from tourplanner.gui.details.fields import LineField, NoteField, ParsedField
from tourplanner.gui.details.section import Row, Section
from tourplanner.gui.details.values import clock_of
from tourplanner.gui.dialogs.frame import toned_label
from tourplanner.i18n import _, listed

TEXTS = ("name", "name_local", "address_local", "address_en", "phone", "note")
BLANK = {
    **dict.fromkeys(TEXTS, ""),
    **dict.fromkeys(("check_in_min", "check_out_min")),
    **dict.fromkeys(("parts_local", "parts_en"), NO_PARTS),
}


class LodgingForm(EntryForm[Lodging]):
    """One house; everything may stay empty."""

    def __init__(self) -> None:
        super().__init__(Lodging, BLANK)
        house = self.group(_("House"), Detail.LODGING)
        self.add(house, _("Na&me"), "name", LineField(_("Name"), "Old Kiln Inn"))
        local = LineField(_("Local name"), "老窑客栈")
        self.add(house, _("&Local name"), "name_local", local)
        address = LineField(_("Local address"), _("large to small: 省 市 区 路 号"))
        self.add(house, _("Local a&ddress"), "address_local", address)
        english = LineField(_("Address in English"), _("small to large: number, street, city"))
        self.add(house, _("Address in &English"), "address_en", english)
        self.add(house, _("Tele&phone"), "phone", LineField(_("Telephone")))
        self.add(house, _("Rooms &from"), "check_in_min", _clock_field(_("Rooms from")))
        self.add(house, _("Rooms &until"), "check_out_min", _clock_field(_("Rooms until")))
        parts = self.group(_("Address in parts"), Detail.LODGING)
        parts.add_wide(toned_label("quiet", _("Papers print them in place of the lines above.")))
        self.add(parts, _("Lo&cal"), "parts_local", AddressField(_("Local address in parts")))
        latin = AddressField(_("Address in English in parts"))
        self.add(parts, _("En&glish"), "parts_en", latin)
        note = self.group(_("Note"), Detail.NOTES)
        way = NoteField(_("Note"), _("ring twice; the way back from the night bus"))
        self.add(note, _("&Note"), "note", way)


def _clock_field(name: str) -> ParsedField[int]:
    field: ParsedField[int] = ParsedField(name, partial(clock_of, name), clock, "15:00")
    field.pack(len("15:00"))
    return field


def lodgings() -> Section[Lodging]:
    """The section of houses, one for each base; bases come from the wishes."""
    return Section(
        id="lodging",
        title=_("Lodging"),
        icon="bed",
        invitation="",
        entries=houses,
        put=dossier_edits.with_lodgings,
        row=_row,
        make_form=LodgingForm,
        is_kept=lambda one: one != Lodging(one.at),
    )


def houses(tour: Tour) -> tuple[Lodging, ...]:
    """A house for each base, the ordinary one first; then those where no night is spent."""
    bases = [tour.preferences.base, *(base for _night, base in tour.preferences.other_nights)]
    known = [dossier_edits.lodging_at(tour, at) for at in dict.fromkeys(base.at for base in bases)]
    strays = [one for one in tour.dossier.lodgings if one not in known]
    return (*known, *strays)


def _row(tour: Tour, one: Lodging) -> Row:
    base = _base(tour, one.at)
    title = one.name or one.name_local or (base.name if base is not None else "")
    second = one.name_local if one.name else ""
    if base is None:
        return Row(title or _("Lodging"), second, _("no night is spent here"), is_care=True)
    return Row(title, second, _nights(tour, base.at))


def _base(tour: Tour, at: Coordinates | None) -> Place | None:
    wishes = tour.preferences
    bases = (wishes.base, *(base for _night, base in wishes.other_nights))
    wanted = wishes.base.at if at is None else at
    return next((base for base in bases if base.at == wanted), None)


def _nights(tour: Tour, at: Coordinates) -> str:
    """Which nights are spent there."""
    wishes = tour.preferences
    others = dict(wishes.other_nights)
    dates = wishes.dates[: max(wishes.days - 1, 1)]
    nights = [
        short_date(day)
        for night, day in enumerate(dates)
        if others.get(night, wishes.base).at == at
    ]
    if len(nights) == len(dates):
        return _("all nights")
    return listed(nights) if nights else _("no night is spent here")
