"""Fields that keep what is typed once it is typed to its end, each with room for a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tourplanner.domain.text_length import LONGEST_LINE, LONGEST_NOTE
from tourplanner.errors import InvalidEdit
from tourplanner.gui.details.sign_button import SignButton
from tourplanner.gui.dialogs.frame import toned_label
from tourplanner.gui.mnemonic import without_mnemonic
from tourplanner.gui.panels.wheel_guard import guard_wheel
from tourplanner.i18n import _

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

NOTE_LINES = 3
SIDES = 32
"""Border and air beside the text of a field."""
V = TypeVar("V")
E = TypeVar("E", bound=StrEnum)


class Field(QWidget):
    """`committed` says that the user is done with another value than before."""

    committed = Signal()

    def __init__(self, name: str, editor: QWidget, *beside: QWidget) -> None:
        """`name` is said by screen readers, without the keys that lead to the field."""
        super().__init__()
        self.name = name
        self.setAccessibleName(name)
        editor.setAccessibleName(name)
        self.setFocusProxy(editor)
        self._said = toned_label("quiet")
        self._said.hide()
        self._fault = toned_label("wrong")
        self._fault.hide()
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._row.addWidget(editor, 1)
        for widget in beside:
            self._row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._row)
        layout.addWidget(self._said)
        layout.addWidget(self._fault)

    def pack(self, chars: int = 0) -> None:
        """Make the editor no wider than it needs to be, for `chars` figures if that is known."""
        editor = self.focusProxy()
        if chars and editor is not None:
            width = editor.fontMetrics().horizontalAdvance("0" * chars) + SIDES
            editor.setFixedWidth(width)
        self._row.setStretch(0, 0)
        self._row.addStretch(1)

    @property
    def value(self) -> object:
        """What the field holds."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:  # each kind of field takes its own kind of value
        """Show `value` as what is kept."""
        raise NotImplementedError

    @property
    def fault(self) -> str:
        """What is wrong with what is typed; empty when all is well."""
        return self._fault.text()

    def show_fault(self, text: str) -> None:
        """Say beside the field what is wrong; nothing when `text` is empty."""
        self._fault.setText(text)
        self._fault.setVisible(bool(text))

    def say(self, text: str, tone: str = "quiet") -> None:
        """Say something about the value; nothing when `text` is empty."""
        self._said.setText(text)
        self._said.setVisible(bool(text))
        self._said.setObjectName(tone)
        self._said.style().polish(self._said)


class Line(QLineEdit):
    """Gives undo away to the window while nothing has been typed."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.setMaxLength(LONGEST_LINE)
        self.setPlaceholderText(placeholder)

    def event(self, event: QEvent) -> bool:
        """Keys that would undo or redo nothing here are not kept from the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_undo = event.matches(QKeySequence.StandardKey.Undo)
            is_redo = event.matches(QKeySequence.StandardKey.Redo)
            if (is_undo and not self.isUndoAvailable()) or (is_redo and not self.isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)


class LineField(Field):
    """One line of text."""

    def __init__(self, name: str, placeholder: str = "", *beside: QWidget) -> None:
        edit = Line(placeholder)
        super().__init__(name, edit, *beside)
        self.edit = edit
        self._kept = self._spelled = ""
        self.edit.editingFinished.connect(self._finish)

    @property
    def value(self) -> str:
        """What is typed; a text that nobody touched is as it was, to the last space."""
        text = self.edit.text()
        return self._kept if text == self._spelled else text.strip()

    def show_value(self, text: str) -> None:
        """Show `text` as what is kept."""
        self.show_fault("")
        if self.edit.text() != text:
            self.edit.setText(text)
            self.edit.setCursorPosition(0)
        self._kept, self._spelled = text, self.edit.text()

    def _finish(self) -> None:
        if self.value != self._kept:
            self._kept, self._spelled = self.value, self.edit.text()
            self.committed.emit()


class SecretField(LineField):
    """A line that is masked until it is shown."""

    def __init__(self, name: str) -> None:
        eye = SignButton("eye", _("Show: {field}").format(field=name))
        eye.setCheckable(True)
        super().__init__(name, "", eye)
        self.eye = eye
        self.eye.toggled.connect(self._mask)

    def show_value(self, text: str) -> None:
        """Show `text` masked; an empty field can be read while it is filled in."""
        super().show_value(text)
        self.eye.setChecked(False)
        self.eye.setVisible(bool(text))
        self._mask()

    def _mask(self) -> None:
        is_open = self.eye.isChecked() or not self._kept
        mode = QLineEdit.EchoMode.Normal if is_open else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)


class ParsedField(Field, Generic[V]):
    """A line that stands for a value or None; what cannot be read is told and not kept."""

    def __init__(
        self,
        name: str,
        parse: Callable[[str], V],
        spell: Callable[[V], str],
        placeholder: str = "",
        *beside: QWidget,
    ) -> None:
        """`parse` raises InvalidEdit for what it cannot read, `spell` writes what it can."""
        edit = Line(placeholder)
        super().__init__(name, edit, *beside)
        self.edit = edit
        self._parse, self._spell = parse, spell
        self._value: V | None = None
        self.edit.editingFinished.connect(self._finish)

    @property
    def value(self) -> V | None:
        """The newest value that could be read."""
        return self._value

    def show_value(self, value: V | None) -> None:
        """Show `value` as what is kept."""
        self._value = value
        self.show_fault("")
        text = "" if value is None else self._spell(value)
        if self.edit.text() != text:
            self.edit.setText(text)

    def take(self, value: V | None) -> None:
        """Show another value as if it had been typed."""
        if value != self._value:
            self.show_value(value)
            self.committed.emit()

    def _finish(self) -> None:
        text = self.edit.text().strip()
        try:
            value = self._parse(text) if text else None
        except InvalidEdit as error:
            self.show_fault(str(error))
            return
        is_other = value != self._value
        self.show_value(value)
        if is_other:
            self.committed.emit()


class NoteEdit(QPlainTextEdit):
    """A few lines; Tab leads on, leaving the field ends the typing."""

    left = Signal()

    def __init__(self, lines: int = NOTE_LINES) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        air = round(2 * self.document().documentMargin()) + 12
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + air)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The typing has come to its end."""
        super().focusOutEvent(event)
        self.left.emit()


class NoteField(Field):
    """A text of several lines."""

    def __init__(self, name: str, placeholder: str = "", lines: int = NOTE_LINES) -> None:
        edit = NoteEdit(lines)
        edit.setPlaceholderText(placeholder)
        super().__init__(name, edit)
        self.edit = edit
        self._kept = self._spelled = ""
        self.edit.left.connect(self._finish)
        self.edit.textChanged.connect(self._count)

    @property
    def value(self) -> str:
        """What is typed; a text that nobody touched is as it was, to the last space."""
        text = self.edit.toPlainText()
        return self._kept if text == self._spelled else text.strip()

    def show_value(self, text: str) -> None:
        """Show `text` as what is kept."""
        self.show_fault("")
        if self.edit.toPlainText() != text:
            self.edit.setPlainText(text)
        self._kept, self._spelled = text, self.edit.toPlainText()

    def _count(self) -> None:
        """Say in time how much room there is."""
        length = len(self.value)
        is_near = length > LONGEST_NOTE * 9 // 10
        text = _("{count} of {most} letters").format(count=length, most=LONGEST_NOTE)
        self.say(text if is_near else "", "wrong" if length > LONGEST_NOTE else "quiet")

    def _finish(self) -> None:
        if self.value != self._kept:
            self._kept, self._spelled = self.value, self.edit.toPlainText()
            self.committed.emit()


class ChoiceField(Field, Generic[E]):
    """One of the members of an enum."""

    def __init__(self, name: str, labels: Mapping[E, str]) -> None:
        """`labels` are marked for translation."""
        box = QComboBox()
        for label in labels.values():
            box.addItem(_(label))
        box.view().setAccessibleName(name)
        guard_wheel(box)
        super().__init__(name, box)
        self.box, self._members = box, tuple(labels)
        self.pack()
        self._shown: E | None = None
        self.box.activated.connect(self._finish)

    @property
    def value(self) -> E:
        """What is chosen."""
        return self._members[self.box.currentIndex()]

    def show_value(self, value: E) -> None:
        """Show `value` as what is kept."""
        self.show_fault("")
        self._shown = value
        self.box.setCurrentIndex(self._members.index(value))

    def _finish(self) -> None:
        if self.value != self._shown:
            self._shown = self.value
            self.committed.emit()


class CheckField(Field):
    """Yes or no."""

    def __init__(self, text: str) -> None:
        box = QCheckBox(text)
        super().__init__(without_mnemonic(text), box)
        self.box = box
        self.box.clicked.connect(lambda _on: self.committed.emit())

    @property
    def value(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()

    def show_value(self, value: bool) -> None:
        """Show `value` as what is kept."""
        self.show_fault("")
        self.box.setChecked(value)
