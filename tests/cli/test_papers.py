"""Papers from the terminal: formats, audience, language, and clear refusals."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.running import run_cli
from tests.documents.reading import info_of, text_of
from tourplanner.domain import edits
from tourplanner.exchange.tour_file import read_tour, write_tour


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


def test_pages_are_counted_before_anything_is_written(tour: Path, tmp_path: Path) -> None:
    files = set(tmp_path.iterdir())
    done = run_cli(["export", str(tour), "--format", "run-sheet,late,gpx", "--pages"])
    assert (done.status, done.out.splitlines()[0]) == (0, "run-sheet: 2 pages")
    assert done.out.splitlines()[1].startswith("late: ")
    assert set(tmp_path.iterdir()) == files
    target = ["--format", "run-sheet", "-o", str(tmp_path)]
    assert run_cli(["export", str(tour), *target]).status == 0
    assert info_of(tmp_path / "2 days in Jingdezhen - run-sheet.pdf")["Pages"] == "2"


def test_a_folder_or_the_count_of_pages_has_to_be_asked_for(tour: Path) -> None:
    assert run_cli(["export", str(tour), "--format", "late"]).status == 2


def test_the_lunar_date_stands_in_papers_and_files_when_it_is_wished(
    tour: Path, tmp_path: Path
) -> None:
    options = ["--calendar", "lunar+terms", "-o", str(tmp_path)]
    assert run_cli(["export", str(tour), "--format", "brochure,html,md", *options]).status == 0
    assert "农历三月初十" in text_of(tmp_path / "2 days in Jingdezhen - brochure.pdf")
    for suffix in (".html", ".md"):
        text = (tmp_path / f"2 days in Jingdezhen{suffix}").read_text("utf-8")
        assert "农历三月初十 (lunar calendar: month 3, day 10)" in " ".join(text.split())


@pytest.mark.parametrize("mark", [True, False])
@pytest.mark.parametrize("guard", [True, False])
def test_csv_has_its_mark_and_its_guard_by_option(
    tour: Path, tmp_path: Path, mark: bool, guard: bool
) -> None:
    renamed = edits.with_title(read_tour(tour), "=1+1")
    write_tour(tour, renamed)
    chosen = [
        f"--{'' if on else 'no-'}csv-{name}" for name, on in (("mark", mark), ("guard", guard))
    ]
    folder = tmp_path / "out"
    assert run_cli(["export", str(tour), "--format", "csv", *chosen, "-o", str(folder)]).status == 0
    (table,) = folder.glob("* - tour.csv")
    content = table.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") is mark
    assert ("'=1+1" in content.decode()) is guard
    assert "=1+1" in content.decode()


def test_a_voucher_of_one_supplier_is_printed(tour: Path, tmp_path: Path) -> None:
    details = tmp_path / "d.json"
    details.write_text(
        '{"reservations": [{"title": "Dinner", "status": "confirmed", "code": "DIN-7"},'
        ' {"title": "Boat", "status": "asked"}]}',
        "utf-8",
    )
    assert run_cli(["details", "set", str(tour), str(details), "-o", str(tour)]).status == 0
    options = ["--audience", "supplier", "--reader", "Dinner", "-o", str(tmp_path)]
    done = run_cli(["export", str(tour), "--format", "vouchers,requests", *options])
    assert done.status == 0, done.err
    assert "DIN-7" in text_of(tmp_path / "2 days in Jingdezhen - vouchers.pdf")
    assert "Boat" not in text_of(tmp_path / "2 days in Jingdezhen - requests.pdf")
