"""The dialog about the streets of an area: which are in use, and how to get some."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tourplanner.domain.progress import Progress
from tourplanner.gui.dialogs.frame import close_button, lay_out, toned_label
from tourplanner.gui.panels.form_section import FormSection
from tourplanner.i18n import _

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

WIDTH = 560


@dataclass(frozen=True, slots=True)
class StreetsState:
    """What the dialog tells."""

    credit: str
    """The pack in use; "" for none."""
    city: str
    """Name of the tour's city."""
    region: str | None
    """The region whose extract holds the city; None when that is not known."""
    host: str
    is_allowed: bool
    """Whether extracts may be fetched without asking."""


class StreetsDialog(QDialog):
    """Says what was asked for; shows state, progress and trouble."""

    open_asked = Signal()
    close_asked = Signal()
    file_asked = Signal()
    heights_asked = Signal()
    build_asked = Signal(str, object)
    """The extract's path, and a box as text; None for the city's surroundings."""
    fetch_asked = Signal()
    stop_asked = Signal()
    revoked = Signal()

    def __init__(self, state: StreetsState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Streets of an area"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(WIDTH)
        self._is_busy = False
        self._parts = [self._make_use(), self._make_fetching(), self._make_making()]
        self._fault = toned_label("wrong")
        self._fault.hide()
        lay_out(
            self,
            *self._parts,
            self._make_progress(),
            self._fault,
            heading=_("Streets of an area"),
            buttons=close_button(self),
        )
        self.show_state(state)
        self.show_idle()

    def showEvent(self, event: QShowEvent) -> None:
        """Fonts are known only now."""
        super().showEvent(event)
        self._fit()

    @property
    def fault(self) -> str:
        """The sentence about what went wrong; "" when all is well."""
        return self._fault.text() if not self._fault.isHidden() else ""

    @property
    def chosen_heights(self) -> Path | None:
        """The file of heights, if one was named."""
        text = self.heights.text().strip()
        return Path(text).expanduser() if text else None

    @property
    def doing(self) -> str:
        """What is being done; "" when nothing is."""
        return self._doing.text() if self._is_busy else ""

    def show_state(self, state: StreetsState) -> None:
        """Tell which pack is in use and where the next could come from."""
        self._used.setText(
            state.credit or _("None: the ground is a sketch, and journeys are estimated.")
        )
        self.stop_using.setVisible(bool(state.credit))
        where = _("An extract is a file of OpenStreetMap for one region, free of charge.")
        if state.region is not None:
            where = _(
                "An extract is a file of OpenStreetMap for one region, free of charge. {city} lies "
                "in the region {region} of {host}."
            ).format(city=state.city, region=state.region, host=state.host)
        self._where.setText(where)
        self.fetch.setText(_("Fetch and make the streets of {city}…").format(city=state.city))
        self.fetch.setVisible(state.region is not None)
        self.lasting.blockSignals(True)
        self.lasting.setChecked(state.is_allowed)
        self.lasting.blockSignals(False)
        self.lasting.setText(_("{host} may be asked without a question").format(host=state.host))
        self.lasting.setAccessibleName(self.lasting.text())
        self.lasting.setVisible(state.is_allowed)
        self.area.setItemText(0, _("around the places of {city}").format(city=state.city))
        self._fit()

    def show_file(self, extract: Path) -> None:
        """Take `extract` as the file to build of."""
        self.file.setText(str(extract))

    def show_heights(self, heights: Path) -> None:
        """Take `heights` as the file of heights."""
        self.heights.setText(str(heights))

    def show_progress(self, progress: Progress) -> None:
        """Work is under way."""
        self._set_busy(is_busy=True)
        self._doing.setText(_("{doing}…").format(doing=progress.doing))
        self._bar.setRange(0, 1000 if progress.done > 0 else 0)
        self._bar.setValue(round(progress.done * 1000))

    def show_idle(self) -> None:
        """Nothing is under way."""
        self._set_busy(is_busy=False)

    def show_fault(self, text: str) -> None:
        """Say what went wrong; nothing when `text` is empty."""
        self._fault.setText(text)
        self._fault.setVisible(bool(text))
        self._fit()

    def _make_use(self) -> FormSection:
        section = FormSection(_("In use"))
        self._used = QLabel()
        self._used.setWordWrap(True)
        self.open_pack = QPushButton(_("&Open a pack…"))
        self.open_pack.setAutoDefault(False)
        self.open_pack.clicked.connect(self.open_asked)
        self.stop_using = QPushButton(_("&Stop using it"))
        self.stop_using.setAutoDefault(False)
        self.stop_using.clicked.connect(self.close_asked)
        section.add_wide(self._used)
        section.add_wide(_row(self.open_pack, self.stop_using))
        return section

    def _make_fetching(self) -> FormSection:
        section = FormSection(_("From the network"))
        self._where = QLabel()
        self._where.setWordWrap(True)
        self.fetch = QPushButton()
        self.fetch.setAutoDefault(False)
        self.fetch.clicked.connect(self.fetch_asked)
        self.lasting = QCheckBox()
        self.lasting.toggled.connect(self._revoke)
        section.add_wide(self._where)
        section.add_wide(_row(self.fetch))
        section.add_wide(self.lasting)
        return section

    def _make_making(self) -> FormSection:
        section = FormSection(_("From a file you have"))
        self.file = QLineEdit()
        self.file.setPlaceholderText(_(".osm.pbf, .osm or .osm.gz"))
        self.file.textChanged.connect(self._follow_fields)
        choose = _choose_button(_("&Choose…"), self.file_asked)
        section.add_row(_("&Extract"), _joined(self.file, choose))
        self.file.setAccessibleName(_("Extract"))
        self.area = QComboBox()
        self.area.addItem("")
        self.area.addItem(_("a box of degrees"))
        self.area.currentIndexChanged.connect(self._follow_fields)
        section.add_row(_("&Area"), self.area)
        self.area.view().setAccessibleName(_("Area"))
        self.box = QLineEdit()
        self.box.setPlaceholderText(_("south, west, north, east: 43.72, 7.40, 43.76, 7.44"))
        self.box.textChanged.connect(self._follow_fields)
        self._box_label = section.add_row(_("&Box"), self.box)
        self.heights = QLineEdit()
        self.heights.setPlaceholderText(_("optional: an SRTM file such as N29E117.hgt"))
        self.heights.setToolTip(
            _("With heights, hills count in walking and cycling times, and the climb is told.")
        )
        choose_heights = _choose_button(_("Choose &file…"), self.heights_asked)
        section.add_row(_("&Heights"), _joined(self.heights, choose_heights))
        self.heights.setAccessibleName(_("Heights"))
        self.make = QPushButton(_("&Make the streets"))
        self.make.setObjectName("primary")
        self.make.setAutoDefault(False)
        self.make.clicked.connect(self._ask_build)
        section.add_wide(_row(self.make))
        return section

    def _make_progress(self) -> QWidget:
        self._progress = QWidget()
        self._doing = QLabel()
        self._doing.setObjectName("quiet")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName(_("Progress"))
        self.stop = QPushButton(_("Stop"))
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self.stop_asked)
        top = QHBoxLayout()
        top.addWidget(self._doing, 1)
        top.addWidget(self.stop)
        layout = QVBoxLayout(self._progress)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._bar)
        return self._progress

    def _set_busy(self, *, is_busy: bool) -> None:
        if is_busy == self._is_busy and self._progress.isHidden() != is_busy:
            return
        self._is_busy = is_busy
        self._progress.setVisible(is_busy)
        for part in self._parts:
            part.setEnabled(not is_busy)
        self._follow_fields()

    def _follow_fields(self) -> None:
        is_box = self.area.currentIndex() == 1
        self.box.setVisible(is_box)
        self._box_label.setVisible(is_box)
        is_told = bool(self.file.text().strip()) and (not is_box or bool(self.box.text().strip()))
        self.make.setEnabled(is_told and not self._is_busy)
        self._fit()

    def _ask_build(self) -> None:
        is_box = self.area.currentIndex() == 1
        self.show_fault("")
        self.build_asked.emit(self.file.text().strip(), self.box.text() if is_box else None)

    def _revoke(self, is_checked: bool) -> None:
        if not is_checked:
            self.revoked.emit()

    def _fit(self) -> None:
        """As high as wrapped text needs."""
        layout = self.layout()
        if layout is not None and layout.count():
            layout.activate()
            self.setFixedHeight(layout.totalHeightForWidth(WIDTH))


def _choose_button(text: str, asked: SignalInstance) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(asked)
    return button


def _row(*buttons: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch()
    return row


def _joined(field: QWidget, button: QWidget) -> QWidget:
    joined = QWidget()
    joined.setFocusProxy(field)
    row = QHBoxLayout(joined)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(field, 1)
    row.addWidget(button)
    return joined
