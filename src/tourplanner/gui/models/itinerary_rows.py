"""A roadbook as the rows that a list shows: days, stops, and the legs between them."""

from __future__ import annotations

from dataclasses import dataclass

from tourplanner.domain.itinerary import Leg, StopKind
from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadStop
from tourplanner.domain.site import SiteId
from tourplanner.domain.time_window import clock
from tourplanner.gui import words
from tourplanner.i18n import _, listed
from tourplanner.mapping.wording import leg_text


@dataclass(frozen=True, slots=True)
class DayRow:
    """The head of a day."""

    day: int
    """0-based."""
    road_day: RoadDay

    @property
    def text(self) -> str:
        """The day in one line."""
        parts = [
            _("Day {number}").format(number=self.day + 1),
            words.day_title(self.road_day),
            words.day_summary(self.road_day),
        ]
        if self.road_day.holiday:
            parts.append(self.road_day.holiday)
        if self.road_day.is_frozen:
            parts.append(_("kept as it is"))
        return listed(parts)


@dataclass(frozen=True, slots=True)
class StopRow:
    """A base, a visit or a break."""

    day: int
    stop: RoadStop
    is_first: bool
    is_last: bool
    is_estimated: bool = True
    """Whether the journeys of the day are estimates."""
    is_in_order: bool = False
    """Whether the visit keeps its place in an order set by hand."""

    @property
    def site(self) -> SiteId | None:
        """The site visited, None for bases and breaks."""
        return self.stop.stop.site

    @property
    def text(self) -> str:
        """The stop in one line."""
        stop = self.stop.stop
        name = self.stop.names.first
        if stop.kind is StopKind.BASE:
            if self.is_last:
                return _("{time} back at {place}").format(time=clock(stop.start_min), place=name)
            return _("{time} leave {place}").format(time=clock(stop.end_min), place=name)
        parts = [f"{words.clock_span(stop.start_min, stop.end_min)} {name}"]
        if self.stop.number is not None:
            parts.insert(0, _("Stop {number}").format(number=self.stop.number))
        if self.stop.names.second:
            parts.append(self.stop.names.second)
        parts += words.stop_notes(self.stop)
        parts += words.stop_promises(self.stop)
        parts += words.stop_records(self.stop)
        if self.is_in_order:
            parts.append(_("order kept"))
        parts += words.stop_doubts(self.stop)
        return listed(parts)


@dataclass(frozen=True, slots=True)
class LegRow:
    """The journey between two stops."""

    day: int
    leg: Leg
    number: int
    """0-based among the legs of its day."""

    @property
    def text(self) -> str:
        """The leg in one line."""
        return leg_text(self.leg)


Row = DayRow | StopRow | LegRow


def rows_of(book: Roadbook) -> tuple[Row, ...]:
    """Every day's head, stops and legs, in order of time."""
    rows: list[Row] = []
    ordered = frozenset(book.tour.fixed_order)
    for number, day in enumerate(book.days):
        rows.append(DayRow(number, day))
        rows += _rows_of_day(number, day, ordered)
    return tuple(rows)


def _rows_of_day(number: int, day: RoadDay, ordered: frozenset[SiteId]) -> list[Row]:
    rows: list[Row] = []
    legs = list(day.legs)
    pending: LegRow | None = None
    last = len(day.stops) - 1
    is_estimated = any(leg.is_estimate for leg in day.legs)
    for place, stop in enumerate(day.stops):
        is_placed = stop.stop.place is not None
        if pending is not None and (is_placed or pending.leg.depart_min < stop.stop.start_min):
            rows.append(pending)
            pending = None
        is_in_order = stop.stop.site in ordered
        rows.append(StopRow(number, stop, place == 0, place == last, is_estimated, is_in_order))
        if is_placed and legs:
            leg = legs.pop(0)
            row = LegRow(number, leg, len(day.legs) - len(legs) - 1)
            pending = row if leg.minutes or leg.distance_m else None
    return rows
