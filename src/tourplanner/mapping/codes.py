"""QR codes as SVG, for paper and screen alike."""

from __future__ import annotations

import io
from functools import lru_cache

import segno

QUIET_ZONE = 4
"""White modules around a code, as many as readers ask for."""
ERROR_LEVEL = "m"
"""Still read when a seventh of it is smudged."""
MOST_BYTES = 600
"""A code with more has modules under a quarter of a millimetre at 27 mm: too fine for phones."""


@lru_cache(maxsize=512)
def qr_svg(text: str) -> str:
    """`text` as a QR code: a drawing without a size of its own, the same for the same text.

    It takes some milliseconds, and a place has the same code in every document.
    Raises ValueError for an empty text or one longer than MOST_BYTES in UTF-8.
    """
    length = len(text.encode("utf-8"))
    if not 0 < length <= MOST_BYTES:
        raise ValueError(f"a code holds 1 to {MOST_BYTES} bytes, not {length}")
    code = segno.make(text, error=ERROR_LEVEL, micro=False, boost_error=False, encoding="utf-8")
    drawn = io.BytesIO()
    code.save(
        drawn,
        kind="svg",
        border=QUIET_ZONE,
        dark="#000",
        light="#fff",
        omitsize=True,
        xmldecl=False,
        nl=False,
    )
    return drawn.getvalue().decode("utf-8")
