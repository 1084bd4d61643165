"""What each action of the window does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from tourplanner.bootstrap import font_count
from tourplanner.domain.ports import TravelTimes
from tourplanner.domain.site import SiteId
from tourplanner.gui.ask_then_do import AskThenDo
from tourplanner.gui.details.details_desk import SECTIONS
from tourplanner.gui.dialogs.about import AboutDialog
from tourplanner.gui.dialogs.readiness import ReadinessDialog
from tourplanner.gui.dialogs.shortcuts import ShortcutsDialog
from tourplanner.gui.panels.messages import Tone
from tourplanner.gui.theme import Scheme, Theme
from tourplanner.gui.version_compare import VersionCompare
from tourplanner.gui.visit_commands import STEP_MIN
from tourplanner.i18n import _, ngettext
from tourplanner.paths import resource
from tourplanner.usecases.check_tour import check_tour
from tourplanner.usecases.offline_readiness import Prepared, offline_readiness

if TYPE_CHECKING:
    from tourplanner.gui.desk import Desk

Deed = Callable[[], None]


class Deeds:
    """The deeds of one desk: most are done by its parts, a few small ones here."""

    def __init__(
        self, desk: Desk, theme: Theme, travel: TravelTimes, now: Callable[[], datetime]
    ) -> None:
        self._desk = desk
        self._theme = theme
        self._travel = travel
        self._now = now

    def by_name(self, asking: AskThenDo, comparing: VersionCompare) -> dict[str, Deed]:
        """One for each action of the table in actions.py."""
        desk, window, commands = self._desk, self._desk.window, self._desk.commands
        return {
            "new": asking.new_tour,
            "open": desk.files.open,
            "open_sample": desk.files.open_sample,
            "save": lambda: _done(desk.files.save()),
            "save_as": lambda: _done(desk.files.save_as()),
            "import": desk.importing.ask,
            "merge": desk.importing.merge,
            "paste": desk.importing.paste,
            "export": asking.export,
            "compare_saved": comparing.ask,
            "streets": lambda: desk.area.show_streets(),
            "quit": desk.close,
            "undo": desk.open_tour.stack.undo,
            "redo": desk.open_tour.stack.redo,
            "rename": desk.files.rename,
            "details": desk.details.open,
            **{name: partial(desk.details.open, name) for name in SECTIONS},
            "find": self._find,
            "add_place": desk.own_places.add,
            "own_places": desk.own_places.show_list,
            "edit_place": desk.own_places.edit_selected,
            "remove_place": desk.own_places.remove_selected,
            "require": commands.require,
            "prefer": commands.prefer,
            "leave_out": commands.leave_out,
            "admit": desk.advisor.admit,
            "lock": desk.locks.lock,
            "lock_time": desk.locks.lock_time,
            "lock_order": desk.locks.lock_order,
            "book": asking.book,
            "reserve": lambda: self._about_selected(desk.details.reserve),
            "note": lambda: self._about_selected(desk.details.note),
            "keep_order": desk.locks.keep_order,
            "free_order": desk.locks.free_order,
            "freeze_day": lambda: desk.locks.freeze_day(desk.panels.itinerary.current_day),
            "move_up": lambda: commands.move_by(-1),
            "move_down": lambda: commands.move_by(1),
            "day_before": lambda: commands.move_to_day(-1),
            "day_after": lambda: commands.move_to_day(1),
            "push_later": commands.push_later,
            "absorb": commands.absorb,
            "push_to_lock": commands.push_to_lock,
            "ripple": asking.ripple,
            "longer": lambda: commands.stay(STEP_MIN),
            "shorter": lambda: commands.stay(-STEP_MIN),
            "own_time": commands.stay_as_usual,
            "own_minutes": desk.own_minutes.ask,
            "reach": lambda: desk.area.ask_reach(),
            "plan": desk.replanner.plan_now,
            "afresh": desk.replanner.plan_afresh,
            "stop": desk.replanner.stop,
            "why": desk.advisor.explain,
            "check": self._check,
            "compare": desk.advisor.compare,
            "variants": desk.advisor.show_variants,
            "show_places": lambda: window.show_panel(window.places),
            "show_preferences": lambda: window.show_panel(window.preferences),
            "show_itinerary": lambda: self._show_plan(is_left_out=False),
            "show_left_out": lambda: self._show_plan(is_left_out=True),
            "show_timeline": lambda: window.timeline.setVisible(window.timeline.isHidden()),
            "show_map": desk.panels.map.setFocus,
            "theme_system": lambda: self._choose_scheme(Scheme.SYSTEM),
            "theme_light": lambda: self._choose_scheme(Scheme.LIGHT),
            "theme_dark": lambda: self._choose_scheme(Scheme.DARK),
            "reset_layout": window.arrange,
            "keys": lambda: _done(ShortcutsDialog(window).exec()),
            "readiness": self._show_readiness,
            "about": lambda: _done(AboutDialog(resource("licences"), window).exec()),
        }

    def _about_selected(self, do: Callable[[SiteId], None]) -> None:
        if self._desk.open_tour.selected is not None:
            do(self._desk.open_tour.selected)

    def _find(self) -> None:
        self._desk.window.show_panel(self._desk.window.places)
        self._desk.panels.sites.focus_search()

    def _show_plan(self, *, is_left_out: bool) -> None:
        self._desk.window.show_panel(self._desk.window.itinerary)
        if is_left_out:
            self._desk.panels.itinerary.show_left_out()
        else:
            self._desk.panels.itinerary.show_days()

    def _choose_scheme(self, scheme: Scheme) -> None:
        self._theme.choose(scheme)
        self._desk.scheme_chosen.emit(scheme.value)

    def _check(self) -> None:
        found = check_tour(self._desk.open_tour.tour, self._desk.catalogue, self._travel)
        if not found:
            self._desk.panels.messages.say(
                _("The plan keeps every rule: hours, lunch, travel and locks.")
            )
            return
        text = ngettext(
            "The plan breaks {count} rule:", "The plan breaks {count} rules:", len(found)
        )
        hint = " ".join(fault.text for fault in found[:3])
        self._desk.panels.messages.say(text.format(count=len(found)), Tone.WRONG, hint=hint)

    def _show_readiness(self) -> None:
        desk, today = self._desk, self._now().astimezone().date()
        current = desk.area.streets.current if desk.area.streets is not None else None
        prepared = Prepared(current.about if current is not None else None, font_count())
        lines = offline_readiness(desk.open_tour.tour, desk.catalogue, prepared, today)
        ReadinessDialog(lines, desk.window).exec()


def _done(_answer: object) -> None:
    """An action whose answer nobody needs."""
