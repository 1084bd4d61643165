"""A field for the ways to pay that a place takes."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from tourplanner.domain.place_facts import PAYMENT_LABELS, Payment
from tourplanner.gui.details.fields import Field
from tourplanner.i18n import _

ACROSS = 3


class PaymentField(Field):
    """A tick for each way; no tick at all is not known."""

    def __init__(self, name: str) -> None:
        box = QWidget()
        self.boxes = {payment: QCheckBox(_(label)) for payment, label in PAYMENT_LABELS.items()}
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for number, tick in enumerate(self.boxes.values()):
            tick.setAccessibleName(f"{name}: {tick.text()}")
            grid.addWidget(tick, *divmod(number, ACROSS))
            tick.clicked.connect(self._finish)
        grid.setColumnStretch(ACROSS, 1)
        box.setFocusProxy(self.boxes[Payment.CASH])
        super().__init__(name, box)

    @property
    def value(self) -> tuple[Payment, ...]:
        """Those that are ticked."""
        return tuple(payment for payment, tick in self.boxes.items() if tick.isChecked())

    def show_value(self, value: tuple[Payment, ...]) -> None:
        """Show `value` as what is kept."""
        for payment, tick in self.boxes.items():
            tick.setChecked(payment in value)
        self._tell()

    def _finish(self) -> None:
        self._tell()
        self.committed.emit()

    def _tell(self) -> None:
        self.say("" if self.value else _("not known"))
