"""What the map's page may say to the window: that it is ready, painted, clicked, moved."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, Signal, Slot

LONGEST_ID = 200
LONGEST_VIEW = 20_000


def is_point(lat: float, lon: float) -> bool:
    """Whether that is a point on the globe."""
    return math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180


class MapBridge(QObject):
    """The one object the page can reach; it takes ids, counts and points, nothing else."""

    page_ready = Signal()
    page_painted = Signal(int)
    site_chosen = Signal(str)
    place_asked = Signal(float, float)
    point_copied = Signal(str)
    menu_asked = Signal(float, float, int, int)
    base_moved = Signal(float, float, float, float)
    view_changed = Signal(str, str)
    online_asked = Signal()
    streets_asked = Signal()

    @Slot()
    def ready(self) -> None:
        """The page has loaded its scripts."""
        self.page_ready.emit()

    @Slot(int)
    def painted(self, generation: int) -> None:
        """What was sent as `generation` stands on the screen."""
        self.page_painted.emit(generation)

    @Slot(str)
    def siteClicked(self, site: str) -> None:
        """The mark of `site` was clicked."""
        if 0 < len(site) <= LONGEST_ID:
            self.site_chosen.emit(site)

    @Slot(float, float)
    def placeAsked(self, lat: float, lon: float) -> None:
        """A place is wanted at that point."""
        if is_point(lat, lon):
            self.place_asked.emit(lat, lon)

    @Slot(str)
    def pointCopied(self, text: str) -> None:
        """The coordinates in `text` are wanted on the clipboard."""
        if 0 < len(text) <= LONGEST_ID:
            self.point_copied.emit(text)

    @Slot(float, float, int, int)
    def menuAsked(self, lat: float, lon: float, x: int, y: int) -> None:
        """The menu of a point is wanted, at a pixel of the page."""
        if is_point(lat, lon):
            self.menu_asked.emit(lat, lon, x, y)

    @Slot(float, float, float, float)
    def baseMoved(self, lat: float, lon: float, to_lat: float, to_lon: float) -> None:
        """The base at one point was dragged to another."""
        if is_point(lat, lon) and is_point(to_lat, to_lon):
            self.base_moved.emit(lat, lon, to_lat, to_lon)

    @Slot(str, str)
    def viewChanged(self, frame: str, view: str) -> None:
        """Centre, zoom or layers are others now; `view` is JSON."""
        if len(frame) <= LONGEST_VIEW and len(view) <= LONGEST_VIEW:
            self.view_changed.emit(frame, view)

    @Slot()
    def onlineAsked(self) -> None:
        """Tiles from the network are wanted."""
        self.online_asked.emit()

    @Slot()
    def streetsAsked(self) -> None:
        """Streets are wanted in place of the sketch."""
        self.streets_asked.emit()
