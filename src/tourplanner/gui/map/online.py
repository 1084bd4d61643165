"""OpenStreetMap's tiles from the network: where they come from, and the question before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox

from tourplanner import __version__
from tourplanner.i18n import N_, _

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl
    from PySide6.QtWidgets import QWidget

TILE_HOST = "tile.openstreetmap.org"
TILE_URL = f"https://{TILE_HOST}/{{z}}/{{x}}/{{y}}.png"
DEEPEST_ZOOM = 19
ATTRIBUTION = N_("© OpenStreetMap contributors, tiles from openstreetmap.org")
USER_AGENT = f"TourPlanner/{__version__} (desktop planner of ceramic journeys)"


@dataclass(frozen=True, slots=True)
class Consent:
    """Whether the user lets the map fetch tiles from the network."""

    is_given: bool = False

    def allows(self, url: QUrl) -> bool:
        """Whether a request to `url` may leave: pictures of tiles, of one host, over TLS."""
        return (
            self.is_given
            and url.scheme() == "https"
            and url.host() == TILE_HOST
            and url.port() in (-1, 443)
            and url.path().endswith(".png")
            and not url.hasQuery()
        )


def ask_consent(parent: QWidget) -> bool:
    """Ask whether tiles may come from the network; "no" is the safe answer."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(_("Map from the network"))
    box.setText(_("Fetch the map from {host}?").format(host=TILE_HOST))
    box.setInformativeText(
        _(
            "The server then learns your network address and which part of the map you look at, "
            "never your tour. Nothing else of the program goes there. You can take this back in "
            "the menu of the map."
        )
    )
    allow = box.addButton(_("Allow"), QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton(_("Stay offline"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is allow
