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

from tests.mapping.plans import places, roadbook
from tourplanner.domain.itinerary import StopKind
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.site import Names
from tourplanner.exchange.html import write_html
from tourplanner.mapping.table import map_rows

MADE_ON = datetime(2027, 1, 2, 12, 0, tzinfo=UTC)
HOSTILE = '</script><!--<script><img src=x onerror="document.title=`broken`">\u2028'


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

    def open(self, page: Path) -> None:
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
    assert HOSTILE in titles


def test_a_click_on_a_mark_marks_its_row(browser: Browser) -> None:
    browser.ask("(document.querySelector('.stop-mark[data-site=yaoli]').click(), 1)")
    chosen = browser.ask("[...document.querySelectorAll('tr.chosen')].map(e => e.dataset.site)")
    assert chosen == ["yaoli"]


def test_the_file_has_title_language_and_character_set_and_no_address_to_load() -> None:
    page = parsed(book())
    assert page.get("lang") == "en"
    assert page.findtext(".//title") == "Kilns and lanes"
    assert page.find(".//meta[@charset]").get("charset") == "utf-8"
    assert page.xpath("//@src | //@href | //link | //iframe | //object") == []


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
    assert all(text.endswith("estimate") for text in legs)
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
