"""What each thing found elsewhere can become in a tour, the usual first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tourplanner.domain.own_cautions import passport_cautions
from tourplanner.domain.party import Party, Traveller
from tourplanner.domain.place import Place
from tourplanner.domain.preferences import Priority
from tourplanner.domain.tour import Tour
from tourplanner.domain.transport import Transport
from tourplanner.i18n import N_, _
from tourplanner.usecases.import_places import (
    ImportPreview,
    KnownBooking,
    KnownPlace,
    UnknownPlace,
)


class Fate(StrEnum):
    """What becomes of something found."""

    PREFERRED = "preferred"
    REQUIRED = "required"
    IDEA = "idea"
    """Kept among the reservations; no day visits it."""
    VISIT = "visit"
    """A place of the tour's own, for a plan to visit."""
    TAKEN = "taken"


FATE_LABELS = {
    Fate.PREFERRED: N_("Would like"),
    Fate.REQUIRED: N_("Must see"),
    Fate.IDEA: N_("Kept as an idea"),
    Fate.VISIT: N_("Own visit"),
    Fate.TAKEN: N_("Taken in"),
}
Thing = KnownPlace | UnknownPlace | Transport | KnownBooking | Traveller | Place


@dataclass(frozen=True, slots=True)
class Entry:
    """Something found; without fates there is nothing to be done with it."""

    thing: Thing
    fates: tuple[Fate, ...]
    remark: str = ""
    """What is worth knowing before it is taken, in a whole sentence."""


def unknown_fates(place: UnknownPlace) -> tuple[Fate, ...]:
    """What a place can become that the catalogue does not know.

    Near the city a plan can visit it; beside a site under another name it can be taken for that.
    """
    visit = (Fate.VISIT,) if place.is_base else ()
    site = () if place.beside is None else (Fate.PREFERRED, Fate.REQUIRED)
    return (Fate.IDEA, *visit, *site)


def entries_of(
    tour: Tour, preview: ImportPreview, people: Sequence[Traveller] = ()
) -> tuple[Entry, ...]:
    """All that was found: sites, unknown places, rides, bookings, people, what is there already."""
    return tuple(_entries(tour, preview, people))


def _entries(tour: Tour, preview: ImportPreview, people: Sequence[Traveller]) -> Iterator[Entry]:
    for known in preview.known:
        yield _known(tour, known)
    for place in preview.unknown:
        yield Entry(place, unknown_fates(place), _about_unknown(place))
    for ride in preview.rides:
        yield Entry(ride, (Fate.TAKEN,))
    for booking in preview.bookings:
        yield _booking(booking)
    last_day = tour.preferences.dates[-1]
    for person in people:
        remark = " ".join(passport_cautions(Party((person,)), last_day))
        yield Entry(person, (Fate.TAKEN,), remark)
    there = _("The tour has it already.")
    for ride in preview.rides_there:
        yield Entry(ride, (), there)
    for base in preview.bases:
        yield Entry(base, (), _("The tour sleeps there already."))


def _known(tour: Tour, known: KnownPlace) -> Entry:
    had = tour.preferences.priority_of(known.site.id)
    if had is Priority.EXCLUDED:
        text = _("{site} stays left out, as you wished. Take that wish back to visit it.")
        return Entry(known, (), text.format(site=known.site.names.en))
    if had is Priority.REQUIRED:
        return Entry(known, (Fate.REQUIRED,))
    return Entry(known, (Fate.PREFERRED, Fate.REQUIRED))


def _about_unknown(place: UnknownPlace) -> str:
    if place.is_swapped:
        return _("Latitude and longitude may have changed places.")
    if place.beside is None:
        return ""
    text = _("{away:.0f} m from {site}: the same, if that is meant.")
    return text.format(away=place.beside.away_m, site=place.beside.site.names.en)


def _booking(known: KnownBooking) -> Entry:
    if known.is_there:
        return Entry(known, (), _("The tour has it already."))
    if known.base is not None:
        text = _("Fills in what is not yet known of the lodging “{base}”.")
        return Entry(known, (Fate.TAKEN,), text.format(base=known.base.name))
    return Entry(known, (Fate.TAKEN,))
