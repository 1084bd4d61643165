"""Says what the program is, and under which licences its parts come."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QTabWidget, QTextBrowser, QWidget

from tourplanner import __version__
from tourplanner.gui.dialogs.frame import close_button, heading_label, lay_out, toned_label
from tourplanner.i18n import _


class AboutDialog(QDialog):
    """A tab with the credits, then one for each licence text shipped."""

    def __init__(self, licences: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About Tour Planner"))
        self.resize(640, 480)
        name = heading_label(_("Tour Planner {version}").format(version=__version__), 1.6)
        what = toned_label(
            "quiet",
            _(
                "Plans journeys to the places of ceramics. Its own code is under the MIT licence; "
                "fonts, icons, map parts and data keep theirs, which stand here in full."
            ),
        )
        tabs = QTabWidget()
        tabs.setAccessibleName(_("Licences"))
        tabs.tabBar().setAccessibleName(_("Licences"))
        self.titles = tuple(title for title, _text, _kind in licence_texts(licences))
        for title, text, is_markdown in licence_texts(licences):
            page = QTextBrowser()
            page.setAccessibleName(title)
            page.setOpenExternalLinks(True)
            if is_markdown:
                page.setMarkdown(text)
            else:
                page.setPlainText(text)
            tabs.addTab(page, title)
        lay_out(self, name, what, tabs, buttons=close_button(self), stretched=tabs)


def licence_texts(folder: Path) -> tuple[tuple[str, str, bool], ...]:
    """Title, text and whether it is Markdown, of each text in `folder`; the overview first."""
    files = [*sorted(folder.glob("*.md")), *sorted(folder.glob("*.txt"))]
    return tuple((file.stem, file.read_text("utf-8"), file.suffix == ".md") for file in files)
