"""Places of the traveller's own that a plan can visit."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from tourplanner.domain.address import HAN, NO_PARTS, AddressParts
from tourplanner.domain.money import Money
from tourplanner.domain.opening_hours import is_readable
from tourplanner.domain.place import Coordinates
from tourplanner.domain.site import Hours, Names, Point, Site, SiteId, SiteKind, Source, Ticket
from tourplanner.domain.text_length import check_lines, check_notes
from tourplanner.domain.visit_length import USUAL_VISIT_MIN, check_visit_length
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _

OWN_FORM = re.compile(r"own-[0-9a-z-]{1,60}")
"""Ids of own places; no site of the catalogue has such a one."""
MOST_OWN_SITES = 1_000
MOST_DOUBT_M = 20_000
USUAL_DOUBT_M = 50
CHINESE_COUNTRIES = ("CN",)


@dataclass(frozen=True, slots=True)
class OwnSite:
    """What its finder knows of a place; what he leaves open is not known, never guessed."""

    id: SiteId
    city: str
    name: str
    """In Latin letters; may be empty when there is a local one."""
    at: Coordinates
    kind: SiteKind
    entered: date
    """The day of the entry: no fact of it is younger."""
    name_local: str = ""
    pinyin: str = ""
    doubt_m: int = USUAL_DOUBT_M
    """Radius within which the place lies."""
    visit_min: int = USUAL_VISIT_MIN
    hours: str | None = None
    """In the syntax of OpenStreetMap; None is not known."""
    price: Money | None = None
    """Of admission for one adult; None is not known."""
    address: str = ""
    """In one line; read where no parts are known."""
    phone: str = ""
    note: str = ""
    origin: str = ""
    """Where the traveller has it from, such as a file or the map; empty: he says so himself."""
    parts_local: AddressParts = NO_PARTS
    """The address in parts stands in place of the one in a line."""
    parts_en: AddressParts = NO_PARTS

    def __post_init__(self) -> None:
        """Refuse what no plan, map or paper could carry."""
        field = _("Place “{name}”").format(name=self.title or self.id)
        if not OWN_FORM.fullmatch(self.id):
            raise InvalidEdit(field=field, problem=_("its id is not one of a place of your own."))
        if not self.title:
            raise InvalidEdit(field=_("Place"), problem=_("give the place a name."))
        check_lines(field, self.name, self.name_local, self.pinyin, self.phone, self.origin)
        check_lines(field, self.address)
        check_notes(field, self.note)
        check_visit_length(field, self.visit_min)
        if not 0 <= self.doubt_m <= MOST_DOUBT_M:
            problem = _("a point known to {metres} m is not between 0 and {most}.")
            problem = problem.format(metres=self.doubt_m, most=MOST_DOUBT_M)
            raise InvalidEdit(field=field, problem=problem)
        if self.hours is not None and not (self.hours.strip() and is_readable(self.hours)):
            problem = _("the hours “{hours}” cannot be read. Write them like Mo-Fr 09:00-17:00.")
            raise InvalidEdit(field=field, problem=problem.format(hours=self.hours[:60]))

    @property
    def title(self) -> str:
        """The name to speak of it, whatever script it is in."""
        return self.name.strip() or self.name_local.strip()

    @property
    def planning_key(self) -> tuple[object, ...]:
        """What a plan depends on."""
        return self.id, self.city, self.at, self.kind, self.visit_min, self.hours, self.price


def own_site_id(title: str, at: Coordinates, taken: Container[str] = ()) -> SiteId:
    """An id for a new place: the same place gets the same one, on whatever machine."""
    text = f"{title.strip().casefold()} {at.lat:.5f} {at.lon:.5f}"
    plain = f"own-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:12]}"
    found, number = plain, 1
    while found in taken:
        number += 1
        found = f"{plain}-{number}"
    return SiteId(found)


def as_site(own: OwnSite, country: str) -> Site:
    """The place as a site beside those of the catalogue, its own entry its only source."""
    local = own.name_local.strip() or own.title
    is_chinese = country in CHINESE_COUNTRIES and HAN.search(local) is not None
    day = own.entered.isoformat()
    said = _("Your own entry of {date}").format(date=day)
    price = own.price
    return Site(
        id=own.id,
        city=own.city,
        names=Names(
            en=own.title,
            local=local,
            zh_hans=local if is_chinese else None,
            pinyin=own.pinyin.strip() or None,
        ),
        kind=own.kind,
        point=Point(own.at, own.doubt_m, said),
        country=country,
        hours=Hours(known=own.hours),
        address_en=own.parts_en.line or None,
        address_local=own.parts_local.line or own.address.strip() or None,
        ticket=None if price is None else Ticket(price.amount, price.currency, day),
        visit_min=own.visit_min,
        description=own.note.strip(),
        phone=own.phone.strip() or None,
        sources=(Source(said, note=own.origin.strip() or None),),
        is_own=True,
    )
