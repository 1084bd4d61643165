"""The sites found, as a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from tourplanner.domain.preferences import Priority
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.site import KIND_LABELS, Site, SiteId
from tourplanner.domain.tour import Tour
from tourplanner.i18n import N_, _, listed
from tourplanner.mapping.wording import OWN_ENTRY

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
WISH_WORDS = {
    Priority.REQUIRED: N_("must see"),
    Priority.PREFERRED: N_("would like"),
    Priority.EXCLUDED: N_("left out by your wish"),
}


@dataclass(frozen=True, slots=True)
class FoundSite:
    """A site, its hours on the tour's first day and its whereabouts, in words."""

    site: Site
    hours: str
    where: str = ""
    """Direction and distance from where one sleeps."""


@dataclass(frozen=True, slots=True)
class SiteState:
    """What the open tour makes of a site; `day` is 0-based, `number` the stop's place on it."""

    wish: Priority = Priority.ORDINARY
    day: int | None = None
    number: int | None = None


class SiteRole(IntEnum):
    """Roles beside Qt's own."""

    ID = Qt.ItemDataRole.UserRole + 1
    FOUND = Qt.ItemDataRole.UserRole + 2
    STATE = Qt.ItemDataRole.UserRole + 3


class SitesModel(QAbstractListModel):
    """Found sites in their order, each marked with what the tour makes of it."""

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[FoundSite, ...] = ()
        self._states: dict[SiteId, SiteState] = {}

    def show_sites(self, found: Sequence[FoundSite]) -> None:
        """List `found` instead of what is there."""
        self.beginResetModel()
        self._found = tuple(found)
        self.endResetModel()

    def show_states(self, states: dict[SiteId, SiteState]) -> None:
        """Mark every site by `states`; a site not named is untouched by the tour."""
        if states == self._states:
            return
        self._states = states
        if self._found:
            self.dataChanged.emit(self.index(0), self.index(len(self._found) - 1))

    def index_of(self, site: SiteId) -> QModelIndex:
        """Where `site` stands; invalid when it is not listed."""
        for row, found in enumerate(self._found):
            if found.site.id == site:
                return self.index(row)
        return QModelIndex()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Number of sites."""
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The site's name, its words for a screen reader, or the values of SiteRole."""
        if not index.isValid() or not index.row() < len(self._found):
            return None
        found = self._found[index.row()]
        state = self._states.get(found.site.id, SiteState())
        if role == Qt.ItemDataRole.DisplayRole:
            return found.site.names.first
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return described(found, state)
        if role == SiteRole.ID:
            return found.site.id
        if role == SiteRole.FOUND:
            return found
        if role == SiteRole.STATE:
            return state
        return None


def described(found: FoundSite, state: SiteState) -> str:
    """One line with everything that the row shows by picture or colour."""
    names = found.site.names
    parts = [names.first]
    if names.second:
        parts.append(names.second)
    parts += [_(KIND_LABELS[found.site.kind]), found.hours]
    parts += [_(OWN_ENTRY)] if found.site.is_own else []
    parts += [found.where] if found.where else []
    if state.day is not None:
        parts.append(_("planned on day {day}").format(day=state.day + 1))
    if state.wish is not Priority.ORDINARY:
        parts.append(_(WISH_WORDS[state.wish]))
    return listed(parts)


def site_states(tour: Tour, book: Roadbook | None) -> dict[SiteId, SiteState]:
    """What `tour` makes of each site that it names."""
    planned = {
        stop.stop.site: (day.number - 1, stop.number)
        for day in (book.days if book else ())
        for stop in day.visits
        if stop.stop.site is not None
    }
    wishes = tour.preferences
    wished = {*wishes.required, *wishes.preferred, *wishes.excluded}
    return {
        site: SiteState(wishes.priority_of(site), *planned.get(site, (None, None)))
        for site in {*planned, *wished}
    }
