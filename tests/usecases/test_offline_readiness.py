"""What a tour needs for the road: said as it is, also when it is nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from tests.area.packs import manifest_of, parts
from tests.builders import city, site, tour
from tests.fakes import InMemoryCatalogue
from tourplanner.area.manifest import HeightNote, Manifest
from tourplanner.domain.box import Box
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.usecases.offline_readiness import (
    Prepared,
    Readiness,
    ReadyLine,
    offline_readiness,
)

TODAY = date(2026, 11, 26)
AROUND = Box(29.0, 117.0, 29.6, 117.6)
BARE = Prepared(None, 10)


def lines(
    prepared: Prepared = BARE,
    *,
    checked: tuple[str | None, ...] = ("2026-11",),
    covered: tuple[int, ...] = (2026, 2027),
    provisional: tuple[int, ...] = (),
) -> tuple[ReadyLine, ...]:
    sites = tuple(site(f"s{n}", checked=day) for n, day in enumerate(checked))
    holidays = PublicHolidays(
        "CN", covered_years=frozenset(covered), provisional_years=frozenset(provisional)
    )
    catalogue = InMemoryCatalogue(sites, (city(),), {"CN": holidays})
    return offline_readiness(tour(), catalogue, prepared, TODAY)


def states(found: tuple[ReadyLine, ...], topic: str) -> list[Readiness]:
    return [line.state for line in found if line.topic == topic]


def pack(**changes: object) -> Manifest:
    return replace(manifest_of(parts(), AROUND), **changes)  # type: ignore[arg-type]


def test_what_is_there_works_and_what_is_not_is_missing() -> None:
    found = lines()
    assert states(found, "Program") == [Readiness.WORKS]
    assert states(found, "Places") == [Readiness.WORKS]
    assert states(found, "Streets") == [Readiness.MISSING]
    assert states(lines(Prepared(None, 0)), "Fonts") == [Readiness.MISSING]


def test_places_that_nobody_dated_and_places_dated_long_ago_are_told_apart() -> None:
    found = [line for line in lines(checked=("2024-03", None, "2026-11")) if line.topic == "Places"]
    assert [line.state for line in found] == [Readiness.OLD, Readiness.MISSING]
    assert "2024-03" in found[0].text
    assert "1 place" in found[1].text


def test_holidays_have_to_reach_to_the_tour() -> None:
    assert states(lines(covered=(2027,)), "Public holidays") == [Readiness.WORKS]
    assert states(lines(covered=(2025, 2026)), "Public holidays") == [Readiness.MISSING]
    assert states(lines(covered=()), "Public holidays") == [Readiness.MISSING]
    law_only = lines(covered=(2027,), provisional=(2027,))
    assert states(law_only, "Public holidays") == [Readiness.OLD]


def test_streets_say_their_age_what_they_cover_and_whether_they_know_hills() -> None:
    fresh = lines(Prepared(pack(), 10))
    assert states(fresh, "Streets") == [Readiness.WORKS, Readiness.WORKS]
    assert states(fresh, "Heights") == [Readiness.MISSING]
    old = pack(data_date=datetime(2021, 4, 1, tzinfo=UTC), box=Box(43.7, 7.3, 43.8, 7.5))
    assert states(lines(Prepared(old, 10)), "Streets") == [Readiness.OLD, Readiness.MISSING]
    undated = pack(data_date=None, heights=HeightNote(("N29E117.hgt",), (), None, None, None))
    found = lines(Prepared(undated, 10))
    assert states(found, "Streets") == [Readiness.OLD, Readiness.WORKS]
    assert states(found, "Heights") == [Readiness.WORKS]
    partly = pack(heights=HeightNote(("N29E117.hgt",), ("N28E117",), None, None, None))
    assert states(lines(Prepared(partly, 10)), "Heights") == [Readiness.MISSING]
