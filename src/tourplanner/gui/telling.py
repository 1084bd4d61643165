"""What the window tells by itself: results, trouble, work left by a crash."""

from __future__ import annotations

from collections.abc import Sequence

from tourplanner.errors import TourPlannerError
from tourplanner.gui.autosaver import AutosaveStore
from tourplanner.gui.lock_commands import LockCommands
from tourplanner.gui.main_window import MainWindow
from tourplanner.gui.panels.messages import MessageBar, Tone, announce
from tourplanner.gui.present_error import present_error
from tourplanner.gui.replanner import Replanner
from tourplanner.gui.tour_files import Left, TourFiles
from tourplanner.gui.words import time_of
from tourplanner.i18n import _
from tourplanner.usecases.frozen_days import FrozenDayBroken


class Telling:
    """Each sentence stands in the bar of messages, with what can be done about it."""

    def __init__(
        self,
        messages: MessageBar,
        window: MainWindow,
        files: TourFiles,
        autosave: AutosaveStore,
        replanner: Replanner,
        locks: LockCommands,
    ) -> None:
        self._messages = messages
        self._window = window
        self._files = files
        self._autosave = autosave
        self._replanner = replanner
        self._locks = locks
        self._plan_trouble = ""

    def offer_recovery(self, found: Sequence[Left]) -> None:
        """Offer work that a crash left behind, one tour after the other."""
        if not found:
            return
        left, rest = found[0], found[1:]

        def discard() -> None:
            self._autosave.forget(left.tour.id)
            self.offer_recovery(rest)

        text = _("Unsaved work on “{title}” from {time} was found.").format(
            title=left.tour.title, time=time_of(left.saved_at)
        )
        answers = (
            (_("Open it"), lambda: self._files.recover(left)),
            (_("Discard"), discard),
        )
        self._messages.say(text, Tone.CARE, answers=answers)

    def result(self, text: str) -> None:
        """What a planning or an edit came to."""
        self._window.show_result(text)
        announce(self._window, text)

    def saved(self, file: object) -> None:
        """Where the tour is now."""
        self._messages.say(_("Saved to {file}.").format(file=file))

    def trouble(self, error: TourPlannerError) -> None:
        """What went wrong, and the hint of it."""
        present_error(self._messages, error)

    def plan_trouble(self, error: TourPlannerError) -> None:
        """Why there is no plan, with a way out."""
        answers = [(_("Plan again"), self._replanner.plan_now)]
        if isinstance(error, FrozenDayBroken):
            answers = [(_("Free the kept days"), self._locks.thaw_all)]
        present_error(self._messages, error, tuple(answers))
        self._plan_trouble = self._messages.text

    def end_plan_trouble(self) -> None:
        """What kept the planner from planning is over once it has planned."""
        if self._plan_trouble and self._messages.text == self._plan_trouble:
            self._messages.clear()
        self._plan_trouble = ""
