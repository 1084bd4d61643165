"""Roadbooks to write: an ordinary one, and one whose every text is hostile."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from tests import builders
from tests.fakes import InMemoryCatalogue
from tourplanner.domain.itinerary import LeftOut, Reason, ReasonKind
from tourplanner.domain.place import Coordinates, Place
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.site import City, Designation, Site, SiteId, Ticket
from tourplanner.usecases.make_roadbook import make_roadbook

NOW = datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC)
HOSTILE = (
    "=1+1 ]]> <img onerror=x> & \" ' \\, ; \r\nBEGIN:VEVENT\r\n"
    "\x00\x07\x1b[31m\u202eRTL\u202c עברית \U0001f3fa\ufffe\udc80 %s {0} 窑"
)
LONG = "长名窑址é" * 100


def roadbook(
    *,
    title: str = "Kilns and lanes",
    city: City | None = None,
    sites: tuple[Site, ...] | None = None,
    start: date = builders.FRIDAY,
    base: Place | None = None,
    first_day: int = 2,
    is_routed: bool = False,
) -> Roadbook:
    """Two days with four visits; the last site of five is left out.

    With three visits the first day has a lunch break.
    """
    known = builders.sites(5) if sites is None else sites
    town = city or builders.city()
    known = tuple(replace(site, city=town.id) for site in known)
    reason = Reason(ReasonKind.DAY_FULL, 0, 25, (known[0].id,))
    home = base or builders.place()
    plan = builders.itinerary(
        [known[:first_day], known[first_day:4]],
        start=start,
        base=home,
        left_out=[LeftOut(known[4].id, reason)],
    )
    if is_routed:
        plan = builders.routed(plan)
    tour = builders.tour(title=title, itinerary=plan, known=known, start=start, base=home)
    tour = replace(tour, preferences=replace(tour.preferences, city=town.id))
    return make_roadbook(tour, InMemoryCatalogue(known, (town,)))


def hostile_roadbook() -> Roadbook:
    """Every text that can come from outside breaks some format, if it can."""
    sites = tuple(
        replace(
            builders.site(
                f"site-{n}", en=text, zh=f"{text}窑", hours=None, assumed="Mo-Su 09:00-17:00"
            ),
            address_en=HOSTILE,
            address_local=HOSTILE + LONG,
            booking=HOSTILE,
            ticket=Ticket(Decimal("12.50"), HOSTILE, HOSTILE),
            designations=(Designation(HOSTILE),),
            description=HOSTILE,
            website=HOSTILE,
        )
        for n, text in enumerate((HOSTILE, LONG, "\x00", "../../etc", "ok"))
    )
    sites = (replace(sites[0], id=SiteId(HOSTILE)), *sites[1:])
    base = Place(HOSTILE, Coordinates(29.2947, 117.2070))
    town = builders.city(en=HOSTILE, zh=HOSTILE)
    return roadbook(title=HOSTILE + LONG, city=town, sites=sites, base=base)


def empty_roadbook() -> Roadbook:
    """A tour that is not planned."""
    town = builders.city()
    return make_roadbook(builders.tour(), InMemoryCatalogue((), (town,)))
