"""What was taken in, in a sentence or two for the message bar."""

from __future__ import annotations

from collections.abc import Sequence

from tourplanner.domain.party import Traveller
from tourplanner.domain.transport import Transport
from tourplanner.i18n import _, ngettext
from tourplanner.usecases.import_entries import Fate
from tourplanner.usecases.import_places import KnownBooking
from tourplanner.usecases.take_in import Chosen


def taken_text(chosen: Sequence[Chosen]) -> str:
    """How much of what was taken in."""
    fates = [fate for _entry, fate in chosen]
    things = [entry.thing for entry, _fate in chosen]
    sites = sum(fate in (Fate.PREFERRED, Fate.REQUIRED) for fate in fates)
    ideas, visits = fates.count(Fate.IDEA), fates.count(Fate.VISIT)
    rides, bookings, people = (
        sum(isinstance(thing, kind) for thing in things)
        for kind in (Transport, KnownBooking, Traveller)
    )
    counted = (
        (sites, ngettext("{count} site as a wish", "{count} sites as wishes", sites)),
        (visits, ngettext("{count} visit of your own", "{count} visits of your own", visits)),
        (ideas, ngettext("{count} idea", "{count} ideas", ideas)),
        (rides, ngettext("{count} ride", "{count} rides", rides)),
        (bookings, ngettext("{count} reservation", "{count} reservations", bookings)),
        (people, ngettext("{count} traveller", "{count} travellers", people)),
    )
    things_text = ", ".join(text.format(count=count) for count, text in counted if count)
    return _("Taken in: {things}.").format(things=things_text)
