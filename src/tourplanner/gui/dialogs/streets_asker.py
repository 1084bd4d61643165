"""The questions that area packs raise: which file, and whether the network may be used."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QCheckBox, QFileDialog, QMessageBox, QWidget

from tourplanner.i18n import _


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes or no, and whether that holds from now on."""

    is_yes: bool
    is_lasting: bool = False


class StreetsAsker(Protocol):
    """Someone who asks the user."""

    def pack_to_open(self, folder: Path) -> Path | None:
        """Which area pack; None when the user thinks better of it."""
        ...

    def extract_to_open(self, folder: Path) -> Path | None:
        """Which file of OpenStreetMap."""
        ...

    def heights_to_open(self, folder: Path) -> Path | None:
        """Which file of heights."""
        ...

    def may_ask(self, host: str, url: str) -> Answer:
        """Whether the server may be asked how large the file is."""
        ...

    def may_fetch(self, host: str, url: str, about: str) -> bool:
        """Whether the file, `about` so large, may be fetched now."""
        ...


class StreetsDialogAsker:
    """Asks in dialogs above `window`; "no" is the safe answer."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def pack_to_open(self, folder: Path) -> Path | None:
        """Which area pack."""
        return self._file(_("Open an area pack"), folder, _("Area packs (*.area)"))

    def extract_to_open(self, folder: Path) -> Path | None:
        """Which file of OpenStreetMap."""
        kinds = _("OpenStreetMap files (*.osm.pbf *.pbf *.osm *.osm.gz)")
        return self._file(_("Choose an extract of OpenStreetMap"), folder, kinds)

    def heights_to_open(self, folder: Path) -> Path | None:
        """Which file of heights."""
        kinds = _("Heights of SRTM (*.hgt *.hgt.zip)")
        return self._file(_("Choose a file of heights"), folder, kinds)

    def may_ask(self, host: str, url: str) -> Answer:
        """Whether the server may be asked."""
        box, allow = self._question(
            _("Ask {host} for the map?").format(host=host),
            _(
                "First the size of this file is asked for: {url}. The server learns your network "
                "address and the name of the file, and nothing else: not your tour, not your "
                "dates. Before the file itself is fetched you see how large it is."
            ).format(url=url),
            _("Ask for the size"),
        )
        lasting = QCheckBox(_("Do not ask again"))
        lasting.setAccessibleName(lasting.text())
        lasting.setToolTip(_("Can be taken back under “Streets of an area”."))
        box.setCheckBox(lasting)
        box.exec()
        is_yes = box.clickedButton() is allow
        return Answer(is_yes, is_yes and lasting.isChecked())

    def may_fetch(self, host: str, url: str, about: str) -> bool:
        """Whether the file may be fetched now."""
        name = url.rsplit("/", 1)[-1]
        box, allow = self._question(
            _("Fetch {size} from {host}?").format(size=about, host=host),
            _(
                "The file is {name}. Nothing but the request for it is sent. You can stop at any "
                "time and go on later. Then the streets are made on this machine."
            ).format(name=name),
            _("Fetch"),
        )
        box.exec()
        return box.clickedButton() is allow

    def _question(self, text: str, explanation: str, yes: str) -> tuple[QMessageBox, QWidget]:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(_("Map from the network"))
        box.setText(text)
        box.setInformativeText(explanation)
        allow = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton(_("Stay offline"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        return box, allow

    def _file(self, title: str, folder: Path, kinds: str) -> Path | None:
        name, _filter = QFileDialog.getOpenFileName(self._window, title, str(folder), kinds)
        return Path(name) if name else None
