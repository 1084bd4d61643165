"""What comes from others is unchanged, licensed and listed where a user can read it."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources"
FOLDERS = [RESOURCES / "web" / "vendor", RESOURCES / "icons", RESOURCES / "fonts"]
LIST = RESOURCES / "licences" / "THIRD-PARTY.md"


def _packages(folder: Path) -> list[dict[str, object]]:
    packages: list[dict[str, object]] = json.loads(
        (folder / "manifest.json").read_text(encoding="utf-8")
    )["packages"]
    return packages


def _hashes(package: dict[str, object]) -> dict[str, str]:
    files = package["files"]
    assert isinstance(files, dict)
    return files


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_vendored_files_are_the_ones_of_the_manifest(folder: Path) -> None:
    for package in _packages(folder):
        for name, digest in _hashes(package).items():
            assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name


def test_every_file_in_the_vendor_folder_is_in_its_manifest() -> None:
    folder = FOLDERS[0]
    listed = {name for package in _packages(folder) for name in _hashes(package)}
    present = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert present - {"manifest.json"} == listed


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_every_vendored_package_has_a_licence_and_a_place_in_the_list(folder: Path) -> None:
    known = LIST.read_text(encoding="utf-8")
    for package in _packages(folder):
        licences = [name for name in _hashes(package) if "LICENSE" in name]
        assert licences, package["name"]
        assert len((folder / licences[0]).read_text(encoding="utf-8")) > 500
        assert f"{package['name']} {package['version']}" in known
        assert str(package["licence"]) in known


def test_every_runtime_dependency_is_in_the_list() -> None:
    known = LIST.read_text(encoding="utf-8").lower()
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    build_only = {"setuptools", "wheel", "cython", "packaging"}
    names = set(re.findall(r"^([a-z0-9-]+)==", lock, re.M)) - build_only
    missing = sorted(name for name in names if f"| {name} " not in known)
    assert not missing


def test_every_icon_is_drawn_in_the_same_grid() -> None:
    icons = sorted((RESOURCES / "icons").glob("*.svg"))
    assert len(icons) > 40
    for icon in icons:
        drawing = icon.read_text(encoding="utf-8")
        assert 'viewBox="0 0 24 24"' in drawing, icon.name
        assert 'stroke-width="1.5"' in drawing, icon.name
        assert 'stroke="currentColor"' in drawing, icon.name


def test_the_style_sheet_of_the_map_names_only_files_that_are_there() -> None:
    sheet = RESOURCES / "web" / "vendor" / "leaflet" / "leaflet.css"
    names = re.findall(r"url\(([^#)]+)\)", sheet.read_text(encoding="utf-8"))
    assert names
    for name in names:
        assert (sheet.parent / name).is_file(), name
