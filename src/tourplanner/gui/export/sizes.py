"""What was made, in words."""

from __future__ import annotations

from tourplanner.exchange.sizes import paper_text, size_text
from tourplanner.gui.export.work import Made
from tourplanner.i18n import ngettext


def made_text(made: Made) -> str:
    """ "12 pages, 340 kB", or "8 files, 45 kB"; the size alone for one file."""
    if made.pages is not None:
        return paper_text(made.pages, made.size)
    size, count = size_text(made.size), len(made.files)
    if count == 1:
        return size
    return ngettext("{count} file, {size}", "{count} files, {size}", count).format(
        count=count, size=size
    )
