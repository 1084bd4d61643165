"""Reading OpenStreetMap files, good ones and bad ones."""

from __future__ import annotations

import gzip
import re
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import osmium
import pytest
import shapely

from tests.area.maps import VILLAGE, MapFile, ring
from tourplanner.area import osm_file
from tourplanner.area.extract import Member, OsmExtract
from tourplanner.area.openstreetmap import read_area
from tourplanner.domain.box import Box
from tourplanner.domain.progress import Progress, never, unheard
from tourplanner.errors import AreaOutsideFile, Cancelled, TourPlannerError, UnreadableFile

STREET = [(29.3, 117.2), (29.301, 117.201), (29.302, 117.202)]


def read(path: Path, box: Box = VILLAGE) -> OsmExtract:
    return read_area(path, box, unheard, never)


def answered(path: Path, box: Box = VILLAGE) -> OsmExtract | str:
    """What is read, or the sentence that refuses it."""
    try:
        return read(path, box)
    except TourPlannerError as error:
        return str(error)


def test_streets_keep_their_nodes_points_and_tags(tmp_path: Path) -> None:
    street = MapFile()
    street.path(STREET, highway="residential", name="陶阳里", oneway="yes")
    extract = read(street.save(tmp_path / "m.osm"))
    ways = extract.highways
    assert list(ways.first) == [0, 3]
    assert list(ways.nodes) == [1, 2, 3]
    assert list(zip(ways.lat, ways.lon, strict=True)) == STREET
    assert dict(ways.tags[0]) == {"highway": "residential", "name": "陶阳里", "oneway": "yes"}


def test_only_what_meets_the_box_is_kept(tmp_path: Path) -> None:
    area = MapFile()
    area.path(STREET, highway="residential", name="inside")
    area.path([(29.2, 117.2), (29.4, 117.2)], highway="trunk", name="through")
    area.path([(29.4, 117.2), (29.5, 117.2)], highway="trunk", name="outside")
    area.path(ring(29.40, 117.2, 29.41, 117.21), landuse="forest")
    area.path(ring(29.20, 117.0, 29.40, 117.4), landuse="farmland")
    area.node(29.3, 117.2, tourism="museum", name="in")
    area.node(29.4, 117.2, tourism="museum", name="out")
    extract = read(area.save(tmp_path / "m.osm"))
    assert [tags["name"] for tags in extract.highways.tags] == ["inside", "through"]
    assert [tags["landuse"] for tags in extract.areas.tags] == ["farmland"]
    assert [tags["name"] for tags in extract.nodes.tags] == ["in"]


def test_street_with_a_node_that_the_file_lacks_is_two_pieces(tmp_path: Path) -> None:
    cut = MapFile()
    nodes = [cut.node(29.3 + n / 1000, 117.2) for n in range(4)]
    street = cut.way([*nodes[:2], 999, *nodes[2:]], {"highway": "service"})
    ways = read(cut.save(tmp_path / "m.osm")).highways
    assert list(ways.ids) == [street, street]
    assert [list(part) for part in np.split(ways.nodes, ways.first[1:-1])] == [nodes[:2], nodes[2:]]


def test_lake_with_an_island_is_one_area_with_a_hole(tmp_path: Path) -> None:
    lake = MapFile()
    shore = lake.path(ring(29.295, 117.195, 29.305, 117.205), note="shore")
    island = lake.path(ring(29.299, 117.199, 29.301, 117.201), landuse="forest")
    members = [("way", shore, "outer"), ("way", island, "inner")]
    relation = lake.relation(members, type="multipolygon", natural="water")
    areas = read(lake.save(tmp_path / "m.osm")).areas
    water = [i for i, tags in enumerate(areas.tags) if tags.get("natural") == "water"]
    assert [areas.sources[i] for i in water] == [f"relation/{relation}"]
    (shape,) = areas.shapes[water]
    assert not shape.contains(shapely.Point(117.2, 29.3))
    assert shape.contains(shapely.Point(117.197, 29.3))


def test_turn_restrictions_name_their_ways(tmp_path: Path) -> None:
    crossing = MapFile()
    nodes = [crossing.node(29.3, 117.2 + n / 1000) for n in range(3)]
    first = crossing.way(nodes[:2], {"highway": "primary"})
    second = crossing.way(nodes[1:], {"highway": "primary"})
    members = [("way", first, "from"), ("node", nodes[1], "via"), ("way", second, "to")]
    crossing.relation(members, type="restriction", restriction="no_straight_on")
    (found,) = read(crossing.save(tmp_path / "m.osm")).restrictions
    assert (found.start_ways, found.via, found.end_ways) == (
        (first,),
        ((Member.NODE, nodes[1]),),
        (second,),
    )
    assert found.tags["restriction"] == "no_straight_on"


def test_compressed_file_is_the_same_map(tmp_path: Path) -> None:
    street = MapFile()
    street.path(STREET, highway="residential")
    plain = street.save(tmp_path / "m.osm")
    packed = tmp_path / "m.osm.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert read(packed).highways.tags == read(plain).highways.tags


def test_suffix_does_not_matter(tmp_path: Path) -> None:
    street = MapFile()
    street.path(STREET, highway="residential")
    assert len(read(street.save(tmp_path / "download")).highways) == 1


def test_date_is_that_of_the_newest_change_where_the_file_says_none(tmp_path: Path) -> None:
    street = MapFile()
    street.path(STREET, highway="residential")
    found = read(street.save(tmp_path / "m.osm")).data_date
    assert found == datetime(2026, 4, 1, tzinfo=UTC)


def test_date_is_not_known_where_nothing_tells_it(tmp_path: Path) -> None:
    street = MapFile()
    street.path(STREET, highway="residential")
    path = tmp_path / "m.osm"
    path.write_text(re.sub(' timestamp="[^"]*"', "", street.text()), "utf-8")
    assert read(path).data_date is None


def test_monaco_is_read_as_a_whole(monaco: Path) -> None:
    told: list[Progress] = []
    extract = read_area(monaco, Box(43.7, 7.3, 43.8, 7.5), told.append, never)
    assert extract.data_date == datetime(2021, 4, 21, 20, 21, 46, tzinfo=UTC)
    assert len(extract.highways) > 2000
    assert len(extract.restrictions) > 40
    assert {"building", "landuse"} <= {key for tags in extract.areas.tags for key in tags}
    assert [p.done for p in told] == sorted(p.done for p in told)
    assert told[-1].done == 1


def test_monaco_read_in_pieces_is_monaco_read_at_once(
    monaco: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = read(monaco, Box(43.7, 7.3, 43.8, 7.5))
    monkeypatch.setattr(osm_file, "BLOCKS_AT_ONCE", 1)
    in_pieces = read(monaco, Box(43.7, 7.3, 43.8, 7.5))
    assert in_pieces.areas.sources == at_once.areas.sources
    assert np.array_equal(in_pieces.highways.nodes, at_once.highways.nodes)
    assert in_pieces.restrictions == at_once.restrictions


def test_box_outside_the_file_is_said(monaco: Path, tmp_path: Path) -> None:
    with pytest.raises(AreaOutsideFile, match="monaco"):
        read(monaco)
    street = MapFile()
    street.path(STREET, highway="residential")
    with pytest.raises(AreaOutsideFile, match="holds nothing"):
        read(street.save(tmp_path / "m.osm"), Box(48, 11, 49, 12))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(100), id="picture"),
        pytest.param(b"<html><body>Not found</body></html>", id="web page"),
        pytest.param(b"<osmChange version='0.6'></osmChange>", id="changes"),
        pytest.param(b"\x1f\x8b" + bytes(40), id="broken gzip"),
        pytest.param(gzip.compress(b"hello"), id="gzip of something else"),
    ],
)
def test_wrong_file_is_refused_in_one_sentence(content: bytes, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.osm.pbf"
    wrong.write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"wrong\.osm\.pbf.*not an OpenStreetMap file"):
        read(wrong)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"nowhere\.osm\.pbf"):
        read(tmp_path / "nowhere.osm.pbf")


def test_file_of_five_gigabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "planet.osm.pbf"
    with huge.open("wb") as file:
        file.truncate(5_000_000_000)
    with pytest.raises(UnreadableFile, match="smaller region"):
        read(huge)


def test_truncated_file_is_refused_wherever_it_ends(monaco: Path, tmp_path: Path) -> None:
    content = monaco.read_bytes()
    cut = tmp_path / "cut.osm.pbf"
    for size in (60, 1000, len(content) // 2, len(content) - 1):
        cut.write_bytes(content[:size])
        with pytest.raises(UnreadableFile, match="cut"):
            read(cut, Box(43.7, 7.3, 43.8, 7.5))


def test_truncated_xml_is_refused(tmp_path: Path) -> None:
    street = MapFile()
    street.path([(29.29 + n * n / 1e8, 117.2) for n in range(1000)], highway="residential")
    text = street.text()
    packed = gzip.compress(text.encode())
    other_sum = packed[:-8] + bytes(4) + packed[-4:]
    for content in (text[: len(text) // 2].encode(), packed[:-30], other_sum):
        cut = tmp_path / "cut.osm"
        cut.write_bytes(content)
        with pytest.raises(UnreadableFile, match="damaged"):
            read(cut)


def test_damaged_bytes_are_refused_or_read_but_never_crash(monaco: Path, tmp_path: Path) -> None:
    content = bytearray(monaco.read_bytes())
    random = np.random.default_rng(7)
    damaged = tmp_path / "damaged.osm.pbf"
    refused = 0
    for _ in range(40):
        copy = bytearray(content)
        for place in random.integers(0, len(copy), 3):
            copy[place] ^= int(random.integers(1, 256))
        damaged.write_bytes(copy)
        answer = answered(damaged, Box(43.7, 7.3, 43.8, 7.5))
        refused += isinstance(answer, str)
        assert isinstance(answer, OsmExtract) or "damaged.osm.pbf" in answer
    assert refused > 30


def test_bomb_in_gzip_is_refused_before_it_is_read(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.osm.gz"
    with gzip.open(bomb, "wb") as file:
        file.write(b'<?xml version="1.0"?><osm version="0.6"><node id="1" user="')
        for _ in range(100):
            file.write(b"a" * 1_000_000)
    with pytest.raises(UnreadableFile, match="unpacks to far more"):
        read(bomb)


def test_file_outside_is_not_drawn_in(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    odd = tmp_path / "odd.osm"
    odd.write_text(
        f'<?xml version="1.0"?><!DOCTYPE osm [<!ENTITY s SYSTEM "{tmp_path}/secret">]>'
        '<osm version="0.6"><node id="1" lat="29.3" lon="117.2">'
        '<tag k="name" v="x"/><tag k="amenity" v="cafe"/></node>&s;</osm>'
    )
    with pytest.raises(UnreadableFile, match="declares entities"):
        read(odd)


def test_entity_expansion_is_refused(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = tmp_path / "laughs.osm"
    bomb.write_text(
        f'<?xml version="1.0"?><!DOCTYPE osm [<!ENTITY l0 "ha">{laughs}]>'
        '<osm version="0.6"><node id="1" lat="29.3" lon="117.2">'
        '<tag k="name" v="&l9;"/><tag k="amenity" v="cafe"/></node></osm>'
    )
    with pytest.raises(UnreadableFile, match="declares entities"):
        read(bomb)


@pytest.mark.parametrize("point", [("999", "117.2"), ("29.3", "-4000"), ("nan", "inf"), ("", "")])
def test_absurd_coordinates_are_refused_or_left_out(point: tuple[str, str], tmp_path: Path) -> None:
    street = MapFile()
    street.path(STREET, highway="residential")
    lat, lon = point
    odd = f'<node id="900" version="1" lat="{lat}" lon="{lon}"><tag k="place" v="town"/></node>'
    text = street.text().replace("<way ", f"{odd}\n<way ", 1).replace('ref="2"', 'ref="900"')
    path = tmp_path / "odd.osm"
    path.write_text(text, "utf-8")
    answer = answered(path)
    if isinstance(answer, OsmExtract):
        assert len(answer.nodes) == 0
        assert np.all(np.isfinite(answer.highways.lat))
    else:
        assert "odd.osm" in answer


def test_ten_million_tags_are_cut_to_what_an_honest_object_has(tmp_path: Path) -> None:
    path = tmp_path / "tags.osm"
    with path.open("w") as file:
        file.write('<osm version="0.6"><node id="1" lat="29.3" lon="117.2">')
        file.write('<tag k="amenity" v="cafe"/>')
        row = "".join(f'<tag k="k{n}" v="v"/>' for n in range(100_000))
        for _ in range(100):
            file.write(row)
        file.write("</node></osm>")
    (tags,) = read(path).nodes.tags
    assert tags["amenity"] == "cafe"
    assert len(tags) <= 200


def test_reading_stops_when_nobody_waits(monaco: Path) -> None:
    asked = 0

    def stop_at_the_fifth_question() -> bool:
        nonlocal asked
        asked += 1
        return asked >= 5

    with pytest.raises(Cancelled):
        read_area(monaco, Box(43.7, 7.3, 43.8, 7.5), unheard, stop_at_the_fifth_question)
    assert asked == 5


def test_pbf_written_by_osmium_is_read(tmp_path: Path) -> None:
    street = MapFile()
    street.path(STREET, highway="residential", name="老厂")
    plain = street.save(tmp_path / "m.osm")
    target = tmp_path / "m.osm.pbf"
    with osmium.SimpleWriter(str(target)) as writer:
        for thing in osmium.FileProcessor(str(plain)):
            writer.add(thing)
    assert read(target).highways.tags[0]["name"] == "老厂"
