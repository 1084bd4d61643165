"""Trouble in words: message bar for what is known, a report for what is our bug."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tourplanner import __version__
from tourplanner.errors import TourPlannerError
from tourplanner.gui.panels.messages import Answer, MessageBar, Tone
from tourplanner.i18n import _

logger = logging.getLogger(__name__)


def present_error(
    messages: MessageBar, error: TourPlannerError, answers: tuple[Answer, ...] = ()
) -> None:
    """Say what happened and what to do about it."""
    logger.info("told the user about %s", type(error).__name__)
    text = error.message if error.message.endswith((".", "?", "!")) else f"{error.message}."
    messages.say(text, Tone.WRONG, hint=error.advice, answers=answers)


class CrashHook:
    """Takes exceptions that nobody expected: work is put aside, then the user gets a report."""

    def __init__(
        self, save_work: Callable[[], None], show: Callable[[str], None] | None = None
    ) -> None:
        self._save_work = save_work
        self._show = show or show_report
        self._is_showing = False

    def install(self) -> None:
        """Become the process's exception hook."""
        sys.excepthook = self

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log, save, tell; a second exception meanwhile is only logged."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        logger.error("unexpected error", exc_info=(kind, error, trace))
        if self._is_showing:
            return
        self._is_showing = True
        try:
            try:
                self._save_work()
            except TourPlannerError:
                logger.exception("work could not be put aside")
            self._show("".join(traceback.format_exception(kind, error, trace)))
        finally:
            self._is_showing = False


class ReportDialog(QDialog):
    """Says sorry, says that the work is safe, and offers the report to copy."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Something went wrong"))
        self.resize(560, 360)
        sorry = QLabel(
            _(
                "The program met a fault of its own. Your tour was put aside and will be "
                "offered again at the next start. The report below helps to mend it."
            )
        )
        sorry.setWordWrap(True)
        self._report = QPlainTextEdit(report_text(details))
        self._report.setReadOnly(True)
        self._report.setAccessibleName(_("Report"))
        copy = QPushButton(_("Copy report"))
        copy.clicked.connect(self._copy)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(sorry)
        layout.addWidget(self._report, 1)
        layout.addWidget(buttons)

    @property
    def report(self) -> str:
        """The text to copy."""
        return self._report.toPlainText()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)


def report_text(details: str) -> str:
    """What a report says: versions, then where it happened."""
    versions = f"Tour Planner {__version__}, Python {platform.python_version()}, {sys.platform}"
    return f"{versions}\n\n{details}"


def show_report(details: str) -> None:
    """Show the report above whatever window is there."""
    ReportDialog(details).exec()
