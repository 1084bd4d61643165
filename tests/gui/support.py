"""What the tests of the window stand on: jobs without threads, a map without an engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tests.builders import itinerary, sites
from tourplanner.domain.checks import Fault
from tourplanner.domain.itinerary import Itinerary, LeftOut, Reason, ReasonKind
from tourplanner.domain.progress import ShouldStop, never
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.site import Site, SiteId
from tourplanner.domain.tour import KnownSite, Tour
from tourplanner.errors import Cancelled, TourPlannerError
from tourplanner.gui.advice_work import AdviceWork, MoveAnswers
from tourplanner.gui.dialogs.asker import Unsaved
from tourplanner.gui.jobs import Channel
from tourplanner.planning.scoring import ScoreTerm
from tourplanner.usecases.admit_site import Admission
from tourplanner.usecases.alternatives import Alternative
from tourplanner.usecases.bound_tour import TourBound
from tourplanner.usecases.find_clash import Wish
from tourplanner.usecases.score_plan import ScoreTable, VisitScore
from tourplanner.usecases.what_if import WhatIf

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)
SITES = sites(8)


class InlineJobs:
    """Runs every job at once, on the spot."""

    def start(
        self,
        channel: Channel,
        work: Callable[..., Any],
        *,
        on_result: Callable[[Any], None],
        on_error: Callable[[TourPlannerError], None],
        on_report: Callable[[Any], None] | None = None,
        on_end: Callable[[], None] | None = None,
    ) -> None:
        try:
            result = work(never, on_report or (lambda _value: None))
        except Cancelled:
            answer: Callable[[], None] = lambda: None  # noqa: E731
        except TourPlannerError as error:
            known = error
            answer = lambda: on_error(known)  # noqa: E731
        else:
            answer = lambda: on_result(result)  # noqa: E731
        if on_end is not None:
            on_end()
        answer()

    def finish_early(self, channel: Channel) -> None:
        """Nothing ever runs on."""

    def drop(self, channel: Channel) -> None:
        """Nothing ever runs on."""

    def close(self) -> None:
        """Nothing ever runs on."""


@dataclass
class HeldJob:
    """A job that waits for a test to let it answer."""

    work: Callable[..., Any]
    on_result: Callable[[Any], None]
    on_error: Callable[[TourPlannerError], None]
    on_report: Callable[[Any], None] | None
    on_end: Callable[[], None] | None
    is_dropped: bool = False
    is_asked_to_finish: bool = False

    def report(self, value: object) -> None:
        if not self.is_dropped and self.on_report is not None:
            self.on_report(value)

    def finish(self) -> None:
        result = self.work(lambda: self.is_asked_to_finish, self.report)
        if self.is_dropped:
            return
        if self.on_end is not None:
            self.on_end()
        self.on_result(result)

    def fail(self, error: TourPlannerError) -> None:
        if self.is_dropped:
            return
        if self.on_end is not None:
            self.on_end()
        self.on_error(error)


@dataclass
class HeldJobs:
    """Keeps planning and asked advice until a test lets them answer; runs all others at once."""

    plans: list[HeldJob] = field(default_factory=list)
    bounds: list[HeldJob] = field(default_factory=list)
    advice: list[HeldJob] = field(default_factory=list)
    inline: InlineJobs = field(default_factory=InlineJobs)

    def start(
        self,
        channel: Channel,
        work: Callable[..., Any],
        *,
        on_result: Callable[[Any], None],
        on_error: Callable[[TourPlannerError], None],
        on_report: Callable[[Any], None] | None = None,
        on_end: Callable[[], None] | None = None,
    ) -> None:
        if channel in (Channel.PLAN, Channel.ADVICE, Channel.BOUND):
            self.drop(channel)
            self._held(channel).append(HeldJob(work, on_result, on_error, on_report, on_end))
        else:
            self.inline.start(
                channel,
                work,
                on_result=on_result,
                on_error=on_error,
                on_report=on_report,
                on_end=on_end,
            )

    def finish_early(self, channel: Channel) -> None:
        for job in self._held(channel):
            job.is_asked_to_finish = True

    def drop(self, channel: Channel) -> None:
        for job in self._held(channel):
            job.is_dropped = True

    def close(self) -> None:
        self.drop(Channel.PLAN)

    def _held(self, channel: Channel) -> list[HeldJob]:
        held = {
            Channel.PLAN: self.plans,
            Channel.ADVICE: self.advice,
            Channel.BOUND: self.bounds,
        }
        return held.get(channel, [])


class FakeMap(QWidget):
    """Keeps what it was shown."""

    ready = Signal()
    painted = Signal(int)
    site_clicked = Signal(str)
    base_moved = Signal(float, float, float, float)
    place_wanted = Signal(float, float)
    streets_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Map")
        self.book: Roadbook | None = None
        self.others: Sequence[Site] = ()
        self.selected: str | None = None
        self.is_dark: bool | None = None
        self.pack: object = None
        self.reach: object = None

    def show_pack(self, pack: object) -> None:
        self.pack = pack

    def show_reach(self, area: object) -> None:
        self.reach = area

    def show_roadbook(self, book: Roadbook | None, others: Sequence[Site] = ()) -> int:
        self.book, self.others = book, others
        return 1

    def select_site(self, site: str | None) -> int:
        self.selected = site
        return 2

    def set_theme(self, dark: bool) -> None:
        self.is_dark = dark

    def ask_place(self) -> None:
        self.place_wanted.emit(29.3, 117.21)


@dataclass
class FakeAsker:
    """Answers as a test wants."""

    open_file: Path | None = None
    save_file: Path | None = None
    unsaved: Unsaved = Unsaved.DISCARD
    new_title: str | None = None
    asked: list[str] = field(default_factory=list)

    def file_to_open(self, folder: Path) -> Path | None:
        self.asked.append("open")
        return self.open_file

    def file_to_save(self, suggested: Path) -> Path | None:
        self.asked.append(f"save {suggested.name}")
        return self.save_file

    def page_to_save(self, suggested: Path) -> Path | None:
        self.asked.append(f"page {suggested.name}")
        return self.save_file

    def about_unsaved(self, title: str) -> Unsaved:
        self.asked.append("unsaved")
        return self.unsaved

    def title(self, now: str) -> str | None:
        self.asked.append("title")
        return self.new_title


@dataclass
class FakeAutosave:
    """Keeps copies in memory."""

    kept: dict[str, Tour] = field(default_factory=dict)

    def keep(self, tour: Tour, file: Path | None) -> None:
        self.kept[tour.id] = tour

    def forget(self, tour: str) -> None:
        self.kept.pop(tour, None)


@dataclass
class FakeAnswers:
    """Says that a move costs ten points and five minutes for each place."""

    tour: Tour
    clashes: tuple[Fault, ...]

    def moved(self, site: SiteId, to_day: int, position: int) -> WhatIf | None:
        plan = self.tour.itinerary
        if plan is None or to_day >= len(plan.days):
            return None
        return WhatIf(plan, -10 * position, 5 * position, self.clashes)


@dataclass
class FakeAdvice:
    """Answers what a test put in; keeps the questions."""

    admissions: tuple[Admission, ...] = ()
    clash: tuple[Wish, ...] = ()
    plans: tuple[Alternative, ...] = ()
    trouble: TourPlannerError | None = None
    bounds: tuple[TourBound, ...] = ()
    faults: tuple[Fault, ...] = ()
    asked: list[str] = field(default_factory=list)

    @property
    def work(self) -> AdviceWork:
        return AdviceWork(
            self._admit,
            self._clash,
            self._score,
            self._compare,
            self._bound,
            self._check,
            self._what_if,
        )

    def _admit(self, tour: Tour, site: SiteId, *, should_stop: ShouldStop) -> tuple[Admission, ...]:
        self.asked.append(f"admit {site}")
        if self.trouble is not None:
            raise self.trouble
        return self.admissions

    def _clash(self, tour: Tour, *, should_stop: ShouldStop) -> tuple[Wish, ...]:
        self.asked.append("clash")
        return self.clash

    def _score(self, tour: Tour, itinerary: Itinerary) -> ScoreTable:
        self.asked.append("score")
        terms = (ScoreTerm("kind of site, by the length of the visit", 1000), ScoreTerm("ware", -5))
        visits = tuple(VisitScore(s, itinerary.day_of(s) or 0, terms) for s in itinerary.visited)
        return ScoreTable(visits, tuple(-day.travel_min for day in itinerary.days))

    def _bound(
        self, tour: Tour, *, on_bound: Callable[[TourBound], None], should_stop: ShouldStop
    ) -> TourBound | None:
        self.asked.append("bound")
        for bound in self.bounds:
            on_bound(bound)
        return self.bounds[-1] if self.bounds else None

    def _check(self, tour: Tour) -> tuple[Fault, ...]:
        return self.faults

    def _what_if(self, tour: Tour) -> MoveAnswers:
        self.asked.append("what if")
        return FakeAnswers(tour, self.faults)

    def _compare(self, tour: Tour, *, should_stop: ShouldStop) -> tuple[Alternative, ...]:
        self.asked.append("compare")
        return self.plans


def simple_plan(
    tour: Tour,
    *,
    afresh: bool = False,
    on_plan: Callable[[Tour], None] | None = None,
    should_stop: ShouldStop = never,
) -> Tour:
    """Two visits a day in the order of the sites; the rest is left out for want of time."""
    wishes = tour.preferences
    free = [site for site in SITES if site.id not in wishes.excluded]
    free.sort(key=lambda site: site.id not in wishes.required)
    days = [free[2 * day : 2 * day + 2] for day in range(wishes.days)]
    used = {site.id for day in days for site in day}
    left = [
        LeftOut(
            site.id,
            Reason(ReasonKind.EXCLUDED if site.id in wishes.excluded else ReasonKind.OUTRANKED),
        )
        for site in SITES
        if site.id not in used
    ]
    plan = itinerary(days, start=wishes.start, base=wishes.base, left_out=left)
    known = tuple(KnownSite(s.id, s.names.en, s.names.local, s.point.at) for s in SITES)
    return replace(tour, itinerary=plan, sites=known)
