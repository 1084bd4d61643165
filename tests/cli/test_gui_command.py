"""The command that opens the window hands on what it was told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tourplanner.cli.main import run


def test_tour_picture_and_pack_reach_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    asked: list[tuple[Path | None, ...]] = []

    def open_window(tour: Path | None, picture: Path | None, area: Path | None) -> int:
        asked.append((tour, picture, area))
        return 0

    words = ["gui", "F.tour", "--screenshot", "w.png", "--area", "j.area"]
    assert run(words, open_window=open_window) == 0
    assert run(["gui"], open_window=open_window) == 0
    assert asked == [(Path("F.tour"), Path("w.png"), Path("j.area")), (None, None, None)]
