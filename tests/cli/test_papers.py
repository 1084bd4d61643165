"""Papers from the terminal: formats, audience, language, and clear refusals."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.running import run_cli
from tests.documents.reading import info_of, text_of


@pytest.fixture
def tour(tmp_path: Path) -> Path:
    target = tmp_path / "t.tour"
    plan = ["plan", "--city", "jingdezhen", "--start", "2027-04-16", "--days", "2"]
    assert run_cli([*plan, "--time-limit", "0", "-o", str(target)]).status == 0
    return target


def test_papers_and_files_are_written_together(tour: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    done = run_cli(
        ["export", str(tour), "--format", "brochure,gpx,late", "--paper", "a5", "-o", str(folder)]
    )
    assert done.status == 0
    names = sorted(path.name for path in folder.iterdir())
    assert [n for n in names if n.endswith(".pdf")] == [
        "2 days in Jingdezhen - brochure.pdf",
        "2 days in Jingdezhen - late.pdf",
    ]
    assert any(name.endswith(".gpx") for name in names)
    told = dict(line.rsplit(" (", 1) for line in done.out.splitlines())
    assert set(told) == {str(folder / name) for name in names}
    pages = re.compile(r"\d+ pages?, \d+ kB\)")
    assert all(bool(pages.fullmatch(told[path])) == path.endswith(".pdf") for path in told)
    assert info_of(folder / names[0])["Page size"].startswith("419.5")


def test_the_language_is_told_by_the_name_of_the_file(tour: Path, tmp_path: Path) -> None:
    done = run_cli(
        ["export", str(tour), "--format", "taxi-cards", "--language", "zh", "-o", str(tmp_path)]
    )
    assert done.status == 0
    pdf = tmp_path / "2 days in Jingdezhen - taxi-cards (zh).pdf"
    assert "请送我到" in text_of(pdf)


def test_a_paper_that_is_not_for_the_audience_is_refused(tour: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    done = run_cli(
        ["export", str(tour), "--format", "emergency", "--audience", "public", "-o", str(folder)]
    )
    assert done.status == 2
    assert "--audience" in done.err
    assert not folder.exists()


def test_an_unknown_format_lists_files_and_papers(tour: Path, tmp_path: Path) -> None:
    done = run_cli(["export", str(tour), "--format", "nonsense", "-o", str(tmp_path)])
    assert done.status == 2
    assert "gpx" in done.err
    assert "taxi-cards" in done.err


def test_a_driver_gets_miles_twelve_hours_and_his_language(tour: Path, tmp_path: Path) -> None:
    options = ["--audience", "driver", "--clock", "12", "--units", "mi", "--large-print", "--holes"]
    done = run_cli(["export", str(tour), "--format", "run-sheet", *options, "-o", str(tmp_path)])
    assert done.status == 0
    text = text_of(tmp_path / "2 days in Jingdezhen - run-sheet.pdf")
    assert "行车单" in text
    assert " AM" in text
    assert " km" not in text
