"""Asks what is known of a place of the traveller's own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from tourplanner.domain.site import City
from tourplanner.errors import TourPlannerError
from tourplanner.gui.dialogs.scrolled import open_wholly, scrolled
from tourplanner.gui.dialogs.site_form import SiteForm
from tourplanner.gui.theme import heading_font
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
        heading = QLabel(title)
        heading.setObjectName("heading")
        heading.setFont(heading_font(heading.font(), 1.25))
        heading.setWordWrap(True)
        self.form = SiteForm(city)
        if written is not None:
            self.form.fill(written)
        buttons = QDialogButtonBox()
        keep = buttons.addButton(_("Keep these facts"), QDialogButtonBox.ButtonRole.AcceptRole)
        keep.setObjectName("primary")
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.finish)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(heading)
        layout.addWidget(scrolled(self.form), 1)
        layout.addWidget(buttons)
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
