"""What the user chose once is there at the next start, whatever happened to the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tourplanner.settings import FILE_NAME, Settings, SettingsFile


def test_without_a_file_the_defaults_hold_and_nothing_is_written(tmp_path: Path) -> None:
    assert SettingsFile(tmp_path / "config").settings == Settings()
    assert not (tmp_path / "config").exists()


def test_packs_and_the_yes_to_downloads_are_there_at_the_next_start(tmp_path: Path) -> None:
    kept = SettingsFile(tmp_path / "config")
    kept.remember_pack("jingdezhen", tmp_path / "j.area")
    kept.remember_pack("faenza", tmp_path / "f.area")
    kept.allow_download(is_allowed=True)
    assert SettingsFile(tmp_path / "config").settings == Settings(
        {"jingdezhen": tmp_path / "j.area", "faenza": tmp_path / "f.area"}, may_download=True
    )


def test_what_is_taken_back_is_forgotten(tmp_path: Path) -> None:
    kept = SettingsFile(tmp_path)
    kept.remember_pack("jingdezhen", tmp_path / "j.area")
    kept.allow_download(is_allowed=True)
    kept.remember_pack("jingdezhen", None)
    kept.allow_download(is_allowed=False)
    assert SettingsFile(tmp_path).settings == Settings()


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"packs": ["x"], "may_download": "yes"}', '{"packs": {"a": 1, "b": ""}}'],
)
def test_a_damaged_file_falls_back_to_the_defaults(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE_NAME).write_text(content)
    assert SettingsFile(tmp_path).settings == Settings()


def test_keys_of_a_later_version_are_kept(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('{"colour": "cobalt"}')
    SettingsFile(tmp_path).allow_download(is_allowed=True)
    assert '"colour": "cobalt"' in (tmp_path / FILE_NAME).read_text()


def test_a_folder_that_cannot_be_written_costs_the_memory_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file")
    kept = SettingsFile(tmp_path / "config")
    kept.allow_download(is_allowed=True)
    assert kept.settings.may_download


def test_columns_of_tables_are_remembered_and_forgotten(tmp_path: Path) -> None:
    kept = SettingsFile(tmp_path)
    kept.remember_columns("stop|where", {"name": 0, "point": 1})
    assert SettingsFile(tmp_path).settings.columns == {"stop|where": {"name": 0, "point": 1}}
    kept.remember_columns("stop|where", None)
    assert SettingsFile(tmp_path).settings == Settings()


def test_the_oldest_of_too_many_tables_is_forgotten(tmp_path: Path) -> None:
    kept = SettingsFile(tmp_path)
    for number in range(201):
        kept.remember_columns(f"table {number}", {"name": 0})
    assert len(kept.settings.columns) == 200
    assert "table 0" not in kept.settings.columns


@pytest.mark.parametrize(
    "columns", ['"x"', '{"a": 1}', '{"a": {"name": -1}}', '{"a": {"n": true}}']
)
def test_columns_that_make_no_sense_count_as_absent(tmp_path: Path, columns: str) -> None:
    (tmp_path / FILE_NAME).write_text(f'{{"columns": {columns}}}', encoding="utf-8")
    assert SettingsFile(tmp_path).settings == Settings()
