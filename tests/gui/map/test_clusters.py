"""Many quiet places on the map: gathered, none lost, none counted twice."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.gui.map.conftest import Ask, show
from tests.mapping.plans import places, roadbook
from tourplanner.domain.place import Coordinates
from tourplanner.domain.site import Site
from tourplanner.mapping.places_table import places_table

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tourplanner.gui.map.view import MapView

ON_THE_PAGE = (
    "[...document.querySelectorAll('.cluster')].reduce((n, c) => n + Number(c.textContent), 0)"
    " + document.querySelectorAll('.plain-mark').length"
)
GATHERED = """(() => {{
  const [zoom, min, max] = [{zoom}, {{ x: {left}, y: {top} }}, {{ x: {right}, y: {bottom} }}];
  const map = {{
    getZoom: () => zoom, getPixelBounds: () => ({{ min, max }}),
    unproject: ([x, y]) => ({{ lat: y, lng: x }}),
  }};
  const places = new tourMap.Places(map);
  places.show(tourMap.placesOf({table}));
  const {{ singles, bubbles }} = places.gathered();
  const pad = (max.x - min.x) * 0.25;
  const scale = 256 * 2 ** zoom;
  const isIn = (at, low, high) => at * scale >= low - pad && at * scale <= high + pad;
  const inside = places.all.filter((one) => isIn(one.x, min.x, max.x) && isIn(one.y, min.y, max.y));
  const shown = [...singles, ...bubbles.flatMap((bubble) => bubble.places)];
  return {{
    sites: shown.map((one) => one.site).sort(),
    inside: inside.map((one) => one.site).sort(),
    least: Math.min(99, ...bubbles.map((bubble) => bubble.places.length)),
  }};
}})()"""


def scattered(count: int, seed: int) -> tuple[Site, ...]:
    """Places in heaps of many sizes, some at the very same spot."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    heaps = [(chance.uniform(29, 29.5), chance.uniform(117, 117.5)) for _ in range(9)]
    found = []
    for site in places(count):
        lat, lon = chance.choice(heaps)
        wide = chance.choice((0.0, 0.001, 0.02, 0.3))
        at = Coordinates(lat + chance.gauss(0, wide), lon + chance.gauss(0, wide))
        found.append(replace(site, point=replace(site.point, at=at)))
    return tuple(found)


@pytest.mark.parametrize("seed", range(12))
def test_every_place_in_view_is_in_one_cluster_or_stands_alone(seed: int, ask: Ask) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    sites = scattered(chance.choice((201, 500, 1500)), seed)
    zoom = chance.choice((8, 10.25, 12, 14.75, 17))
    middle_x, middle_y = 0.8257 * 256 * 2**zoom, 0.4142 * 256 * 2**zoom  # 117.25 E, 29.3 N
    view = {"left": middle_x - 500, "right": middle_x + 500}
    view |= {"top": middle_y - 350, "bottom": middle_y + 350}
    table = json.dumps(places_table(sites))
    found = ask(GATHERED.format(table=table, zoom=zoom, **view))
    assert isinstance(found, dict)
    assert found["sites"] == found["inside"]
    assert len(set(found["sites"])) == len(found["sites"])
    assert found["least"] > 3
    if zoom == 8:
        assert len(found["sites"]) == len(sites)


def test_clusters_count_all_places_again_and_again(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    for seed, count in enumerate((900, 320, 1400, 201)):
        show(qtbot, map_view, None, scattered(count, seed))
        ask("(tourMap.fit(), 1)")
        assert ask(ON_THE_PAGE) == count
        sizes = ask("[...document.querySelectorAll('.cluster')].every((c) => c.offsetWidth >= 26)")
        assert sizes is True


def test_a_cluster_that_was_used_again_opens_what_it_stands_for_now(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    show(qtbot, map_view, None, scattered(900, 1))
    show(qtbot, map_view, None, scattered(500, 2))
    before = float(str(ask("map_plan.getZoom()")))
    ask("(document.querySelector('.cluster').click(), 1)")
    assert float(str(ask("map_plan.getZoom()"))) > before


def test_places_of_the_plan_are_not_counted_among_the_others(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    sites = (*places(15), *scattered(400, 3)[15:])
    book = roadbook()
    show(qtbot, map_view, book, sites)
    planned = len({stop.stop.site for day in book.days for stop in day.visits})
    text = str(ask("document.querySelector('.legend').textContent"))
    assert f"Other places ({len(sites) - planned})" in text


def test_a_place_from_the_table_says_name_kind_and_doubts(ask: Ask) -> None:
    (site,) = places(1)
    table = json.dumps(places_table((site,)))
    tip = ask(f"tourMap.placesOf({table})[0].tip")
    assert isinstance(tip, list)
    assert tip[:2] == [site.names.first, site.names.second]
    place = ask(
        f"(({{site, lat, lon, kind}}) => [site, lat, lon, kind])(tourMap.placesOf({table})[0])"
    )
    at = site.point.at
    assert place == [site.id, round(at.lat, 6), round(at.lon, 6), site.kind.value]
