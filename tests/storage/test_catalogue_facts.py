"""The shipped facts are complete, sourced and unpolished."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tourplanner.domain.opening_hours import is_readable
from tourplanner.domain.ports import SiteQuery
from tourplanner.domain.site import Confidence, Site, SiteId, SiteKind
from tourplanner.domain.visit_windows import event_window
from tourplanner.domain.vocabulary import Facet
from tourplanner.storage.catalogue import SqlSiteCatalogue
from tourplanner.storage.catalogue_stats import catalogue_stats

TONES = {"\u0304", "\u0301", "\u030c", "\u0300"}


@pytest.fixture(scope="module")
def everything(catalogue: SqlSiteCatalogue) -> tuple[Site, ...]:
    return catalogue.search(SiteQuery(limit=100_000))


def _site(catalogue: SqlSiteCatalogue, name: str) -> Site:
    site = catalogue.site(SiteId(name))
    assert site is not None
    return site


def test_there_are_all_places_and_cities(
    catalogue: SqlSiteCatalogue, everything: tuple[Site, ...]
) -> None:
    assert len(everything) >= 229
    assert len(catalogue.cities()) >= 20
    assert len(catalogue.sites_of("jingdezhen")) == 82
    assert catalogue.cities()[0].id == "jingdezhen"
    names = [city.names.en for city in catalogue.cities()[1:]]
    assert names == sorted(names)


def test_every_site_has_kind_point_source_and_readable_hours(
    catalogue: SqlSiteCatalogue, everything: tuple[Site, ...]
) -> None:
    for site in everything:
        city = catalogue.city(site.city)
        assert city is not None
        assert isinstance(site.kind, SiteKind)
        assert city.centre.at.distance_m(site.point.at) < 60_000, site.id
        assert site.point.accuracy_m > 0
        assert site.point.source
        assert site.sources
        assert all(source.text for source in site.sources)
        assert site.description
        assert site.hours.expression is not None, site.id
        assert is_readable(site.hours.expression), site.id


def test_every_place_in_china_has_its_chinese_name_and_pinyin(
    everything: tuple[Site, ...],
) -> None:
    chinese = [site for site in everything if site.country == "CN"]
    assert len(chinese) >= 82 + 26
    for site in chinese:
        assert site.names.zh_hans, site.id
        assert site.names.pinyin, site.id
        assert TONES & set(unicodedata.normalize("NFD", site.names.pinyin)), site.id


def test_assumed_hours_are_never_passed_off_as_known(everything: tuple[Site, ...]) -> None:
    for site in everything:
        if site.hours.is_assumed:
            assert "Assumed for planning" in (site.hours.note or ""), site.id
            assert site.hours.assumed is not None


def test_sources_that_gave_hours_and_an_assumption_are_kept_apart(
    catalogue: SqlSiteCatalogue,
) -> None:
    museum = _site(catalogue, "china-ceramics-museum")
    assert museum.hours.known == "Tu-Su,PH 09:00-17:00"
    assert museum.hours.assumed is None
    assert museum.hours.last_admission_min == 16 * 60 + 30
    school = _site(catalogue, "faenza-isia")
    assert school.hours.known is None
    assert school.hours.is_assumed


def test_imperial_kiln_keeps_what_its_sources_disagree_about(catalogue: SqlSiteCatalogue) -> None:
    kiln = _site(catalogue, "imperial-kiln-site")
    assert kiln.names.zh_hans == "御窑厂国家考古遗址公园"
    assert kiln.ticket is not None
    assert (kiln.ticket.amount, kiln.ticket.currency) == (Decimal(53), "CNY")
    assert kiln.ticket.as_of == "2025-02"
    assert any("25 CNY" in conflict for conflict in kiln.conflicts)
    assert "2026-07-25" in [title.date for title in kiln.designations]
    assert dict(kiln.confidence)["ticket"] is Confidence.MEDIUM
    assert "Core ruins" in (kiln.hours.closed_note or "")


def test_doubtful_facts_stay_doubtful(catalogue: SqlSiteCatalogue) -> None:
    market = _site(catalogue, "dehua-tea-ware-market")
    assert "need confirmation" in (market.note or "")
    madrasa = _site(catalogue, "fez-bou-inania")
    assert madrasa.ticket is not None
    assert madrasa.ticket.as_of == "unverified"
    assert madrasa.ticket.confidence is Confidence.LOW
    assert _site(catalogue, "delft-prinsenhof").hours.known == "off"


def test_words_of_the_sources_stay_beside_the_controlled_terms(
    catalogue: SqlSiteCatalogue,
) -> None:
    kiln = _site(catalogue, "xujia-kiln")
    assert kiln.periods == ("ming", "qing")
    assert "periods: late Ming" in kiln.details


def test_bus_lines_are_with_their_places(catalogue: SqlSiteCatalogue) -> None:
    assert "23, 901, 902" in (_site(catalogue, "china-ceramics-museum").note or "")
    assert "901" in (_site(catalogue, "taoxichuan").note or "")


def test_general_knowledge_is_marked_as_a_hint(catalogue: SqlSiteCatalogue) -> None:
    facts = catalogue.practical("jingdezhen")
    assert len(facts) > 80
    cash = next(fact for fact in facts if fact.text.startswith("Cash in small notes"))
    assert cash.is_hint
    rail = next(fact for fact in facts if fact.text.startswith("High-speed rail: Shanghai"))
    assert not rail.is_hint
    assert rail.year == 2020
    assert catalogue.practical("atlantis") == ()


def test_markets_are_events_with_weekday_and_time(catalogue: SqlSiteCatalogue) -> None:
    china = catalogue.holidays("CN")
    saturday, monday = date(2027, 4, 17), date(2027, 4, 19)
    letian = _site(catalogue, "letian-market")
    windows = [event_window(letian, event, saturday, china) for event in letian.events]
    assert [(w.start_min, w.end_min) for w in windows if w] == [(9 * 60, 12 * 60)]
    assert not any(event_window(letian, event, monday, china) for event in letian.events)
    dawn = _site(catalogue, "antique-city-dawn-market")
    assert any(event_window(dawn, event, monday, china) for event in dawn.events)
    evening = _site(catalogue, "taoxichuan-night-market")
    assert {day for event in evening.events for day in event.weekdays} == {4, 5, 6}


def test_foretold_dates_of_an_event_say_that_they_are(catalogue: SqlSiteCatalogue) -> None:
    (fair, *_rest) = _site(catalogue, "arita-uchiyama").events
    assert ("2027-04-29", "2027-05-05") in fair.dates
    assert "follow the rule, not a notice" in (fair.note or "")


def test_events_of_a_whole_city_are_kept(catalogue: SqlSiteCatalogue) -> None:
    names = [event.name for event in catalogue.city_events("jingdezhen")]
    assert "China Jingdezhen International Ceramic Fair" in names
    assert catalogue.city_events("osh") == ()


def test_terms_of_sites_are_in_the_vocabularies(
    catalogue: SqlSiteCatalogue, everything: tuple[Site, ...]
) -> None:
    for facet, used in (
        (Facet.PERIOD, {term for site in everything for term in site.periods}),
        (Facet.WARE, {term for site in everything for term in site.wares}),
        (Facet.ACTIVITY, {term for site in everything for term in site.activities}),
        (Facet.KIND, {site.kind.value for site in everything}),
    ):
        known = [term.id for term in catalogue.vocabulary(facet)]
        assert used == set(known)
        assert len(known) == len(set(known))
        assert all(term.label_zh for term in catalogue.vocabulary(facet))


def test_sites_come_in_the_order_asked_for_without_unknown_ones(
    catalogue: SqlSiteCatalogue,
) -> None:
    wanted = [SiteId("osh-jayma"), SiteId("nowhere"), SiteId("letian-market")]
    assert [site.id for site in catalogue.sites(wanted)] == ["osh-jayma", "letian-market"]
    assert catalogue.site(SiteId("nowhere")) is None
    ids = [site.id for site in catalogue.sites_of("jingdezhen")]
    assert ids == sorted(ids)


def test_stations_of_a_city_are_its_hubs(catalogue: SqlSiteCatalogue) -> None:
    city = catalogue.city("jingdezhen")
    assert city is not None
    assert "jingdezhen-north-station" in [hub.site for hub in city.hubs]
    assert catalogue.city("atlantis") is None


def test_stats_count_what_is_there(
    catalogue: SqlSiteCatalogue, everything: tuple[Site, ...]
) -> None:
    stats = catalogue_stats(catalogue)
    assert stats["places"] == len(everything)
    assert stats["cities"] == len(catalogue.cities())
    hours = stats["hours"]
    assert isinstance(hours, dict)
    assert sum(hours.values()) == len(everything)
    json.dumps(stats)


def test_nothing_of_the_reference_data_was_dropped(
    shared: Path, everything: tuple[Site, ...]
) -> None:
    ours = {site.id: site for site in everything}
    jingdezhen = json.loads((shared / "catalogue" / "jingdezhen.json").read_text("utf-8"))
    world = json.loads((shared / "catalogue" / "world.json").read_text("utf-8"))["places"]
    assert len(ours) == len(jingdezhen) + len(world)
    for place in [*jingdezhen, *world]:
        site = ours[SiteId(place["id"])]
        assert site.names.en == place["name_en"]
        assert site.names.local == place.get("name_zh", place.get("name_local"))
        assert (site.point.at.lat, site.point.at.lon) == (place["lat"], place["lon"])
        assert site.point.accuracy_m == place["accuracy_m"]
        assert site.hours.known == place["opening_hours"]
        assert site.visit_min == place["visit_minutes"]
        assert site.address_local == place.get("address_zh", place.get("address"))
        assert len(site.sources) == len(place["sources"])
        assert len(site.designations) == len(place["designations"])
        assert len(site.conflicts) == len(place.get("conflicts", []))
        assert site.website == place["website"]
        assert site.description == place["description"]
        price = (
            place["ticket_cny"] if "ticket_cny" in place else (place["ticket"] or {}).get("amount")
        )
        assert (site.ticket is None) == (price is None)
        assert site.ticket is None or site.ticket.amount == Decimal(str(price))


def test_every_event_of_the_reference_calendar_has_a_home(
    shared: Path, catalogue: SqlSiteCatalogue
) -> None:
    calendar = json.loads((shared / "catalogue" / "calendar.json").read_text("utf-8"))
    closures = {"ceramics-museum-closed", "studio-new-year-closure"}
    for event in calendar["events"]:
        if event["id"] in closures:
            note = _site(catalogue, event["place_id"]).hours.note or ""
            assert event["name_en"] in note
        elif event["place_id"]:
            names = [found.name for found in _site(catalogue, event["place_id"]).events]
            assert event["name_en"] in names
        else:
            assert event["name_en"] in [e.name for e in catalogue.city_events(event["city"])]
