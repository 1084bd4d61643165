"""Road graphs as bytes: back as they were, and refused when they are not what they should be."""

from __future__ import annotations

import contextlib
import io
import zipfile
from dataclasses import replace

import numpy as np
import pytest

from tests.area.towns import Town
from tourplanner.area import road_graph
from tourplanner.area.road_graph import COLUMNS, RoadGraph, from_bytes, to_bytes
from tourplanner.area.road_network import build_road_graph
from tourplanner.area.road_rules import RoadMode
from tourplanner.errors import UnreadableFile


@pytest.fixture
def graph() -> RoadGraph:
    town = Town()
    town.road((0, 0), (0, 1), (0, 2))
    town.road((0, 0), (1, 0), (2, 0))
    town.road((0, 2), (3, 1), (2, 0), oneway="yes")
    return build_road_graph(town.extract(), RoadMode.DRIVE)


def refused(content: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        from_bytes(content, "town.area", RoadMode.DRIVE)
    return str(caught.value)


def test_graph_comes_back_as_it_was(graph: RoadGraph) -> None:
    again = from_bytes(to_bytes(graph), "town.area", RoadMode.DRIVE)
    assert again.mode is graph.mode
    for name in COLUMNS:
        assert (getattr(again, name) == getattr(graph, name)).all()


def test_same_graph_gives_the_same_bytes(graph: RoadGraph) -> None:
    assert to_bytes(graph) == to_bytes(from_bytes(to_bytes(graph), "x", RoadMode.DRIVE))


def test_empty_graph_comes_back() -> None:
    empty = build_road_graph(Town().extract(), RoadMode.WALK)
    assert from_bytes(to_bytes(empty), "x", RoadMode.WALK).edges == 0


@pytest.mark.parametrize("content", [b"", b"PK", b"no archive at all", b"\x80\x04K\x01."])
def test_anything_else_is_refused(content: bytes) -> None:
    assert "town.area" in refused(content)


def test_cut_off_archive_is_refused(graph: RoadGraph) -> None:
    whole = to_bytes(graph)
    for length in range(0, len(whole), 97):
        refused(whole[:length])


def test_changed_bytes_are_refused_or_harmless(graph: RoadGraph) -> None:
    whole = to_bytes(graph)
    for place in range(0, len(whole), 13):
        broken = bytearray(whole)
        broken[place] ^= 0xFF
        with contextlib.suppress(UnreadableFile):
            assert from_bytes(bytes(broken), "town.area", RoadMode.DRIVE).mode in RoadMode


@pytest.mark.parametrize(
    ("column", "place", "value"),
    [
        ("arc_head", 0, -1),
        ("arc_head", 0, 1_000_000),
        ("arc_edge", 0, 99),
        ("first_arc", 1, -5),
        ("first_arc", -1, 1_000),
        ("first_vertex", 0, 3),
        ("first_vertex", 1, 0),
        ("arc_reversed", 0, 7),
        ("lat", 0, 2_000_000_000),
        ("lon", 0, 2_147_483_647),
        ("cost", 1, -5),
        ("cost", 0, 5),
        ("cost", -1, 1 << 24),
    ],
)
def test_numbers_that_point_nowhere_are_refused(
    graph: RoadGraph, column: str, place: int, value: int
) -> None:
    changed = getattr(graph, column).copy()
    changed[place] = value
    assert "damaged" in refused(to_bytes(replace(graph, **{column: changed})))


def test_edge_that_nobody_may_use_is_refused(graph: RoadGraph) -> None:
    edges = np.where(graph.arc_edge == 0, 1, graph.arc_edge).astype(np.int32)
    assert "damaged" in refused(to_bytes(replace(graph, arc_edge=edges)))


def test_columns_of_another_length_or_type_are_refused(graph: RoadGraph) -> None:
    for column in COLUMNS:
        values = getattr(graph, column)
        for changed in (values[:-1], values.astype(np.float64), values.reshape(1, -1)):
            refused(to_bytes(replace(graph, **{column: changed})))


def _archive(graph: RoadGraph, **changes: object) -> bytes:
    with np.load(io.BytesIO(to_bytes(graph))) as columns:
        found: dict[str, object] = {name: columns[name] for name in columns.files}
    file = io.BytesIO()
    np.savez(file, **(found | changes))  # type: ignore[arg-type]
    return file.getvalue()


def test_other_mode_format_or_objects_are_refused(graph: RoadGraph) -> None:
    refused(_archive(graph, mode=np.frombuffer(b"swim", dtype=np.uint8)))
    refused(_archive(graph, mode=np.frombuffer(b"walk", dtype=np.uint8)))
    refused(_archive(graph, mode=np.array([{"a": 1}], dtype=object)))
    refused(_archive(graph, lat=np.array([print], dtype=object)))
    refused(_archive(graph, format=np.array([2], dtype=np.int32)))
    refused(_archive(graph, format=np.array(1, dtype=np.int32)))


def test_archive_that_unpacks_to_too_much_is_refused(
    graph: RoadGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(road_graph, "MOST_BYTES", 1_000_000)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("lat.npy", b"\0" * 2_000_000)
    refused(file.getvalue())
