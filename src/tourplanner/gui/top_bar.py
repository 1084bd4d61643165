"""The tool bar: the tour's name, undo, the plan's state, the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolBar, QToolButton, QWidget

from tourplanner.gui.actions import Actions
from tourplanner.gui.elided_label import ElidedLabel
from tourplanner.gui.theme import heading_font
from tourplanner.i18n import _

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

TITLE_LETTERS, FEW_LETTERS = 36, 20
NARROW_BELOW = 1180


class TopBar(QToolBar):
    """Reads its buttons from the table of actions."""

    def __init__(self, actions: Actions) -> None:
        super().__init__(_("Tools"))
        self.setObjectName("top_bar")
        self.setAccessibleName(_("Tools"))
        self.setMovable(False)
        self.setFloatable(False)
        self.setIconSize(QSize(18, 18))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._actions = actions
        self._whole_title, self._is_modified = "", False
        self._title = QToolButton()
        self._title.setFont(heading_font(self._title.font(), 1.25))
        self._title.clicked.connect(actions["rename"].trigger)
        self.addWidget(self._title)
        self.addSeparator()
        for name in ("undo", "redo"):
            self.addAction(actions[name])
        self.addSeparator()
        self._plan = QToolButton()
        self._plan.setObjectName("primary")
        self._plan.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.addWidget(self._plan)
        self._state = ElidedLabel()
        self._state.setObjectName("quiet")
        self._bound = ElidedLabel()
        self._bound.setObjectName("quiet")
        self.addWidget(_Room(self._state, self._bound))
        self._add_labelled("save")
        self._add_labelled("export")
        self.show_plan(_("No plan yet"), is_busy=False)

    def show_title(self, title: str, *, is_modified: bool) -> None:
        """The tour's name, dotted while it has unsaved edits."""
        self._whole_title, self._is_modified = title, is_modified
        self._title.setAccessibleName(_("Tour {title}, rename").format(title=title))
        self._fit_title()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the name leaves room for the state of the plan."""
        super().resizeEvent(event)
        self._fit_title()

    def _fit_title(self) -> None:
        title = self._whole_title
        most = TITLE_LETTERS if self.width() >= NARROW_BELOW else FEW_LETTERS
        short = title if len(title) <= most else f"{title[: most - 1].rstrip()}…"
        tip = _("Rename the tour (F2)")
        self._title.setToolTip(tip if short == title else f"{title}\n{tip}")
        text = f"{short} •" if self._is_modified else short
        if text != self._title.text():
            self._title.setText(text)

    def show_plan(self, text: str, *, is_busy: bool) -> None:
        """What the plan holds; while planning, the button stops it."""
        self._state.setText(text)
        self._state.setAccessibleName(text)
        action = self._actions["stop" if is_busy else "plan"]
        if self._plan.defaultAction() is not action:
            self._plan.setDefaultAction(action)
            self._plan.setAccessibleName(action.iconText())

    def show_bound(self, text: str, explanation: str, *, is_proven: bool) -> None:
        """How much better any plan can be, behind what the plan holds; "" says nothing."""
        shown = _("· {bound}").format(bound=text) if text else ""
        self._bound.setText(shown)
        self._bound.setAccessibleName(text)
        self._bound.explain(explanation)
        name = "good" if is_proven else "quiet"
        if self._bound.objectName() != name:
            self._bound.setObjectName(name)
            self._bound.style().unpolish(self._bound)
            self._bound.style().polish(self._bound)

    @property
    def plan_text(self) -> str:
        """What is said of the plan."""
        return " ".join(filter(None, (self._state.text(), self._bound.text())))

    def _add_labelled(self, name: str) -> None:
        button = QToolButton()
        button.setDefaultAction(self._actions[name])
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.addWidget(button)


class _Room(QWidget):
    """Labels side by side in what room the buttons leave; a tool bar hides what asks for more."""

    def __init__(self, *labels: ElidedLabel) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(4)
        for label in labels:
            layout.addWidget(label)
        layout.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        """No width at all when there is none."""
        return QSize(0, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """The buttons come first."""
        return self.minimumSizeHint()
