"""The window speaks other languages without cutting their words."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.gui.conftest import MakeDesk
from tourplanner import i18n
from tourplanner.domain.tour import Tour
from tourplanner.gui.dialogs.new_tour import NewTourDialog
from tourplanner.gui.dialogs.ripple import RippleDialog
from tourplanner.gui.dialogs.shortcuts import ShortcutsDialog
from tourplanner.gui.elided_label import ElidedLabel
from tourplanner.gui.language import speak_as_asked, window_locale
from tourplanner.gui.mnemonic import without_mnemonic
from tourplanner.gui.panels.preferences import PreferencesPanel
from tourplanner.gui.theme import Theme
from tourplanner.gui.words import long_date, month_year

DAY = date(2027, 4, 16)


class Doubled(gettext.NullTranslations):
    """A language that takes twice the room of English."""

    def gettext(self, message: str) -> str:
        is_pattern_or_joint = not message.strip(",; ") or "MMM" in message
        return message if is_pattern_or_joint else f"{message} {message}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def cut(window: QWidget) -> list[str]:
    """The texts under `window` that are wider than what holds them."""
    found = []
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, QLabel | QAbstractButton) or not widget.isVisible():
            continue
        is_wrapped = isinstance(widget, QLabel) and widget.wordWrap()
        if widget.text() and not is_wrapped and not isinstance(widget, ElidedLabel):
            least = widget.minimumSizeHint().width()
            if widget.width() < least or not _lies_inside(widget, window):
                found.append(widget.text())
    return found


def _lies_inside(widget: QWidget, window: QWidget) -> bool:
    right = widget.mapTo(window, widget.rect().topRight()).x()
    return right < window.width()


def _no_tour(*_chosen: object) -> Tour:
    raise AssertionError("nothing was accepted")


DIALOGS: dict[str, Callable[[], QDialog]] = {
    "new tour": lambda: NewTourDialog((("jdz", "Jingdezhen"),), DAY, _no_tour),
    "ripple": lambda: RippleDialog("Xu Family Kiln"),
    "shortcuts": ShortcutsDialog,
}


@pytest.mark.parametrize("language", ["zh_CN", "doubled"])
@pytest.mark.parametrize("name", DIALOGS)
def test_no_label_of_a_dialog_is_cut(
    name: str, language: str, qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken = Doubled() if language == "doubled" else i18n.load(language)
    monkeypatch.setattr(i18n, "_active", spoken)
    dialog = DIALOGS[name]()
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert dialog.findChildren(QAbstractButton)
    assert cut(dialog) == []


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_preferences_get_the_width_that_their_words_need(
    language: str, make_desk: MakeDesk, qtbot: QtBot
) -> None:
    i18n.install(language)
    desk = make_desk()
    desk.window.show()
    qtbot.waitExposed(desk.window)
    panel = desk.window.findChild(PreferencesPanel)
    assert isinstance(panel, QScrollArea)
    desk.window.show_panel(desk.window.preferences)
    qtbot.waitUntil(lambda: panel.isVisible())
    content = panel.widget()
    qtbot.waitUntil(lambda: panel.viewport().width() >= content.minimumSizeHint().width())


def test_qt_speaks_the_language_of_the_window(qapp: QApplication) -> None:
    i18n.install("zh_CN")
    before = QLocale()
    try:
        speak_as_asked(qapp)
        assert QApplication.translate("QPlatformTheme", "Cancel") == "取消"
        assert window_locale().name() == "zh_CN"
    finally:
        for texts in qapp.children():
            if texts.metaObject().className() == "QTranslator":
                qapp.removeTranslator(texts)  # type: ignore[arg-type]
                texts.deleteLater()
        QLocale.setDefault(before)


def test_dates_of_the_window_follow_its_language() -> None:
    assert (long_date(DAY), month_year(DAY)) == ("Fri 16 Apr 2027", "Apr 2027")
    i18n.install("zh_CN")
    assert (long_date(DAY), month_year(DAY)) == ("2027年4月16日周五", "2027年4月")


def test_labels_lose_the_mark_of_their_key() -> None:
    assert without_mnemonic("&Save") == "Save"
    assert without_mnemonic("新建旅程(&N)…") == "新建旅程…"
    assert without_mnemonic("Re&name tour…") == "Rename tour…"
