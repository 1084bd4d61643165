"""The small signs at the right edge of an itinerary row: what is fixed, and what a click fixes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

from tourplanner.gui.models.itinerary_rows import DayRow, LegRow, StopRow
from tourplanner.gui.painting import MARGIN
from tourplanner.i18n import N_, _

SIGN = 16
GAP = 8
ORDER, TIME, DAY, WISH = range(4)
TIPS = {
    "freeze_day": (
        N_("Click to keep this day as it is."),
        N_("This day stays as it is. Click to let it be planned again."),
    ),
    "lock": (
        N_("Click to keep the visit on this day."),
        N_("The visit stays on this day. Click to free it."),
    ),
    "lock_time": (
        N_("Click to keep the visit at this time."),
        N_("The visit stays at this time. Click to free the time."),
    ),
    "lock_order": (
        N_("Click to keep the visit in its place in the order."),
        N_("The visit keeps its place in the order. Click to free it."),
    ),
    "book": ("", N_("The visit is booked. Click to change the booking.")),
}
"""What the sign of an action says when one points at it: off, on."""


@dataclass(frozen=True, slots=True)
class Sign:
    """An icon; `action` is what a click on it does, "" where it only tells."""

    slot: int
    """Place from the right edge inwards: a sign stands there whether or not others show."""
    icon: str
    action: str
    is_on: bool

    @property
    def tip(self) -> str:
        """What it says when one points at it."""
        return _(TIPS[self.action][self.is_on])


def signs_of(row: DayRow | StopRow | LegRow, *, is_active: bool) -> tuple[Sign, ...]:
    """From the right edge inwards; what is off shows only while the row `is_active`."""
    if isinstance(row, DayRow):
        is_frozen = row.road_day.is_frozen
        return (Sign(0, "lock" if is_frozen else "unlock", "freeze_day", is_frozen),)
    if isinstance(row, LegRow) or row.site is None:
        return ()
    stop, lock = row.stop, row.stop.lock
    is_timed = lock is not None and lock.start_min is not None
    found = [Sign(ORDER, "list", "lock_order", row.is_in_order)]
    if stop.appointment is not None:
        found.append(Sign(TIME, "ticket", "book", is_on=True))
    else:
        found += [
            Sign(TIME, "clock", "lock_time", is_timed),
            Sign(DAY, "calendar", "lock", lock is not None),
        ]
    shown = [sign for sign in found if sign.is_on or is_active]
    if stop.is_required or stop.is_preferred:
        icon = "must_see" if stop.is_required else "star"
        shown.append(Sign(WISH, icon, "", is_on=True))
    return tuple(shown)


def sign_box(box: QRect, slot: int) -> QRect:
    """Where the sign of `slot` stands in the line `box`."""
    right = box.right() - MARGIN - slot * (SIGN + GAP)
    return QRect(right - SIGN, box.center().y() - SIGN // 2 + 1, SIGN, SIGN)


def signs_left(box: QRect, signs: tuple[Sign, ...]) -> int:
    """Where the text has to end before `signs`."""
    if not signs:
        return box.right() - MARGIN
    return sign_box(box, max(sign.slot for sign in signs)).left() - GAP


def sign_at(signs: tuple[Sign, ...], box: QRect, point: QPoint) -> Sign | None:
    """The clickable sign under `point`, with half a gap of grace around it."""
    grace = GAP // 2
    for sign in signs:
        spot = sign_box(box, sign.slot).adjusted(-grace, -grace, grace, grace)
        if sign.action and spot.contains(point):
            return sign
    return None
