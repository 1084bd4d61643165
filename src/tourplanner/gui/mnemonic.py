"""Labels without the mark of the key that leads to them."""

from __future__ import annotations

import re

_MARK = re.compile(r"\(&.\)|&")
"""A letter of the label, or in scripts without letters one in brackets behind it."""


def without_mnemonic(label: str) -> str:
    """ "&Save" is "Save", "保存(&S)" is "保存"."""
    return _MARK.sub("", label)
