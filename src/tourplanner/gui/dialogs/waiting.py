"""A dialog that waits for an answer from a worker: a sentence, a moving bar, then the answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tourplanner.gui.dialogs.frame import close_button, lay_out, toned_label


class WaitingDialog(QDialog):
    """Shows `waiting` until `show_answer`; `enough` asks for what was found so far."""

    enough = Signal()

    def __init__(self, title: str, waiting: str, enough: str, parent: QWidget | None) -> None:
        """`enough` is the text of the button that ends the waiting; "" when there is none."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_waiting(waiting, enough))
        self.buttons = close_button(self)
        lay_out(self, self._pages, heading=title, buttons=self.buttons, stretched=self._pages)

    @property
    def is_waiting(self) -> bool:
        """Whether the answer is still to come."""
        return self._pages.currentIndex() == 0

    def show_page(self, page: QWidget) -> None:
        """Show the answer in place of the bar."""
        self._pages.setCurrentIndex(self._pages.addWidget(page))

    def fit_height(self) -> None:
        """As high as wrapped text needs at this width."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _make_waiting(self, text: str, enough: str) -> QWidget:
        page = QWidget()
        said = toned_label("quiet", text)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedHeight(6)
        bar.setAccessibleName(text)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(said)
        layout.addWidget(bar)
        if enough:
            button = QPushButton(enough)
            button.clicked.connect(self.enough)
            layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addStretch()
        return page
