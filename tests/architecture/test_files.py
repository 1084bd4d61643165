"""The tree holds no address of a machine or a registry, and its locks are complete."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = (
    "requirements.lock",
    "requirements-dev.lock",
    "packaging/requirements-bench.lock",
    "packaging/requirements-package.lock",
)
FORBIDDEN = (  # split, so that this file does not hold what it looks for
    "/" + "work/",
    "/" + "tmp/",
    "/" + "root/",
    "/" + "home/",
    "pypi" + ".org",
    "python" + "hosted",
    "npm" + "js.",
    "registry" + ".npm",
    "deb.debian" + ".org",
    "archive.ubuntu" + ".com",
)
SKIPPED_FOLDERS = {".git", ".venv", "build", "dist", "__pycache__"}
SKIPPED_FOLDERS |= {".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}


def tracked_files() -> list[Path]:
    """What git tracks or would track; every file of a tree without git."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode == 0:
        names = [name for name in listing.stdout.decode().split("\0") if name]
        return [ROOT / name for name in names if (ROOT / name).is_file()]
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and not SKIPPED_FOLDERS & set(path.relative_to(ROOT).parts)
        and not path.parent.name.endswith(".egg-info")
    ]


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = []
    for path in tracked_files():
        if b"\0" in path.read_bytes()[:4096]:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{path.relative_to(ROOT)}: {word}" for word in FORBIDDEN if word in text]
    assert not found


@pytest.mark.parametrize("name", LOCKS)
def test_lock_pins_every_package_with_hashes(name: str) -> None:
    packages = _locked(name)
    assert packages
    bare = [line for line, hashes in packages.items() if not hashes]
    assert not bare


@pytest.mark.parametrize("name", LOCKS)
def test_lock_names_no_index(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--[a-z-]*index|--find-links|--trusted-host)", text, re.M)


def test_lock_holds_every_dependency_and_a_safe_qt() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[<>=!~;\[ ]", line)[0] for line in project["dependencies"]}
    pins = [line.partition("==") for line in _locked("requirements.lock")]
    assert names <= {name for name, _, _ in pins}
    qt = {version.split()[0] for name, _, version in pins if name == "pyside6"}
    assert qt
    assert "6.12.0" not in qt


def test_locks_agree_with_each_other() -> None:
    dev = set(_locked("requirements-dev.lock"))
    assert set(_locked("requirements.lock")) <= dev


def _locked(name: str) -> dict[str, int]:
    """Each pinned line of a lock, with the number of its hashes."""
    packages: dict[str, int] = {}
    current = ""
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith((" ", "#")):
            current = line.rstrip(" \\")
            packages[current] = 0
        elif "--hash=sha256:" in line:
            packages[current] += 1
    return packages
