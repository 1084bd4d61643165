"""One built catalogue for all command-line tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tourplanner.paths import AppPaths


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache folder of all command-line tests."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _one_catalogue(
    app_paths: AppPaths, shared_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The catalogue is built once, not for each test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(shared_cache))
