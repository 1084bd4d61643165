"""Sites are found by every script, by filters and by nearness."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.storage.conftest import changed, place_in
from tourplanner.domain.place import Coordinates
from tourplanner.domain.ports import SiteQuery
from tourplanner.domain.site import Site, SiteId, SiteKind
from tourplanner.storage.catalogue import SqlSiteCatalogue
from tourplanner.storage.catalogue_build import build_catalogue
from tourplanner.storage.sqlite import open_engine

KILN = "imperial-kiln-site"
SATURDAY, SUNDAY, MONDAY = date(2026, 11, 7), date(2026, 11, 8), date(2026, 11, 9)
OLD_TOWN = Coordinates(29.2978, 117.2017)


def _ids(catalogue: SqlSiteCatalogue, text: str = "", **filters: object) -> list[str]:
    return [site.id for site in catalogue.search(SiteQuery(text, **filters))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "yuyaochang",
        "yù yáo chǎng",
        "Yu Yao Chang",
        "YÙYÁOCHǍNG",
        "御窑厂",
        "御窑",
        "imperial kiln",
        "Imperial Kiln Site Park",
        "imperial ki",
        "yyc",
        "YYC",
    ],
)
def test_imperial_kiln_is_found_first_by(text: str, catalogue: SqlSiteCatalogue) -> None:
    assert _ids(catalogue, text)[0] == KILN


def test_two_signs_inside_a_name_find_it(catalogue: SqlSiteCatalogue) -> None:
    assert _ids(catalogue, "窑厂")[0] == KILN


def test_two_signs_that_do_not_follow_each_other_do_not_count_as_a_word(
    catalogue: SqlSiteCatalogue,
) -> None:
    assert KILN not in _ids(catalogue, "窑御")


def test_syllables_inside_a_name_find_it(catalogue: SqlSiteCatalogue) -> None:
    assert "imperial-kiln-museum" in _ids(catalogue, "yuyaobowuguan")
    assert "imperial-kiln-museum" in _ids(catalogue, "yybwg")


@pytest.mark.parametrize("text", ["sanlumiao", "sanlvmiao", "Sān lǘ miào", "三闾庙", "Sanlü"])
def test_umlaut_may_be_typed_in_any_way(text: str, catalogue: SqlSiteCatalogue) -> None:
    assert _ids(catalogue, text)[0] == "sanlumiao-street"


def test_whole_name_comes_before_beginning_and_beginning_before_inside(
    catalogue: SqlSiteCatalogue,
) -> None:
    found = _ids(catalogue, "imperial kiln")
    assert found.index(KILN) < found.index("imperial-kiln-museum")
    assert _ids(catalogue, "陶溪川美术馆")[0] == "taoxichuan-art-museum"
    assert _ids(catalogue, "Jingdezhen Imperial Kiln Museum")[0] == "imperial-kiln-museum"


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("kutahya tile museum", "kutahya-cini-muzesi"),
        ("Kütahya Çini Müzesi", "kutahya-cini-muzesi"),
        ("有田", "arita-history-museum"),
        ("Kyushu Ceramic", "arita-kyushu-museum"),
        ("해강도자", "icheon-haegang"),
        ("عين النقبي", "fez-ain-nokbi"),
        ("город мастеров", "gorodets-city-of-masters"),
        ("faenza gatti", "faenza-gatti"),
    ],
)
def test_names_in_other_scripts_are_found(
    text: str, site: str, catalogue: SqlSiteCatalogue
) -> None:
    assert site in _ids(catalogue, text)


@pytest.mark.parametrize("text", ["Zhushan Middle Road", "珠山中路", "187 zhushan"])
def test_address_is_searched_too(text: str, catalogue: SqlSiteCatalogue) -> None:
    assert KILN in _ids(catalogue, text)


def test_descriptions_are_searched_after_names(catalogue: SqlSiteCatalogue) -> None:
    found = catalogue.search(SiteQuery("market"))
    in_name = ["market" in site.names.en.lower() for site in found]
    assert any(in_name)
    assert not all(in_name)
    assert in_name == sorted(in_name, reverse=True)


def test_empty_text_finds_everything(catalogue: SqlSiteCatalogue) -> None:
    assert len(_ids(catalogue)) >= 229
    assert len(_ids(catalogue, "   ")) >= 229


@pytest.mark.parametrize("text", ["!!!", '"', "*", "^", "()", "-", "\x00", "qqzzxx", "🏺"])
def test_text_without_a_match_finds_nothing(text: str, catalogue: SqlSiteCatalogue) -> None:
    assert _ids(catalogue, text) == []


@pytest.mark.parametrize(
    "text",
    [
        '"; DROP TABLE site; --',
        "NEAR(kiln museum, 2)",
        "kiln OR museum",
        "en: kiln",
        "kiln AND",
        "'",
        'kiln" *',
        "^kiln",
        "{en local}: kiln",
        "endofname",
        "kiln " * 500,
        "窑" * 300,
    ],
)
def test_query_words_of_the_database_are_only_text(text: str, catalogue: SqlSiteCatalogue) -> None:
    catalogue.search(SiteQuery(text))
    assert len(_ids(catalogue)) >= 229


@given(st.text(max_size=60))
@settings(max_examples=300)
def test_no_text_raises(catalogue: SqlSiteCatalogue, text: str) -> None:
    near = Coordinates(29.3, 117.2)
    assert len(catalogue.search(SiteQuery(text, limit=5))) <= 5
    catalogue.search(SiteQuery(text, city="jingdezhen", near=near, within_m=900, limit=5))


def test_hostile_text_survives_word_for_word(sources: Path, tmp_path: Path) -> None:
    hostile = '<img src=x onerror=alert(1)> \'); DROP TABLE site; -- "kiln" \\ %s {0}'
    city = sources / "cities" / "osh.json"
    changed(
        city,
        lambda content: place_in(content, "osh-jayma").update(
            names={"en": hostile, "local": hostile}, description=hostile
        ),
    )
    target = tmp_path / "hostile.sqlite"
    build_catalogue(sources, target)
    catalogue = SqlSiteCatalogue(open_engine(target, read_only=True))
    site = catalogue.site(SiteId("osh-jayma"))
    assert site is not None
    assert (site.names.en, site.names.local, site.description) == (hostile, hostile, hostile)
    assert _ids(catalogue, hostile) == ["osh-jayma"]
    assert _ids(catalogue, "onerror") == ["osh-jayma"]


def test_filters_all_have_to_hold(catalogue: SqlSiteCatalogue) -> None:
    found = catalogue.search(
        SiteQuery(
            city="jingdezhen",
            kinds=(SiteKind.KILN_SITE, SiteKind.MUSEUM),
            periods=("song",),
            wares=("qingbai",),
        )
    )
    everything = catalogue.search(SiteQuery())
    expected = {
        site.id
        for site in everything
        if site.city == "jingdezhen"
        and site.kind in (SiteKind.KILN_SITE, SiteKind.MUSEUM)
        and "song" in site.periods
        and "qingbai" in site.wares
    }
    assert {site.id for site in found} == expected
    assert expected


def test_activity_filter_takes_any_of_several(catalogue: SqlSiteCatalogue) -> None:
    found = catalogue.search(SiteQuery(activities=("course", "hands_on")))
    assert found
    assert all({"course", "hands_on"} & set(site.activities) for site in found)


@pytest.mark.parametrize(
    "filters", [{"city": "atlantis"}, {"wares": ("plastic",)}, {"periods": ("",)}]
)
def test_unknown_filter_finds_nothing(
    filters: dict[str, object], catalogue: SqlSiteCatalogue
) -> None:
    assert _ids(catalogue, "", **filters) == []
    assert _ids(catalogue, "", near=OLD_TOWN, **filters) == []


def test_text_and_filters_together(catalogue: SqlSiteCatalogue) -> None:
    found = catalogue.search(SiteQuery("kiln", kinds=(SiteKind.MUSEUM,), city="jingdezhen"))
    assert found
    assert all(site.kind is SiteKind.MUSEUM and site.city == "jingdezhen" for site in found)


def test_limit_is_kept_and_zero_finds_nothing(catalogue: SqlSiteCatalogue) -> None:
    assert len(_ids(catalogue, "kiln", limit=3)) == 3
    assert _ids(catalogue, limit=0) == []


def _by_brute_force(sites: tuple[Site, ...], near: Coordinates) -> list[int]:
    return sorted(round(near.distance_m(site.point.at)) for site in sites)


@pytest.mark.parametrize("seed", range(5))
def test_nearest_agree_with_brute_force(seed: int, catalogue: SqlSiteCatalogue) -> None:
    rng = random.Random(seed)  # noqa: S311 - points for a test
    near = Coordinates(rng.uniform(-80, 80), rng.uniform(-180, 180))
    everything = catalogue.search(SiteQuery())
    found = catalogue.search(SiteQuery(near=near, limit=40))
    expected = _by_brute_force(everything, near)[:40]
    assert [round(near.distance_m(site.point.at)) for site in found] == pytest.approx(
        expected, abs=1
    )


@pytest.mark.parametrize("near", [Coordinates(90, 0), Coordinates(-90, 10), Coordinates(10, 180)])
def test_nearest_from_the_ends_of_the_earth_finds_all(
    near: Coordinates, catalogue: SqlSiteCatalogue
) -> None:
    everything = catalogue.search(SiteQuery())
    found = catalogue.search(SiteQuery(near=near))
    assert len(found) == len(everything)
    assert len(catalogue.search(SiteQuery("museum", near=near))) > 50


def test_within_a_radius_agrees_with_brute_force(catalogue: SqlSiteCatalogue) -> None:
    everything = catalogue.search(SiteQuery())
    for metres in (0, 200, 1_500, 20_000):
        found = _ids(catalogue, near=OLD_TOWN, within_m=metres)
        inside = {s.id for s in everything if OLD_TOWN.distance_m(s.point.at) <= metres}
        assert set(found) == inside
        museums = _ids(catalogue, near=OLD_TOWN, within_m=metres, kinds=(SiteKind.MUSEUM,))
        assert set(museums) == {
            s.id for s in everything if s.id in inside and s.kind is SiteKind.MUSEUM
        }


def test_nearest_of_a_kind_come_in_order(catalogue: SqlSiteCatalogue) -> None:
    found = catalogue.search(SiteQuery(near=OLD_TOWN, kinds=(SiteKind.MUSEUM,), limit=20))
    metres = [OLD_TOWN.distance_m(site.point.at) for site in found]
    assert metres == sorted(metres)
    assert all(site.kind is SiteKind.MUSEUM for site in found)


def test_saturday_market_is_found_on_saturdays_only(catalogue: SqlSiteCatalogue) -> None:
    assert "letian-market" in _ids(catalogue, open_on=SATURDAY)
    assert "letian-market" not in _ids(catalogue, open_on=SUNDAY)
    assert "letian-market" not in _ids(catalogue, open_on=MONDAY)


def test_dawn_market_is_found_on_mondays(catalogue: SqlSiteCatalogue) -> None:
    assert "antique-city-dawn-market" in _ids(catalogue, open_on=MONDAY)
    assert "antique-city-dawn-market" not in _ids(catalogue, open_on=SATURDAY)


def test_museum_is_open_on_a_holiday_monday_and_closed_on_another(
    catalogue: SqlSiteCatalogue,
) -> None:
    in_golden_week, ordinary = date(2026, 10, 5), date(2026, 10, 12)
    assert "china-ceramics-museum" in _ids(catalogue, open_on=in_golden_week)
    assert "china-ceramics-museum" not in _ids(catalogue, open_on=ordinary)


def test_fair_ground_is_found_on_the_days_of_its_event(catalogue: SqlSiteCatalogue) -> None:
    assert "gmunden-toepfermarkt" in _ids(catalogue, open_on=date(2026, 8, 29))
    assert "gmunden-toepfermarkt" not in _ids(catalogue, open_on=date(2026, 6, 6))


def test_museum_that_is_being_rebuilt_is_never_open(catalogue: SqlSiteCatalogue) -> None:
    assert "delft-prinsenhof" not in _ids(catalogue, open_on=SATURDAY)


def test_search_works_from_many_threads_at_once(catalogue: SqlSiteCatalogue) -> None:
    words = ["kiln", "museum", "窑", "yyc", "market", ""] * 10
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda word: _ids(catalogue, word), words))
    assert found[:6] * 10 == found
