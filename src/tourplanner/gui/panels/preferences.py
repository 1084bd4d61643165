"""What the traveller wishes: the frame in which the tour is planned."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tourplanner.domain import edits
from tourplanner.domain.money import Money
from tourplanner.domain.place import Place
from tourplanner.domain.preferences import Interest, Pace, Preferences
from tourplanner.domain.tour import Tour
from tourplanner.domain.tour_length import MAX_DAYS
from tourplanner.domain.travel import MODE_LABELS, TravelLimits, TravelMode
from tourplanner.domain.vocabulary import Facet
from tourplanner.errors import InvalidEdit, TourPlannerError
from tourplanner.gui.language import window_locale
from tourplanner.gui.open_tour import Change, OpenTour
from tourplanner.gui.panels.breaks import BreaksEditor, MakeBreaks
from tourplanner.gui.panels.clock_field import ClockField
from tourplanner.gui.panels.form_section import FormSection
from tourplanner.gui.panels.interests import InterestSliders
from tourplanner.gui.panels.nights import Nights
from tourplanner.gui.panels.number_field import number_field
from tourplanner.gui.panels.pace_fields import PaceFields
from tourplanner.gui.panels.variety import VarietyFields, percents_of
from tourplanner.gui.panels.wheel_guard import guard_wheel
from tourplanner.gui.site_finder import Choice
from tourplanner.i18n import N_, _

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

DATE_FORMAT = N_("ddd d MMM yyyy")
BUDGET_WIDTH = 110
FURTHEST_WALK_M = 30_000


@dataclass(frozen=True, slots=True)
class Offer:
    """What the fields let one choose from in the tour's city."""

    cities: tuple[tuple[str, str], ...]
    """Id and name."""
    bases: tuple[Place, ...]
    terms: Mapping[Facet, Sequence[Choice]]
    currency: str
    """ISO 4217 code of the tickets."""


class PreferencesPanel(QScrollArea):
    """Edits the open tour's preferences; an impossible wish is told at its section."""

    city_asked = Signal(str)

    def __init__(self, open_tour: OpenTour, base_named: Callable[[str], Place]) -> None:
        super().__init__()
        self.setObjectName("form")
        self.setAccessibleName(_("Preferences"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._open_tour = open_tour
        self._base_named = base_named
        self._is_following = False
        self._shown: Preferences | None = None
        self._currency = ""
        self.frame = self._make_frame()
        self.nights_section = self._make_nights()
        self.day = self._make_day()
        self.breaks_section = self._make_breaks()
        self.travel = self._make_travel()
        self.money = self._make_money()
        self.interests = self._make_interests()
        self.variety_section = self._make_variety()
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(16, 16, 16, 24)
        layout.setSpacing(24)
        self._sections = (
            self.frame,
            self.nights_section,
            self.day,
            self.breaks_section,
            self.travel,
            self.money,
            self.interests,
            self.variety_section,
        )
        for section in self._sections:
            layout.addWidget(section)
        layout.addStretch()
        self.setWidget(content)
        open_tour.tour_changed.connect(self._follow_tour)

    def minimumSizeHint(self) -> QSize:
        """As wide as the fields are in this language, since nothing scrolls sideways."""
        least = super().minimumSizeHint()
        content = self.widget()
        if content is None:
            return least
        bar = self.verticalScrollBar().sizeHint().width()
        return least.expandedTo(QSize(content.minimumSizeHint().width() + bar, 0))

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the width again: while the panel was hidden nobody listened."""
        super().showEvent(event)
        self.updateGeometry()

    def offer(self, offer: Offer) -> None:
        """Let the user choose from `offer`."""
        self._is_following = True
        self.city.clear()
        for city, name in offer.cities:
            self.city.addItem(name, city)
        self.nights.offer(offer.bases)
        self._currency = offer.currency
        self.sliders.offer(offer.terms)
        self._is_following = False
        self.show_tour()

    def _follow_tour(self) -> None:
        """Another plan of the same wishes leaves alone what is being typed."""
        if self._open_tour.tour.preferences != self._shown:
            self.show_tour()

    def show_tour(self) -> None:
        """Show the open tour's preferences in every field."""
        wishes = self._open_tour.tour.preferences
        self._shown = wishes
        for section in self._sections:
            section.show_fault("")
        self._is_following = True
        self.city.setCurrentIndex(self.city.findData(wishes.city))
        self.start.setDate(QDate(wishes.start.year, wishes.start.month, wishes.start.day))
        self.days.setValue(wishes.days)
        self.nights.show_preferences(wishes)
        self.day_start.setValue(wishes.day_start_min)
        self.day_end.setValue(wishes.day_end_min)
        self.pace.show_preferences(wishes)
        self.breaks.show_breaks(wishes.breaks, wishes.dates)
        for mode, box in self.modes.items():
            box.setChecked(mode in wishes.travel.modes)
        self.walk_limit.setValue(wishes.travel.walk_limit_m)
        self.bike_limit.setValue(wishes.travel.bike_limit_m)
        self.walk_per_day.setValue(wishes.travel.walk_per_day_m or 0)
        self.walk_per_day.setEnabled(TravelMode.WALK in wishes.travel.modes)
        self.walk_limit.setEnabled(TravelMode.WALK in wishes.travel.modes)
        self.bike_limit.setEnabled(TravelMode.E_BIKE in wishes.travel.modes)
        self.sliders.show_interests(wishes.interests)
        self.variety.show_percents(wishes.kind_percent)
        self.budget.setText(f"{wishes.budget.amount:f}" if wishes.budget else "")
        self.currency.setText(wishes.budget.currency if wishes.budget else self._currency)
        self._is_following = False

    def _make_frame(self) -> FormSection:
        section = FormSection(_("Where and when"))
        self.city = QComboBox()
        self.city.setMinimumContentsLength(10)
        self.city.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.city.view().setAccessibleName(_("City"))
        self.city.activated.connect(self._ask_city)
        self.start = QDateEdit()
        self.start.setLocale(window_locale())
        self.start.setDisplayFormat(_(DATE_FORMAT))
        self.start.setCalendarPopup(True)
        self.start.setKeyboardTracking(False)
        self.start.dateChanged.connect(self._edit_dates)
        calendar = self.start.calendarWidget()
        if calendar is not None:
            calendar.setAccessibleName(_("Start date"))
        self.days = number_field(1, MAX_DAYS, "")
        self.days.valueChanged.connect(self._edit_dates)
        guard_wheel(self.city, self.start)
        section.add_row(_("&City"), self.city)
        section.add_row(_("&Start"), self.start)
        section.add_row(_("&Days"), self.days, stretch=False)
        return section

    def _make_nights(self) -> FormSection:
        section = FormSection(_("Nights"))
        self.nights = Nights()
        self.nights.base_asked.connect(self._edit_base)
        section.add_row(_("&Base"), self.nights.all_nights)
        section.add_wide(self.nights)
        return section

    def _make_day(self) -> FormSection:
        section = FormSection(_("Each day"))
        self.day_start, self.day_end = ClockField(_("Day starts")), ClockField(_("Day ends"))
        for field in (self.day_start, self.day_end):
            field.valueChanged.connect(self._edit_hours)
        section.add_row(_("&Hours"), self.day_start, QLabel("–"), self.day_end)
        self.pace = PaceFields(section)
        self.pace.pace_asked.connect(self._edit_pace)
        self.pace.minutes_asked.connect(self._edit_pace_minutes)
        return section

    def _make_breaks(self) -> FormSection:
        section = FormSection(_("Breaks"))
        self.breaks = BreaksEditor()
        self.breaks.asked.connect(self._edit_breaks)
        section.add_wide(self.breaks)
        return section

    def _make_travel(self) -> FormSection:
        section = FormSection(_("Getting about"))
        self.modes: dict[TravelMode, QCheckBox] = {}
        row = QHBoxLayout()
        row.setSpacing(8)
        for mode in TravelMode:
            box = QCheckBox(_(MODE_LABELS[mode]))
            box.setAccessibleName(_("Travel {mode}").format(mode=_(MODE_LABELS[mode])))
            box.clicked.connect(self._edit_travel)
            self.modes[mode] = box
            row.addWidget(box)
        row.addStretch()
        section.add_wide(row)
        self.walk_limit = number_field(100, 10_000, _(" m"), 100)
        self.walk_per_day = number_field(
            0, FURTHEST_WALK_M, _(" m"), 500, _("Most metres on foot in a day")
        )
        self.walk_per_day.setSpecialValueText(_("no limit"))
        self.walk_per_day.setToolTip(_("On foot between the stops of a day, all legs together."))
        self.bike_limit = number_field(500, 30_000, _(" m"), 500)
        for field in (self.walk_limit, self.walk_per_day, self.bike_limit):
            field.valueChanged.connect(self._edit_travel)
        section.add_row(_("Walk up to"), self.walk_limit, QLabel(_("at a time")))
        section.add_row(_("In a day"), self.walk_per_day, QLabel(_("on foot")))
        section.add_row(_("Bike up to"), self.bike_limit, QLabel(_("at a time")))
        return section

    def _make_money(self) -> FormSection:
        section = FormSection(_("Money"))
        self.budget = QLineEdit()
        self.budget.setPlaceholderText(_("no limit"))
        self.budget.setMaximumWidth(BUDGET_WIDTH)
        self.budget.setAccessibleName(_("Budget for the tickets of one adult"))
        self.budget.editingFinished.connect(self._edit_budget)
        self.currency = QLabel()
        hint = QLabel(_("For all tickets of one adult. Tickets not known count nothing."))
        hint.setObjectName("quiet")
        hint.setWordWrap(True)
        section.add_row(_("B&udget"), self.budget, self.currency)
        section.add_wide(hint)
        return section

    def _make_interests(self) -> FormSection:
        section = FormSection(_("Interests"))
        self.sliders = InterestSliders()
        self.sliders.weight_asked.connect(self._edit_interest)
        section.add_wide(self.sliders)
        return section

    def _make_variety(self) -> FormSection:
        section = FormSection(_("Variety"))
        self.variety = VarietyFields(section)
        self.variety.asked.connect(self._edit_variety)
        return section

    def _ask_city(self, index: int) -> None:
        city = self.city.itemData(index)
        if not self._is_following and city != self._open_tour.tour.preferences.city:
            self.city_asked.emit(city)

    def _edit_dates(self) -> None:
        day = self.start.date()
        start = date(day.year(), day.month(), day.day())
        change = partial(edits.with_dates, start=start, days=self.days.value())
        self._edit(self.frame, _("Change dates"), change, "dates")

    def _edit_base(self, choice: object, night: int | None) -> None:
        def change_base(place: Place) -> Change:
            return partial(edits.with_base, base=place, night=night)

        try:
            place = choice if isinstance(choice, Place) else self._base_named(str(choice))
        except TourPlannerError as error:
            self.nights_section.show_fault(str(error))
            return
        self._edit(self.nights_section, _("Change base"), change_base(place), None)

    def _edit_hours(self) -> None:
        start, end = self.day_start.value(), self.day_end.value()
        change = partial(edits.with_day_hours, start_min=start, end_min=end)
        self._edit(self.day, _("Change day hours"), change, "hours")

    def _edit_breaks(self, text: str, read: MakeBreaks) -> None:
        key = "breaks" if text == _("Change breaks") else None
        section = self.breaks_section
        self._edit(section, text, lambda tour: edits.with_breaks(tour, read()), key)

    def _edit_pace(self, pace: Pace) -> None:
        """A pace that was chosen brings its own figures."""

        def change(tour: Tour) -> Tour:
            return edits.with_pace_minutes(edits.with_pace(tour, pace), None, None)

        self._edit(self.day, _("Change pace"), change, None)

    def _edit_pace_minutes(self, extra_min: int | None, free_min: int | None) -> None:
        change = partial(edits.with_pace_minutes, extra_min=extra_min, free_min=free_min)
        self._edit(self.day, _("Change pace"), change, "pace minutes")

    def _edit_variety(self, wanted: object) -> None:
        def change(tour: Tour) -> Tour:
            percents = wanted if isinstance(wanted, tuple) else percents_of(str(wanted))
            return edits.with_kind_percent(tour, percents)

        self._edit(self.variety_section, _("Change variety"), change, None)

    def _edit_travel(self) -> None:
        limits = TravelLimits(
            tuple(mode for mode, box in self.modes.items() if box.isChecked()),
            self.walk_limit.value(),
            self.bike_limit.value(),
            self.walk_per_day.value() or None,
        )
        change = partial(edits.with_travel, travel=limits)
        self._edit(self.travel, _("Change ways to travel"), change, "travel")

    def _edit_budget(self) -> None:
        text = self.budget.text().strip()
        known = self._open_tour.tour.preferences.budget
        if text == (f"{known.amount:f}" if known else ""):
            self.money.show_fault("")
            return

        def change(tour: Tour) -> Tour:
            money = money_of(text, self.currency.text()) if text else None
            return edits.with_budget(tour, money)

        self._edit(self.money, _("Change budget"), change, None)

    def _edit_interest(self, interest: Interest) -> None:
        change = partial(edits.with_interest, interest=interest)
        key = f"interest:{interest.facet}:{interest.term}"
        self._edit(self.interests, _("Change interest"), change, key)

    def _edit(self, section: FormSection, text: str, change: Change, key: str | None) -> None:
        if self._is_following:
            return
        try:
            self._open_tour.edit(text, change, key)
        except TourPlannerError as error:
            section.show_fault(str(error))
        else:
            section.show_fault("")


def money_of(text: str, currency: str) -> Money:
    """The amount that was typed. Raises InvalidEdit for anything but a figure."""
    try:
        amount = Decimal(text.replace(" ", ""))
    except InvalidOperation:
        problem = _("“{text}” is not an amount of money.").format(text=text)
        raise InvalidEdit(field=_("Budget"), problem=problem) from None
    return Money(amount, currency)
