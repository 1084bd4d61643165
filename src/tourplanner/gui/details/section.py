"""A part of a tour's details as the window needs it: its entries, their rows, their form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from tourplanner.domain.tour import Tour
from tourplanner.gui.details.entry_form import EntryForm

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in the list."""

    first: str
    second: str = ""
    """Behind the first, quietly."""
    line: str = ""
    """Below both."""
    icon: str = ""
    is_care: bool = False
    """Whether something has to be looked at."""


def no_cautions(_tour: Tour, _entry: object) -> tuple[str, ...]:
    """Nothing has to be looked at."""
    return ()


@dataclass(frozen=True, slots=True)
class Section(Generic[T]):
    """How entries of one kind are read, written and shown."""

    id: str
    title: str
    icon: str
    invitation: str
    """What is said where there is no entry."""
    entries: Callable[[Tour], tuple[T, ...]]
    put: Callable[[Tour, tuple[T, ...]], Tour]
    """The tour with other entries."""
    row: Callable[[Tour, T], Row]
    make_form: Callable[[], EntryForm[T]]
    draft: str = ""
    """What a new entry is called until it has a name; empty when none can be added."""
    twin: Callable[[T, tuple[T, ...]], T] | None = None
    """A copy that can stand beside the entries; None when there is none."""
    cautions: Callable[[Tour, T], tuple[str, ...]] = no_cautions
    """What has to be looked at, in whole sentences."""
    make_below: Callable[[], QWidget] | None = None
    """What stands under the list and belongs to no entry."""
    is_kept: Callable[[T], bool] = bool
    """Whether there is something to remove."""
