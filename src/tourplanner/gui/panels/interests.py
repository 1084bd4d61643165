"""How much each kind, period, ware and activity counts, as rows of sliders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QLabel,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tourplanner.domain.preferences import Interest
from tourplanner.domain.site import SiteKind
from tourplanner.domain.vocabulary import Facet
from tourplanner.gui.flow_layout import FlowLayout
from tourplanner.gui.panels.filter_chip import set_chip_active
from tourplanner.gui.panels.wheel_guard import guard_wheel
from tourplanner.gui.site_finder import Choice
from tourplanner.i18n import N_, _

WEIGHTS = (0.0, 0.5, 1.0, 2.0, 3.0)
WORDS = (N_("none"), N_("less"), N_("normal"), N_("more"), N_("most"))
ORDINARY = 2
FACETS = (
    (Facet.KIND, N_("Kinds")),
    (Facet.PERIOD, N_("Periods")),
    (Facet.WARE, N_("Wares")),
    (Facet.ACTIVITY, N_("Activities")),
)


class InterestSliders(QWidget):
    """One page of sliders a facet; says which weight was asked for."""

    weight_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._sliders: dict[tuple[Facet, str], QSlider] = {}
        self._words: dict[tuple[Facet, str], QLabel] = {}
        self._is_following = False
        self._chips: dict[Facet, QToolButton] = {}
        self._group = QButtonGroup(self)
        chips = FlowLayout(gap=4)
        self._pages: list[QWidget] = []
        self._room = QVBoxLayout()
        self._room.setContentsMargins(0, 0, 0, 0)
        for number, (facet, label) in enumerate(FACETS):
            chip = QToolButton()
            chip.setObjectName("chip")
            chip.setCheckable(True)
            chip.setText(_(label))
            chip.setAccessibleName(_("Interests by {facet}").format(facet=_(label)))
            self._group.addButton(chip, number)
            self._chips[facet] = chip
            chips.addWidget(chip)
            self._pages.append(QWidget())
            self._room.addWidget(self._pages[-1])
        self._group.idClicked.connect(self._turn_to)
        self._turn_to(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(chips)
        layout.addLayout(self._room)

    def offer(self, choices: Mapping[Facet, Sequence[Choice]]) -> None:
        """Make a slider for each term that sites of the city carry."""
        self._sliders.clear()
        self._words.clear()
        for number, (facet, _label) in enumerate(FACETS):
            wanted = [choice for choice in choices.get(facet, ()) if _is_sight(facet, choice.term)]
            page = self._make_page(facet, wanted)
            self._room.replaceWidget(self._pages[number], page)
            self._pages[number].deleteLater()
            self._pages[number] = page
        self._turn_to(max(self._group.checkedId(), 0))

    def show_interests(self, interests: Sequence[Interest]) -> None:
        """Put each slider where the tour's weight is."""
        weights = {(interest.facet, interest.term): interest.weight for interest in interests}
        self._is_following = True
        for key, slider in self._sliders.items():
            weight = weights.get(key, 1.0)
            level = min(range(len(WEIGHTS)), key=lambda n: abs(WEIGHTS[n] - weight))
            slider.setValue(level)
            self._show_word(key, level)
        self._is_following = False

    def _make_page(self, facet: Facet, choices: Sequence[Choice]) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for row, choice in enumerate(choices):
            key = (facet, choice.term)
            name = QLabel(choice.label)
            name.setWordWrap(True)
            slider = QSlider(Qt.Orientation.Horizontal)
            slider.setRange(0, len(WEIGHTS) - 1)
            slider.setPageStep(1)
            slider.setValue(ORDINARY)
            slider.setFixedWidth(88)
            slider.setAccessibleName(_("Interest in {term}").format(term=choice.label))
            guard_wheel(slider)
            slider.valueChanged.connect(lambda level, key=key: self._ask(key, level))
            name.setBuddy(slider)
            word = QLabel(_(WORDS[ORDINARY]))
            word.setObjectName("quiet")
            word.setMinimumWidth(word.fontMetrics().horizontalAdvance(_("normal")) + 4)
            self._sliders[key], self._words[key] = slider, word
            grid.addWidget(name, row, 0)
            grid.addWidget(slider, row, 1)
            grid.addWidget(word, row, 2)
        grid.setRowStretch(len(choices), 1)
        return page

    def _turn_to(self, number: int) -> None:
        for place, page in enumerate(self._pages):
            page.setVisible(place == number)
        for place, chip in enumerate(self._chips.values()):
            chip.setChecked(place == number)
            set_chip_active(chip, is_active=place == number)

    def _ask(self, key: tuple[Facet, str], level: int) -> None:
        self._show_word(key, level)
        if not self._is_following:
            self.weight_asked.emit(Interest(*key, WEIGHTS[level]))

    def _show_word(self, key: tuple[Facet, str], level: int) -> None:
        self._words[key].setText(_(WORDS[level]))


def _is_sight(facet: Facet, term: str) -> bool:
    """Nobody travels for stations and lodgings: they take no weight."""
    return facet is not Facet.KIND or SiteKind(term).is_sight
