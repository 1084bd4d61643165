"""Every action: id, text, icon, shortcut, menu; menus and tool bars read this table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from tourplanner.gui.mnemonic import without_mnemonic
from tourplanner.gui.theme import Theme
from tourplanner.i18n import N_, _


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing a user can do; None in `icon` and "" in `keys` mean there is none."""

    id: str
    text: str
    icon: str | None = None
    keys: str = ""
    is_checkable: bool = False
    group: str = ""
    """Checkable actions of one group exclude each other."""
    short: str = ""
    """On buttons, where `text` is too long."""


BREAK = None
Entry = ActionSpec | None

MENUS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        N_("&File"),
        (
            ActionSpec("new", N_("&New tour…"), "file", "Ctrl+N"),
            ActionSpec("open", N_("&Open…"), "folder-open", "Ctrl+O"),
            ActionSpec("open_sample", N_("Open sa&mple tour"), "route", "Ctrl+Shift+O"),
            BREAK,
            ActionSpec("save", N_("&Save"), "save", "Ctrl+S"),
            ActionSpec("save_as", N_("Save &as…"), None, "Ctrl+Shift+S"),
            BREAK,
            ActionSpec("import", N_("&Import…"), "download", "Ctrl+Shift+I"),
            ActionSpec("merge", N_("Mer&ge with a copy…"), None, "Ctrl+U"),
            ActionSpec("export", N_("&Export…"), "export", "Ctrl+E"),
            ActionSpec(
                "compare_saved", N_("&Compare with a saved version…"), "files", "Ctrl+Shift+C"
            ),
            BREAK,
            ActionSpec("streets", N_("S&treets of an area…"), "map", "Ctrl+Shift+E"),
            BREAK,
            ActionSpec("quit", N_("&Quit"), None, "Ctrl+Q"),
        ),
    ),
    (
        N_("&Edit"),
        (
            ActionSpec("undo", N_("&Undo"), "undo", "Ctrl+Z"),
            ActionSpec("redo", N_("&Redo"), "redo", "Ctrl+Shift+Z"),
            BREAK,
            ActionSpec("paste", N_("&Paste links, points or a list…"), None, "Ctrl+V"),
            BREAK,
            ActionSpec("rename", N_("Re&name tour…"), "pencil", "F2"),
            ActionSpec("find", N_("&Find places"), "search", "Ctrl+F"),
            BREAK,
            ActionSpec("add_place", N_("&Add a place on the map…"), "plus", "Ctrl+Shift+A"),
            ActionSpec("own_places", N_("Your &own places…"), "map-pin", "Ctrl+Shift+P"),
        ),
    ),
    (
        N_("&Tour"),
        (
            ActionSpec("details", N_("&Details…"), "list", "Ctrl+I"),
            BREAK,
            ActionSpec("travellers", N_("&Travellers…"), "users"),
            ActionSpec("reservations", N_("&Reservations…"), "ticket"),
            ActionSpec("lodging", N_("&Lodging…"), "bed"),
            ActionSpec("rides", N_("Trains and &flights…"), "transport"),
            ActionSpec("notes", N_("&Notes…"), "pencil"),
            ActionSpec("cards", N_("&Phrase cards…"), "files"),
        ),
    ),
    (
        N_("&Visit"),
        (
            ActionSpec("require", N_("&Must see"), "must_see", "Ctrl+R", is_checkable=True),
            ActionSpec("prefer", N_("Would l&ike"), "star", "Ctrl+Shift+R", is_checkable=True),
            ActionSpec("leave_out", N_("&Leave out"), "x", "Ctrl+D", is_checkable=True),
            ActionSpec("admit", N_("&What would admit it?"), "info", "Ctrl+?"),
            ActionSpec(
                "edit_place", N_("Chan&ge your own entry…"), "pencil", "F4", short=N_("Edit")
            ),
            ActionSpec(
                "remove_place",
                N_("Remo&ve your own entry"),
                "trash",
                "Ctrl+Del",
                short=N_("Remove"),
            ),
            BREAK,
            ActionSpec(
                "lock",
                N_("Loc&k to its day"),
                "calendar",
                "Ctrl+L",
                is_checkable=True,
                short=N_("Day"),
            ),
            ActionSpec(
                "lock_time",
                N_("Lock at its &time"),
                "clock",
                "Ctrl+Shift+L",
                is_checkable=True,
                short=N_("Time"),
            ),
            ActionSpec(
                "lock_order",
                N_("Lock its place in the or&der"),
                "list",
                "Ctrl+J",
                is_checkable=True,
                short=N_("Order"),
            ),
            ActionSpec("book", N_("&Booking…"), "ticket", "Ctrl+B", short=N_("Booking")),
            ActionSpec("reserve", N_("Reser&vation…"), "check", "Ctrl+Shift+B"),
            ActionSpec("note", N_("Note on the pla&ce…"), "pencil", "Ctrl+Shift+N"),
            BREAK,
            ActionSpec("keep_order", N_("Keep the &order of this day"), "list", "Ctrl+K"),
            ActionSpec("free_order", N_("&Free the order of this day"), "unlock", "Ctrl+Shift+K"),
            ActionSpec(
                "freeze_day",
                N_("Kee&p this day as it is"),
                "lock",
                "Ctrl+Shift+D",
                is_checkable=True,
            ),
            BREAK,
            ActionSpec("move_up", N_("Move &earlier"), "arrow-up", "Alt+Up"),
            ActionSpec("move_down", N_("Move l&ater"), "arrow-down", "Alt+Down"),
            ActionSpec("day_before", N_("Move to the da&y before"), "chevron-left", "Alt+Left"),
            ActionSpec("day_after", N_("Move to the &next day"), "chevron-right", "Alt+Right"),
            BREAK,
            ActionSpec("push_later", N_("15 minutes later, push the rest &on"), None, "Ctrl+G"),
            ActionSpec("absorb", N_("15 minutes later, &use up waiting"), None, "Ctrl+Shift+G"),
            ActionSpec(
                "push_to_lock", N_("15 minutes later, up to the ne&xt lock"), None, "Ctrl+M"
            ),
            ActionSpec("ripple", N_("Later or lon&ger…"), "clock", "Ctrl+Shift+M"),
            BREAK,
            ActionSpec("longer", N_("Stay 15 minutes longe&r"), "plus", "Ctrl++"),
            ActionSpec("shorter", N_("Stay 15 minutes &shorter"), "minus", "Ctrl+-"),
            ActionSpec("own_time", N_("Stay as long as &usual"), "clock", "Ctrl+0"),
            BREAK,
            ActionSpec("own_minutes", N_("I know the &way better…"), "route", "Ctrl+T"),
            ActionSpec("reach", N_("Wit&hin reach of here…"), "map-pin", "Ctrl+H"),
        ),
    ),
    (
        N_("&Plan"),
        (
            ActionSpec("plan", N_("&Plan again"), "play", "F5"),
            ActionSpec("afresh", N_("Plan a&fresh"), None, "Shift+F5"),
            ActionSpec("stop", N_("&Stop planning"), "x", "Ctrl+."),
            BREAK,
            ActionSpec("why", N_("&Why this plan?"), "info", "F6"),
            ActionSpec("check", N_("&Check the plan"), "check", "F7"),
            ActionSpec("compare", N_("C&ompare plans…"), "files", "F8"),
            ActionSpec("variants", N_("&Variants…"), "list", "F9"),
        ),
    ),
    (
        N_("Vie&w"),
        (
            ActionSpec("show_places", N_("&Places"), "list", "Ctrl+1"),
            ActionSpec("show_preferences", N_("P&references"), "sliders", "Ctrl+2"),
            ActionSpec("show_itinerary", N_("&Itinerary"), "route", "Ctrl+3"),
            ActionSpec("show_left_out", N_("&Left out"), "eye", "Ctrl+4"),
            ActionSpec("show_map", N_("&Map"), "map", "Ctrl+5"),
            ActionSpec("show_timeline", N_("&Timeline on or off"), "clock", "Ctrl+6"),
            BREAK,
            ActionSpec(
                "theme_system",
                N_("Colours of the s&ystem"),
                None,
                "",
                is_checkable=True,
                group="theme",
            ),
            ActionSpec("theme_light", N_("L&ight"), "sun", "", is_checkable=True, group="theme"),
            ActionSpec("theme_dark", N_("&Dark"), "moon", "", is_checkable=True, group="theme"),
            BREAK,
            ActionSpec("reset_layout", N_("&Usual layout"), None, "Ctrl+Shift+0"),
        ),
    ),
    (
        N_("&Help"),
        (
            ActionSpec("keys", N_("&Keyboard shortcuts"), None, "F1"),
            ActionSpec("readiness", N_("&Offline readiness"), "check", "Shift+F1"),
            ActionSpec("about", N_("&About and licences"), "info", ""),
        ),
    ),
)

SPECS = {spec.id: spec for _title, entries in MENUS for spec in entries if spec is not None}
VISIT_MENU = next(entries for title, entries in MENUS if title == "&Visit")


class Actions:
    """The actions of one window."""

    def __init__(
        self, window: QWidget, theme: Theme, handlers: Mapping[str, Callable[[], None]]
    ) -> None:
        self._theme = theme
        self._groups: dict[str, QActionGroup] = {}
        self._actions = {
            spec.id: self._make(window, spec, handlers[spec.id]) for spec in SPECS.values()
        }
        theme.changed.connect(self._tint)
        self._tint()

    def __getitem__(self, action: str) -> QAction:
        return self._actions[action]

    def fill(self, bar: QMenuBar) -> None:
        """Put every action under its menu."""
        for title, entries in MENUS:
            menu = bar.addMenu(_(title))
            menu.setAccessibleName(without_mnemonic(_(title)))
            self._fill_menu(menu, entries)

    def visit_menu(self, parent: QWidget) -> QMenu:
        """What can be done about the selected site."""
        menu = QMenu(parent)
        menu.setAccessibleName(_("Visit"))
        self._fill_menu(menu, VISIT_MENU)
        return menu

    def _fill_menu(self, menu: QMenu, entries: tuple[Entry, ...]) -> None:
        for spec in entries:
            if spec is None:
                menu.addSeparator()
            else:
                menu.addAction(self._actions[spec.id])

    def _make(self, window: QWidget, spec: ActionSpec, handler: Callable[[], None]) -> QAction:
        action = QAction(_(spec.text), window)
        action.setObjectName(spec.id)
        plain = without_mnemonic(_(spec.text)).rstrip("…")
        action.setIconText(_(spec.short) if spec.short else plain)
        if spec.keys:
            action.setShortcut(QKeySequence(spec.keys))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(_("{action} ({keys})").format(action=plain, keys=keys))
        else:
            action.setToolTip(plain)
        action.setCheckable(spec.is_checkable)
        if spec.group:
            group = self._groups.setdefault(spec.group, QActionGroup(window))
            group.addAction(action)
        action.triggered.connect(lambda _checked=False: handler())
        window.addAction(action)
        return action

    def _tint(self) -> None:
        for spec in SPECS.values():
            if spec.icon is not None:
                self._actions[spec.id].setIcon(self._theme.icon(spec.icon))
