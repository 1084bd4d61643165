"""What paper says of the house one comes back to, and whether it is known at all."""

from __future__ import annotations

from tourplanner.domain.lodging import Lodging
from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadLodging


def chosen(book: Roadbook, lodging: RoadLodging | None) -> RoadLodging | None:
    """`lodging`, or None while none is chosen and the middle of the city stands for it."""
    if lodging is None:
        return None
    is_centre = lodging.place.at == book.city.centre.at and lodging.place.site is None
    return None if is_centre and lodging.details is None else lodging


def details_of(lodging: RoadLodging) -> Lodging:
    """All that is known of the house; empty fields where nothing is."""
    return lodging.details or Lodging()


def lodging_after(book: Roadbook, day: RoadDay | None) -> RoadLodging | None:
    """Where the night after `day` is spent; the usual lodging without a day."""
    own = day.lodging if day is not None else None
    return chosen(book, own) or chosen(book, book.lodging)


def lodgings(book: Roadbook) -> tuple[RoadLodging, ...]:
    """All houses of the tour, once each, as they come."""
    found: dict[object, RoadLodging] = {}
    for lodging in (*(day.lodging for day in book.days), book.lodging):
        house = chosen(book, lodging)
        if house is not None:
            found.setdefault(house.place.at, house)
    return tuple(found.values())
