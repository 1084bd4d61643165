"""A form changes nothing but what was typed, whatever an entry holds."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from tests.builders import city, tour
from tests.fakes import InMemoryCatalogue
from tests.gui.support import SITES
from tourplanner.domain import dossier_edits
from tourplanner.domain.address import AddressParts
from tourplanner.domain.lodging import Lodging
from tourplanner.domain.money import Money
from tourplanner.domain.party import Traveller
from tourplanner.domain.phrase_card import PhraseCard
from tourplanner.domain.reservation import Reservation, ReservationStatus
from tourplanner.domain.tour import Tour
from tourplanner.domain.tour_codec import from_text, to_text
from tourplanner.domain.transport import Transport, TransportMode
from tourplanner.gui.details.cards import CardForm
from tourplanner.gui.details.entry_form import EntryForm
from tourplanner.gui.details.lodgings import LodgingForm
from tourplanner.gui.details.notes import NoteForm, SiteNote
from tourplanner.gui.details.places import Places
from tourplanner.gui.details.reservations import ReservationForm
from tourplanner.gui.details.rides import RideForm
from tourplanner.gui.details.travellers import TravellerForm
from tourplanner.gui.theme import Theme

ODD = "".join(map(chr, (*range(32, 127), 0x9, 0xA, 0xA0, 0xE4, 0x5B, 0x9676, 0x1F3FA, 0x202E)))
LINE = st.text(ODD, max_size=20)
FILLED = LINE.filter(lambda text: bool(text.strip()))
DAY = st.dates(date(1900, 1, 1), date(2200, 12, 31)) | st.none()
SITE = st.sampled_from([site.id for site in SITES])
MINUTE = st.integers(0, 1439) | st.none()
ZONES = st.sampled_from([ZoneInfo(name) for name in ("Asia/Shanghai", "Europe/Rome", "UTC")])
START = st.datetimes(datetime(2027, 5, 1), datetime(2027, 5, 9))  # noqa: DTZ001 - a zone follows
PEOPLE = st.builds(
    Traveller,
    name=FILLED, name_local=LINE, nationality=LINE, passport=LINE, passport_expiry=DAY, born=DAY,
    diet=LINE, allergies=LINE, mobility=LINE, blood_type=LINE, insurance=LINE,
    emergency_contact=LINE, room=LINE, is_leader=st.booleans(),
)  # fmt: skip
PRICES = st.decimals(0, 10**6, places=2).map(lambda amount: Money(Decimal(amount), "CNY"))
RESERVED = st.builds(
    Reservation,
    site=SITE | st.none(), title=FILLED, status=st.sampled_from(ReservationStatus), code=LINE,
    price=PRICES | st.none(), book_by=DAY, contact=LINE, note=LINE, on=DAY,
)  # fmt: skip
PARTS = st.builds(AddressParts, country=LINE, street=LINE, number=LINE)
HOUSES = st.builds(
    Lodging,
    name=LINE, name_local=LINE, address_local=LINE, address_en=LINE, phone=LINE,
    check_in_min=MINUTE, check_out_min=MINUTE, note=LINE, parts_local=PARTS, parts_en=PARTS,
)  # fmt: skip
CARDS = st.builds(PhraseCard, en=FILLED, local=FILLED, reading=LINE)
NOTES = st.builds(SiteNote, site=SITE, text=FILLED)


@st.composite
def ride_entries(draw: st.DrawFn) -> Transport:
    leaves, zone = draw(START).replace(second=0, microsecond=0), draw(ZONES)
    return Transport(
        mode=draw(st.sampled_from(TransportMode)),
        depart=leaves.replace(tzinfo=zone),
        arrive=leaves.replace(tzinfo=draw(ZONES), day=leaves.day + 3),
        number=draw(LINE),
        from_name=draw(LINE),
        to_local=draw(LINE),
        seat=draw(LINE),
        gate_closes_min=draw(st.integers(0, 300) | st.none()),
        note=draw(LINE),
    )


often = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def forms(theme: Theme) -> dict[type, EntryForm[Any]]:
    places = Places(InMemoryCatalogue(SITES, (city(),)), tour)
    return {
        Traveller: TravellerForm(),
        Reservation: ReservationForm(places, theme, "CNY"),
        Lodging: LodgingForm(),
        PhraseCard: CardForm(),
        SiteNote: NoteForm(places),
        Transport: RideForm("Asia/Shanghai"),
    }


def test_what_a_form_shows_it_gives_back(theme: Theme, qapp: QApplication) -> None:
    made = forms(theme)

    @often
    @given(PEOPLE | RESERVED | HOUSES | CARDS | NOTES | ride_entries())
    def check(entry: object) -> None:
        form = made[type(entry)]
        form.show_entry(entry)
        assert form.entry == entry
        form.show_entry(None)

    check()


@often
@given(
    st.lists(PEOPLE, max_size=3, unique_by=lambda one: one.name.strip().casefold()),
    st.lists(RESERVED, max_size=3, unique_by=lambda one: one.key),
    HOUSES,
    st.lists(ride_entries(), max_size=3),
    st.lists(CARDS, max_size=3),
    st.lists(NOTES, max_size=3, unique_by=lambda one: one.site),
)
def test_what_is_edited_comes_back_from_the_file(
    people: list[Traveller],
    reserved: list[Reservation],
    house: Lodging,
    rides: list[Transport],
    cards: list[PhraseCard],
    notes: list[SiteNote],
) -> None:
    edited: Tour = dossier_edits.with_travellers(tour(), tuple(people))
    edited = dossier_edits.with_reservations(edited, tuple(reserved))
    edited = dossier_edits.with_lodgings(edited, (house,))
    edited = dossier_edits.with_transports(edited, tuple(rides))
    edited = dossier_edits.with_cards(edited, tuple(cards))
    edited = dossier_edits.with_notes(edited, tuple((one.site, one.text) for one in notes))
    assert from_text(to_text(edited)) == edited
