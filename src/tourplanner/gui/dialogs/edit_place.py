"""Asks what is known of a place of the traveller's own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from tourplanner.domain.site import City
from tourplanner.errors import TourPlannerError
from tourplanner.gui.dialogs.frame import answer_buttons, lay_out
from tourplanner.gui.dialogs.scrolled import open_wholly, scrolled
from tourplanner.gui.dialogs.site_form import SiteForm
from tourplanner.i18n import _
from tourplanner.usecases.enter_own_site import WrittenSite


class EditPlaceDialog(QDialog):
    """`take` gets what was written; what it refuses is shown, and the dialog stays."""

    def __init__(
        self,
        title: str,
        written: WrittenSite | None,
        city: City,
        take: Callable[[WrittenSite], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(520)
        self._take = take
        self.form = SiteForm(city)
        if written is not None:
            self.form.fill(written)
        buttons = answer_buttons(self, _("Keep these facts"), self.finish)
        fields = scrolled(self.form)
        lay_out(self, fields, heading=title, buttons=buttons, stretched=fields)
        open_wholly(self)

    @property
    def fault(self) -> str:
        """The sentence about what is wrong; empty when all is well."""
        return self.form.place.fault

    def finish(self) -> None:
        """Tell what was written."""
        try:
            self._take(self.form.written)
        except TourPlannerError as error:
            self.form.place.show_fault(error.message)
            return
        self.accept()
