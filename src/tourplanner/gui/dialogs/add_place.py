"""Asks what a point of the map is to the tour: a visit, where one sleeps, or an idea."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QComboBox, QDialog, QHBoxLayout, QRadioButton, QWidget

from tourplanner.domain.place import Coordinates, Place
from tourplanner.domain.preferences import Priority
from tourplanner.domain.reasons import short_date
from tourplanner.domain.reservation import Reservation
from tourplanner.domain.site import City
from tourplanner.errors import TourPlannerError
from tourplanner.gui.dialogs.frame import answer_buttons, lay_out, toned_label
from tourplanner.gui.dialogs.scrolled import open_wholly, scrolled
from tourplanner.gui.dialogs.site_form import SiteForm
from tourplanner.gui.panels.form_section import FormSection
from tourplanner.gui.words import suggestion_name
from tourplanner.i18n import N_, _
from tourplanner.usecases.enter_own_site import WrittenSite, point_text
from tourplanner.usecases.paste_point import paste_point

if TYPE_CHECKING:
    from tourplanner.area.suggestions import Suggestion


class Use(Enum):
    """What a place is to the tour."""

    VISIT = auto()
    SLEEP = auto()
    IDEA = auto()


USES = {
    Use.VISIT: N_("A place to &visit"),
    Use.SLEEP: N_("Where we &sleep"),
    Use.IDEA: N_("An &idea for later"),
}
DONE = {
    Use.VISIT: N_("Add this place"),
    Use.SLEEP: N_("Sleep here"),
    Use.IDEA: N_("Keep this idea"),
}
WISHES = (
    (Priority.PREFERRED, N_("would like to see it")),
    (Priority.REQUIRED, N_("must see it")),
    (Priority.ORDINARY, N_("let the planner decide")),
)


@dataclass(frozen=True, slots=True)
class PlaceActs:
    """What becomes of the answer; each may raise a TourPlannerError, which the dialog shows."""

    visit: Callable[[WrittenSite, Priority], None]
    sleep: Callable[[Place, int | None], None]
    idea: Callable[[Reservation], None]


class AddPlaceDialog(QDialog):
    """The choice above, the fields that it needs below; closes once the answer was taken."""

    def __init__(
        self,
        at: Coordinates,
        near: Sequence[Suggestion],
        nights: Sequence[date],
        city: City,
        acts: PlaceActs,
        parent: QWidget | None = None,
    ) -> None:
        """`near` are places that the streets know around there, the nearest first."""
        super().__init__(parent)
        self.setWindowTitle(_("Add a place"))
        self.setMinimumWidth(520)
        self._at, self._acts = at, acts
        self.uses = {use: QRadioButton(_(text)) for use, text in USES.items()}
        group = QButtonGroup(self)
        for button in self.uses.values():
            group.addButton(button)
            button.toggled.connect(self._follow_use)
        self.wish = QComboBox()
        self.wish.addItems([_(text) for _wish, text in WISHES])
        self.wish.view().setAccessibleName(_("Wish"))
        self.form = SiteForm(city, near, self.wish)
        self.form.point.setText(point_text(at))
        self.form.picked.connect(self._take)
        self.night = _make_nights(nights)
        self.sleep = FormSection(_("Lodging"))
        self.sleep.add_row(_("Ni&ghts"), self.night)
        buttons = answer_buttons(self, _(DONE[Use.VISIT]), self.finish)
        self._done = next(b for b in buttons.buttons() if b.objectName() == "primary")
        fields = scrolled(self.form, self.sleep)
        hint = toned_label(
            "quiet", _("The list offers what the map knows near the point, not checked.")
        )
        parts = [self._make_choice(), fields, *([hint] if near else [])]
        lay_out(self, *parts, heading=_("Add a place"), buttons=buttons, stretched=fields)
        self.uses[Use.VISIT].setChecked(True)
        self.form.name.setFocus()
        open_wholly(self)

    @property
    def use(self) -> Use:
        """What is chosen."""
        return next((use for use, button in self.uses.items() if button.isChecked()), Use.VISIT)

    @property
    def fault(self) -> str:
        """The sentence about what is wrong; empty when all is well."""
        return self.form.place.fault

    def choose(self, use: Use) -> None:
        """Ask about that use."""
        self.uses[use].setChecked(True)

    def finish(self) -> None:
        """Tell the answer; what is wrong with it is shown, and the dialog stays."""
        try:
            if self.use is Use.VISIT:
                wish = WISHES[self.wish.currentIndex()][0]
                self._acts.visit(self.form.written, wish)
            elif self.use is Use.SLEEP:
                night = self.night.currentIndex() - 1
                self._acts.sleep(self._place(), night if night >= 0 else None)
            else:
                self._acts.idea(self._idea())
        except TourPlannerError as error:
            self.form.place.show_fault(error.message)
            return
        self.accept()

    def _make_choice(self) -> QWidget:
        choice = QWidget()
        layout = QHBoxLayout(choice)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        for button in self.uses.values():
            layout.addWidget(button)
        layout.addStretch()
        return choice

    def _follow_use(self, is_checked: bool) -> None:
        if not is_checked:
            return
        use = self.use
        self.form.show_visit(is_shown=use is Use.VISIT)
        self.sleep.setVisible(use is Use.SLEEP)
        self.form.place.show_fault("")
        self._done.setText(_(DONE[use]))
        edit = self.form.name.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(self._lodging_name() if use is Use.SLEEP else "")

    def _take(self, known: Suggestion) -> None:
        """What the streets know is written into the fields of a visit; a base keeps its name."""
        if self.use is Use.VISIT:
            self.form.take(known)
        else:
            self.form.point.setText(point_text(known.at))

    def _place(self) -> Place:
        known = self.form.chosen()
        if known is not None and self.form.point.text() == point_text(known.at):
            return Place(suggestion_name(known), known.at)
        name = self.form.name.currentText().strip() or self._lodging_name()
        return Place(name, self._point())

    def _idea(self) -> Reservation:
        return Reservation(title=self.form.name.currentText().strip(), at=self._point())

    def _point(self) -> Coordinates:
        text = self.form.point.text()
        return self._at if text == point_text(self._at) else paste_point(text).at

    def _lodging_name(self) -> str:
        return _("Lodging at {point}").format(point=point_text(self._at))


def _make_nights(nights: Sequence[date]) -> QComboBox:
    chooser = QComboBox()
    chooser.addItem(_("all nights"))
    chooser.addItems([short_date(night) for night in nights])
    chooser.view().setAccessibleName(_("Nights"))
    return chooser
