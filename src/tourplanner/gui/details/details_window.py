"""The window with the details of the tour: a list of sections, and the page of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tourplanner.gui.details.entry_page import EntryPage
from tourplanner.gui.details.section import Section
from tourplanner.gui.dialogs.frame import close_button, toned_label
from tourplanner.gui.open_tour import OpenTour
from tourplanner.i18n import _

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from tourplanner.gui.theme import Theme

SIZE = (1040, 660)
SECTIONS_WIDTH, ROW_HEIGHT = 196, 36


class DetailsWindow(QDialog):
    """Stands beside the main window and follows the open tour."""

    def __init__(
        self,
        sections: Sequence[Section[Any]],
        open_tour: OpenTour,
        theme: Theme,
        actions: Sequence[QAction],
        parent: QWidget | None = None,
    ) -> None:
        """`actions` work here as in the main window: undo, redo, save."""
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.addActions(list(actions))
        self.sections = QListWidget()
        self.sections.setAccessibleName(_("Sections"))
        self.sections.setFixedWidth(SECTIONS_WIDTH)
        self.sections.setIconSize(QSize(16, 16))
        self.sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sections.setObjectName("sections")
        self._kinds = {section.id: section for section in sections}
        self._pages: dict[str, EntryPage[Any]] = {}
        self._stack = QStackedWidget()
        for section in sections:
            item = QListWidgetItem(section.title)
            item.setSizeHint(QSize(0, ROW_HEIGHT))
            self.sections.addItem(item)
        self._open_tour = open_tour
        self._lay_out(actions)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda step=step: self._turn(step))
        open_tour.tour_changed.connect(self._follow_tour)
        theme.changed.connect(self._tint)
        self._tint()
        self.sections.currentRowChanged.connect(self._show_page)
        self.sections.setCurrentRow(0)

    @property
    def current(self) -> str:
        """The id of the section that is shown."""
        return list(self._kinds)[self.sections.currentRow()]

    def show_section(self, section: str) -> EntryPage[Any]:
        """Bring a section to the front; the page it has."""
        self.sections.setCurrentRow(list(self._kinds).index(section))
        page = self.page(section)
        page.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return page

    def page(self, section: str) -> EntryPage[Any]:
        """The page of a section, made when it is first wanted."""
        if section not in self._pages:
            page = EntryPage(self._kinds[section], self._open_tour, self._theme)
            self._pages[section] = page
            self._stack.addWidget(page)
        return self._pages[section]

    def begin_draft(self, section: str, values: Mapping[str, object]) -> None:
        """A new entry of a section with some of its fields filled in."""
        self.show_section(section).begin_draft(values)

    def done(self, result: int) -> None:
        """What is being typed counts."""
        focus = self.focusWidget()
        if focus is not None:
            focus.clearFocus()
        super().done(result)

    def _lay_out(self, actions: Sequence[QAction]) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.sections)
        middle.addWidget(_line(is_upright=True))
        middle.addWidget(self._stack, 1)
        said = toned_label(
            "quiet",
            _(
                "Kept with the tour at once. Papers and files leave out what their readers may "
                "not see."
            ),
        )
        last = QHBoxLayout()
        last.setContentsMargins(16, 8, 16, 12)
        last.setSpacing(8)
        for action in actions[:2]:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            last.addWidget(button)
        last.addWidget(said, 1)
        last.addWidget(close_button(self))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(middle, 1)
        layout.addWidget(_line())
        layout.addLayout(last)
        room = self.screen().availableSize()
        self.resize(min(SIZE[0], room.width() - 24), min(SIZE[1], room.height() - 48))

    def _follow_tour(self) -> None:
        tour = self._open_tour.tour
        self.setWindowTitle(_("Details of “{title}”").format(title=tour.title))
        for number, section in enumerate(self._kinds.values()):
            count = len(section.entries(tour))
            text = _("{section} ({count})").format(section=section.title, count=count)
            self.sections.item(number).setText(text if count else section.title)
        self.page(self.current).follow_tour()

    def _show_page(self) -> None:
        self._stack.setCurrentWidget(self.page(self.current))
        self._follow_tour()

    def _turn(self, step: int) -> None:
        """To the next section or the one before, round and round."""
        self.sections.setCurrentRow((self.sections.currentRow() + step) % self.sections.count())

    def _tint(self) -> None:
        for number, section in enumerate(self._kinds.values()):
            self.sections.item(number).setIcon(self._theme.icon(section.icon))


def _line(*, is_upright: bool = False) -> QFrame:
    line = QFrame()
    line.setObjectName("upright" if is_upright else "rule")
    return line
