"""Bad input: one clear sentence that names the field or the file, exit status 2, no file harmed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import Run, run_cli, run_process

PLAN = ["plan", "--city", "jingdezhen", "--start", "2027-04-16"]
GOOD = [*PLAN, "--days", "2", "--time-limit", "1"]


_PLANNED: dict[str, bytes] = {}


@pytest.fixture
def planned(tmp_path: Path) -> bytes:
    """A good tour file, planned once."""
    if "tour" not in _PLANNED:
        target = tmp_path / "planned.tour"
        assert run_cli([*GOOD, "-o", str(target)]).status == 0
        _PLANNED["tour"] = target.read_bytes()
        target.unlink()
    return _PLANNED["tour"]


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        ([*PLAN, "--end", "2027-04-10"], "Dates"),
        ([*PLAN, "--days", "0"], "Days"),
        ([*PLAN, "--days", "-3"], "Days"),
        ([*PLAN, "--days", "61"], "Days"),
        (["plan", "--city", "atlantis", "--start", "2027-04-16", "--days", "2"], "atlantis"),
        ([*PLAN, "--days", "2", "--require", "no-such-site"], "no-such-site"),
        ([*PLAN, "--days", "2", "--exclude", "no-such-site"], "no-such-site"),
        ([*PLAN, "--days", "2", "--require", "faenza-mic"], "faenza-mic"),
        ([*PLAN, "--days", "2", "--base", "no-such-site"], "Base"),
        ([*PLAN, "--days", "2", "--base", "31.23,121.47"], "Base"),
        ([*PLAN, "--days", "2", "--base", "99,200"], "Coordinates"),
        ([*PLAN, "--days", "2", "--base", "nan,117"], "Coordinates"),
        ([*PLAN, "--days", "2", "--interest", "museum"], "--interest"),
        ([*PLAN, "--days", "2", "--interest", "museum=lots"], "--interest"),
        ([*PLAN, "--days", "2", "--interest", "museum=99"], "museum"),
        ([*PLAN, "--days", "2", "--interest", "museum=nan"], "museum"),
        ([*PLAN, "--days", "2", "--interest", "submarines=2"], "submarines"),
        ([*PLAN, "--days", "2", "--day-start", "18:00", "--day-end", "09:00"], "Day hours"),
        ([*PLAN, "--days", "2", "--lunch", "12:00-12:00"], "Lunch"),
        ([*PLAN, "--days", "2", "--lunch", "noon"], "--lunch"),
        ([*PLAN, "--days", "2", "--break", "Tea at four"], "--break"),
        ([*PLAN, "--days", "2", "--break", "Tea 15:00-25:30 20"], "--break"),
        ([*PLAN, "--days", "2", "--break", "Tea 15:00-15:10 20"], "Tea"),
        ([*PLAN, "--days", "2", "--break", "Tea 15:00-16:00 20 on 0"], "Tea"),
        ([*PLAN, "--days", "2", "--break", "Free time 15:00-16:00 20"], "Breaks"),
        ([*PLAN, "--days", "2", "--extra-minutes", "121"], "Minutes added"),
        ([*PLAN, "--days", "2", "--extra-minutes", "few"], "--extra-minutes"),
        ([*PLAN, "--days", "2", "--free-minutes", "-5"], "--free-minutes"),
        ([*PLAN, "--days", "2", "--walk-per-day", "far"], "--walk-per-day"),
        ([*PLAN, "--days", "2", "--walk-per-day", "nan"], "--walk-per-day"),
        ([*PLAN, "--days", "2", "--bike-limit", "-1"], "--bike-limit"),
        ([*PLAN, "--days", "2", "--variety", "60,85"], "Variety"),
        ([*PLAN, "--days", "2", "--variety", "much"], "--variety"),
        ([*PLAN, "--days", "2", "--appointment", "hutian-kiln-site"], "--appointment"),
        ([*PLAN, "--days", "2", "--appointment", "hutian-kiln-site@1,9am,60"], "--appointment"),
        ([*PLAN, "--days", "2", "--appointment", "hutian-kiln-site@3,09:00,60"], "Booking"),
        ([*PLAN, "--days", "2", "--appointment", "hutian-kiln-site@1,09:00,3"], "Booking"),
        ([*PLAN, "--days", "2", "--appointment", "hutian-kiln-site@1,23:30,60"], "Booking"),
        ([*PLAN, "--days", "2", "--booking", "nowhere@1,09:00,60"], "--booking"),
        ([*PLAN, "--days", "2", "--lock", "hutian-kiln-site"], "--lock"),
        ([*PLAN, "--days", "2", "--stay", "hutian-kiln-site"], "--stay"),
        ([*PLAN, "--days", "2", "--stay", "hutian-kiln-site=2"], "Visit duration"),
        (
            [*PLAN, "--days", "2", "--prefer", "letian-market", "--exclude", "letian-market"],
            "--exclude",
        ),
        ([*PLAN, "--days", "2", "--budget", "lots"], "--budget"),
        ([*PLAN, "--days", "2", "--budget", "-5"], "Budget"),
        ([*PLAN, "--days", "2", "--budget", "nan"], "Budget"),
        ([*PLAN, "--days", "2", "--keep-order", "nowhere,hutian-kiln-site"], "--keep-order"),
        ([*PLAN, "--days", "2", "--night", "9=29.3,117.2"], "Base"),
        ([*PLAN, "--days", "2", "--night", "tomorrow"], "--night"),
        ([*PLAN, "--days", "2", "--walk-limit", "-5"], "--walk-limit"),
        ([*PLAN, "--days", "2", "--time-limit", "-1"], "--time-limit"),
        ([*PLAN, "--days", "2", "--time-limit", "nan"], "--time-limit"),
        (["search", "kiln", "--kind", "submarine"], "--kind"),
        (["search", "kiln", "--ware", "plastic"], "ware"),
        (["search", "kiln", "--near", "here"], "--near"),
        (["search", "kiln", "--city", "atlantis"], "atlantis"),
        (["show", "missing.tour"], "missing.tour"),
        (["check", "missing.tour"], "missing.tour"),
        (["solve", "missing.json", "-o", "plan.json"], "missing.json"),
        (["catalogue", "check", "no-such-folder"], "no-such-folder"),
    ],
)
def test_wrong_argument_is_named_in_one_sentence(
    arguments: list[str], names: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run_cli(arguments)
    assert_clear(result, names)
    assert not list(tmp_path.glob("*.tour"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["plan", "--city", "jingdezhen", "--start", "16.4.2027", "--days", "2"],
        ["plan", "--city", "jingdezhen", "--start", "2027-02-30", "--days", "2"],
        [*PLAN, "--days", "two"],
        [*PLAN, "--days", "2", "--pace", "frantic"],
        [*PLAN, "--days", "2", "--mode", "rocket"],
        [*PLAN, "--days", "2", "--day-start", "9 o'clock"],
        [*PLAN],
        ["export", "t.tour"],
    ],
)
def test_argument_that_cannot_be_parsed_ends_with_status_2(arguments: list[str]) -> None:
    result = run_cli(arguments)
    assert result.status == 2
    assert "error:" in result.err
    assert "Traceback" not in result.err


def test_nothing_to_visit_is_said(tmp_path: Path) -> None:
    stats = json.loads(run_cli(["search", "", "--city", "osh", "--json", "--limit", "999"]).out)
    wishes = [part for site in stats for part in ("--exclude", site["id"])]
    target = tmp_path / "t.tour"
    result = run_cli(
        [
            "plan",
            "--city",
            "osh",
            "--start",
            "2027-04-16",
            "--days",
            "2",
            *wishes,
            "-o",
            str(target),
        ]
    )
    assert_clear(result, "nothing to visit")
    assert not target.exists()


Damage = Callable[[bytes], bytes]


def edited(change: Callable[[dict[str, object]], None]) -> Damage:
    def damage(content: bytes) -> bytes:
        data = json.loads(content)
        change(data)
        return json.dumps(data).encode()

    return damage


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda b: b[: len(b) // 2], id="truncated"),
        pytest.param(lambda b: b"", id="empty"),
        pytest.param(lambda b: b"\x89PNG\r\n\x1a\n" + b[:50], id="a picture"),
        pytest.param(lambda b: b"[" * 100_000, id="deeply nested"),
        pytest.param(lambda b: b'{"hello": "world"}', id="foreign JSON"),
        pytest.param(lambda b: b"[1, 2, 3]", id="a list"),
        pytest.param(lambda b: b + b" " * 30_000_000, id="huge"),
        pytest.param(lambda b: b.decode().encode("utf-16"), id="UTF-16"),
        pytest.param(edited(lambda d: d.update(version=99)), id="newer"),
        pytest.param(edited(lambda d: d.update(seed="one")), id="wrong type"),
        pytest.param(edited(lambda d: d.pop("preferences")), id="field missing"),
    ],
)
@pytest.mark.parametrize("command", ["show", "check"])
def test_unreadable_tour_is_refused_and_left_alone(
    damage: Damage, command: str, planned: bytes, tmp_path: Path
) -> None:
    tour = tmp_path / "mine.tour"
    tour.write_bytes(damage(planned))
    before = tour.read_bytes()
    assert_clear(run_cli([command, str(tour)]), "mine.tour")
    assert tour.read_bytes() == before


def test_unknown_format_is_named(planned: bytes, tmp_path: Path) -> None:
    tour = tmp_path / "mine.tour"
    tour.write_bytes(planned)
    assert_clear(
        run_cli(["export", str(tour), "--format", "html,pptx", "-o", str(tmp_path)]), "pptx"
    )


def test_export_into_a_file_is_refused(planned: bytes, tmp_path: Path) -> None:
    tour = tmp_path / "mine.tour"
    tour.write_bytes(planned)
    result = run_cli(["export", str(tour), "--format", "gpx", "-o", str(tour)])
    assert_clear(result, "mine.tour")
    assert tour.read_bytes() == planned


def test_saving_into_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "t.tour"
    assert_clear(run_cli([*GOOD, "-o", str(target)]), "t.tour")


def test_full_disk_leaves_the_old_file_byte_for_byte(
    planned: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "t.tour"
    target.write_bytes(b"the old one")
    result = run_process([*GOOD, "-o", str(target)], largest_file=4096)
    assert_clear(result, "t.tour")
    assert target.read_bytes() == b"the old one"
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".part"] == []


def test_read_only_folder_leaves_the_old_file_byte_for_byte(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    target = folder / "t.tour"
    target.write_bytes(b"the old one")
    folder.chmod(0o555)
    try:
        result = run_process([*GOOD, "-o", str(target)], obeys_permissions=True)
    finally:
        folder.chmod(0o755)
    assert_clear(result, "t.tour")
    assert target.read_bytes() == b"the old one"


@pytest.mark.parametrize(
    ("damage", "names"),
    [
        (lambda text: text.replace('"name', '"name ', 1).replace("{", "", 1), "line"),
        (lambda text: text.replace("Mo-Su", "every day", 1), "hours"),
    ],
)
def test_catalogue_with_a_broken_line_names_file_and_line(
    damage: Callable[[str], str], names: str, tmp_path: Path
) -> None:
    sources = copied_sources(tmp_path)
    broken = sources / "cities" / "jingdezhen.json"
    broken.write_text(damage(broken.read_text("utf-8")), "utf-8")
    result = run_cli(["catalogue", "check", str(sources)])
    assert result.status == 1
    assert "jingdezhen.json" in result.out
    assert names in result.out
    assert "Traceback" not in result.err


def copied_sources(folder: Path) -> Path:
    import shutil

    from tourplanner.paths import catalogue_sources

    return Path(shutil.copytree(catalogue_sources(), folder / "catalogue"))


def assert_clear(result: Run, names: str) -> None:
    assert result.status == 2, (result.out, result.err)
    assert names in result.err
    assert result.err.startswith("tourplanner: ")
    assert result.err.strip().count("\n") == 0
    assert "Traceback" not in result.err
