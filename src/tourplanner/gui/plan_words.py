"""What a score table and a comparison of plans say, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from tourplanner.domain.itinerary import Itinerary
from tourplanner.domain.reasons import short_date
from tourplanner.domain.site import SiteId
from tourplanner.i18n import _, ngettext
from tourplanner.mapping.wording import distance_text, span_text
from tourplanner.usecases.alternatives import Alternative
from tourplanner.usecases.score_plan import ScoreTable, VisitScore

NameOf = Callable[[SiteId], str]
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class VisitMark:
    """One visit of a plan beside another plan: a sign, and a word that says the same."""

    sign: str
    site: SiteId
    word: str

    def text(self, name_of: NameOf) -> str:
        """The visit in one line."""
        line = f"{self.sign} {name_of(self.site)}"
        return _("{visit} ({change})").format(visit=line, change=self.word) if self.word else line


def day_marks(day: int, plan: Itinerary, present: Itinerary) -> tuple[VisitMark, ...]:
    """The visits of a day (0-based) of `plan`, each told apart from `present`."""
    return tuple(
        _mark(stop.site, day, present) for stop in plan.days[day].visits if stop.site is not None
    )


def gone_marks(plan: Itinerary, present: Itinerary) -> tuple[VisitMark, ...]:
    """The visits of `present` that `plan` does not have."""
    kept = set(plan.visited)
    return tuple(
        VisitMark(MINUS, site, _("not in this plan"))
        for site in present.visited
        if site not in kept
    )


def has_same_visits(plan: Alternative, other: Alternative) -> bool:
    """Whether both visit the same sites on the same days."""
    return _days_of(plan) == _days_of(other)


def _days_of(plan: Alternative) -> list[frozenset[SiteId | None]]:
    days = plan.tour.itinerary.days if plan.tour.itinerary is not None else ()
    return [frozenset(stop.site for stop in day.visits) for day in days]


def _mark(site: SiteId, day: int, present: Itinerary) -> VisitMark:
    before = present.day_of(site)
    if before is None:
        return VisitMark("+", site, _("new"))
    if before != day:
        return VisitMark("→", site, _("from day {day}").format(day=before + 1))
    return VisitMark("=", site, "")


def facts(plan: Alternative, present: Alternative) -> tuple[tuple[str, str], ...]:
    """Names and figures of `plan`, each with its difference from `present`."""
    walk_km = round(plan.walk_m / 1000, 1)
    more_km = round(walk_km - round(present.walk_m / 1000, 1), 1)
    metres, more_m = distance_of(plan), distance_of(plan) - distance_of(present)
    return (
        (_("Days"), str(len(_days_of(plan)))),
        (_("Visits"), _beside(str(plan.visits), signed(plan.visits - present.visits))),
        (
            _("At sites"),
            _beside(span_text(plan.visit_min), _signed_span(plan.visit_min - present.visit_min)),
        ),
        (
            _("Travel"),
            _beside(span_text(plan.travel_min), _signed_span(plan.travel_min - present.travel_min)),
        ),
        (
            _("Distance"),
            _beside(
                distance_text(metres),
                f"{'+' if more_m > 0 else MINUS}{distance_text(abs(more_m))}" if more_m else "",
            ),
        ),
        (
            _("On foot"),
            _beside(
                _km(walk_km),
                f"{'+' if more_km > 0 else MINUS}{_km(abs(more_km))}" if more_km else "",
            ),
        ),
        (
            _("Worth"),
            _beside(
                ngettext("{points} point", "{points} points", plan.worth).format(
                    points=f"{plan.worth:,}"
                ),
                signed(plan.worth - present.worth),
            ),
        ),
    )


def distance_of(plan: Alternative) -> int:
    """Metres travelled on all days."""
    days = plan.tour.itinerary.days if plan.tour.itinerary is not None else ()
    return sum(day.distance_m for day in days)


def _km(kilometres: float) -> str:
    return _("{kilometres} km").format(kilometres=f"{kilometres:.1f}")


def signed(difference: int) -> str:
    """ "+12", "−3", nothing for 0."""
    if not difference:
        return ""
    return f"{'+' if difference > 0 else MINUS}{abs(difference):,}"


def _signed_span(minutes: int) -> str:
    if not minutes:
        return ""
    return f"{'+' if minutes > 0 else MINUS}{span_text(abs(minutes))}"


def _beside(figure: str, difference: str) -> str:
    if not difference:
        return figure
    return _("{figure} ({difference})").format(figure=figure, difference=difference)


def points_text(points: int) -> str:
    """ "1,240", "−35"."""
    return f"{MINUS if points < 0 else ''}{abs(points):,}"


def visits_of(table: ScoreTable, day: int) -> tuple[VisitScore, ...]:
    """The visits of a day (0-based), in order."""
    return tuple(visit for visit in table.visits if visit.day == day)


def day_points(table: ScoreTable, day: int) -> int:
    """What a day (0-based) adds to the plan's score."""
    return table.travel_points[day] + sum(visit.points for visit in visits_of(table, day))


def score_text(table: ScoreTable, dates: Iterable[date], name_of: NameOf) -> str:
    """The whole table as lines of text, points behind a tab."""
    lines = []
    for number, day in enumerate(dates):
        title = _("Day {number} · {date}").format(number=number + 1, date=short_date(day))
        lines.append(f"{title}\t{points_text(day_points(table, number))}")
        for visit in visits_of(table, number):
            lines.append(f"  {name_of(visit.site)}\t{points_text(visit.points)}")
            lines += [f"    {_(term.name)}\t{points_text(term.points)}" for term in visit.terms]
        travel = points_text(table.travel_points[number])
        lines.append("  {name}\t{points}".format(name=_("Travel"), points=travel))
    total = points_text(table.points)
    lines.append("{name}\t{points}".format(name=_("Whole plan"), points=total))
    return "\n".join(lines) + "\n"
