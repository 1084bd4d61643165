"""The fields of a place of the traveller's own, as one writes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from tourplanner.domain.own_site import MOST_DOUBT_M, USUAL_DOUBT_M
from tourplanner.domain.site import KIND_LABELS, City, SiteKind
from tourplanner.domain.visit_length import MAX_VISIT_MIN, MIN_VISIT_MIN, USUAL_VISIT_MIN
from tourplanner.errors import InvalidEdit
from tourplanner.gui.address_lines import AddressLines
from tourplanner.gui.panels.form_section import FormSection
from tourplanner.gui.panels.number_field import number_field
from tourplanner.gui.panels.wheel_guard import guard_wheel
from tourplanner.gui.words import suggestion_name, suggestion_origin
from tourplanner.i18n import _
from tourplanner.usecases.enter_own_site import WrittenSite
from tourplanner.usecases.paste_point import reading_notes

if TYPE_CHECKING:
    from tourplanner.area.suggestions import Suggestion

LONGEST_NAME = 120
STEP_MIN, STEP_M = 15, 50
NOTE_HEIGHT = 56


class SiteForm(QWidget):
    """Name and point above, what a visit needs below; `show_visit` puts the latter away."""

    picked = Signal(object)
    """One of the places that the streets know was chosen as the name."""

    def __init__(
        self, city: City, near: Sequence[Suggestion] = (), wish: QWidget | None = None
    ) -> None:
        """`near` may be picked as the name; `wish` is a field more, of a place that is new."""
        super().__init__()
        self._near = {suggestion_name(each): each for each in reversed(near)}
        self._origin = ""
        self.name = self._make_name(near)
        self.point = QLineEdit()
        self.doubt = number_field(
            0, MOST_DOUBT_M, _(" m"), STEP_M, _("How well the point is known")
        )
        self.point.editingFinished.connect(self._tell_reading)
        self.place = FormSection(_("Place"))
        self.place.add_row(_("&Name"), self.name)
        self.place.add_row(_("&Point"), self._make_point())
        self.reading = QLabel()
        self.reading.setObjectName("quiet")
        self.reading.setWordWrap(True)
        self.reading.hide()
        self.place.add_wide(self.reading)
        self.local, self.pinyin, self.hours = QLineEdit(), QLineEdit(), QLineEdit()
        self.price, self.address, self.phone = QLineEdit(), QLineEdit(), QLineEdit()
        self.kind = _make_kinds()
        self.minutes = number_field(
            MIN_VISIT_MIN, MAX_VISIT_MIN, _(" min"), STEP_MIN, _("Length of the visit")
        )
        self.note = QPlainTextEdit()
        self.note.setFixedHeight(NOTE_HEIGHT)
        self.note.setTabChangesFocus(True)
        self.parts_local = AddressLines(_("Local address in parts"))
        self.parts_en = AddressLines(_("Address in English in parts"))
        self.visit = self._make_visit(city, wish)
        self.parts = self._make_parts()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self.place)
        layout.addWidget(self.visit)
        layout.addWidget(self.parts)
        self.minutes.setValue(USUAL_VISIT_MIN)
        self.doubt.setValue(USUAL_DOUBT_M)

    @property
    def written(self) -> WrittenSite:
        """What stands in the fields; InvalidEdit when no kind is chosen."""
        kind = self.kind.currentData()
        if kind is None:
            raise InvalidEdit(field=_("Kind"), problem=_("choose what kind of place it is."))
        return WrittenSite(
            name=self.name.currentText(),
            point=self.point.text(),
            kind=SiteKind(kind),
            name_local=self.local.text(),
            pinyin=self.pinyin.text(),
            doubt_m=self.doubt.value(),
            visit_min=self.minutes.value(),
            hours=self.hours.text(),
            price=self.price.text(),
            address=self.address.text(),
            phone=self.phone.text(),
            note=self.note.toPlainText(),
            origin=self._origin,
            parts_local=self.parts_local.parts,
            parts_en=self.parts_en.parts,
        )

    def fill(self, written: WrittenSite) -> None:
        """Show a place that is known."""
        self.name.setEditText(written.name)
        self.point.setText(written.point)
        self.kind.setCurrentIndex(self.kind.findData(written.kind.value))
        self.minutes.setValue(written.visit_min)
        self.doubt.setValue(written.doubt_m)
        self.note.setPlainText(written.note)
        self._origin = written.origin
        self.parts_local.show_parts(written.parts_local)
        self.parts_en.show_parts(written.parts_en)
        for field, text in (
            (self.local, written.name_local),
            (self.pinyin, written.pinyin),
            (self.hours, written.hours),
            (self.price, written.price),
            (self.address, written.address),
            (self.phone, written.phone),
        ):
            field.setText(text)
            field.setCursorPosition(0)

    def take(self, known: Suggestion) -> None:
        """Show what the streets know of a place; its kind is their guess."""
        self.point.setText(f"{known.at.lat:.5f}, {known.at.lon:.5f}")
        self.kind.setCurrentIndex(self.kind.findData(known.kind.value))
        is_latin = known.name.isascii()
        self.name.setEditText(known.latin or (known.name if is_latin else ""))
        self.local.setText("" if is_latin else known.name)
        self._origin = suggestion_origin(known)

    def chosen(self) -> Suggestion | None:
        """The place of the streets whose name stands there, if that is one."""
        return self._near.get(self.name.currentText().strip())

    def show_visit(self, *, is_shown: bool) -> None:
        """Whether the fields of a visit are there."""
        self.visit.setVisible(is_shown)
        self.parts.setVisible(is_shown)
        self.doubt.setVisible(is_shown)

    def _make_name(self, near: Sequence[Suggestion]) -> QComboBox:
        name = QComboBox()
        name.setEditable(True)
        name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        name.addItems([suggestion_name(each) for each in near])
        name.setCurrentIndex(-1)
        name.view().setAccessibleName(_("Name"))
        edit = name.lineEdit()
        if edit is not None:
            edit.setMaxLength(LONGEST_NAME)
            edit.setAccessibleName(_("Name"))
        name.activated.connect(self._pick)
        guard_wheel(name)
        return name

    def _make_point(self) -> QWidget:
        """The point, and how well it is known."""
        row = QWidget()
        row.setFocusProxy(self.point)
        self.point.setAccessibleName(_("Point"))
        self.doubt.setPrefix(_("± "))
        self.doubt.setToolTip(self.doubt.accessibleName())
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.point, 1)
        layout.addWidget(self.doubt)
        return row

    def _make_visit(self, city: City, wish: QWidget | None) -> FormSection:
        unknown = _("not known")
        self.local.setPlaceholderText(_("in the script of the country"))
        self.hours.setPlaceholderText(_("not known – or like Mo-Fr 09:00-17:00; Sa 10:00-16:00"))
        self.price.setPlaceholderText(unknown)
        self.address.setPlaceholderText(unknown)
        self.phone.setPlaceholderText(unknown)
        currency = QLabel(city.currency)
        currency.setObjectName("quiet")
        section = FormSection(_("Visit"))
        section.add_row(_("&Local name"), self.local)
        if city.language.startswith("zh"):
            section.add_row(_("Pin&yin"), self.pinyin)
        section.add_row(_("Kin&d"), self.kind)
        if wish is not None:
            section.add_row(_("&Wish"), wish)
        section.add_row(_("L&ength"), self.minutes, stretch=False)
        section.add_row(_("&Hours"), self.hours)
        section.add_row(_("Tic&ket"), self.price, currency)
        section.add_row(_("&Address"), self.address)
        section.add_row(_("Ph&one"), self.phone)
        section.add_row(_("No&te"), self.note)
        return section

    def _make_parts(self) -> FormSection:
        """The address in parts, which papers print in place of the line."""
        section = FormSection(_("Address in parts"))
        section.add_row(_("Lo&cal"), self.parts_local, is_high=True)
        section.add_row(_("En&glish"), self.parts_en, is_high=True)
        return section

    def _pick(self, _index: int) -> None:
        known = self.chosen()
        if known is not None:
            self.picked.emit(known)

    def _tell_reading(self) -> None:
        """How a pasted point was read."""
        notes = " ".join(reading_notes(self.point.text()))
        self.reading.setText(notes)
        self.reading.setVisible(bool(notes))


def _make_kinds() -> QComboBox:
    kinds = QComboBox()
    kinds.setPlaceholderText(_("Choose…"))
    for kind in SiteKind:
        kinds.addItem(_(KIND_LABELS[kind]), kind.value)
    kinds.setCurrentIndex(-1)
    kinds.view().setAccessibleName(_("Kind"))
    guard_wheel(kinds)
    return kinds
