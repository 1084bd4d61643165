"""The shipped catalogue, built once, and copies of its sources to be broken."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tourplanner.paths import catalogue_sources
from tourplanner.storage.catalogue import SqlSiteCatalogue
from tourplanner.storage.catalogue_build import build_catalogue
from tourplanner.storage.plain_json import Json
from tourplanner.storage.sqlite import open_engine

Change = Callable[[Json], None]


@pytest.fixture(scope="session")
def catalogue_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the shipped catalogue."""
    target = tmp_path_factory.mktemp("catalogue") / "catalogue.sqlite"
    build_catalogue(catalogue_sources(), target)
    return target


@pytest.fixture(scope="session")
def catalogue(catalogue_file: Path) -> SqlSiteCatalogue:
    """The shipped catalogue."""
    return SqlSiteCatalogue(open_engine(catalogue_file, read_only=True))


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A copy of the shipped sources."""
    return Path(shutil.copytree(catalogue_sources(), tmp_path / "catalogue"))


def changed(file: Path, change: Change) -> None:
    """Apply `change` to the object in a source file."""
    content = json.loads(file.read_text(encoding="utf-8"))
    change(content)
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def place_in(content: Json, place: str) -> Json:
    """The record of a place in a city's file."""
    places = content["places"]
    assert isinstance(places, list)
    found: Json = next(record for record in places if record["id"] == place)
    return found
