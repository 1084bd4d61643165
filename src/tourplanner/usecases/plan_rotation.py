"""Groups of a party take turns at the activities of one area, while the coach waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from tourplanner.domain.edits import book_visit
from tourplanner.domain.place import Place
from tourplanner.domain.ports import SiteCatalogue, TravelTimes
from tourplanner.domain.site import Site, SiteId
from tourplanner.domain.time_window import DAY_MIN, clock
from tourplanner.domain.tour import Appointment, Tour
from tourplanner.domain.travel import TravelLimits, TravelMode, points_of
from tourplanner.domain.visit_windows import visit_windows
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _
from tourplanner.planning.problem import Matrix, Window
from tourplanner.planning.rotation import (
    Activity,
    Group,
    Rotation,
    RotationProblem,
    reasons_against,
    rotate,
)
from tourplanner.usecases.find_sites import known_site
from tourplanner.usecases.new_tour import known_city

MOST_GROUPS, MOST_ACTIVITIES = 12, 12
MOST_PEOPLE = 1_000
USUAL_WALK_MIN = 5


@dataclass(frozen=True, slots=True)
class WishedGroup:
    """A group with the activities it does not do."""

    name: str
    size: int
    skips: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WishedActivity:
    """An activity: a site of the catalogue, or any name."""

    name: str
    capacity: int
    duration_min: int
    window: Window | None = None
    """When it is held, beside the site's hours on that day."""
    site: Site | None = None


@dataclass(frozen=True, slots=True)
class WishedRotation:
    """All leave the coach at `start_min` and shall be back by `end_min`."""

    groups: tuple[WishedGroup, ...]
    activities: tuple[WishedActivity, ...]
    start_min: int
    end_min: int = DAY_MIN
    walk_min: int = USUAL_WALK_MIN
    """Between two places nobody knows better."""
    ways: tuple[tuple[str, str, int], ...] = ()
    """Minutes on foot between two activities, known by hand; the same both ways."""
    coach: Place | None = None
    """Where the coach waits, when that is a place with a position."""


@dataclass(frozen=True, slots=True)
class PlannedRotation:
    """A rotation, or the reasons why there is none."""

    wished: WishedRotation
    rotation: Rotation | None
    reasons: tuple[str, ...] = ()

    @property
    def start_min(self) -> int:
        """When all leave the coach."""
        return self.wished.start_min

    @property
    def end_min(self) -> int | None:
        """When all are back, None without a rotation."""
        return None if self.rotation is None else self.rotation.end


def plan_rotation(
    wished: WishedRotation,
    day: date | None,
    catalogue: SiteCatalogue,
    travel: TravelTimes,
    city: str | None = None,
) -> PlannedRotation:
    """The rotation that ends earliest; hours of sites count when a day and a city are given.

    Raises InvalidEdit naming the field for groups or activities that make no sense.
    """
    _check(wished)
    activities = tuple(_activity(one, day, catalogue, city) for one in wished.activities)
    names = {one.name: number for number, one in enumerate(wished.activities)}
    groups = tuple(_group(group, names) for group in wished.groups)
    walking = _walking(wished, names, travel)
    problem = RotationProblem(groups, activities, walking, wished.start_min, wished.end_min)
    reasons = tuple(_reason(problem, *pair) for pair in reasons_against(problem))
    if reasons:
        return PlannedRotation(wished, None, reasons)
    found = rotate(problem)
    if found is None:
        text = _(
            "No order was found in which all groups are back by {end}. "
            "Give more time, more places, or let groups skip an activity."
        )
        return PlannedRotation(wished, None, (text.format(end=clock(wished.end_min)),))
    return PlannedRotation(wished, found)


def with_rotation(tour: Tour, site: SiteId, day: int, planned: PlannedRotation) -> Tour:
    """The tour with the whole rotation as one booked visit to `site` on day `day` (0-based).

    The coach brings and fetches all together, so to the tour it is a single visit of the group.
    Raises InvalidEdit when there is no rotation to book.
    """
    if planned.end_min is None:
        raise InvalidEdit(field=_("Rotation"), problem=_("there is none to book."))
    length = planned.end_min - planned.start_min
    return book_visit(tour, Appointment(site, day, planned.start_min, length))


def activity_named(
    catalogue: SiteCatalogue, city: str | None, name: str, capacity: int, duration_min: int
) -> WishedActivity:
    """An activity at the site with the id `name` when the city has one, else of that name."""
    site = catalogue.site(SiteId(name))
    if site is None or (city is not None and site.city != city):
        return WishedActivity(name, capacity, duration_min)
    return WishedActivity(site.names.first, capacity, duration_min, site=site)


def coach_place(catalogue: SiteCatalogue, city: str, site: str) -> Place:
    """Where the coach waits: the door of a site."""
    return known_site(catalogue, site, _("Coach"), city).place


def _check(wished: WishedRotation) -> None:
    _check_names(_("Groups"), [group.name for group in wished.groups], MOST_GROUPS)
    _check_names(_("Activities"), [one.name for one in wished.activities], MOST_ACTIVITIES)
    numbers = [
        *((group.name, _("people"), group.size, MOST_PEOPLE) for group in wished.groups),
        *((one.name, _("places"), one.capacity, MOST_PEOPLE) for one in wished.activities),
        *((one.name, _("minutes"), one.duration_min, DAY_MIN) for one in wished.activities),
    ]
    for name, what, number, most in numbers:
        if not 1 <= number <= most:
            problem = _("{number} {what} is not between 1 and {most}.")
            raise InvalidEdit(
                field=name, problem=problem.format(number=number, what=what, most=most)
            )
    if not 0 <= wished.start_min < wished.end_min <= DAY_MIN:
        problem = _("the rotation has to end after it starts, on the same day.")
        raise InvalidEdit(field=_("Rotation"), problem=problem)


def _check_names(field: str, names: Sequence[str], most: int) -> None:
    if not 1 <= len(names) <= most:
        raise InvalidEdit(field=field, problem=_("give 1 to {most}.").format(most=most))
    for name in names:
        if not name.strip() or names.count(name) > 1:
            problem = _("“{name}” is empty or given twice.").format(name=name)
            raise InvalidEdit(field=field, problem=problem)


def _group(group: WishedGroup, names: Mapping[str, int]) -> Group:
    unknown = [name for name in group.skips if name not in names]
    if unknown:
        problem = _("there is no activity “{name}” to skip.").format(name=unknown[0])
        raise InvalidEdit(field=group.name, problem=problem)
    todo = frozenset(number for name, number in names.items() if name not in group.skips)
    return Group(group.name, group.size, todo)


def _activity(
    one: WishedActivity, day: date | None, catalogue: SiteCatalogue, city: str | None
) -> Activity:
    windows: tuple[Window, ...] = ((0, DAY_MIN),)
    if one.site is not None and day is not None and city is not None:
        holidays = catalogue.holidays(known_city(catalogue, city).country)
        hours = visit_windows(one.site, day, holidays, one.duration_min)
        windows = tuple((window.start_min, window.end_min) for window in hours)
    if one.window is not None:
        first, last = one.window
        cut = ((max(opening, first), min(close, last)) for opening, close in windows)
        windows = tuple((opening, close) for opening, close in cut if opening < close)
    return Activity(one.name, one.duration_min, one.capacity, windows)


def _walking(wished: WishedRotation, names: Mapping[str, int], travel: TravelTimes) -> Matrix:
    """Minutes on foot between activities and the coach: by hand, by position, or the usual."""
    places = [one.site.place if one.site else None for one in wished.activities] + [wished.coach]
    count = len(places)
    walking = np.full((count, count), wished.walk_min, dtype=np.int32)
    np.fill_diagonal(walking, 0)
    known = [place for place in places if place is not None]
    on_foot = TravelLimits(modes=(TravelMode.WALK,), walk_limit_m=50_000)
    matrix = travel.matrix(points_of(known), on_foot)
    for i, start in enumerate(places):
        for j, end in enumerate(places):
            way = matrix.between(start.at, end.at) if start and end and i != j else None
            if way is not None:
                walking[i, j] = way.minutes
    for first, second, minutes in wished.ways:
        for name in (first, second):
            if name not in names:
                problem = _("there is no activity “{name}”.").format(name=name)
                raise InvalidEdit(field=_("Way"), problem=problem)
        walking[names[first], names[second]] = minutes
        walking[names[second], names[first]] = minutes
    return walking


def _reason(problem: RotationProblem, group: int | None, activity: int) -> str:
    what = problem.activities[activity]
    if group is None:
        text = _("{activity}: its hours are too short for all groups to take turns.")
        return text.format(activity=what.name)
    who = problem.groups[group]
    if who.size > what.capacity:
        text = _("{activity} has {capacity} places, {group} are {size}: split the group.")
        return text.format(
            activity=what.name, capacity=what.capacity, group=who.name, size=who.size
        )
    text = _("{activity} is not held long enough between {start} and {end} for {group}.")
    return text.format(
        activity=what.name,
        start=clock(problem.start),
        end=clock(problem.end),
        group=who.name,
    )
