"""Pages and bytes in words."""

from __future__ import annotations

from tourplanner.i18n import _, ngettext

KILO = 1000


def size_text(size: int) -> str:
    """Bytes as "340 kB" or "1.2 MB", rounded up."""
    kilobytes = -(-size // KILO)
    if kilobytes < KILO:
        return _("{size} kB").format(size=kilobytes)
    return _("{size} MB").format(size=f"{kilobytes / KILO:.1f}")


def paper_text(pages: int, size: int) -> str:
    """ "12 pages, 340 kB"."""
    text = ngettext("{count} page, {size}", "{count} pages, {size}", pages)
    return text.format(count=pages, size=size_text(size))
