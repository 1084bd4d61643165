"""Reading files in the shapes that other programs write."""

from __future__ import annotations

import io

import openpyxl
import pytest

from tests.exchange.readers.samples import ALL, CSV, GEOJSON, GPX, ICS, KML, XLSX, read
from tourplanner.domain.datum import Datum
from tourplanner.domain.place import Coordinates
from tourplanner.domain.transport import TransportMode
from tourplanner.errors import UnreadableFile
from tourplanner.exchange.readers.any_file import Reading
from tourplanner.exchange.readers.ride_words import ride_in
from tourplanner.exchange.readers.table_layout import Columns, Field

KILN = Coordinates(29.2978, 117.2)


@pytest.mark.parametrize("name", [name for name in ALL if name != "a.json"])
def test_the_kiln_is_found_where_it_is(name: str) -> None:
    found = read(name, ALL[name])
    first = found.points[0]
    assert first.at == KILN
    assert first.name in {"Imperial Kiln", "御窑厂"}
    assert first.origin.file == name
    assert first.origin.row is not None
    assert found.datum is Datum.WGS84
    assert found.datum_question == ""


@pytest.mark.parametrize("name", ["a.gpx", "a.kml", "a.kmz", "a.geojson", "a.csv", "a.xlsx"])
def test_the_chinese_name_is_the_local_one(name: str) -> None:
    assert read(name, ALL[name]).points[0].name_local == "御窑厂"


def test_gpx_takes_named_route_points_once_and_no_track() -> None:
    found = read("a.gpx", GPX)
    assert [p.name for p in found.points] == ["Imperial Kiln", "三宝村"]
    assert found.points[0].note == "09:00-10:30"
    assert found.points[0].origin.row == 5
    assert "1 recorded track is a way" in found.cautions[0]


def test_kml_says_which_placemarks_are_no_places() -> None:
    found = read("a.kml", KML)
    assert found.points[0].note == "Open 09:00–17:00\nclosed Mondays"
    assert [entry.origin.row for entry in found.not_understood] == [10, 8]
    assert "not followed" in found.not_understood[0].text
    assert "“The river” is a line" in found.not_understood[1].text


def test_geojson_takes_points_and_tells_the_rest() -> None:
    found = read("a.geojson", GEOJSON)
    assert [(p.name, p.note) for p in found.points] == [("Imperial Kiln", "Go early.")]
    assert [entry.origin.row for entry in found.not_understood] == [2, 3]


def test_geojson_in_another_system_is_refused() -> None:
    crs = '{"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:3857"}},"features":[]}'
    with pytest.raises(UnreadableFile, match="another system than WGS 84"):
        read("a.geojson", crs)


def test_csv_rows_are_numbered_as_an_editor_does() -> None:
    found = read("a.csv", CSV)
    assert [(p.name_local, p.origin.row) for p in found.points] == [("御窑厂", 2), ("三宝村", 3)]
    assert found.points[0].note == "早, 去"


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_csv_with_other_separators_is_read(separator: str) -> None:
    text = f"Name{separator}Lat{separator}Lng\nKiln{separator}29.2978{separator}117.2\n"
    assert read("a.csv", text).points[0].at == KILN


def test_csv_in_gb18030_is_read_and_said_so() -> None:
    found = read("a.csv", CSV.encode("gb18030"))
    assert found.points[0].name_local == "御窑厂"
    assert "GB 18030" in found.cautions[0]


def test_csv_with_a_bom_and_in_utf_16_is_read() -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        found = read("a.csv", CSV.encode(encoding))
        assert (found.points[0].name_local, found.cautions) == ("御窑厂", ())


def test_columns_can_be_named_by_the_user() -> None:
    text = "Ort;hoch;rechts\nKiln;29.2978;117.2\n"
    with pytest.raises(UnreadableFile, match=r"Say which they are, such as name=A,lat=B,lon=C"):
        read("a.csv", text)
    for names in (("Ort", "hoch", "rechts"), ("A", "B", "C"), ("1", "2", "3")):
        columns = dict(zip((Field.NAME, Field.LAT, Field.LON), names, strict=True))
        found = read("a.csv", text, Reading(columns=Columns(columns)))
        assert ([p.at for p in found.points], found.faults) == ([KILN], ())
    with pytest.raises(UnreadableFile, match=r"no column “Z”"):
        read("a.csv", text, Reading(columns=Columns({Field.NAME: "Z"})))


def test_a_column_of_points_holds_degrees_or_links() -> None:
    text = (
        "name,coordinates\n"
        'Kiln,"29.2978, 117.2"\n'
        'AMap,"https://uri.amap.com/marker?position=117.205285,29.295139&src=x"\n'
        "Bad,somewhere\n"
        'Short,"https://maps.app.goo.gl/abc"\n'
    )
    found = read("a.csv", text)
    assert found.points[0].at == KILN
    assert found.points[1].at.distance_m(KILN) < 0.5
    assert [(f.origin.row, f.origin.column) for f in found.faults] == [(4, "B"), (5, "B")]
    assert "short link" in found.faults[1].text


def test_faults_are_collected_with_row_and_column() -> None:
    text = "name,lat,lon\nA,north,117\nB,29,\n,29,117\nC,NaN,117\nD,29.3,117.2\nE,117.2,29.3\n"
    found = read("a.csv", text)
    assert [p.name for p in found.points] == ["D"]
    assert [fault.text for fault in found.faults] == [
        "“a.csv”, row 2, column B: “north” is no latitude in degrees, such as 29.2978.",
        "“a.csv”, row 3, column C: the longitude is missing.",
        "“a.csv”, row 4, column A: the name is missing.",
        "“a.csv”, row 5, column B: “NaN” is no latitude in degrees, such as 29.2978.",
        "“a.csv”, row 7, column B: 117.2 is no latitude. "
        "Latitude and longitude may have changed places.",
    ]
    assert found.faults[-1].swapped == Coordinates(29.3, 117.2)


def test_a_row_without_any_point_is_told_and_no_fault() -> None:
    found = read(
        "a.csv", "name,Latitude (WGS 84),Longitude (WGS 84)\nLunch,,\nKiln,29.2978,117.2\n"
    )
    assert ([p.name for p in found.points], found.faults) == (["Kiln"], ())
    assert found.not_understood[0].text == "“a.csv”, row 2: “Lunch” has no point."


def test_xlsx_finds_its_head_below_a_title_and_names_cells() -> None:
    found = read("a.xlsx", XLSX)
    assert [(p.name, p.origin.row) for p in found.points] == [("御窑厂", 4)]
    assert found.faults[0].text.startswith("“a.xlsx”, row 5, column C: “north”")


def test_xlsx_of_openpyxl_is_read() -> None:
    book = openpyxl.Workbook()
    notes = book.active
    assert notes is not None
    notes.append(["nothing", "here"])
    places = book.create_sheet("地点")
    places.append(["名称", "纬度", "经度"])
    places.append(["御窑厂", 29.2978, 117.2])
    buffer = io.BytesIO()
    book.save(buffer)
    found = read("a.xlsx", buffer.getvalue())
    assert (found.points[0].name_local, found.points[0].at) == ("御窑厂", KILN)
    assert found.cautions == ("“a.xlsx”: sheet 2 of 2 was read; the others were left.",)


def test_trains_and_flights_become_rides_on_their_own_clocks() -> None:
    train, flight = read("a.ics", ICS).rides
    assert (train.mode, train.number) == (TransportMode.TRAIN, "G1234")
    assert (train.from_name, train.to_name) == ("Nanchang West", "Jingdezhen North")
    assert f"{train.depart:%H:%M %Z} {train.arrive:%H:%M}" == "07:05 CST 08:20"
    assert train.note == "car 5, seat 12F"
    assert (flight.mode, flight.number) == (TransportMode.FLIGHT, "MU5678")
    assert (flight.from_local, flight.to_local) == ("景德镇", "上海虹桥")
    assert f"{flight.depart:%H:%M %Z}" == "09:00 CST"


def test_other_entries_of_a_calendar_are_told() -> None:
    found = read("a.ics", ICS)
    assert [p.name for p in found.points] == ["Imperial Kiln"]
    assert [entry.problem for entry in found.not_understood] == [
        "“D1-01 Dinner with the potters” is no train, no flight, and has no point.",
        "“Book the kiln” is a task or a note, no place and no ride.",
    ]


def test_a_train_without_an_end_is_a_fault_with_its_line() -> None:
    event = "BEGIN:VEVENT\nSUMMARY:G12 train\nDTSTART:20270416T070000\nEND:VEVENT"
    text = f"BEGIN:VCALENDAR\n{event}\nEND:VCALENDAR"
    fault = read("a.ics", text).faults[0]
    assert fault.origin.row == 2
    assert "DTEND: it has no time of day" in fault.text


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("G1234 南昌西-景德镇北", "G1234"),
        ("Train D 7", "7"),
        ("乘坐D2216次列车", "D2216"),
        ("动车 D2216次 景德镇北到南昌", "D2216"),
        ("Flight CA 1234 to Beijing", "CA1234"),
        ("3U8888 Chengdu → Jingdezhen", "3U8888"),
        ("Meet in room B1201", None),
        ("D1 Imperial Kiln", None),
        ("COVID-19 test", None),
        ("Dinner, 2027", None),
    ],
)
def test_a_title_is_a_ride_only_when_it_names_one(title: str, number: str | None) -> None:
    words = ride_in(title)
    assert (None if words is None else words.number) == number


def test_a_file_of_a_chinese_app_asks_for_its_datum() -> None:
    text = "名称,高德纬度,lat,lon\n御窑厂,,29.295139,117.205285\n"
    asked = read("a.csv", text)
    assert "GCJ-02" in asked.datum_question
    told = read("a.csv", text, Reading(datum=Datum.GCJ02))
    assert told.datum_question == ""
    assert told.points[0].at.distance_m(KILN) < 0.5


def test_a_chinese_app_abroad_is_not_asked() -> None:
    assert read("a.csv", "name,lat,lon,amap\nMeissen,51.16,13.47,\n").datum_question == ""


def test_an_unknown_kind_of_file_names_the_known_ones() -> None:
    with pytest.raises(UnreadableFile, match=r"\.gpx, \.kml"):
        read("a.docx", b"x")
