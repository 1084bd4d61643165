"""How long work reports how far it is, and learns that it should stop."""

from __future__ import annotations

from collections.abc import Callable

ShouldStop = Callable[[], bool]
"""Asked at least every 100 ms by long work; True: return the best so far or raise Cancelled."""


def never() -> bool:
    """A ShouldStop for work that nobody interrupts."""
    return False
