"""Spans of a day in whole minutes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

DAY_MIN = 1440


@dataclass(frozen=True, slots=True, order=True)
class TimeWindow:
    """From `start_min` to `end_min`, minutes after the day's midnight; the end may pass 1440."""

    start_min: int
    end_min: int

    def __post_init__(self) -> None:
        """An empty or reversed window is a bug of the caller."""
        if not 0 <= self.start_min < self.end_min:
            raise ValueError(f"not a window: {self.start_min}-{self.end_min}")

    @property
    def length_min(self) -> int:
        """Minutes from start to end."""
        return self.end_min - self.start_min

    def holds(self, start_min: int, end_min: int) -> bool:
        """Whether the span from `start_min` to `end_min` lies wholly inside."""
        return self.start_min <= start_min and end_min <= self.end_min

    def clipped(self, start_min: int, end_min: int) -> TimeWindow | None:
        """The part inside the given span, or None when nothing is left."""
        start, end = max(self.start_min, start_min), min(self.end_min, end_min)
        return TimeWindow(start, end) if start < end else None


def merged(windows: Iterable[TimeWindow]) -> tuple[TimeWindow, ...]:
    """The same minutes as windows that neither touch nor overlap, in order."""
    result: list[TimeWindow] = []
    for window in sorted(windows):
        if result and window.start_min <= result[-1].end_min:
            last = result[-1]
            result[-1] = TimeWindow(last.start_min, max(last.end_min, window.end_min))
        else:
            result.append(window)
    return tuple(result)


def clock(minute: int) -> str:
    """`minute` as 24-hour text: 65 -> "01:05", 1440 -> "24:00", 1500 -> "01:00+1"."""
    if minute == DAY_MIN:
        return "24:00"
    days, rest = divmod(minute, DAY_MIN)
    text = f"{rest // 60:02d}:{rest % 60:02d}"
    return f"{text}+{days}" if days else text


def minute_of(text: str) -> int:
    """Minutes after midnight of "HH:MM"; raises ValueError when it is not a time of day."""
    hours, minutes = text.strip().split(":")
    value = int(hours) * 60 + int(minutes)
    if not (0 <= int(minutes) < 60 and 0 <= value <= DAY_MIN):
        raise ValueError(text)
    return value
