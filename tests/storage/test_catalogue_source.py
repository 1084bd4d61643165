"""The shipped sources keep the rules, and each broken rule is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.storage.conftest import changed, place_in
from tourplanner.paths import catalogue_sources
from tourplanner.storage.catalogue_source import (
    CatalogueFolderMissing,
    SourceFault,
    check_sources,
    sources_version,
)
from tourplanner.storage.plain_json import Json

CITY = "cities/jingdezhen.json"
MUSEUM = "china-ceramics-museum"


def test_shipped_catalogue_breaks_no_rule() -> None:
    assert check_sources(catalogue_sources()) == ()


def _into(part: str, **values: object) -> Callable[[Json], None]:
    def change(place: Json) -> None:
        inner = place[part]
        assert isinstance(inner, dict)
        inner.update(values)

    return change


def _with(**values: object) -> Callable[[Json], None]:
    return lambda place: place.update(values)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (_into("hours", known="every day"), "hours.known"),
        (_into("hours", assumed="Mo-Xx 9-17"), "hours.assumed"),
        (_into("hours", last_admission="25:00"), "hours.last_admission"),
        (_into("hours", closing="18:00"), "hours.closing"),
        (_into("point", lat=29.9), "point"),
        (_into("point", lat=129.3), "point.lat"),
        (_into("point", lat=float("nan")), "point.lat"),
        (_into("point", lon="117"), "point.lon"),
        (_into("point", accuracy_m=0), "point.accuracy_m"),
        (_into("point", source=""), "point.source"),
        (_into("point", confidence="certain"), "point.confidence"),
        (_into("names", zh_hans="Ceramics Museum"), "names.zh_hans"),
        (_into("names", pinyin="Jing de zhen zhong guo tao ci bo wu guan"), "names.pinyin"),
        (_into("names", pinyin="Jǐng dé zhèn"), "names.pinyin"),
        (_into("names", pinyin=None), "names.pinyin"),
        (_into("names", en=" "), "names.en"),
        (_into("ticket", currency="RMB"), "ticket.currency"),
        (_into("ticket", amount=53), "ticket.amount"),
        (_into("ticket", amount="-1"), "ticket.amount"),
        (_into("confidence", hours="sure"), "confidence.hours"),
        (_with(kind="palace"), "kind"),
        (_with(periods=["ming", "atlantis"]), "periods"),
        (_with(wares=["plastic"]), "wares"),
        (_with(activities=["sleepwalk"]), "activities"),
        (_with(sources=[]), "sources"),
        (_with(sources=[{"note": "somewhere"}]), "sources[1]"),
        (_with(sources=[{"url": "ftp://example"}]), "sources[1].url"),
        (_with(designations=[{"text": "Title", "date": "July"}]), "designations[1].date"),
        (_with(visit_min=-5), "visit_min"),
        (_with(visit_min=True), "visit_min"),
        (_with(description=None), "description"),
        (_with(setting="under water"), "setting"),
        (_with(checked="November"), "checked"),
        (_with(website="www.example"), "website"),
        (_with(colour="blue"), "colour"),
    ],
)
def test_broken_rule_of_a_place_names_file_place_and_field(
    change: Callable[[Json], None], field: str, sources: Path
) -> None:
    changed(sources / CITY, lambda content: change(place_in(content, MUSEUM)))
    faults = check_sources(sources)
    assert {(fault.file, fault.place, fault.field) for fault in faults} == {(CITY, MUSEUM, field)}
    assert all(fault.problem for fault in faults)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (_with(country="China"), "country"),
        (_with(time_zone="Asia/Atlantis"), "time_zone"),
        (_with(currency="YUAN"), "currency"),
        (_with(sources=[]), "sources"),
        (_into("names", pinyin="Jingdezhen"), "names.pinyin"),
        (_into("centre", accuracy_m=None), "centre.accuracy_m"),
    ],
)
def test_broken_rule_of_a_city_is_named(
    change: Callable[[Json], None], field: str, sources: Path
) -> None:
    def change_city(content: Json) -> None:
        city = content["city"]
        assert isinstance(city, dict)
        change(city)

    changed(sources / CITY, change_city)
    assert (CITY, "jingdezhen", field) in {
        (fault.file, fault.place, fault.field) for fault in check_sources(sources)
    }


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (_with(place="no-such-place"), "place"),
        (_with(place="faenza-mic"), "place"),
        (_with(city="atlantis"), "city"),
        (_with(weekdays=["Saturday"]), "weekdays"),
        (_with(known_dates=[["2026-05-05", "2026-05-01"]]), "known_dates"),
        (_with(known_dates=[["May", "June"]]), "known_dates"),
        (_with(known_dates=["2026-05-05"]), "known_dates"),
        (_with(start="8 o'clock"), "start"),
        (_with(end="07:00"), "end"),
        (_with(certainty="maybe"), "certainty"),
        (_with(sources=[]), "sources"),
    ],
)
def test_broken_rule_of_an_event_is_named(
    change: Callable[[Json], None], field: str, sources: Path
) -> None:
    def change_event(content: Json) -> None:
        events = content["events"]
        assert isinstance(events, list)
        change(events[0])

    changed(sources / "events.json", change_event)
    found = {(fault.file, fault.place, fault.field) for fault in check_sources(sources)}
    assert found == {("events.json", "letian-saturday-market", field)}


def test_id_used_in_two_cities_is_named_with_the_other_file(sources: Path) -> None:
    changed(
        sources / "cities" / "osh.json",
        lambda content: place_in(content, "osh-jayma").update(id="osh-sulaiman-too"),
    )
    (fault,) = check_sources(sources)
    assert (fault.file, fault.place, fault.field) == ("cities/osh.json", "osh-sulaiman-too", "id")
    assert "cities/osh.json" in fault.problem


def test_all_faults_are_collected_not_only_the_first(sources: Path) -> None:
    def change(content: Json) -> None:
        place_in(content, MUSEUM)["kind"] = "palace"
        place_in(content, "letian-market")["wares"] = ["plastic"]

    changed(sources / CITY, change)
    changed(sources / "vocabulary" / "period.json", lambda content: content.update(extra=1))
    found = {(fault.place, fault.field) for fault in check_sources(sources)}
    assert {(MUSEUM, "kind"), ("letian-market", "wares"), ("", "extra")} <= found


def test_syntax_error_is_named_with_its_line(sources: Path) -> None:
    file = sources / CITY
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[99] = lines[99].replace('"', "", 1)
    file.write_text("\n".join(lines), encoding="utf-8")
    assert SourceFault(CITY, "", "line 100", _problem(sources)) in check_sources(sources)


def _problem(sources: Path) -> str:
    return next(f.problem for f in check_sources(sources) if f.field.startswith("line"))


def test_key_that_is_there_twice_is_a_fault(sources: Path) -> None:
    file = sources / "cities" / "osh.json"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"kind": "museum"', '"kind": "museum", "kind": "market"'), "utf-8")
    assert next((f.file, f.field) for f in check_sources(sources)) == ("cities/osh.json", "kind")


def test_file_that_is_not_utf8_is_a_fault(sources: Path) -> None:
    (sources / "events.json").write_bytes('{"format": "é"}'.encode("latin-1"))
    assert any(f.file == "events.json" and "UTF-8" in f.problem for f in check_sources(sources))


def test_missing_vocabulary_is_a_fault(sources: Path) -> None:
    (sources / "vocabulary" / "ware.json").unlink()
    assert any(f.file == "vocabulary/ware.json" for f in check_sources(sources))


def test_kinds_have_to_be_those_of_the_program(sources: Path) -> None:
    def change(content: Json) -> None:
        terms = content["terms"]
        assert isinstance(terms, list)
        terms.append({"id": "palace", "en": "Palace"})

    changed(sources / "vocabulary" / "kind.json", change)
    (fault,) = check_sources(sources)
    assert "palace" in fault.problem


@pytest.mark.parametrize("content", ["[]", "7", '"text"', '{"format": "other/1"}', "[" * 100_000])
def test_file_of_another_kind_is_a_fault(content: str, sources: Path) -> None:
    (sources / "cities" / "osh.json").write_text(content, encoding="utf-8")
    assert any(fault.file == "cities/osh.json" for fault in check_sources(sources))


def test_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueFolderMissing, match="nowhere"):
        check_sources(tmp_path / "nowhere")


def test_version_changes_with_the_sources(sources: Path) -> None:
    before = sources_version(sources)
    assert before == sources_version(sources)
    changed(sources / "events.json", lambda content: content.update(events=[]))
    assert sources_version(sources) != before
