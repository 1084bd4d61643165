"""A roadbook: an itinerary joined with its sites, ready to be drawn or written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from tourplanner.domain.audience import Audience
from tourplanner.domain.itinerary import LeftOut, Leg, Stop
from tourplanner.domain.lodging import Lodging
from tourplanner.domain.paper_choice import PaperChoice
from tourplanner.domain.party import Party
from tourplanner.domain.phrase_card import PhraseCard
from tourplanner.domain.place import Place
from tourplanner.domain.place_facts import PlaceFacts
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.reservation import BookingTask, Reservation, booking_tasks
from tourplanner.domain.site import City, Names, Site
from tourplanner.domain.time_window import TimeWindow
from tourplanner.domain.tour import Appointment, Lock, Tour
from tourplanner.domain.transport import Transport
from tourplanner.i18n import language


@dataclass(frozen=True, slots=True)
class RoadStop:
    """One stop with all that is known of its site."""

    stop: Stop
    names: Names
    number: int | None = None
    """1-based place among the day's visits; None for bases and breaks."""
    site: Site | None = None
    """None for bases, breaks, and sites no longer in the catalogue."""
    windows: tuple[TimeWindow, ...] = ()
    """Opening hours on that date."""
    lock: Lock | None = None
    is_required: bool = False
    is_preferred: bool = False
    appointment: Appointment | None = None
    reservations: tuple[Reservation, ...] = ()
    """What is reserved at the site."""
    note: str = ""
    """The traveller's own words on the site."""
    facts: PlaceFacts | None = None
    """What the traveller found out of the site; None for bases and breaks."""

    @property
    def event(self) -> str | None:
        """What the visit is timed for, by the name that the language of the program has for it."""
        name = self.stop.event
        is_chinese = self.site is not None and self.site.country == "CN"
        if self.site is None or not (is_chinese and language().startswith("zh")):
            return name
        local = (event.name_local for event in self.site.events if event.name == name)
        return next(local, None) or name

    @property
    def is_by_appointment(self) -> bool:
        """Whether the house opens for the group, outside its public hours too."""
        return self.appointment is not None and self.appointment.by_appointment

    @property
    def is_missing(self) -> bool:
        """Whether the visit's site is no longer in the catalogue."""
        return self.stop.site is not None and self.site is None


@dataclass(frozen=True, slots=True)
class RoadLodging:
    """Where a night is spent, with what is known of the house."""

    place: Place
    names: Names
    details: Lodging | None = None


@dataclass(frozen=True, slots=True)
class RoadRide:
    """A train, flight or bus on the clock of a day."""

    transport: Transport
    start_min: int
    """Minutes after the day's midnight in the city's zone; negative when it left the day before."""
    end_min: int
    """Beyond 1440 when it arrives on a later day."""


@dataclass(frozen=True, slots=True)
class RoadDay:
    """One day: leg n joins the n-th to the next of `placed`."""

    number: int
    """1-based."""
    date: date
    stops: tuple[RoadStop, ...]
    legs: tuple[Leg, ...]
    holiday: str | None = None
    is_frozen: bool = False
    lodging: RoadLodging | None = None
    """Where the night after the day is spent."""
    rides: tuple[RoadRide, ...] = ()
    """Trains and flights that are on their way during the day, as they leave."""

    @property
    def placed(self) -> tuple[RoadStop, ...]:
        """The stops that have a place."""
        return tuple(stop for stop in self.stops if stop.stop.place is not None)

    @property
    def visits(self) -> tuple[RoadStop, ...]:
        """The numbered stops."""
        return tuple(stop for stop in self.stops if stop.number is not None)

    @property
    def distance_m(self) -> int:
        """Metres travelled."""
        return sum(leg.distance_m for leg in self.legs)

    @property
    def travel_min(self) -> int:
        """Minutes travelled."""
        return sum(leg.minutes for leg in self.legs)

    def in_order(self) -> Iterator[RoadStop | Leg]:
        """Stops and legs as they begin: a break on the way comes after its leg."""
        legs = iter(self.legs)
        leg: Leg | None = None
        is_at_place = False
        for stop in self.stops:
            if leg is None and is_at_place:
                leg = next(legs, None)
            if leg is not None and (
                stop.stop.place is not None or leg.depart_min < stop.stop.start_min
            ):
                yield leg
                leg, is_at_place = None, False
            yield stop
            is_at_place = is_at_place or stop.stop.place is not None

    def timeline(self) -> Iterator[RoadStop | Leg | RoadRide]:
        """Stops, legs and rides as they begin; at the same minute a ride comes last."""
        rides = list(self.rides)
        for entry in self.in_order():
            begins = entry.stop.start_min if isinstance(entry, RoadStop) else entry.depart_min
            while rides and rides[0].start_min < begins:
                yield rides.pop(0)
            yield entry
        yield from rides

    def label(self, stop: RoadStop) -> str:
        """A name that sorts in travel order: "D1-01"."""
        return f"D{self.number}-{stop.number or 0:02d}"


@dataclass(frozen=True, slots=True)
class RoadLeftOut:
    """A site the plan does not visit, with its reason in words."""

    entry: LeftOut
    names: Names
    site: Site | None
    why: str
    is_demanded: bool = False
    """Whether the traveller asked for it: required, locked, booked or kept in order."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Roadbook:
    """Everything that map, list, paper and files show of a tour."""

    tour: Tour
    city: City
    days: tuple[RoadDay, ...]
    left_out: tuple[RoadLeftOut, ...]
    base: Place
    holidays: PublicHolidays
    cautions: tuple[str, ...] = ()
    """What the reader has to know: estimates, doubtful hours, provisional holidays."""
    wish_notes: tuple[str, ...] = ()
    """Those of the cautions that tell of the traveller's wishes, such as a break left out."""
    lodging: RoadLodging | None = None
    """At the base of all nights that have no other."""
    party: Party = field(default_factory=Party)
    reservations: tuple[Reservation, ...] = ()
    """All of them, at sites of the plan and elsewhere."""
    transports: tuple[Transport, ...] = ()
    """All of them, as they leave; those before the first day and after the last too."""
    cards: tuple[PhraseCard, ...] = ()
    """The traveller's own sentences."""
    paper: PaperChoice = field(default_factory=PaperChoice)
    audience: Audience | None = None
    """For whom it was reduced by `seen_by`; None is the whole, for the window alone."""
    reader: str = ""
    """The one person or house it was reduced for; empty for all of the audience."""

    @property
    def tasks(self) -> tuple[BookingTask, ...]:
        """What is still to be booked by a known day, the most urgent first."""
        return booking_tasks(self.reservations)

    @property
    def unmet(self) -> tuple[RoadLeftOut, ...]:
        """What the traveller asked for and the plan does not visit."""
        return tuple(entry for entry in self.left_out if entry.is_demanded)
