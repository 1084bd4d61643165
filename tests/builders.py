"""Domain values with defaults for everything: a test names only what matters to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from tourplanner.domain.breaks import NamedBreak, lunch_break
from tourplanner.domain.itinerary import DayPlan, Itinerary, LeftOut, Leg, Stop, StopKind
from tourplanner.domain.own_site import OwnSite
from tourplanner.domain.place import Coordinates, Place
from tourplanner.domain.preferences import Preferences
from tourplanner.domain.site import (
    City,
    Confidence,
    Hours,
    Names,
    Point,
    Site,
    SiteId,
    SiteKind,
    Source,
    Ticket,
)
from tourplanner.domain.tour import KnownSite, Lock, Tour
from tourplanner.domain.travel import TravelLimits, TravelMode, TravelSource

CENTRE = Coordinates(29.2947, 117.2070)
FRIDAY = date(2027, 4, 16)


def place(name: str = "Guesthouse", lat: float = 29.2947, lon: float = 117.2070) -> Place:
    """A point to sleep at."""
    return Place(name, Coordinates(lat, lon))


def site(
    id: str = "kiln-museum",
    *,
    en: str = "Kiln Museum",
    zh: str = "窑博物馆",
    kind: SiteKind = SiteKind.MUSEUM,
    lat: float = 29.2990,
    lon: float = 117.2020,
    hours: str | None = "Mo-Su 09:00-17:00",
    assumed: str | None = None,
    visit_min: int = 60,
    city: str = "jingdezhen",
    **facts: object,
) -> Site:
    """A site in Jingdezhen; `facts` are further fields of Site."""
    known: dict[str, object] = {
        "ticket": Ticket(Decimal("53"), "CNY", "2025", Confidence.MEDIUM),
        "sources": (Source("https://example.org/kilns", "https://example.org/kilns"),),
        "address_local": "景德镇市珠山区珠山中路187号",
        "address_en": "187 Zhushan Middle Road",
        "confidence": (("identity", Confidence.HIGH), ("hours", Confidence.MEDIUM)),
        **facts,
    }
    return Site(
        id=SiteId(id),
        city=city,
        names=Names(en=en, local=zh, zh_hans=zh, pinyin="yáo bó wù guǎn"),
        kind=kind,
        point=Point(Coordinates(lat, lon), 150, "test", Confidence.HIGH),
        country="CN",
        hours=Hours(known=hours, assumed=assumed),
        visit_min=visit_min,
        **known,  # type: ignore[arg-type]
    )


def city(id: str = "jingdezhen", en: str = "Jingdezhen", zh: str = "景德镇") -> City:
    """The porcelain capital."""
    return City(
        id=id,
        names=Names(en=en, local=zh, zh_hans=zh, pinyin="Jǐngdézhèn"),
        country="CN",
        time_zone="Asia/Shanghai",
        currency="CNY",
        centre=Point(CENTRE, 500, "test", Confidence.MEDIUM),
        language="zh",
    )


def own_site(
    id: str = "own-pots",
    name: str = "Li's pottery",
    lat: float = 29.2960,
    lon: float = 117.2100,
    **facts: object,
) -> OwnSite:
    """A workshop that the traveller entered; `facts` are further fields of OwnSite."""
    known: dict[str, object] = {
        "kind": SiteKind.WORKSHOP,
        "entered": date(2026, 11, 20),
        "city": "jingdezhen",
        **facts,
    }
    return OwnSite(SiteId(id), name=name, at=Coordinates(lat, lon), **known)  # type: ignore[arg-type]


def sites(count: int = 6) -> tuple[Site, ...]:
    """Sites in a ring around the centre, a few hundred metres apart."""
    kinds = (SiteKind.KILN_SITE, SiteKind.MUSEUM, SiteKind.WORKSHOP, SiteKind.OLD_STREET)
    return tuple(
        site(
            f"site-{n}",
            en=f"Site {n}",
            zh=f"窑址{n}",
            kind=kinds[n % len(kinds)],
            lat=29.2947 + 0.002 * ((n * 7) % 5 - 2),
            lon=117.2070 + 0.002 * ((n * 3) % 7 - 3),
        )
        for n in range(count)
    )


def preferences(
    *,
    start: date = FRIDAY,
    days: int = 2,
    base: Place | None = None,
    breaks: tuple[NamedBreak, ...] = (lunch_break(),),
    travel: TravelLimits = TravelLimits(),  # noqa: B008 - frozen value
    free_min: int | None = 0,
    **wishes: object,
) -> Preferences:
    """Wishes for a stay in Jingdezhen, without free time; `wishes` are further fields."""
    return Preferences(
        city="jingdezhen",
        start=start,
        days=days,
        base=base or place(),
        breaks=breaks,
        travel=travel,
        free_min=free_min,
        **wishes,  # type: ignore[arg-type]
    )


def tour(
    *,
    id: str = "t1",
    title: str = "Kilns and lanes",
    locks: Sequence[Lock] = (),
    itinerary: Itinerary | None = None,
    wishes: Preferences | None = None,
    known: Sequence[Site] = (),
    **preference_fields: object,
) -> Tour:
    """A tour; keyword arguments beyond the named ones go to its preferences."""
    facts = tuple(KnownSite(s.id, s.names.en, s.names.local, s.point.at) for s in known)
    return Tour(
        id=id,
        title=title,
        preferences=wishes or preferences(**preference_fields),  # type: ignore[arg-type]
        locks=tuple(locks),
        itinerary=itinerary,
        sites=facts,
    )


def leg(depart: int, arrive: int, mode: TravelMode = TravelMode.WALK) -> Leg:
    """A journey that fills its time."""
    return Leg(depart, arrive, mode, arrive - depart, 80 * (arrive - depart))


def day_plan(day: date, visited: Sequence[Site], base: Place, leg_min: int = 15) -> DayPlan:
    """Visits from 09:00 on, lunch before the first that starts after 11:30; legs of `leg_min`."""
    now = 540
    stops = [Stop(StopKind.BASE, now, now, base)]
    legs = []
    has_eaten = False
    for visit in visited:
        depart = now
        if now >= 690 and not has_eaten:
            stops.append(Stop(StopKind.BREAK, now, now + 60, name="Lunch"))
            depart = now + 60
            has_eaten = True
        arrival = depart + leg_min
        legs.append(leg(depart, arrival))
        end = arrival + visit.visit_min
        stops.append(Stop(StopKind.VISIT, arrival, end, visit.place, visit.id, arrival))
        now = end
    legs.append(leg(now, now + leg_min))
    stops.append(Stop(StopKind.BASE, now + leg_min, now + leg_min, base))
    return DayPlan(day, tuple(stops), tuple(legs))


def itinerary(
    visited: Sequence[Sequence[Site]],
    *,
    start: date = FRIDAY,
    base: Place | None = None,
    left_out: Sequence[LeftOut] = (),
) -> Itinerary:
    """A plan that visits the given sites of each day in order."""
    days = tuple(
        day_plan(start + timedelta(days=n), todays, base or place())
        for n, todays in enumerate(visited)
    )
    return Itinerary(days, tuple(left_out))


def routed(plan: Itinerary) -> Itinerary:
    """The plan with the first leg of each day on roads, a corner half way."""
    days = []
    for day in plan.days:
        start, end = (stop.place for stop in day.placed[:2])
        assert start is not None
        assert end is not None
        corner = Coordinates(start.at.lat, end.at.lon)
        way = replace(day.legs[0], source=TravelSource.ROUTED, line=(start.at, corner, end.at))
        days.append(replace(day, legs=(way, *day.legs[1:])))
    return replace(plan, days=tuple(days))
