"""Taking in a point that was copied elsewhere: text or link, converted once, and said so."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tourplanner.domain.datum import Datum, DatumPoint, to_wgs84
from tourplanner.domain.mainland import is_in_mainland_china
from tourplanner.domain.map_link import LinkedPoint, linked_point
from tourplanner.domain.place import Coordinates
from tourplanner.domain.point_text import written_point
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _

LINK = re.compile(r"[a-z][a-z0-9+.-]{1,30}:(?=//|\S)", re.IGNORECASE)
LINK_INSIDE = re.compile(r"(?:https?://|geo:)\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PastedPoint:
    """A point in WGS 84, and what was done to it."""

    at: Coordinates
    datum: Datum
    """What it was read as."""
    moved_m: float
    """How far the conversion moved it."""
    notes: tuple[str, ...]
    """Whole sentences for the user: how it was read, what is doubtful."""


def paste_point(text: str) -> PastedPoint:
    """The point in copied text: degrees, or a link of a map service.

    Raises InvalidEdit that says what to copy instead.
    """
    link = _link_in(text)
    if link is not None:
        linked = linked_point(link)
        return _converted(linked.point, _link_notes(linked))
    point, is_east_first = written_point(text)
    notes = [_("Read longitude first.")] if is_east_first else []
    return _converted(point, notes)


def reading_notes(text: str) -> tuple[str, ...]:
    """What is worth knowing of how `text` was read; nothing for plain degrees or no point."""
    try:
        pasted = paste_point(text)
    except InvalidEdit:
        return ()
    is_plain = pasted.datum is Datum.WGS84 and len(pasted.notes) == 1
    return () if is_plain else pasted.notes


def _link_in(text: str) -> str | None:
    """The link among words ("[name] https://…"), or the text itself when it is one."""
    inside = LINK_INSIDE.search(text)
    if inside is not None:
        return inside[0].rstrip("。，)>]\"'")
    stripped = text.strip()
    return stripped if "://" in stripped and LINK.match(stripped) else None


def _link_notes(linked: LinkedPoint) -> list[str]:
    notes = [_("Taken from a link of {service}.").format(service=linked.service)]
    point = linked.point
    if linked.is_datum_doubtful and is_in_mainland_china(point.lat, point.lon):
        text = _(
            "{service} does not say whether its points in mainland China are shifted: compare the "
            "place with its surroundings on the map."
        )
        notes.append(text.format(service=linked.service))
    return notes


def _converted(point: DatumPoint, notes: list[str]) -> PastedPoint:
    at = to_wgs84(point)
    moved_m = at.distance_m(Coordinates(point.lat, point.lon))
    if point.datum is Datum.WGS84:
        said = _("Read as WGS 84, not moved.")
    elif point.datum is Datum.GCJ02 and moved_m == 0:
        said = _("Read as GCJ-02, which is the same as WGS 84 outside mainland China.")
    else:
        said = _("Read as {datum} and moved by {metres:.0f} m to WGS 84.").format(
            datum=point.datum.value, metres=moved_m
        )
    return PastedPoint(at, point.datum, moved_m, (*notes, said))
