"""The program speaks the language that is asked for, else that of the system."""

from __future__ import annotations

import threading
from datetime import date

import pytest

from tourplanner import i18n
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.reasons import long_date, short_date
from tourplanner.domain.site import Names
from tourplanner.domain.vocabulary import Facet, Term

KILN = Names("Xu Family Kiln", "徐家窑", "徐家窑", "xú jiā yáo")
DAY = date(2027, 4, 16)


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        (["zh_CN.UTF-8"], "zh_CN"),
        (["zh-Hans-CN"], "zh_CN"),
        (["zh"], "zh_CN"),
        (["zh_SG"], "zh_CN"),
        (["zh_TW.UTF-8"], "en"),
        (["zh-Hant"], "en"),
        (["de_AT.UTF-8@euro"], "en"),
        (["de", "zh_CN"], "zh_CN"),
        (["en_GB.UTF-8", "zh_CN"], "en"),
        (["C"], "en"),
        (["POSIX", ""], "en"),
        ([], "en"),
    ],
)
def test_the_nearest_shipped_language_is_chosen(wanted: list[str], spoken: str) -> None:
    assert i18n.best(wanted) == spoken


def test_the_own_variable_is_stronger_than_those_of_the_system() -> None:
    system = {"LANG": "de_DE.UTF-8", "LANGUAGE": "de:zh_CN"}
    assert i18n.wished_by({**system, "TOURPLANNER_LANGUAGE": "en"}) == ("en",)
    assert i18n.wished_by(system) == ("de", "zh_CN")
    assert i18n.wished_by({"LANG": "zh_CN.UTF-8"}) == ("zh_CN.UTF-8",)
    assert i18n.wished_by({"LANG": ""}) == ()


def test_documents_speak_chinese_on_their_own_thread_alone() -> None:
    elsewhere: list[str] = []
    with i18n.speaking("zh_CN"):
        thread = threading.Thread(target=lambda: elsewhere.append(i18n._("Lunch")))
        thread.start()
        thread.join()
        assert i18n._("Lunch") == "午餐"
        assert i18n._("Kiln site") == "窑址"
        assert i18n._("Left out by your wish.") == "按你的意愿不去。"
        assert i18n.ngettext("{count} stop", "{count} stops", 1) == "{count} 站"
        assert i18n.ngettext("{count} stop", "{count} stops", 5) == "{count} 站"
        assert i18n.listed(["徐家窑", "官庄窑"]) == "徐家窑、官庄窑"
        assert i18n.language_tag() == "zh-CN"
    assert elsewhere == ["Lunch"]
    assert i18n._("Lunch") == "Lunch"


def test_dates_follow_the_language() -> None:
    assert (short_date(DAY), long_date(DAY)) == ("Fri 16 Apr", "16 Apr 2027")
    with i18n.speaking("zh_CN"):
        assert (short_date(DAY), long_date(DAY)) == ("4月16日周五", "2027年4月16日")


def test_a_site_is_called_by_its_chinese_name_in_chinese() -> None:
    assert (KILN.first, KILN.second) == ("Xu Family Kiln", "徐家窑")
    with i18n.speaking("zh_CN"):
        assert (KILN.first, KILN.second) == ("徐家窑", "Xu Family Kiln")


def test_a_site_without_a_chinese_name_keeps_its_two_names() -> None:
    plain, arita = Names("Delft", "Delft"), Names("Arita", "有田")
    for spoken in ("en", "zh_CN"):
        with i18n.speaking(spoken):
            assert (plain.first, plain.second) == ("Delft", None)
            assert (arita.first, arita.second) == ("Arita", "有田")


def test_words_of_the_catalogue_follow_the_language() -> None:
    term = Term(Facet.WARE, "qingbai", "Qingbai", "青白瓷")
    holidays = PublicHolidays("CN", names=((DAY, "Labour Day"),))
    assert (term.text, holidays.name_of(DAY)) == ("Qingbai", "Labour Day")
    with i18n.speaking("zh_CN"):
        assert (term.text, holidays.name_of(DAY)) == ("青白瓷", "劳动节")
        assert Term(Facet.WARE, "x", "Other").text == "Other"
