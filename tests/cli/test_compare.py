"""Comparing two versions of a tour from the terminal."""

from __future__ import annotations

import json
from pathlib import Path

from tests import builders
from tests.cli.running import run_cli
from tests.documents.reading import text_of
from tourplanner.domain import edits
from tourplanner.domain.tour import Tour
from tourplanner.exchange.tour_file import write_tour


def saved(folder: Path, name: str, tour: Tour) -> str:
    write_tour(folder / name, tour)
    return str(folder / name)


def versions(folder: Path) -> list[str]:
    old = builders.tour()
    new = edits.with_title(old, "Lanes")
    return [saved(folder, "a.tour", old), saved(folder, "b.tour", new)]


def test_changes_are_sentences_and_json(tmp_path: Path) -> None:
    files = versions(tmp_path)
    done = run_cli(["compare", *files])
    assert (done.status, done.out) == (0, "Title: “Kilns and lanes” → “Lanes”\n1 change.\n")
    plain = json.loads(run_cli(["compare", *files, "--json"]).out)
    assert plain["changes"] == [
        {
            "part": "title",
            "kind": "changed",
            "about": "Title",
            "before": "“Kilns and lanes”",
            "after": "“Lanes”",
            "text": "Title: “Kilns and lanes” → “Lanes”",
        }
    ]


def test_two_equal_files_tell_so(tmp_path: Path) -> None:
    first, _second = versions(tmp_path)
    assert run_cli(["compare", first, first]).out == "Nothing changed.\n"


def test_the_page_for_a_supplier_is_printed(tmp_path: Path) -> None:
    pdf = tmp_path / "changes.pdf"
    options = ["--audience", "supplier", "--language", "zh", "-o", str(pdf)]
    assert run_cli(["compare", *versions(tmp_path), *options]).status == 0
    assert "行程变更" in text_of(pdf)


def test_a_file_that_is_no_tour_is_one_sentence(tmp_path: Path) -> None:
    first, _second = versions(tmp_path)
    (tmp_path / "c.tour").write_bytes(b"{}")
    done = run_cli(["compare", first, str(tmp_path / "c.tour")])
    assert (done.status, done.err.count("\n")) == (2, 1)
