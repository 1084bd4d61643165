"""A title becomes a file name that every system accepts and that stays in its folder."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourplanner.exchange.file_names import safe_stem


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Kilns and lanes", "Kilns and lanes"),
        ("景德镇三日", "景德镇三日"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows\\x", "C--Windows-x"),
        ("a/b", "a-b"),
        (".hidden", "hidden"),
        ("trailing. . ", "trailing"),
        ("NUL", "tour-NUL"),
        ("con.first", "tour-con.first"),
        ("", "tour"),
        ("...", "tour"),
        ("???", "tour"),
        ("two\nlines\x00", "two lines"),
        ("evil\u202egpj.exe", "evilgpj.exe"),
    ],
)
def test_title_becomes_a_harmless_name(title: str, stem: str) -> None:
    assert safe_stem(title) == stem


@given(st.text(max_size=300))
def test_any_title_stays_one_part_of_a_path(title: str) -> None:
    stem = safe_stem(title)
    assert PurePosixPath(stem).parts == PureWindowsPath(stem).parts == (stem,)
    assert 0 < len(stem.encode("utf-8")) <= 125
    assert stem == stem.strip(" .")
    assert stem.split(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}


@given(st.text(min_size=1, max_size=300))
def test_the_system_takes_any_title(title: str) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{safe_stem(title)} - day 01.geojson"
        path.write_bytes(b"x")
        assert [each.name for each in Path(folder).iterdir()] == [path.name]
