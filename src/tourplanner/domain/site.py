"""Sites of ceramic heritage with their facts, each fact with its source."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NewType

from tourplanner.domain.place import Coordinates, Place
from tourplanner.i18n import N_, language

SiteId = NewType("SiteId", str)


class SiteKind(StrEnum):
    """What a site is; labels in KIND_LABELS, the list in db/catalogue/vocabulary."""

    KILN_SITE = "kiln_site"
    MUSEUM = "museum"
    CREATIVE_DISTRICT = "creative_district"
    OLD_STREET = "old_street"
    MARKET = "market"
    WORKSHOP = "workshop"
    TEMPLE_OR_GUILD = "temple_or_guild"
    VILLAGE = "village"
    RAW_MATERIAL_SITE = "raw_material_site"
    ACADEMY = "academy"
    RESIDENCY = "residency"
    AREA_LODGING = "area_lodging"
    TRANSPORT = "transport"
    SERVICE = "service"

    @property
    def is_sight(self) -> bool:
        """Whether one goes there for its own sake; stations, lodgings, hospitals are not."""
        return self not in {SiteKind.AREA_LODGING, SiteKind.TRANSPORT, SiteKind.SERVICE}


KIND_LABELS = {
    SiteKind.KILN_SITE: N_("Kiln site"),
    SiteKind.MUSEUM: N_("Museum"),
    SiteKind.CREATIVE_DISTRICT: N_("Creative district"),
    SiteKind.OLD_STREET: N_("Old street"),
    SiteKind.MARKET: N_("Market"),
    SiteKind.WORKSHOP: N_("Workshop"),
    SiteKind.TEMPLE_OR_GUILD: N_("Temple or guild hall"),
    SiteKind.VILLAGE: N_("Village"),
    SiteKind.RAW_MATERIAL_SITE: N_("Raw-material site"),
    SiteKind.ACADEMY: N_("Academy"),
    SiteKind.RESIDENCY: N_("Residency"),
    SiteKind.AREA_LODGING: N_("Lodging area"),
    SiteKind.TRANSPORT: N_("Transport"),
    SiteKind.SERVICE: N_("Service"),
}


class Confidence(StrEnum):
    """How far a fact can be trusted."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    UNKNOWN = "unknown"


CONFIDENCE_LABELS = {
    Confidence.HIGH: N_("well supported"),
    Confidence.MEDIUM: N_("fairly sure"),
    Confidence.LOW: N_("doubtful"),
    Confidence.UNKNOWN: N_("not known"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """One name in the scripts that travel needs."""

    en: str
    local: str
    """In the country's own script and language; equals `en` where none differs."""
    zh_hans: str | None = None
    pinyin: str | None = None
    """With tone marks; only in China."""
    romanised: str | None = None

    @property
    def first(self) -> str:
        """The name to show: Chinese where the program speaks it and there is one, else English."""
        return self.zh_hans if self.zh_hans and language().startswith("zh") else self.en

    @property
    def second(self) -> str | None:
        """The name to show under or beside the first one: local or English; None without one."""
        shown = self.first
        if self.local != shown:
            return self.local
        return self.en if self.en != shown else None


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from."""

    text: str
    """Address of a page, name of a repository or a plain statement."""
    url: str | None = None
    note: str | None = None
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """Where a site is, and how well that is known."""

    at: Coordinates
    accuracy_m: int
    """Radius within which the site lies."""
    source: str
    confidence: Confidence = Confidence.UNKNOWN


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours: read somewhere, or assumed for planning."""

    known: str | None = None
    assumed: str | None = None
    closed_note: str | None = None
    note: str | None = None
    last_admission_min: int | None = None
    """Minutes after midnight."""
    confidence: Confidence = Confidence.UNKNOWN

    @property
    def expression(self) -> str | None:
        """What the planner uses, or None when nothing is known or assumed."""
        return self.known or self.assumed

    @property
    def is_assumed(self) -> bool:
        """Whether the planner leans on an assumption."""
        return self.known is None and self.assumed is not None


@dataclass(frozen=True, slots=True)
class Ticket:
    """Price of admission for one adult; amount 0 is free."""

    amount: Decimal
    currency: str
    as_of: str | None = None
    confidence: Confidence = Confidence.UNKNOWN


@dataclass(frozen=True, slots=True)
class SiteEvent:
    """Something that happens at a site on known weekdays or dates."""

    name: str
    name_local: str | None = None
    weekdays: tuple[int, ...] = ()
    """0 is Monday; empty when it follows dates or no known rule."""
    dates: tuple[tuple[str, str], ...] = ()
    """ISO first and last day of each known occurrence."""
    start_min: int | None = None
    end_min: int | None = None
    certainty: str = "uncertain"
    note: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Designation:
    """A title given to a site, with the date when it is known."""

    text: str
    date: str | None = None
    """A year, a month or a day in ISO form."""


@dataclass(frozen=True, slots=True)
class Site:
    """One place of the catalogue with everything known of it."""

    id: SiteId
    city: str
    names: Names
    kind: SiteKind
    point: Point
    country: str
    hours: Hours = Hours()
    address_en: str | None = None
    address_local: str | None = None
    ticket: Ticket | None = None
    booking: str | None = None
    visit_min: int = 45
    events: tuple[SiteEvent, ...] = ()
    periods: tuple[str, ...] = ()
    wares: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    """The wording of the sources for periods, wares and activities, where it says more."""
    designations: tuple[Designation, ...] = ()
    description: str = ""
    note: str | None = None
    conflicts: tuple[str, ...] = ()
    website: str | None = None
    phone: str | None = None
    setting: str | None = None
    """indoor, outdoor or mixed; None when not known."""
    sources: tuple[Source, ...] = ()
    confidence: tuple[tuple[str, Confidence], ...] = ()
    """By group of facts: identity, coordinates, hours, ticket, history."""
    checked: str | None = None
    """ISO year and month of the last check."""
    is_own: bool = False
    """Entered by the traveller: nobody has checked it against a source."""

    @property
    def is_sight(self) -> bool:
        """Whether one goes there for its own sake: by its kind, or since the traveller said so."""
        return self.kind.is_sight or self.is_own

    @property
    def place(self) -> Place:
        """The site as a point one can travel to."""
        return Place(self.names.en, self.point.at, self.id)


@dataclass(frozen=True, slots=True)
class City:
    """A ceramic city: the frame of a tour."""

    id: str
    names: Names
    country: str
    time_zone: str
    currency: str
    centre: Point
    language: str = "en"
    hubs: tuple[Place, ...] = ()
    """Stations and airports."""
    note: str | None = None
    designations: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
