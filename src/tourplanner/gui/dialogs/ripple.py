"""Asks how much later a visit begins, or longer it lasts, and how the rest of its day follows."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QDialog, QRadioButton, QWidget

from tourplanner.gui.dialogs.frame import answer_buttons, lay_out
from tourplanner.gui.mnemonic import without_mnemonic
from tourplanner.gui.panels.form_section import FormSection
from tourplanner.gui.panels.number_field import number_field
from tourplanner.i18n import N_, _
from tourplanner.usecases.ripple import Change, Follow

MOST_MIN, STEP_MIN, USUAL_MIN = 480, 5, 15
CHANGES = (
    (Change.START, N_("It &begins later")),
    (Change.LENGTH, N_("It &lasts longer")),
)
FOLLOWS = (
    (Follow.PUSH, N_("&Push: all later visits move on as much")),
    (Follow.ABSORB, N_("&Absorb: waiting is used up first, visits move only if they must")),
    (Follow.UNTIL_LOCK, N_("Push up to the &next lock: from it on nothing moves")),
)


class RippleDialog(QDialog):
    """`asked` carries a Follow, the minutes, and the Change that they are added to."""

    asked = Signal(object, int, object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Later or longer"))
        self.minutes = number_field(1, MOST_MIN, _(" min"), STEP_MIN, _("How many minutes"))
        self.minutes.setValue(USUAL_MIN)
        section = FormSection(_("What changes"))
        section.add_row(_("&Minutes"), self.minutes, stretch=False)
        self.changes = _choices(section, [_(text) for _change, text in CHANGES], self)
        follow = FormSection(_("How the day follows"))
        self.follows = _choices(follow, [_(text) for _follow, text in FOLLOWS], self)
        buttons = answer_buttons(self, _("Change the day"), self._ask)
        lay_out(self, section, follow, heading=name, buttons=buttons)
        self.setMinimumWidth(max(460, self.minimumSizeHint().width()))

    def _ask(self) -> None:
        follow = FOLLOWS[self.follows.checkedId()][0]
        change = CHANGES[self.changes.checkedId()][0]
        self.accept()
        self.asked.emit(follow, self.minutes.value(), change)


def _choices(section: FormSection, texts: list[str], parent: QDialog) -> QButtonGroup:
    """One of `texts` to choose, the first at first."""
    group = QButtonGroup(parent)
    for number, text in enumerate(texts):
        button = QRadioButton(text)
        button.setAccessibleName(without_mnemonic(text))
        button.setChecked(number == 0)
        group.addButton(button, number)
        section.add_wide(button)
    return group
