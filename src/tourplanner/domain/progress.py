"""How long work reports how far it is, and learns that it should stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

ShouldStop = Callable[[], bool]
"""Asked at least every 100 ms by long work; True: return the best so far or raise Cancelled."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being done, and which share of all the work is behind."""

    doing: str
    """In the user's language: "Reading streets"."""
    done: float
    """0 to 1; never less than before."""


Report = Callable[[Progress], None]
"""Told of every step of long work."""


def never() -> bool:
    """A ShouldStop for work that nobody interrupts."""
    return False


def unheard(_progress: Progress) -> None:
    """A Report for work that nobody watches."""
