"""A wheel holds everything: the compiled core, the resources, the catalogue's sources."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.test_files import ROOT, tracked_files

QUESTION = """
import tourplanner.planning._search as core
from tourplanner.paths import catalogue_sources, resource
print(core.__file__)
print(resource("web", "vendor", "leaflet", "leaflet.js"))
print(catalogue_sources())
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree, built from a copy of it and unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    for path in tracked_files():
        target = folder / "tree" / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps"]
    build += ["--no-build-isolation", "--wheel-dir", str(folder), str(folder / "tree")]
    subprocess.run(build, check=True, timeout=110)
    (wheel,) = folder.glob("tourplanner-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_wheel_holds_every_resource_and_catalogue_file(unpacked: Path) -> None:
    for top in ("resources", "db"):
        in_tree = {p.relative_to(ROOT) for p in tracked_files() if p.is_relative_to(ROOT / top)}
        in_wheel = {
            p.relative_to(unpacked / "tourplanner")
            for p in (unpacked / "tourplanner" / top).rglob("*")
            if p.is_file()
        }
        assert in_tree
        assert in_tree <= in_wheel


def test_wheel_speaks_every_language_that_is_translated(unpacked: Path) -> None:
    sources = [p for p in tracked_files() if p.suffix == ".po"]
    assert sources
    for source in sources:
        compiled = source.relative_to(ROOT).with_suffix(".mo")
        assert (unpacked / "tourplanner" / compiled).stat().st_size > 10_000


def test_files_are_found_from_the_unpacked_wheel(unpacked: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(unpacked)!r})\n{QUESTION}"],
        check=True,
        capture_output=True,
        text=True,
        cwd=unpacked,
    )
    for line in answer.stdout.splitlines():
        assert Path(line).is_relative_to(unpacked)
        assert Path(line).exists()
