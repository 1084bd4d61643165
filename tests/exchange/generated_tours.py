"""Tours of every shape, for property tests."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from tourplanner.domain.address import NO_PARTS, AddressParts
from tourplanner.domain.audience import Audience
from tourplanner.domain.breaks import NamedBreak, lunch_break
from tourplanner.domain.dossier import Dossier
from tourplanner.domain.itinerary import (
    DayPlan,
    Itinerary,
    LeftOut,
    Leg,
    Reason,
    ReasonKind,
    Stop,
    StopKind,
)
from tourplanner.domain.lodging import Lodging
from tourplanner.domain.money import Money
from tourplanner.domain.own_leg import MOST_MINUTES, OwnLeg
from tourplanner.domain.own_site import OwnSite
from tourplanner.domain.paper_choice import (
    CodeContent,
    DistanceUnit,
    PaperChoice,
    PaperLanguage,
    PaperSize,
)
from tourplanner.domain.party import Party, Traveller
from tourplanner.domain.phrase_card import PhraseCard
from tourplanner.domain.place import Coordinates, Place
from tourplanner.domain.place_facts import Payment, PhotoRule, PlaceFacts
from tourplanner.domain.preferences import Interest, Pace, Preferences
from tourplanner.domain.reservation import Reservation, ReservationStatus
from tourplanner.domain.site import SiteId, SiteKind
from tourplanner.domain.tour import Appointment, KnownSite, Lock, Tour
from tourplanner.domain.tour_length import MAX_DAYS
from tourplanner.domain.transport import Transport, TransportMode
from tourplanner.domain.travel import TravelLimits, TravelMode, TravelSource
from tourplanner.domain.vocabulary import Facet

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
filled = texts.map(lambda text: f"s{text}")
ids = st.sampled_from("abcdefgh").map(SiteId) | filled.map(SiteId)
minutes = st.integers(0, 1440)
points = st.builds(
    Coordinates,
    st.floats(-90, 90, allow_nan=False),
    st.floats(-180, 180, allow_nan=False) | st.integers(-180, 180).map(float),
)
places = st.builds(Place, texts, points, st.none() | filled)
reasons = st.builds(
    Reason,
    st.sampled_from(ReasonKind),
    st.none() | st.integers(0, MAX_DAYS - 1),
    st.none() | minutes,
    st.lists(ids, max_size=3).map(tuple),
)


@st.composite
def stops(draw: st.DrawFn) -> Stop:
    kind = draw(st.sampled_from(StopKind))
    start = draw(minutes)
    return Stop(
        kind=kind,
        start_min=start,
        end_min=start + draw(minutes),
        place=None if kind is StopKind.BREAK else draw(places),
        site=draw(ids) if kind is StopKind.VISIT else None,
        arrival_min=draw(st.none() | minutes),
        event=draw(st.none() | texts),
        name=draw(st.none() | texts),
    )


fives = st.integers(-8_900_000, 8_900_000).map(lambda units: units / 100_000)
lines = st.lists(st.builds(Coordinates, fives, fives), min_size=2, max_size=5).map(tuple)
own_legs = st.builds(
    OwnLeg, points, points, st.sampled_from(TravelMode), st.integers(0, MOST_MINUTES)
)


@st.composite
def legs(draw: st.DrawFn) -> Leg:
    depart = draw(minutes)
    return Leg(
        depart,
        depart + draw(minutes),
        draw(st.sampled_from(TravelMode)),
        draw(minutes),
        draw(st.integers(0, 10**6)),
        draw(st.sampled_from(TravelSource)),
        draw(st.just(()) | lines),
    )


@st.composite
def days(draw: st.DrawFn) -> DayPlan:
    todays = tuple(draw(st.lists(stops(), max_size=4)))
    joined = max(sum(stop.place is not None for stop in todays) - 1, 0)
    journeys = draw(st.lists(legs(), min_size=joined, max_size=joined))
    return DayPlan(draw(st.dates(date(1, 1, 1), date(9998, 12, 31))), todays, tuple(journeys))


itineraries = st.builds(
    Itinerary,
    st.lists(days(), max_size=3).map(tuple),
    st.lists(st.builds(LeftOut, ids, reasons), max_size=4).map(tuple),
    st.integers(-(2**53), 2**53),
)


@st.composite
def breaks(draw: st.DrawFn) -> tuple[NamedBreak, ...]:
    """None, a lunch, or some with names of their own."""
    days = st.lists(st.integers(0, MAX_DAYS - 1), min_size=1, max_size=4, unique=True)
    named = st.builds(
        NamedBreak,
        st.sampled_from(["Tea", "Prayer", "祈祷", "Lunch", "x " * 20]),
        st.integers(0, 600),
        st.integers(700, 1440),
        st.integers(1, 100),
        st.none() | days.map(lambda found: tuple(sorted(found))),
    )
    many = st.lists(named, max_size=4, unique_by=lambda one: one.name.strip()).map(tuple)
    return draw(st.just(()) | st.just((lunch_break(),)) | many)


@st.composite
def preferences(draw: st.DrawFn) -> Preferences:
    count = draw(st.integers(1, MAX_DAYS))
    start = draw(st.integers(0, 1380))
    wished = draw(st.lists(ids, unique=True, max_size=6))
    cut = draw(st.integers(0, len(wished)))
    more = draw(st.integers(cut, len(wished)))
    nights = st.tuples(st.integers(0, count - 1), places)
    facets = st.sampled_from(Facet)
    return Preferences(
        city=draw(filled),
        start=draw(st.dates(date(1900, 1, 1), date(2200, 1, 1))) + timedelta(days=1),
        days=count,
        base=draw(places),
        other_nights=tuple(draw(st.lists(nights, max_size=3))),
        day_start_min=start,
        day_end_min=draw(st.integers(start + 60, 1440)),
        breaks=draw(breaks()),
        pace=draw(st.sampled_from(Pace)),
        extra_min=draw(st.none() | st.integers(0, 120)),
        free_min=draw(st.none() | st.integers(0, 180)),
        interests=tuple(
            draw(st.lists(st.builds(Interest, facets, filled, st.floats(0, 3)), max_size=4))
        ),
        required=tuple(wished[:cut]),
        preferred=tuple(wished[cut:more]),
        excluded=tuple(wished[more:]),
        travel=draw(
            st.builds(
                TravelLimits,
                st.lists(st.sampled_from(TravelMode), min_size=1, max_size=3).map(tuple),
                st.integers(0, 10**5),
                st.integers(0, 10**5),
                st.none() | st.integers(0, 10**5),
            )
        ),
        budget=draw(
            st.none()
            | st.builds(Money, st.decimals(0, 10**6, places=2), st.sampled_from(["CNY", "EUR"]))
        ),
        kind_percent=draw(
            st.lists(st.integers(0, 100), min_size=1, max_size=5).map(
                lambda percents: tuple(sorted(percents, reverse=True))
            )
        ),
    )


dates = st.dates(date(1900, 1, 1), date(2200, 1, 1))
monies = st.builds(Money, st.decimals(0, 10**6, places=2), st.sampled_from(["CNY", "EUR"]))
travellers = st.builds(
    Traveller,
    filled,
    *[texts] * 3,
    st.none() | dates,
    st.none() | dates,
    *[texts] * 7,
    st.booleans(),
)
reservations = st.builds(
    Reservation,
    ids,
    texts,
    st.sampled_from(ReservationStatus),
    texts,
    st.none() | monies,
    st.none() | dates,
    texts,
    texts,
    st.none() | points,
)
addresses = st.just(NO_PARTS) | st.builds(AddressParts, *[st.text(max_size=20)] * 7)
parts = {"parts_local": addresses, "parts_en": addresses}
place_facts = st.builds(
    PlaceFacts,
    ids,
    st.lists(st.sampled_from(Payment), unique=True, max_size=3).map(tuple),
    st.sampled_from(PhotoRule),
    *[texts] * 4,
)
own_sites = st.builds(
    OwnSite,
    st.from_regex(r"own-[0-9a-z-]{1,8}", fullmatch=True).map(SiteId),
    st.just("jingdezhen") | filled,
    filled,
    points,
    st.sampled_from(SiteKind),
    dates,
    texts,
    texts,
    st.integers(0, 20_000),
    st.integers(5, 720),
    st.none() | st.sampled_from(["24/7", "Mo-Fr 09:00-17:00", "PH off; Sa,Su 10:00-12:00"]),
    st.none() | monies,
    *[texts] * 4,
    **parts,
)
day_minutes = st.none() | st.integers(0, 1439)
lodgings = st.builds(
    Lodging, st.none() | points, *[texts] * 5, day_minutes, day_minutes, texts, **parts
)


@st.composite
def transports(draw: st.DrawFn) -> Transport:
    """Some by clocks that are set back while they are on their way."""
    zones = st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "UTC"])
    moments = st.datetimes(datetime(1990, 1, 1), datetime(2150, 1, 1))  # noqa: DTZ001
    start = draw(moments | st.sampled_from([datetime(2027, 10, 31, n) for n in range(3)]))  # noqa: DTZ001
    utc = start.replace(second=0, microsecond=0, tzinfo=ZoneInfo("UTC"))
    return Transport(
        draw(st.sampled_from(TransportMode)),
        utc.astimezone(ZoneInfo(draw(zones))),
        (utc + timedelta(minutes=draw(st.integers(1, 9000)))).astimezone(ZoneInfo(draw(zones))),
        *[draw(texts) for _field in range(6)],
        draw(st.none() | st.integers(0, 300)),
        draw(texts),
    )


dossiers = st.builds(
    Dossier,
    st.builds(
        Party,
        st.lists(travellers, max_size=2, unique_by=lambda one: one.name.strip().casefold()).map(
            tuple
        ),
        st.integers(0, 400),
    ),
    st.lists(reservations, max_size=2, unique_by=lambda one: one.key).map(tuple),
    st.lists(st.tuples(ids, texts), max_size=2, unique_by=lambda one: one[0]).map(tuple),
    st.lists(lodgings, max_size=2, unique_by=lambda one: one.at).map(tuple),
    st.lists(transports(), max_size=2).map(tuple),
    st.lists(st.builds(PhraseCard, filled, filled, texts), max_size=2).map(tuple),
    st.builds(
        PaperChoice,
        st.sampled_from(Audience),
        st.sampled_from(PaperLanguage),
        st.booleans(),
        st.sampled_from(DistanceUnit),
        st.sampled_from(PaperSize),
        st.booleans(),
        st.sampled_from(CodeContent),
    ),
    st.lists(place_facts, max_size=2, unique_by=lambda one: one.site).map(tuple),
)


@st.composite
def tours(draw: st.DrawFn) -> Tour:
    wishes = draw(preferences())
    lockable = ids.filter(lambda site: site not in wishes.excluded)
    on_day = st.integers(0, wishes.days - 1)
    locks = draw(st.lists(st.builds(Lock, lockable, on_day, st.none() | minutes), max_size=3))
    bookable = lockable.filter(lambda site: site not in [lock.site for lock in locks])
    bookings = st.builds(
        Appointment, bookable, on_day, st.integers(0, 700), st.integers(5, 720), st.booleans()
    )
    plan = draw(st.none() | itineraries)
    planned = min(wishes.days, 0 if plan is None else len(plan.days))
    return Tour(
        id=draw(filled),
        title=draw(texts),
        preferences=wishes,
        locks=tuple(locks),
        appointments=tuple(draw(st.lists(bookings, max_size=2, unique_by=lambda one: one.site))),
        frozen_days=tuple(day for day in range(planned) if draw(st.booleans())),
        durations=tuple(draw(st.lists(st.tuples(ids, st.integers(5, 720)), max_size=3))),
        own_legs=tuple(draw(st.lists(own_legs, max_size=3))),
        own_sites=tuple(draw(st.lists(own_sites, max_size=2, unique_by=lambda one: one.id))),
        seed=draw(st.integers(-(2**63), 2**64 - 1)),
        itinerary=plan,
        sites=tuple(draw(st.lists(st.builds(KnownSite, ids, texts, texts, points), max_size=3))),
        dossier=draw(st.just(Dossier()) | dossiers),
    )
