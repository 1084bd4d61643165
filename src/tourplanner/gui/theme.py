"""Colour scheme, palette, icon tinting."""

from __future__ import annotations

import os
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from tourplanner.gui.stylesheet import CONTROL_MARKS, stylesheet
from tourplanner.mapping.style import DARK, LIGHT, Palette
from tourplanner.paths import resource

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

FORCE_VARIABLE = "TOURPLANNER_THEME"
ICON_SIZES = (16, 20, 24, 32)


class Scheme(StrEnum):
    """Which colours the user wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The colours in force; `changed` says that everything painted has to be painted anew."""

    changed = Signal()

    def __init__(self, app: QApplication, marks: Path, scheme: Scheme | None = None) -> None:
        """Dress `app`; pictures inside controls are written into the folder `marks`."""
        super().__init__()
        self._app = app
        self._scheme = scheme or forced_scheme()
        self._marks = marks
        self._is_dark = self._wanted_dark()
        self._dress()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def is_dark(self) -> bool:
        """Whether light text stands on dark ground."""
        return self._is_dark

    @property
    def scheme(self) -> Scheme:
        """What was chosen: a fixed scheme, or the system's."""
        return self._scheme

    @property
    def colours(self) -> Palette:
        """The colour roles in force."""
        return DARK if self._is_dark else LIGHT

    def choose(self, scheme: Scheme) -> None:
        """Use `scheme` from now on."""
        self._scheme = scheme
        self._follow_system()

    def icon(self, name: str, role: str = "ink") -> QIcon:
        """The shipped icon `name`, drawn in the colour of `role`."""
        return tinted_icon(name, getattr(self.colours, role), self.colours.quiet)

    def pixmap(self, name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
        """The shipped icon `name` in `colour`, `size` logical pixels wide."""
        return tinted_pixmap(name, colour, size, ratio)

    def _wanted_dark(self) -> bool:
        if self._scheme is Scheme.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._scheme is Scheme.DARK

    def _follow_system(self) -> None:
        wanted = self._wanted_dark()
        if wanted != self._is_dark:
            self._is_dark = wanted
            self._dress()
            self.changed.emit()

    def _dress(self) -> None:
        colours = self.colours
        self._marks.mkdir(parents=True, exist_ok=True)
        marks = {}
        for mark, (icon, role) in CONTROL_MARKS.items():
            path = self._marks / f"{mark}-{'dark' if self._is_dark else 'light'}.png"
            tinted_pixmap(icon, getattr(colours, role), 16, 2.0).save(str(path))
            marks[mark] = path.as_posix()
        rules = stylesheet(colours, marks)
        if rules != self._app.styleSheet():
            self._app.setStyle("Fusion")
            self._app.setPalette(qt_palette(colours))
            self._app.setStyleSheet(rules)


def forced_scheme() -> Scheme:
    """The scheme that the environment asks for, else the system's."""
    try:
        return Scheme(os.environ.get(FORCE_VARIABLE, Scheme.SYSTEM.value).lower())
    except ValueError:
        return Scheme.SYSTEM


def heading_font(font: QFont, factor: float) -> QFont:
    """`font` larger by `factor`, in medium weight."""
    heading = QFont(font)
    heading.setPointSizeF(font.pointSizeF() * factor)
    heading.setWeight(QFont.Weight.DemiBold)
    return heading


def qt_palette(colours: Palette) -> QPalette:
    """The colour roles as Qt knows them."""
    role = QPalette.ColorRole
    palette = QPalette()
    for qt_role, colour in (
        (role.Window, colours.paper),
        (role.Base, colours.card),
        (role.AlternateBase, colours.paper),
        (role.Button, colours.card),
        (role.ToolTipBase, colours.card),
        (role.WindowText, colours.ink),
        (role.Text, colours.ink),
        (role.ButtonText, colours.ink),
        (role.ToolTipText, colours.ink),
        (role.BrightText, colours.wrong),
        (role.PlaceholderText, colours.quiet),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.card),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.Accent, colours.accent),
        (role.Mid, colours.line),
        (role.Midlight, colours.line),
        (role.Light, colours.card),
        (role.Dark, colours.quiet),
    ):
        palette.setColor(qt_role, QColor(colour))
    for qt_role in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, qt_role, QColor(colours.quiet))
    return palette


@cache
def _svg(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text("utf-8")


@cache
def tinted_pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The shipped icon `name` in `colour`, `size` logical pixels wide."""
    drawing = QSvgRenderer(QByteArray(_svg(name).replace("currentColor", colour).encode()))
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    drawing.render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@cache
def tinted_icon(name: str, colour: str, disabled: str) -> QIcon:
    """The shipped icon `name` in `colour`, paler when disabled."""
    icon = QIcon()
    for size in ICON_SIZES:
        for ratio in (1.0, 2.0):
            icon.addPixmap(tinted_pixmap(name, colour, size, ratio), QIcon.Mode.Normal)
            icon.addPixmap(_faded(tinted_pixmap(name, disabled, size, ratio)), QIcon.Mode.Disabled)
    return icon


def _faded(pixmap: QPixmap) -> QPixmap:
    faint = QPixmap(pixmap.size())
    faint.setDevicePixelRatio(pixmap.devicePixelRatio())
    faint.fill(Qt.GlobalColor.transparent)
    painter = QPainter(faint)
    painter.setOpacity(0.5)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    return faint
