"""Comparing the open tour with a saved version: a list in words, for each reader, and a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.documents.reading import text_of
from tests.gui.conftest import MakeDesk
from tests.gui.support import FakeAsker
from tourplanner.domain import edits
from tourplanner.domain.audience import Audience
from tourplanner.domain.change import Change
from tourplanner.domain.dossier_edits import with_dossier
from tourplanner.domain.reservation import Reservation
from tourplanner.exchange.tour_file import write_tour
from tourplanner.gui.dialogs.changes import ChangesDialog

Look = Callable[[ChangesDialog], None]


def rows(dialog: ChangesDialog) -> list[list[str]]:
    items = (dialog.list.topLevelItem(n) for n in range(dialog.list.topLevelItemCount()))
    return [[item.text(column) for column in range(4)] for item in items if item is not None]


def compare(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch, folder: Path, look: Look
) -> FakeAsker:
    """Save the planned tour, rename it and reserve a dinner, then compare and `look`."""
    asker = FakeAsker(open_file=folder / "old.tour", save_file=folder / "page.pdf")
    desk = make_desk(asker=asker)
    desk.begin()
    write_tour(folder / "old.tour", desk.open_tour.tour)
    dinner = Reservation(None, "Dinner", code="DIN-7")
    desk.open_tour.edit(
        "x",
        lambda tour: with_dossier(
            edits.with_title(tour, "Lanes"), replace(tour.dossier, reservations=(dinner,))
        ),
    )
    before = desk.open_tour.tour

    def run(dialog: ChangesDialog) -> int:
        look(dialog)
        return 0

    monkeypatch.setattr(ChangesDialog, "exec", run)
    desk.actions["compare_saved"].trigger()
    assert desk.open_tour.tour == before
    return asker


def test_every_change_is_a_row_for_its_owner(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen: list[list[str]] = []

    def look(dialog: ChangesDialog) -> None:
        seen.extend(rows(dialog))
        assert dialog.said.text() == "2 changes."

    compare(make_desk, monkeypatch, tmp_path, look)
    assert ["→ Changed", "Title", "“Kilns and lanes”", "“Lanes”"] in seen
    assert ["+ New", "Reservation “Dinner”", "", "Idea, “DIN-7”"] in seen


def test_each_reader_is_told_what_concerns_him(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def look(dialog: ChangesDialog) -> None:
        dialog.audience.setCurrentIndex(dialog.audience.findData(Audience.SUPPLIER))
        assert [row[1] for row in rows(dialog)] == ["Title"]
        dialog.reader.setCurrentIndex(dialog.reader.findData("Dinner"))
        assert [row[1] for row in rows(dialog)] == ["Title", "Reservation “Dinner”"]
        dialog.audience.setCurrentIndex(dialog.audience.findData(Audience.DRIVER))
        assert not dialog.reader.isEnabled()

    compare(make_desk, monkeypatch, tmp_path, look)


def test_the_page_is_written_where_it_is_wanted(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said: list[str] = []

    def look(dialog: ChangesDialog) -> None:
        dialog.print.click()
        said.append(dialog.said.text())

    asker = compare(make_desk, monkeypatch, tmp_path, look)
    assert "page Lanes - changes.pdf" in asker.asked
    assert said == [f"Saved as {tmp_path / 'page.pdf'}."]
    assert "行程变更" in text_of(tmp_path / "page.pdf")


def test_a_file_that_is_no_tour_is_told_and_nothing_opens(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "bad.tour").write_bytes(b"{}")
    desk = make_desk(asker=FakeAsker(open_file=tmp_path / "bad.tour"))
    desk.begin()
    monkeypatch.setattr(ChangesDialog, "exec", lambda _dialog: pytest.fail("it opened"))
    failed: list[object] = []
    desk.files.failed.connect(failed.append)
    desk.actions["compare_saved"].trigger()
    assert len(failed) == 1


def test_nothing_to_tell_is_a_sentence(qtbot: QtBot) -> None:
    dialog = ChangesDialog("old.tour", {})
    qtbot.addWidget(dialog)
    dialog.show_changes((Change("title", "Title", "a", "b"),))
    assert dialog.said.text() == "1 change."
    dialog.show_changes(())
    assert dialog.said.text() == "Nothing that concerns this reader has changed."
