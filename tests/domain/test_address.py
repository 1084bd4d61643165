"""An address is told in the order of its script."""

from __future__ import annotations

import pytest

from tests import builders
from tourplanner.domain.address import AddressParts
from tourplanner.domain.lodging import Lodging
from tourplanner.domain.own_site import OwnSite, as_site
from tourplanner.domain.site import SiteId, SiteKind
from tourplanner.errors import InvalidEdit

CHINESE = AddressParts("中国", "江西省", "景德镇市", "珠山区", "中华北路", "12", "3号楼2层")
LATIN = AddressParts(
    "China", "Jiangxi", "Jingdezhen", "Zhushan District", "Zhonghua Beilu", "12", "Building 3"
)


def test_chinese_goes_from_large_to_small_without_spaces() -> None:
    assert CHINESE.line == "中国江西省景德镇市珠山区中华北路12号3号楼2层"


def test_latin_goes_from_small_to_large() -> None:
    assert LATIN.line == (
        "Building 3, 12 Zhonghua Beilu, Zhushan District, Jingdezhen, Jiangxi, China"
    )


def test_what_is_not_known_leaves_no_gap() -> None:
    assert AddressParts(city="景德镇市", number="8号").line == "景德镇市8号"
    assert AddressParts(city="Jingdezhen", number="8").line == "8, Jingdezhen"
    assert AddressParts().line == ""


def test_a_city_that_is_its_own_province_is_told_once() -> None:
    assert AddressParts(province="上海市", city="上海市", district="黄浦区").line == "上海市黄浦区"


def test_more_than_a_line_is_refused() -> None:
    with pytest.raises(InvalidEdit):
        AddressParts(street="x" * 150, city="y" * 150)


def test_parts_stand_in_place_of_the_line_only_where_they_are_known() -> None:
    told = Lodging(address_local="旧", address_en="old line", parts_local=CHINESE).told
    assert (told.address_local, told.address_en) == (CHINESE.line, "old line")


def test_own_place_shows_both_scripts() -> None:
    at = builders.place("Kiln").at
    day = builders.preferences().start
    own = OwnSite(
        SiteId("own-1"), "jingdezhen", "Kiln", at, SiteKind.WORKSHOP, day, address="line",
        parts_local=CHINESE, parts_en=LATIN,
    )  # fmt: skip
    site = as_site(own, "CN")
    assert (site.address_local, site.address_en) == (CHINESE.line, LATIN.line)
