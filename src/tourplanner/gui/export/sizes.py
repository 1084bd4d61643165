"""Pages and bytes in words."""

from __future__ import annotations

from tourplanner.gui.export.work import Made
from tourplanner.i18n import _, ngettext

KILO = 1000


def size_text(size: int) -> str:
    """Bytes as "340 kB" or "1.2 MB", rounded up."""
    kilobytes = -(-size // KILO)
    if kilobytes < KILO:
        return _("{size} kB").format(size=kilobytes)
    return _("{size} MB").format(size=f"{kilobytes / KILO:.1f}")


def made_text(made: Made) -> str:
    """ "12 pages, 340 kB", or "8 files, 45 kB"; the size alone for one file."""
    size = size_text(made.size)
    if made.pages is not None:
        text = ngettext("{count} page, {size}", "{count} pages, {size}", made.pages)
        return text.format(count=made.pages, size=size)
    count = len(made.files)
    if count == 1:
        return size
    return ngettext("{count} file, {size}", "{count} files, {size}", count).format(
        count=count, size=size
    )
