"""What the private address serves, and what it keeps to itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tourplanner.gui.map.page_store import kept_page, make_page
from tourplanner.gui.map.scheme import MapSchemeHandler, register_scheme


@pytest.fixture
def handler(qapp: QApplication) -> MapSchemeHandler:
    return MapSchemeHandler(b"<html><script>1</script></html>")


@pytest.mark.parametrize(
    "name", ["map.js", "map.css", "vendor/leaflet/leaflet.js", "qwebchannel.js", "map.html"]
)
def test_our_own_files_are_served(handler: MapSchemeHandler, name: str) -> None:
    assert handler.content(name)


@pytest.mark.parametrize(
    "name",
    [
        "../icons/LICENSE-lucide",
        "../../pyproject.toml",
        "vendor/../../icons/home.svg",
        "/etc/passwd",
        "//etc/hosts.html",
        "..\\icons\\home.svg",
        "map.js\0.png",
        "vendor",
        "vendor/leaflet/LICENSE",
        "",
        "nothing.js",
    ],
)
def test_what_lies_outside_is_refused(handler: MapSchemeHandler, name: str) -> None:
    assert handler.content(name) is None


def test_a_link_that_leads_outside_is_refused(
    handler: MapSchemeHandler, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web = tmp_path / "web"
    web.mkdir()
    (tmp_path / "secret.js").write_text("1")
    (web / "link.js").symlink_to(tmp_path / "secret.js")
    monkeypatch.setattr("tourplanner.gui.map.scheme.resource", lambda *_parts: web)
    assert handler.content("link.js") is None


def test_the_scheme_may_be_registered_twice(qapp: QApplication) -> None:
    register_scheme()
    register_scheme()


def test_the_page_is_written_once_and_kept(tmp_path: Path) -> None:
    (tmp_path / "map-0123.html").write_text("old")
    assert kept_page(tmp_path) is None
    made = make_page(tmp_path)
    assert kept_page(tmp_path) == made
    assert len(list(tmp_path.glob("map-*.html"))) == 1


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    assert make_page(blocked / "cache").startswith(b"<!DOCTYPE html>")
