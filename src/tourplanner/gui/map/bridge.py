"""What the map's page may say to the window: that it is ready, painted, clicked."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

LONGEST_ID = 200


class MapBridge(QObject):
    """The one object the page can reach; it takes ids and counts, nothing else."""

    page_ready = Signal()
    page_painted = Signal(int)
    site_chosen = Signal(str)

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
