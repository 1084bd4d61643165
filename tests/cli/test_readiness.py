"""The command about what works without a network."""

from __future__ import annotations

import json
from pathlib import Path

from tests.area.packs import saved
from tests.cli.running import run_cli
from tests.cli.test_bad_input import assert_clear
from tourplanner.paths import AppPaths
from tourplanner.settings import SettingsFile


def test_state_is_told_in_words_and_as_json(tmp_path: Path) -> None:
    told = run_cli(["readiness"])
    assert told.status == 0
    assert "Works without a network" in told.out
    assert "Streets: None" in told.out
    pack = saved(tmp_path / "v.area")
    rows = json.loads(run_cli(["readiness", "--area", str(pack), "--json"]).out)["readiness"]
    assert {"topic", "state", "text"} == set(rows[0])
    assert any("Jingdezhen" in row["text"] for row in rows if row["topic"] == "Streets")


def test_remembered_pack_is_looked_at_and_a_lost_one_is_none(
    tmp_path: Path, app_paths: AppPaths
) -> None:
    pack = saved(tmp_path / "v.area")
    SettingsFile(app_paths.config).remember_pack("jingdezhen", pack)
    assert "has map data of 2026-10-01" in run_cli(["readiness"]).out
    pack.unlink()
    assert "Streets: None" in run_cli(["readiness"]).out
    assert_clear(run_cli(["readiness", "--area", str(pack)]), "v.area")
