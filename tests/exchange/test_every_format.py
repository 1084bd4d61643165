"""Whatever the tour, every format writes a file that its readers can read."""

from __future__ import annotations

import io
import json
import re
import unicodedata
import zipfile
from dataclasses import replace

import docx
import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, html
from openpyxl import load_workbook

from tests import builders
from tests.exchange.books import NOW, hostile_roadbook, roadbook
from tests.exchange.generated_tours import tours
from tests.exchange.opened import said_by
from tests.fakes import InMemoryCatalogue
from tests.mapping.plans import places
from tests.mapping.plans import roadbook as planned
from tests.planted import planted
from tourplanner.domain.audience import Audience
from tourplanner.domain.paper_choice import CodeContent, DistanceUnit, PaperChoice, PaperLanguage
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.seen_by import seen_by
from tourplanner.domain.site import Names, SiteId
from tourplanner.domain.tour import Tour
from tourplanner.domain.tour_length import MAX_DAYS
from tourplanner.errors import NothingToExport
from tourplanner.exchange.formats import EXPORTERS, Exporter, exported
from tourplanner.mapping.reader_words import ReaderWords
from tourplanner.paths import resource
from tourplanner.usecases.make_roadbook import make_roadbook

ALL = tuple(exporter.id for exporter in EXPORTERS)
GPX = etree.RelaxNG(etree.parse(str(resource("schemas", "gpx-1-1.rng"))))
KML = etree.RelaxNG(etree.parse(str(resource("schemas", "kml-2-2.rng"))))
FEW = settings(suppress_health_check=list(HealthCheck), max_examples=25)
each_format = pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda one: one.id)


def assert_readable(name: str, content: bytes) -> None:
    """The file is what its suffix says, to a reader that is not ours."""
    suffix = name.rsplit(".", 1)[-1]
    if suffix == "gpx":
        assert GPX.validate(etree.fromstring(content)), GPX.error_log
    elif suffix == "kml":
        assert KML.validate(etree.fromstring(content)), KML.error_log
    elif suffix == "kmz":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert_readable("doc.kml", archive.read("doc.kml"))
    elif suffix == "ics":
        assert not [p.errors for p in icalendar.Calendar.from_ical(content).walk() if p.errors]
    elif suffix in ("geojson", "jsonld"):
        assert json.loads(content)
    elif suffix == "docx":
        assert docx.Document(io.BytesIO(content)).paragraphs
    elif suffix == "xlsx":
        assert load_workbook(io.BytesIO(content)).sheetnames
    elif suffix == "html":
        assert html.document_fromstring(content.decode()).xpath("//h1")
    else:
        assert content.decode("utf-8-sig").strip()


def book_of(tour: Tour) -> Roadbook:
    """The tour with a catalogue that knows some of its sites, in a city that is there."""
    town = builders.city()
    tour = replace(tour, preferences=replace(tour.preferences, city=town.id))
    known = [
        replace(site, id=SiteId(name)) for site, name in zip(builders.sites(4), "abcd", strict=True)
    ]
    return make_roadbook(tour, InMemoryCatalogue(tuple(known), (town,)))


@given(tours(), st.sampled_from(Audience), st.sampled_from(CodeContent), st.booleans())
@FEW
def test_every_tour_is_written_readably_or_refused_clearly(
    tour: Tour, audience: Audience, code: CodeContent, clock_24h: bool
) -> None:
    choice = PaperChoice(audience, clock_24h=clock_24h, code=code)
    book = replace(book_of(tour), paper=choice)
    for wanted in ALL:
        try:
            files = exported(book, [wanted], NOW)
        except NothingToExport:  # its sentence is looked at below
            continue
        for name, content in files:
            assert_readable(name, content)


@each_format
@pytest.mark.parametrize("audience", Audience)
def test_the_same_tour_and_clock_give_the_same_bytes(
    exporter: Exporter, audience: Audience
) -> None:
    whole, _secrets = planted(list(range(100, 200)))
    seen = seen_by(whole, audience)
    assert exported(seen, [exporter.id], NOW) == exported(seen, [exporter.id], NOW)


HARD_NAMES = {
    "title of 500 characters": "窑 " * 250,
    "right to left": "متحف الخزف עברית",
    "emoji": "🏺👩‍🎨🇨🇳",
    "rare characters": "𠀀𪚥㐂",
    "formula": "=cmd|' /C calc'!A0",
    "script": "</script><script>alert(1)</script>",
    "a colon and a slash": "../../etc: CON",
    "half a pair": "\udc80",
    "nothing but control": "\x00\x07",
}


@each_format
@pytest.mark.parametrize("text", HARD_NAMES.values(), ids=HARD_NAMES.keys())
def test_hard_names_and_notes_arrive_or_are_made_harmless(text: str, exporter: Exporter) -> None:
    book = roadbook(title=text)
    day = book.days[0]
    first = replace(day.stops[1], names=Names(text, text), note=text)
    book = replace(
        book, days=(replace(day, stops=(day.stops[0], first, *day.stops[2:])), book.days[1])
    )
    files = exported(book, [exporter.id], NOW)
    printable = all(unicodedata.category(letter) not in ("Cc", "Cs") for letter in text)
    for name, content in files:
        assert_readable(name, content)
        assert "/" not in name.replace(" - site/", "")
        assert len(name.encode()) < 255
    if exporter.id in ("docx", "xlsx", "txt", "gpx", "geojson", "ics") and printable:
        said = " ".join(said_by(*files[0]).replace("\\", "").split())
        assert text.split()[0][:4].replace("&", "&amp;").replace("<", "")[:3] in said


@each_format
def test_two_hundred_stops_in_a_day_and_sixty_days_are_written(exporter: Exporter) -> None:
    for book in (
        planned((places(200),)),
        planned([places(180)[n : n + 6] for n in range(MAX_DAYS)]),
    ):
        for name, content in exported(book, [exporter.id], NOW):
            assert_readable(name, content)


TIME_24 = re.compile(r"(?<![\d:+T-])(?:[01]\d|2[0-3]):[0-5]\d(?![\d:]| [AP]M)")
TIME_12 = re.compile(r"\b1?\d:[0-5]\d [AP]M")


@pytest.mark.parametrize("wanted", ["html", "docx", "md", "txt", "gpx", "kml", "ics", "site"])
def test_clock_and_units_of_the_reader_hold_in_every_document(wanted: str) -> None:
    whole, _secrets = planted(list(range(100, 200)))
    for clock_24h, units in ((True, DistanceUnit.KM), (False, DistanceUnit.KM),
                             (False, DistanceUnit.MI)):  # fmt: skip
        choice = PaperChoice(Audience.TRAVELLER, clock_24h=clock_24h, units=units)
        files = exported(replace(whole, paper=choice), [wanted], NOW)
        said = "\n".join(shown_by(name, content) for name, content in files)
        assert bool(TIME_12.search(said)) is not clock_24h
        assert bool(TIME_24.search(said)) is clock_24h
        assert bool(re.search(r"\d (km|m)\b", said)) is (units is DistanceUnit.KM)
        assert bool(re.search(r"\d (mi|ft)\b", said)) is (units is DistanceUnit.MI)


def shown_by(name: str, content: bytes) -> str:
    """What a reader sees: without map drawings, links, machine dates and scripts."""
    if name.endswith(".html"):
        page = html.document_fromstring(content.decode())
        for hidden in page.xpath("//script | //style | //div[@class='drawing' or @id='map-frame']"):
            hidden.drop_tree()
        return str(page.text_content())
    if name.endswith(".docx"):
        document = docx.Document(io.BytesIO(content))
        cells = (c.text for t in document.tables for row in t.rows for c in row.cells)
        return "\n".join((*(p.text for p in document.paragraphs), *cells))
    text = said_by(name, content)
    if name.endswith(".kml"):
        return "\n".join(e.text or "" for e in etree.fromstring(content).iter("{*}description"))
    if name.endswith(".gpx"):
        return "\n".join(e.text or "" for e in etree.fromstring(content).iter("{*}desc"))
    if name.endswith(".ics"):
        return "\n".join(line for line in text.splitlines() if line.startswith("DESC"))
    return re.sub(r"<?(https|geo|om):\S+", "", text)


def test_a_chinese_reader_finds_the_chinese_name_first() -> None:
    names = Names("Kiln", "窑", "窑")
    assert ReaderWords(PaperChoice(language=PaperLanguage.ZH)).names(names) == ("窑", "Kiln")
    assert ReaderWords(PaperChoice(language=PaperLanguage.BOTH)).names(names) == ("Kiln", "窑")
    italian = Names("Museum", "Museo", "博物馆")
    assert ReaderWords(PaperChoice(language=PaperLanguage.ZH)).names(italian) == ("博物馆", "Museo")


def test_minutes_before_and_after_the_day_say_so() -> None:
    half = ReaderWords(PaperChoice(clock_24h=False))
    assert [half.time(minute) for minute in (0, 545, 720, 1500, -30)] == [
        "12:00 AM", "9:05 AM", "12:00 PM", "1:00 AM+1", "11:30 PM-1",
    ]  # fmt: skip
    assert [ReaderWords().time(minute) for minute in (545, 1440, 1500, -30)] == [
        "09:05", "24:00", "01:00+1", "23:30-1",
    ]  # fmt: skip


def test_no_stops_at_all_is_a_clear_sentence() -> None:
    with pytest.raises(NothingToExport, match="Plan the tour first"):
        exported(book_of(builders.tour()), ["html"], NOW)


def test_hostile_texts_stay_inside_every_file() -> None:
    for name, content in exported(hostile_roadbook(), ALL, NOW):
        assert_readable(name, content)
