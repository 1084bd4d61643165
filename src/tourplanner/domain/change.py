"""One thing in which two versions of a tour differ, in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tourplanner.i18n import N_, _


class ChangeKind(StrEnum):
    """What became of it."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


KIND_LABELS = {
    ChangeKind.ADDED: N_("New"),
    ChangeKind.REMOVED: N_("Gone"),
    ChangeKind.CHANGED: N_("Changed"),
}
SIGNS = {ChangeKind.ADDED: "+", ChangeKind.REMOVED: "\N{MINUS SIGN}", ChangeKind.CHANGED: "→"}
"""Meaning never rests on colour alone."""


@dataclass(frozen=True, slots=True)
class Change:
    """`before` is empty for what is new, `after` for what is gone."""

    part: str
    """ "plan", or the part of the tour: an id for programs."""
    about: str
    before: str
    after: str

    @property
    def kind(self) -> ChangeKind:
        """What became of it."""
        if not self.before:
            return ChangeKind.ADDED
        return ChangeKind.CHANGED if self.after else ChangeKind.REMOVED

    @property
    def text(self) -> str:
        """A sentence in the language being spoken."""
        forms = {
            ChangeKind.ADDED: _("{about}: new: {after}"),
            ChangeKind.REMOVED: _("{about}: gone; it was {before}"),
            ChangeKind.CHANGED: _("{about}: {before} → {after}"),
        }
        form = forms[self.kind]
        return form.format(about=self.about, before=self.before, after=self.after)
