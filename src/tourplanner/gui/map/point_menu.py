"""The menu of a point of the map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu, QWidget

from tourplanner.i18n import _


@dataclass(frozen=True, slots=True)
class PointActs:
    """What can be done at a point; None where it makes no sense now."""

    add_place: Callable[[], None] | None
    move_base: Callable[[], None] | None
    copy: Callable[[], None]
    forbid_network: Callable[[], None] | None


def point_menu(parent: QWidget, text: str, acts: PointActs) -> QMenu:
    """A menu for the point whose coordinates are `text`; it goes away by itself when closed."""
    menu = QMenu(parent)
    if acts.add_place is not None:
        menu.addAction(_("Add a place here"), acts.add_place)
    if acts.move_base is not None:
        menu.addAction(_("Move the lodging here"), acts.move_base)
    menu.addAction(_("Copy {coordinates}").format(coordinates=text), acts.copy)
    if acts.forbid_network is not None:
        menu.addSeparator()
        menu.addAction(_("No more tiles from the network"), acts.forbid_network)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
