"""The right of the import window: a tab for each kind of thing found, findings and columns."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from tourplanner.gui.importing.columns_page import ColumnsPage
from tourplanner.gui.importing.entries_model import EntriesModel
from tourplanner.gui.importing.entries_table import EntriesTable
from tourplanner.gui.importing.entry_words import KIND_LABELS, Kind
from tourplanner.gui.importing.findings_page import Finding, FindingsPage, findings_of
from tourplanner.gui.importing.work import Found
from tourplanner.gui.theme import Theme, heading_font
from tourplanner.i18n import _
from tourplanner.usecases.import_entries import FATE_LABELS, Fate

FINDINGS, COLUMNS = "findings", "columns"


class ResultsPage(QWidget):
    """`shown` says that another tab is in front."""

    shown = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.model = EntriesModel(theme)
        self.table = EntriesTable(self.model, theme)
        self.findings = FindingsPage(theme)
        self.columns = ColumnsPage()
        self._found: Found | None = None
        self._findings: tuple[Finding, ...] = ()
        self._tabs: list[str] = []
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("What was found"))
        self.tabs.setDocumentMode(True)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.currentChanged.connect(lambda _tab: self._follow_tab())
        self._pages = QStackedWidget()
        listed = QWidget()
        rows = QVBoxLayout(listed)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addLayout(self._make_tools())
        rows.addWidget(self.table, 1)
        for page in (self._make_empty(), listed, self.findings, self.columns):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.tabs)
        layout.addWidget(self._pages, 1)
        self.tabs.hide()

    @property
    def current(self) -> str:
        """The kind in front, or FINDINGS or COLUMNS; empty when nothing was found."""
        at = self.tabs.currentIndex()
        return self._tabs[at] if 0 <= at < len(self._tabs) else ""

    def show_found(self, found: Found | None, *, has_columns: bool) -> None:
        """A tab for what there is of each kind; the one in front stays there."""
        if found is not self._found:
            self._found = found
            self._findings = findings_of(found) if found is not None else ()
            self.model.show_entries(found.entries if found is not None else ())
            self.findings.show_findings(self._findings)
        kinds = [kind for kind in Kind if self.model.count(kind)]
        names = {kind.value: f"{_(KIND_LABELS[kind])} {self.model.count(kind)}" for kind in kinds}
        if self._findings:
            names[FINDINGS] = _("Findings {count}").format(count=len(self._findings))
        if has_columns and found is not None:
            names[COLUMNS] = _("Columns")
        self._wish_box.setVisible(self.model.has_known)
        self._unknown.setVisible(self.model.has_unknown)
        self._set_tabs(names)

    def show_tab(self, name: str) -> None:
        """Bring a tab to the front, if it is there."""
        if name in self._tabs:
            self.tabs.setCurrentIndex(self._tabs.index(name))

    def _set_tabs(self, names: dict[str, str]) -> None:
        before = self.current
        was_blocked = self.tabs.blockSignals(True)
        while self.tabs.count() > len(names):
            self.tabs.removeTab(self.tabs.count() - 1)
        for number, text in enumerate(names.values()):
            if number < self.tabs.count():
                self.tabs.setTabText(number, text)
            else:
                self.tabs.addTab(text)
        self._tabs = list(names)
        at = self._tabs.index(before) if before in names else 0
        self.tabs.setCurrentIndex(at)
        self.tabs.setVisible(bool(names))
        self.tabs.blockSignals(was_blocked)
        self._follow_tab()

    def _follow_tab(self) -> None:
        current = self.current
        if not current:
            self._pages.setCurrentIndex(0)
        elif current == FINDINGS:
            self._pages.setCurrentIndex(2)
        elif current == COLUMNS:
            self._pages.setCurrentIndex(3)
        else:
            is_place = current == Kind.PLACE
            self._wish_box.setVisible(is_place and self.model.has_known)
            self._unknown.setVisible(is_place and self.model.has_unknown)
            self._pages.setCurrentIndex(1)
            self.table.show_kind(Kind(current), self.search.text())
        self.shown.emit()

    def _make_tools(self) -> QHBoxLayout:
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find in the list"))
        self.search.setAccessibleName(_("Find in the list"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(80)
        self.search.setMaximumWidth(220)
        self.search.textChanged.connect(lambda _text: self._follow_tab())
        self.all = _plain(_("T&ick all"))
        self.all.clicked.connect(lambda: self.table.tick_shown(is_ticked=True))
        self.none = _plain(_("Tick n&one"))
        self.none.clicked.connect(lambda: self.table.tick_shown(is_ticked=False))
        self.wish = QComboBox()
        self.wish.setAccessibleName(_("Sites become"))
        for fate in (Fate.PREFERRED, Fate.REQUIRED):
            self.wish.addItem(_(FATE_LABELS[fate]), fate)
        self.wish.activated.connect(
            lambda _index: self.model.make_all(Fate(self.wish.currentData()))
        )
        self._wish_box = QWidget()
        sites = QHBoxLayout(self._wish_box)
        sites.setContentsMargins(0, 0, 0, 0)
        sites.setSpacing(8)
        caption = QLabel(_("&Sites become"))
        caption.setBuddy(self.wish)
        sites.addWidget(caption)
        sites.addWidget(self.wish)
        self._unknown = QPushButton(_("Leave &unknown places"))
        self._unknown.setAutoDefault(False)
        self._unknown.setToolTip(_("Takes the tick from places that the catalogue does not know"))
        self._unknown.clicked.connect(lambda: self.model.tick_unknown(is_ticked=False))
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.search, self.all, self.none, self._unknown):
            row.addWidget(widget)
        row.addStretch()
        row.addWidget(self._wish_box)
        return row

    def _make_empty(self) -> QWidget:
        page = QWidget()
        self._title = QLabel()
        self._title.setObjectName("heading")
        self._title.setFont(heading_font(self._title.font(), 1.25))
        self._words = QLabel()
        self._words.setObjectName("quiet")
        self._words.setWordWrap(True)
        self._words.setMaximumWidth(520)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        layout.addStretch(2)
        for label in (self._title, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        return page

    def show_words(self, title: str, words: str) -> None:
        """What stands where nothing was found yet."""
        self._title.setText(title)
        self._words.setText(words)
        self._words.setFixedHeight(self._words.heightForWidth(520))
        self._words.setFixedWidth(520)


def _plain(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    return button
