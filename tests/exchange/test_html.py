"""The web page of a tour, read by a browser that has no network."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import html
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from tests.mapping.plans import places, roadbook
from tourplanner.domain.itinerary import StopKind
from tourplanner.domain.paper_choice import CodeContent
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.site import Names
from tourplanner.exchange.html import write_html
from tourplanner.exchange.html_book import MOST_CODES
from tourplanner.exchange.jsonld import trip_node
from tourplanner.exchange.stop_links import all_links, way_links
from tourplanner.exchange.stop_text import one_line
from tourplanner.mapping.table import map_rows

MADE_ON = datetime(2027, 1, 2, 12, 0, tzinfo=UTC)
HOSTILE = '</script><!--<script><img src=x onerror="document.title=`broken`">\u2028'


needs_zbar = pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbar is not installed")


def book() -> Roadbook:
    """Three days, with one site whose names attack the page."""
    everything = list(places())
    everything[1] = replace(
        everything[1], names=Names(HOSTILE, HOSTILE), address_en=HOSTILE, booking=HOSTILE
    )
    return roadbook((everything[:5], everything[5:10], everything[10:]))


def parsed(roadbook: Roadbook) -> html.HtmlElement:
    return html.document_fromstring(write_html(roadbook, MADE_ON).decode())


class Browser:
    """A headless Chromium, offline, spoken to over a pipe; it keeps what the page asked for."""

    def __init__(self, program: str, profile: Path) -> None:
        answers, their_answers = os.pipe()
        their_words, words = os.pipe()
        options = (
            "--headless=new --no-sandbox --disable-gpu --no-first-run --remote-debugging-pipe "
            "--disable-background-networking --disable-component-update --disable-sync"
        )

        def wire() -> None:
            os.dup2(their_words, 3)  # where Chromium listens, and below where it speaks
            os.dup2(their_answers, 4)

        self._process = subprocess.Popen(
            [program, *options.split(), f"--user-data-dir={profile}", "about:blank"],
            pass_fds=(3, 4),
            preexec_fn=wire,
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        os.close(their_words)
        os.close(their_answers)
        self._answers, self._words = os.fdopen(answers, "rb", 0), os.fdopen(words, "wb", 0)
        self._count = 0
        self._kept = b""
        self.session: str | None = None
        self.requests: list[str] = []
        self.complaints: list[str] = []

    def open(self, page: Path, *, has_scripts: bool = True) -> None:
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self.session = str(attached["sessionId"])
        for domain in ("Network", "Page", "Log", "Runtime"):
            self.call(f"{domain}.enable")
        self.call(
            "Network.emulateNetworkConditions",
            offline=True,
            latency=0,
            downloadThroughput=0,
            uploadThroughput=0,
        )
        self.call("Emulation.setScriptExecutionDisabled", value=not has_scripts)
        self.call("Page.navigate", url=page.as_uri())
        while self._read().get("method") != "Page.loadEventFired":
            pass

    def ask(self, expression: str) -> object:
        told = self.call("Runtime.evaluate", expression=f"JSON.stringify({expression})")
        result = told["result"]
        assert isinstance(result, dict)
        return json.loads(result["value"])

    def call(self, method: str, **parameters: object) -> dict[str, object]:
        self._count += 1
        message: dict[str, object] = {"id": self._count, "method": method, "params": parameters}
        if self.session is not None:
            message["sessionId"] = self.session
        self._words.write(json.dumps(message).encode() + b"\0")
        while True:
            told = self._read()
            if told.get("id") == self._count:
                assert "error" not in told, told
                result = told["result"]
                assert isinstance(result, dict)
                return result

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        self._answers.close()
        self._words.close()

    def _read(self) -> dict[str, object]:
        while b"\0" not in self._kept:
            more = os.read(self._answers.fileno(), 65536)
            assert more, "the browser has gone"
            self._kept += more
        message, self._kept = self._kept.split(b"\0", 1)
        told: dict[str, object] = json.loads(message)
        parameters = told.get("params", {})
        assert isinstance(parameters, dict)
        if told.get("method") == "Network.requestWillBeSent":
            self.requests.append(parameters["request"]["url"])
        if told.get("method") in {"Log.entryAdded", "Runtime.exceptionThrown"}:
            self.complaints.append(str(parameters))
        return told


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no Chromium on this machine to open the page with")
    folder = tmp_path_factory.mktemp("browser")
    page = folder / "plan.html"
    page.write_bytes(write_html(book(), MADE_ON))
    started = Browser(program, folder / "profile")
    try:
        started.open(page)
        yield started
    finally:
        started.close()


def test_a_browser_without_network_draws_the_map_and_asks_for_nothing(browser: Browser) -> None:
    assert browser.ask("document.querySelectorAll('.stop-mark').length") == 15
    assert browser.ask("document.querySelectorAll('path.leg').length") == 18
    assert browser.ask("document.querySelector('.folium-map').offsetHeight > 300") is True
    asked = [url for url in browser.requests if not url.startswith("data:")]
    assert [url.rsplit("/", 1)[1] for url in asked] == ["plan.html"]
    assert browser.complaints == []


def test_hostile_names_stay_text_in_the_browser(browser: Browser) -> None:
    assert browser.ask("document.querySelectorAll('img').length") == 0
    assert browser.ask("document.title") == "Kilns and lanes"
    titles = browser.ask("[...document.querySelectorAll('bdi.title')].map(e => e.textContent)")
    assert isinstance(titles, list)
    assert one_line(HOSTILE) in titles


def test_a_click_on_a_mark_marks_its_row(browser: Browser) -> None:
    browser.ask("(document.querySelector('.stop-mark[data-site=yaoli]').click(), 1)")
    chosen = browser.ask("[...document.querySelectorAll('tr.chosen')].map(e => e.dataset.site)")
    assert chosen == ["yaoli"]


def test_the_file_has_title_language_and_character_set_and_loads_nothing() -> None:
    page = parsed(book())
    assert page.get("lang") == "en"
    assert page.findtext(".//title") == "Kilns and lanes"
    assert page.find(".//meta[@charset]").get("charset") == "utf-8"
    assert page.xpath("//@src | //link | //iframe | //object | //@style") == []
    assert {e.tag for e in page.xpath("//*[@href]")} == {"a"}


def test_scripts_run_only_by_their_hash() -> None:
    policy = parsed(book()).find('.//meta[@http-equiv="Content-Security-Policy"]').get("content")
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_without_scripts_the_tables_hold_every_stop_leg_and_reason() -> None:
    roads = roadbook()
    page = parsed(roads)
    titles = [e.text_content() for e in page.xpath("//tr[@class='visit']//bdi[@class='title']")]
    assert titles == [stop.names.en for day in roads.days for stop in day.visits]
    legs = [e.text_content() for e in page.xpath("//tr[@class='leg']/td[last()]")]
    assert len(legs) == sum(len(day.legs) for day in roads.days)
    assert all("(estimate)" in text for text in legs)
    reasons = page.xpath("//section[@class='left-out']//tbody/tr/td[2]")
    assert [e.text_content() for e in reasons] == [entry.why for entry in roads.left_out]
    text = page.text_content()
    assert all(caution in text for caution in roads.cautions)
    assert "GeoNames, CC BY 4.0" in text
    assert "御窑厂国家考古遗址公园" in text


def test_every_site_on_the_map_is_in_a_table_with_its_direction() -> None:
    roads = roadbook()
    page = parsed(roads)
    rows = {e.get("data-site"): e.text_content() for e in page.xpath("//tr[@data-site]")}
    marks = {row.site: row.where for row in map_rows(roads) if row.site is not None}
    assert set(rows) == set(marks)
    assert all(where in rows[site] for site, where in marks.items())


def test_lunch_waiting_and_doubts_are_told() -> None:
    roads = roadbook()
    day = roads.days[0]
    waits = replace(day.stops[1], stop=replace(day.stops[1].stop, arrival_min=540))
    late = replace(roads, days=(replace(day, stops=(day.stops[0], waits, *day.stops[2:])),))
    text = parsed(late).text_content()
    assert any(stop.stop.kind is StopKind.BREAK for stop in day.stops)
    assert "Lunch" in text
    assert "waits 15 min for the opening" in text
    assert "hours assumed" in text
    assert "53 CNY (2025)" in text


def test_the_same_tour_at_the_same_time_gives_the_same_bytes() -> None:
    assert write_html(book(), MADE_ON) == write_html(book(), MADE_ON)


def test_a_stop_opens_in_every_map_and_a_leg_in_those_that_lead() -> None:
    roads = roadbook()
    page = parsed(roads)
    stop = page.xpath("//tr[@data-site='yaoli']//a/@href")
    assert stop == [link.url for link in all_links(roads.days[2].visits[3])]
    legs = page.xpath("//tr[@class='leg'][1]")[0].xpath(".//a/@href")
    assert legs == [
        link.url for link in way_links(roads.days[0], roads.days[0].legs[0], roads.city)
    ]
    assert any(url.startswith("https://uri.amap.com/navigation") for url in legs)
    assert page.find('.//meta[@name="referrer"]').get("content") == "no-referrer"


def test_cards_show_a_driver_the_name_in_chinese_with_its_code() -> None:
    page = parsed(roadbook())
    cards = page.xpath("//article[@class='card']")
    names = [card.xpath(".//p[@class='name']")[0].text_content() for card in cards]
    assert len(names) == 15 == len(set(names))
    assert names[0] == "御窑厂国家考古遗址公园"
    assert all("请送我到这个地址。" in card.text_content() for card in cards)
    assert all(card.xpath(".//div[@class='code']//*[local-name()='svg']") for card in cards)
    assert "青霉素" in page.text_content() or "过敏" in page.text_content()


def test_a_page_of_another_country_has_no_chinese_sentences() -> None:
    roads = roadbook()
    page = parsed(replace(roads, city=replace(roads.city, language="it", country="IT")))
    assert "请" not in page.text_content()
    assert page.xpath("//article[@class='card']")


@needs_zbar
@pytest.mark.parametrize("content", CodeContent)
def test_codes_are_read_back_as_what_the_page_says_of_them(
    content: CodeContent, tmp_path: Path
) -> None:
    roads = roadbook()
    page = parsed(replace(roads, paper=replace(roads.paper, code=content)))
    codes = page.xpath("//div[@class='code']")
    assert len(codes) == 15
    for number in (0, 7, 14):
        said = codes[number].get("aria-label").removeprefix("Code to scan: ")
        drawing = html.tostring(codes[number].find("svg"), method="xml")
        read = scanned(drawing, tmp_path / f"{number}.png")
        assert read == said


def scanned(drawing: bytes, picture: Path) -> str:
    """What zbar reads from an SVG drawing."""
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    renderer = QSvgRenderer(drawing)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    assert image.save(str(picture))
    done = subprocess.run(
        ["zbarimg", "-q", "--raw", str(picture)], capture_output=True, check=True, timeout=60
    )
    return done.stdout.decode("utf-8").rstrip("\n")


def test_the_trip_is_told_to_machines_too() -> None:
    roads = roadbook()
    told = json.loads(parsed(roads).xpath("//script[@type='application/ld+json']")[0].text)
    assert told == trip_node(roads)


def test_a_drawn_map_stands_where_no_script_runs() -> None:
    drawing = parsed(book()).xpath("//div[@class='drawing']/svg")[0]
    assert "Yaoli Old Town" in drawing.text_content()
    assert len(drawing.xpath(".//*[local-name()='path' or local-name()='circle']")) > 15
    assert not drawing.xpath(".//script | .//img | .//image | .//@href | .//@style | .//@onerror")


def test_a_page_of_ten_full_days_is_small_enough_for_a_phone() -> None:
    many = places(60)
    days = tuple(many[n * 6 : n * 6 + 6] for n in range(10))
    assert len(write_html(roadbook(days), MADE_ON)) <= 2_000_000
    crowd = places(200)
    page = write_html(roadbook((crowd,)), MADE_ON)
    assert len(page) <= 2_000_000
    told = html.document_fromstring(page.decode())
    assert len(told.xpath("//div[@class='code']")) == MOST_CODES
    assert told.text_content().count("No code: this file") == 200 - MOST_CODES


def test_the_page_works_with_scripts_off(tmp_path: Path) -> None:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no Chromium on this machine to open the page with")
    page = tmp_path / "plan.html"
    page.write_bytes(write_html(book(), MADE_ON))
    started = Browser(program, tmp_path / "profile")
    try:
        started.open(page, has_scripts=False)
        told = started.call("Page.captureSnapshot")["data"]
        assert isinstance(told, str)
        assert "Yaoli Old Town" in told
        asked = [url for url in started.requests if not url.startswith("data:")]
        assert [url.rsplit("/", 1)[1] for url in asked] == ["plan.html"]
        assert started.complaints == []
    finally:
        started.close()
