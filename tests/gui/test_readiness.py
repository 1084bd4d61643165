"""The page about what works without a network."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tourplanner.gui.dialogs.readiness import ReadinessDialog
from tourplanner.usecases.offline_readiness import Readiness, ReadyLine


def test_states_are_told_apart_in_words_and_names_stay_text(qtbot: QtBot) -> None:
    dialog = ReadinessDialog(
        [
            ReadyLine("Streets", Readiness.OLD, "“<img src=x>” has map data of 2021-04-01."),
            ReadyLine("Program", Readiness.WORKS, "Planning needs no network."),
        ]
    )
    qtbot.addWidget(dialog)
    shown = dialog.text.toPlainText()
    assert shown.index("Works without a network") < shown.index("Old, or still")
    assert "Missing" not in shown
    assert "<img src=x>" in shown
