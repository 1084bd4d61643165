"""What `make run` says where no window can open is true."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tourplanner.cli.main import run

RUN = ROOT / "packaging" / "setup" / "run.sh"
pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the set-up script is for Linux"
)


@pytest.fixture
def advice() -> str:
    """What the script prints without a display."""
    answer = subprocess.run(
        ["/bin/sh", str(RUN)], check=True, capture_output=True, text=True, env={"PATH": "/bin"}
    )
    return answer.stdout


def test_run_without_a_display_says_why(advice: str) -> None:
    assert "no display" in advice


def test_the_line_named_without_a_display_plans_the_tour(
    advice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (line,) = [part for part in advice.splitlines() if "tourplanner plan" in part]
    plan, show = (shlex.split(command) for command in line.split("&&"))
    assert run([*plan[1:], "--time-limit", "0.2"], open_window=_no_window) == 0
    assert run(show[1:], open_window=_no_window) == 0
    assert (tmp_path / "jingdezhen.tour").stat().st_size > 500


def _no_window(_tour: Path | None, _screenshot: Path | None, _area: Path | None) -> int:
    raise AssertionError("the line opened a window")
