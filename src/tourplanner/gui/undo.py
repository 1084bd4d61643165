"""One undoable edit: the tour before and after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QUndoCommand

from tourplanner.domain.tour import Tour

MERGE_WITHIN_S = 1.0


@dataclass(frozen=True, slots=True)
class Version:
    """A tour with its plan, and whether that plan still answers its wishes."""

    tour: Tour
    is_stale: bool
    travel: int = 0
    """Which travel times the plan was made with: they change when streets are opened or closed."""


class ReplaceTour(QUndoCommand):
    """Puts one version of the tour in the place of another."""

    def __init__(
        self,
        text: str,
        before: Version,
        after: Version,
        show: Callable[[Version], None],
        merge_key: str | None,
        at_s: float,
    ) -> None:
        super().__init__(text)
        self.before = before
        self.after = after
        self._show = show
        self._merge_key = merge_key
        self._at_s = at_s

    def undo(self) -> None:
        """Bring back the version before."""
        self._show(self.before)

    def redo(self) -> None:
        """Bring the version after."""
        self._show(self.after)

    def id(self) -> int:
        """Edits with a merge key may join the one before."""
        return -1 if self._merge_key is None else 1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Join keystrokes and slider moves of one field made within a second."""
        if not isinstance(other, ReplaceTour) or other._merge_key != self._merge_key:
            return False
        if other._at_s - self._at_s > MERGE_WITHIN_S:
            return False
        self.after = other.after
        self._at_s = other._at_s
        self.setText(other.text())
        if self.after.tour == self.before.tour:
            self.setObsolete(True)
        return True
