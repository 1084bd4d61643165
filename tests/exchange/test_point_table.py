"""Tables of points in, tables of journeys out."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tourplanner.errors import TargetNotWritable, UnreadableFile
from tourplanner.exchange.point_table import TimedPair, read_points, write_pairs


def points(folder: Path, text: str | bytes) -> Path:
    path = folder / "points.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_columns_are_found_by_name(tmp_path: Path) -> None:
    text = "name,LON,lat,Id\nKiln,117.2,29.3,a\n\n,117.3,29.4,窑\n"
    read = read_points(points(tmp_path, text))
    assert [(p.id, p.at.lat, p.at.lon) for p in read] == [("a", 29.3, 117.2), ("窑", 29.4, 117.3)]


def test_spreadsheet_forms_are_read(tmp_path: Path) -> None:
    for text in ("\ufeffid,lat,lon\r\na,1,2\r\n", "id;lat;lon\na;1;2\n", '"id","lat","lon"\na,1,2'):
        assert len(read_points(points(tmp_path, text))) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["row 1", "id"]),
        ("id,lat\na,1\n", ["row 1", "lon"]),
        ("id,lat,lat,lon\na,1,1,1\n", ["row 1", "lat"]),
        ("id,lat,lon\n", ["no points"]),
        ("id,lat,lon\na,91,2\n", ["row 2", "lat", "91"]),
        ("id,lat,lon\na,1,2\nb,1,181\n", ["row 3", "lon", "181"]),
        ("id,lat,lon\na,1,north\n", ["row 2", "lon", "north"]),
        ("id,lat,lon\na,nan,2\n", ["row 2", "lat", "nan"]),
        ("id,lat,lon\na,1\n", ["row 2", "lon"]),
        ("id,lat,lon\n,1,2\n", ["row 2", "id"]),
        ("id,lat,lon\na,1,2\na,1,3\n", ["row 3", "id", "twice"]),
        ('id,lat,lon\na,1,2\n"b,1,3\n', ["row 3"]),
        (b"id,lat,lon\n\xff,1,2\n", ["UTF-8"]),
        ("id,lat,lon\n" + "".join(f"p{n},1,2\n" for n in range(1001)), ["1000"]),
    ],
)
def test_wrong_table_is_named_by_row_and_column(
    tmp_path: Path, text: str | bytes, words: list[str]
) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_points(points(tmp_path, text))
    assert [word for word in ["points.csv", *words] if word not in str(caught.value)] == []


def test_missing_or_huge_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="nowhere"):
        read_points(tmp_path / "nowhere.csv")
    with pytest.raises(UnreadableFile, match="larger"):
        read_points(points(tmp_path, b"x" * 2_000_001))


def test_pairs_are_written_with_gaps_where_nothing_leads(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    write_pairs(target, [TimedPair("a", "b", 12.345, 678.9), TimedPair("b", "a", None, None)])
    rows = list(csv.reader(target.read_text("utf-8").splitlines()))
    assert rows == [
        ["from", "to", "minutes", "distance_m"],
        ["a", "b", "12.35", "679"],
        ["b", "a", "", ""],
    ]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@cmd", "\t=1"])
def test_no_cell_is_a_formula(tmp_path: Path, name: str) -> None:
    target = tmp_path / "out.csv"
    write_pairs(target, [TimedPair(name, name, 1, 1)])
    row = list(csv.reader(target.read_text("utf-8").splitlines()))[1]
    assert row[:2] == [f"'{name}"] * 2


def test_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(TargetNotWritable, match="gone"):
        write_pairs(tmp_path / "gone" / "out.csv", [])
