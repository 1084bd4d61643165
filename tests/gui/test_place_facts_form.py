"""Facts of a place are kept from the form of notes, with a note or without one."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.builders import city, tour
from tests.fakes import InMemoryCatalogue
from tests.gui.support import SITES
from tourplanner.domain import dossier_edits
from tourplanner.domain.address import NO_PARTS, AddressParts
from tourplanner.domain.place_facts import Payment, PhotoRule, PlaceFacts
from tourplanner.errors import InvalidEdit
from tourplanner.gui.details.address_field import AddressField
from tourplanner.gui.details.notes import NoteForm, SiteNote, notes
from tourplanner.gui.details.payment_field import PaymentField
from tourplanner.gui.details.places import Places

STUDIO = SITES[0].id
PLACES = Places(InMemoryCatalogue(SITES, (city(),)), tour)


def test_ticks_and_a_rule_make_an_entry_without_a_note(qtbot: QtBot) -> None:
    form = NoteForm(PLACES)
    qtbot.addWidget(form)
    form.show_entry(None)
    form.fields["site"].show_value(STUDIO)
    with pytest.raises(InvalidEdit):
        form.entry  # noqa: B018 - nothing is said yet
    payment = form.fields["payments"]
    assert isinstance(payment, PaymentField)
    payment.boxes[Payment.ALIPAY].click()
    form.fields["photo"].show_value(PhotoRule.ASK)
    assert form.entry == SiteNote(STUDIO, (Payment.ALIPAY,), PhotoRule.ASK)


def test_note_and_facts_of_a_place_are_one_entry() -> None:
    facts = PlaceFacts(STUDIO, etiquette="Shoes off.")
    noted = dossier_edits.with_note(tour(), STUDIO, "Ring twice.")
    kept = dossier_edits.with_place_facts(noted, (facts,))
    section = notes(PLACES)
    (entry,) = section.entries(kept)
    assert entry == SiteNote(STUDIO, etiquette="Shoes off.", text="Ring twice.")
    assert section.put(kept, (entry,)) == kept
    assert section.put(kept, ()).dossier == tour().dossier
    with pytest.raises(InvalidEdit):
        section.put(kept, (entry, entry))


def test_address_in_parts_shows_the_line_it_makes(qtbot: QtBot) -> None:
    field = AddressField("Address")
    qtbot.addWidget(field)
    field.show_value(NO_PARTS)
    field.lines["city"].setText("景德镇市")
    field.lines["number"].setText("12")
    with qtbot.waitSignal(field.committed):
        field.lines["number"].editingFinished.emit()
    assert field.value == AddressParts(city="景德镇市", number="12")
    field.lines["street"].setText("x" * 199)
    field.lines["street"].editingFinished.emit()
    assert field.fault
    assert field.value == AddressParts(city="景德镇市", number="12")
