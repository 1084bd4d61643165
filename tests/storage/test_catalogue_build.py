"""The database is built in one step, wherever there is room for it."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.sql import text

from tests.storage.conftest import changed, place_in
from tourplanner.errors import CatalogueError
from tourplanner.paths import AppPaths, catalogue_sources
from tourplanner.storage import catalogue_build
from tourplanner.storage.catalogue import open_catalogue
from tourplanner.storage.catalogue_build import (
    CatalogueNotWritable,
    CatalogueSourceInvalid,
    build_catalogue,
    database_path,
    is_current,
    ready_database,
)
from tourplanner.storage.catalogue_source import sources_version
from tourplanner.storage.sqlite import open_engine


def test_first_start_builds_the_catalogue_in_under_two_seconds(app_paths: AppPaths) -> None:
    begun = time.perf_counter()
    catalogue = open_catalogue(app_paths)
    assert len(catalogue.cities()) >= 20
    assert time.perf_counter() - begun < 2
    assert [file.name for file in app_paths.cache.iterdir()] == [database_path(app_paths).name]


def test_second_start_opens_the_same_file(app_paths: AppPaths) -> None:
    first = ready_database(app_paths)
    built = first.stat().st_mtime_ns
    assert ready_database(app_paths) == first
    assert first.stat().st_mtime_ns == built


@pytest.mark.parametrize("damage", [b"", b"not a database at all" * 500])
def test_damaged_database_is_built_anew(damage: bytes, app_paths: AppPaths) -> None:
    file = ready_database(app_paths)
    file.write_bytes(damage)
    assert len(open_catalogue(app_paths).sites_of("jingdezhen")) >= 82


def test_truncated_database_is_built_anew(app_paths: AppPaths) -> None:
    file = ready_database(app_paths)
    file.write_bytes(file.read_bytes()[:40_000])
    assert len(open_catalogue(app_paths).sites_of("jingdezhen")) >= 82


def test_changed_sources_get_a_database_of_their_own(app_paths: AppPaths, sources: Path) -> None:
    first = ready_database(app_paths, sources)
    city = sources / "cities" / "jingdezhen.json"
    changed(city, lambda content: place_in(content, "letian-market").update(visit_min=90))
    second = ready_database(app_paths, sources)
    assert second != first
    assert is_current(second, sources_version(sources))


def test_old_databases_are_forgotten(app_paths: AppPaths) -> None:
    app_paths.cache.mkdir(parents=True)
    for number in range(6):
        (app_paths.cache / f"catalogue-{number}.sqlite").write_bytes(b"old")
    file = ready_database(app_paths)
    assert file.is_file()
    assert len(list(app_paths.cache.glob("catalogue-*.sqlite"))) == catalogue_build.KEPT_VERSIONS


def test_many_starts_at_once_all_get_a_whole_catalogue(app_paths: AppPaths) -> None:
    with ThreadPoolExecutor(4) as pool:
        starts = [pool.submit(open_catalogue, app_paths) for _ in range(4)]
        counts = {len(start.result().sites_of("jingdezhen")) for start in starts}
    assert counts == {82}
    assert len(list(app_paths.cache.iterdir())) == 1


def test_cache_that_cannot_be_written_is_replaced_by_a_temporary_folder(
    app_paths: AppPaths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = replace(app_paths, cache=_file_in_the_way(tmp_path) / "cache")
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "elsewhere"))
    file = ready_database(blocked)
    assert file.is_relative_to(tmp_path / "elsewhere")
    assert open_catalogue(blocked).city("jingdezhen") is not None


def test_no_folder_at_all_is_a_known_error(
    app_paths: AppPaths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    obstacle = _file_in_the_way(tmp_path)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(obstacle))
    with pytest.raises(CatalogueNotWritable) as caught:
        ready_database(replace(app_paths, cache=obstacle / "cache"))
    assert str(obstacle) in caught.value.message
    assert caught.value.advice


def test_broken_sources_are_refused_and_the_old_database_stays(
    sources: Path, tmp_path: Path
) -> None:
    target = tmp_path / "catalogue.sqlite"
    build_catalogue(sources, target)
    before = target.read_bytes()
    city = sources / "cities" / "jingdezhen.json"
    changed(city, lambda content: place_in(content, "letian-market").update(kind="palace"))
    with pytest.raises(CatalogueSourceInvalid) as caught:
        build_catalogue(sources, target)
    assert isinstance(caught.value, CatalogueError)
    for word in ("cities/jingdezhen.json", "letian-market", "kind", "palace"):
        assert word in caught.value.message
    assert len(caught.value.faults) == 1
    assert target.read_bytes() == before


def test_failed_build_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def disk_full(*_args: object) -> int:
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    monkeypatch.setattr(catalogue_build, "write_rows", disk_full)
    target = tmp_path / "catalogue.sqlite"
    with pytest.raises(CatalogueNotWritable, match="full"):
        build_catalogue(catalogue_sources(), target)
    assert list(tmp_path.glob("*catalogue*")) == []


def test_catalogue_cannot_be_written_to(catalogue_file: Path) -> None:
    engine = open_engine(catalogue_file, read_only=True)
    with engine.connect() as connection, pytest.raises(OperationalError):
        connection.execute(text("DELETE FROM site"))


def _file_in_the_way(folder: Path) -> Path:
    """A file where a folder is expected: even root cannot write below it."""
    file = folder / "in-the-way"
    file.write_text("a file", encoding="utf-8")
    return file
