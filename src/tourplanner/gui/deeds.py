"""What each action of the window does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from tourplanner.bootstrap import font_count
from tourplanner.domain.ports import SiteCatalogue, TravelTimes
from tourplanner.domain.site import SiteId
from tourplanner.gui.advisor import Advisor
from tourplanner.gui.area_desk import AreaDesk
from tourplanner.gui.ask_then_do import AskThenDo
from tourplanner.gui.details.details_desk import SECTIONS, DetailsDesk
from tourplanner.gui.dialogs.about import AboutDialog
from tourplanner.gui.dialogs.readiness import ReadinessDialog
from tourplanner.gui.dialogs.shortcuts import ShortcutsDialog
from tourplanner.gui.importing.import_desk import ImportDesk
from tourplanner.gui.lock_commands import LockCommands
from tourplanner.gui.main_window import MainWindow, Panels
from tourplanner.gui.open_tour import OpenTour
from tourplanner.gui.own_minutes import OwnMinutes
from tourplanner.gui.own_places import OwnPlaces
from tourplanner.gui.panels.messages import Tone
from tourplanner.gui.replanner import Replanner
from tourplanner.gui.theme import Scheme
from tourplanner.gui.tour_files import TourFiles
from tourplanner.gui.version_compare import VersionCompare
from tourplanner.gui.visit_commands import STEP_MIN, VisitCommands
from tourplanner.i18n import _, ngettext
from tourplanner.paths import resource
from tourplanner.usecases.check_tour import check_tour
from tourplanner.usecases.offline_readiness import Prepared, offline_readiness

Deed = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Doers:
    """The parts of a desk that do what actions ask for."""

    catalogue: SiteCatalogue
    open_tour: OpenTour
    files: TourFiles
    importing: ImportDesk
    details: DetailsDesk
    own_places: OwnPlaces
    own_minutes: OwnMinutes
    advisor: Advisor
    locks: LockCommands
    commands: VisitCommands
    replanner: Replanner
    panels: Panels
    window: MainWindow
    area: Callable[[], AreaDesk]
    """Opened after the actions are made."""
    close: Deed
    choose_scheme: Callable[[Scheme], None]


class Deeds:
    """The deeds of one desk: most are done by its parts, a few small ones here."""

    def __init__(self, doers: Doers, travel: TravelTimes, now: Callable[[], datetime]) -> None:
        self._doers = doers
        self._travel = travel
        self._now = now

    def by_name(self, asking: AskThenDo, comparing: VersionCompare) -> dict[str, Deed]:
        """One for each action of the table in actions.py."""
        do, window, commands = self._doers, self._doers.window, self._doers.commands
        return {
            "new": asking.new_tour,
            "open": do.files.open,
            "open_sample": do.files.open_sample,
            "save": lambda: _done(do.files.save()),
            "save_as": lambda: _done(do.files.save_as()),
            "import": do.importing.ask,
            "merge": do.importing.merge,
            "paste": do.importing.paste,
            "export": asking.export,
            "compare_saved": comparing.ask,
            "streets": lambda: do.area().show_streets(),
            "quit": do.close,
            "undo": do.open_tour.stack.undo,
            "redo": do.open_tour.stack.redo,
            "rename": do.files.rename,
            "details": do.details.open,
            **{name: partial(do.details.open, name) for name in SECTIONS},
            "find": self._find,
            "add_place": do.own_places.add,
            "own_places": do.own_places.show_list,
            "edit_place": do.own_places.edit_selected,
            "remove_place": do.own_places.remove_selected,
            "require": commands.require,
            "prefer": commands.prefer,
            "leave_out": commands.leave_out,
            "admit": do.advisor.admit,
            "lock": do.locks.lock,
            "lock_time": do.locks.lock_time,
            "lock_order": do.locks.lock_order,
            "book": asking.book,
            "reserve": lambda: self._about_selected(do.details.reserve),
            "note": lambda: self._about_selected(do.details.note),
            "keep_order": do.locks.keep_order,
            "free_order": do.locks.free_order,
            "freeze_day": lambda: do.locks.freeze_day(do.panels.itinerary.current_day),
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
            "own_minutes": do.own_minutes.ask,
            "reach": lambda: do.area().ask_reach(),
            "plan": do.replanner.plan_now,
            "afresh": do.replanner.plan_afresh,
            "stop": do.replanner.stop,
            "why": do.advisor.explain,
            "check": self._check,
            "compare": do.advisor.compare,
            "variants": do.advisor.show_variants,
            "show_places": lambda: window.show_panel(window.places),
            "show_preferences": lambda: window.show_panel(window.preferences),
            "show_itinerary": lambda: self._show_plan(is_left_out=False),
            "show_left_out": lambda: self._show_plan(is_left_out=True),
            "show_timeline": lambda: window.timeline.setVisible(window.timeline.isHidden()),
            "show_map": do.panels.map.setFocus,
            "theme_system": lambda: do.choose_scheme(Scheme.SYSTEM),
            "theme_light": lambda: do.choose_scheme(Scheme.LIGHT),
            "theme_dark": lambda: do.choose_scheme(Scheme.DARK),
            "reset_layout": window.arrange,
            "keys": lambda: _done(ShortcutsDialog(window).exec()),
            "readiness": self._show_readiness,
            "about": lambda: _done(AboutDialog(resource("licences"), window).exec()),
        }

    def _about_selected(self, do: Callable[[SiteId], None]) -> None:
        if self._doers.open_tour.selected is not None:
            do(self._doers.open_tour.selected)

    def _find(self) -> None:
        self._doers.window.show_panel(self._doers.window.places)
        self._doers.panels.sites.focus_search()

    def _show_plan(self, *, is_left_out: bool) -> None:
        self._doers.window.show_panel(self._doers.window.itinerary)
        if is_left_out:
            self._doers.panels.itinerary.show_left_out()
        else:
            self._doers.panels.itinerary.show_days()

    def _check(self) -> None:
        found = check_tour(self._doers.open_tour.tour, self._doers.catalogue, self._travel)
        if not found:
            self._doers.panels.messages.say(
                _("The plan keeps every rule: hours, lunch, travel and locks.")
            )
            return
        text = ngettext(
            "The plan breaks {count} rule:", "The plan breaks {count} rules:", len(found)
        )
        hint = " ".join(fault.text for fault in found[:3])
        self._doers.panels.messages.say(text.format(count=len(found)), Tone.WRONG, hint=hint)

    def _show_readiness(self) -> None:
        do, today = self._doers, self._now().astimezone().date()
        streets = do.area().streets
        current = streets.current if streets is not None else None
        prepared = Prepared(current.about if current is not None else None, font_count())
        lines = offline_readiness(do.open_tour.tour, do.catalogue, prepared, today)
        ReadinessDialog(lines, do.window).exec()


def _done(_answer: object) -> None:
    """An action whose answer nobody needs."""
