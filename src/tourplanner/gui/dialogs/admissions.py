"""Lists the changes that would admit a left-out site, each to be applied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tourplanner.gui.dialogs.frame import toned_label
from tourplanner.gui.dialogs.waiting import WaitingDialog
from tourplanner.gui.plan_words import NameOf
from tourplanner.gui.theme import heading_font
from tourplanner.i18n import _, listed, ngettext
from tourplanner.usecases.admit_site import Admission


class AdmissionsDialog(WaitingDialog):
    """`chosen` carries the admission that is to be applied."""

    chosen = Signal(object)

    def __init__(self, site: str, reason: str, parent: QWidget | None = None) -> None:
        """`site` and the `reason` for leaving it out are shown above the changes."""
        super().__init__(
            _("What would admit {site}?").format(site=site),
            _("{reason} Changes are being tried, each by planning anew.").format(reason=reason),
            _("Show what was found so far"),
            parent,
        )
        self.resize(520, 300)
        self._reason = reason

    def show_answer(self, found: Sequence[Admission], name_of: NameOf) -> None:
        """One row for each change, the one that costs the fewest visits first."""
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for text in (self._reason, "" if found else _("No change that was tried admits it.")):
            if text:
                layout.addWidget(toned_label("quiet", text))
        for admission in found:
            layout.addWidget(self._make_row(admission, name_of))
        layout.addStretch()
        self.show_page(page)
        self.fit_height()
        first = page.findChild(QPushButton)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_row(self, admission: Admission, name_of: NameOf) -> QWidget:
        row = QFrame()
        row.setObjectName("card")
        what = QLabel(admission.what)
        what.setFont(heading_font(what.font(), 1.0))
        what.setWordWrap(True)
        price = QLabel(price_of(admission, name_of))
        price.setWordWrap(True)
        price.setObjectName("care" if admission.loses else "good")
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(what)
        texts.addWidget(price)
        button = QPushButton(_("Apply"))
        button.setAccessibleName(_("Apply: {change}").format(change=admission.what))
        button.clicked.connect(lambda: self._choose(admission))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(16)
        layout.addLayout(texts, 1)
        layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignVCenter)
        return row

    def _choose(self, admission: Admission) -> None:
        self.chosen.emit(admission)
        self.accept()


def price_of(admission: Admission, name_of: NameOf) -> str:
    """What a change costs: the visits that go, by name."""
    if not admission.loses:
        return _("Costs no visit.")
    text = ngettext(
        "Costs {count} visit: {sites}.", "Costs {count} visits: {sites}.", len(admission.loses)
    )
    names = listed(name_of(site) for site in admission.loses)
    return text.format(count=len(admission.loses), sites=names)
