"""Links of map services as places to take into a tour."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

from tourplanner.domain.imported import Imported, ImportedPoint, ImportFault, Origin
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _
from tourplanner.usecases.paste_point import paste_point

NAME_FIELDS = ("name", "title", "n", "dname")
LONGEST_NAME = 200


def imported_links(links: Sequence[str]) -> Imported:
    """The points that `links` lead to, each with what was done to it; no network is asked."""
    points: list[ImportedPoint] = []
    faults: list[ImportFault] = []
    cautions: list[str] = []
    title = _("links")
    for number, link in enumerate(links, start=1):
        origin = Origin(title, number)
        try:
            pasted = paste_point(link)
        except InvalidEdit as error:
            faults.append(ImportFault(origin, error.message))
            continue
        name = _name_in(link)
        points.append(ImportedPoint(name, name, pasted.at, "", origin))
        cautions += [f"{origin.text}: {note}" for note in pasted.notes]
    return Imported(title, tuple(points), faults=tuple(faults), cautions=tuple(cautions))


def _name_in(link: str) -> str:
    """The name that a link gives its point; empty when there is none."""
    try:
        fields = parse_qs(urlsplit(link.strip()).query, max_num_fields=60)
    except ValueError:
        return ""
    named = (fields[name][0] for name in NAME_FIELDS if name in fields)
    return " ".join(next(named, "").split())[:LONGEST_NAME]
