"""Building a pack: whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.area.maps import VILLAGE, MapFile
from tests.area.packs import BUILT
from tourplanner.area.build import AreaWish, build_area
from tourplanner.area.coverage import missing_tiles, pack_faults
from tourplanner.area.extracts import REGIONS
from tourplanner.area.manifest import Part
from tourplanner.area.pack import Pack
from tourplanner.domain.box import Box
from tourplanner.domain.progress import Progress, never, unheard
from tourplanner.errors import AreaWithoutRoads, Cancelled, InvalidEdit

MONACO = Box(43.7, 7.3, 43.8, 7.5)


def test_monaco_becomes_a_sound_pack(monaco: Path, tmp_path: Path) -> None:
    told: list[Progress] = []
    wish = AreaWish(monaco, tmp_path / "monaco.area", MONACO, "Monaco")
    manifest = build_area(wish, BUILT, told.append, never)
    assert [p.done for p in told] == sorted(p.done for p in told)
    assert told[-1].done == 1
    with Pack.open(wish.target) as pack:
        assert pack.manifest == manifest
        assert manifest.source == "monaco.osm.pbf"
        assert manifest.data_date is not None
        assert manifest.data_date.year == 2021
        assert pack.manifest.box.overlap(MONACO) == pack.manifest.box
        assert pack_faults(pack, never) == ()
        assert len(pack.places()) == 30
    assert wish.target.stat().st_size < 400_000


def test_roads_are_made_by_who_is_asked_for_them(tmp_path: Path) -> None:
    wish = AreaWish(streets(tmp_path), tmp_path / "v.area", VILLAGE, "Village", "jingdezhen")
    build_area(
        wish,
        BUILT,
        unheard,
        never,
        lambda extract, _ground, _stop: {Part.WALK: extract.source.encode()},
    )
    with Pack.open(wish.target) as pack:
        assert pack.read(Part.WALK) == b"m.osm"
        assert pack.manifest.city == "jingdezhen"


def test_missing_tiles_are_named(tmp_path: Path) -> None:
    wish = AreaWish(streets(tmp_path), tmp_path / "v.area", VILLAGE, "Village")
    build_area(wish, BUILT, unheard, never)
    with Pack.open(wish.target) as pack:
        assert missing_tiles(pack, never) == ()
        larger = Box(29.29, 117.19, 29.31, 117.30)
        object.__setattr__(pack.manifest, "box", larger)
        missing = missing_tiles(pack, never)
        (sentence, _advice) = pack_faults(pack, never)
    assert missing
    assert all(zoom > 10 for zoom, _x, _y in missing)
    assert "/".join(map(str, missing[0])) in sentence


def test_area_without_roads_is_refused(tmp_path: Path) -> None:
    empty = MapFile()
    empty.node(29.3, 117.2, place="town", name="Nowhere")
    target = tmp_path / "v.area"
    wish = AreaWish(empty.save(tmp_path / "m.osm"), target, VILLAGE, "Nowhere")
    with pytest.raises(AreaWithoutRoads, match=r"m\.osm.*no road"):
        build_area(wish, BUILT, unheard, never)
    assert not target.exists()


def test_box_of_a_country_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    wish = AreaWish(tmp_path / "missing.osm", tmp_path / "v.area", Box(20, 100, 30, 110), "China")
    with pytest.raises(InvalidEdit, match="Box"):
        build_area(wish, BUILT, unheard, never)


def test_cancelled_anywhere_leaves_the_old_pack_and_nothing_else(tmp_path: Path) -> None:
    source, target = streets(tmp_path), tmp_path / "v.area"
    wish = AreaWish(source, target, VILLAGE, "Village")
    questions = count_questions(wish)
    before = target.read_bytes()
    for stop_at in {1, 2, questions // 3, questions // 2, questions - 1, questions}:
        asked = iter(range(stop_at - 1))
        with pytest.raises(Cancelled):
            build_area(wish, BUILT, unheard, lambda asked=asked: next(asked, None) is None)
        assert target.read_bytes() == before
        assert sorted(os.listdir(tmp_path)) == ["m.osm", "v.area"]


def count_questions(wish: AreaWish) -> int:
    asked = 0

    def count() -> bool:
        nonlocal asked
        asked += 1
        return False

    build_area(wish, BUILT, unheard, count)
    return asked


def streets(folder: Path) -> Path:
    found = MapFile()
    found.path([(29.295, 117.19), (29.295, 117.22)], highway="primary", name="Road")
    found.node(29.3, 117.2, tourism="museum", name="Museum")
    return found.save(folder / "m.osm")


def test_every_city_of_the_catalogue_has_an_extract(cities: Iterator[str]) -> None:
    assert set(cities) == set(REGIONS)
    assert REGIONS["jingdezhen"] == "asia/china/jiangxi"


@pytest.fixture
def cities() -> list[str]:
    from tourplanner.paths import catalogue_sources

    return [path.stem for path in (catalogue_sources() / "cities").glob("*.json")]
