"""Points copied from maps and messages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import city, sites
from tests.fakes import InMemoryCatalogue
from tourplanner.domain.datum import Datum, from_wgs84
from tourplanner.domain.place import Coordinates
from tourplanner.errors import InvalidEdit
from tourplanner.usecases.new_tour import base_named
from tourplanner.usecases.paste_point import paste_point

KILN = Coordinates(29.2978, 117.2)
GCJ, BD = "29.295139,117.205285", "29.301056,117.211821"
GCJ_TURNED = "117.205285,29.295139"


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        ("29.2978, 117.2", Datum.WGS84),
        ("29.2978 117.2", Datum.WGS84),
        ("29.2978，117.2", Datum.WGS84),
        ("(29.2978; 117.2)", Datum.WGS84),
        ("N29.2978 E117.2", Datum.WGS84),
        ("29.2978N, 117.2E", Datum.WGS84),
        ("29°17'52.08\"N 117°12'0\"E", Datum.WGS84),
        ("29°17′52.08″N, 117°12′E", Datum.WGS84),
        ("lat: 29.2978, lon: 117.2", Datum.WGS84),
        ("纬度：29.2978，经度：117.2", Datum.WGS84),
        ("WGS84 29.2978, 117.2", Datum.WGS84),
        (f"GCJ-02 {GCJ}", Datum.GCJ02),
        (f"{GCJ} (gcj02)", Datum.GCJ02),
        (f"高德 {GCJ}", Datum.GCJ02),
        (f"火星坐标：{GCJ}", Datum.GCJ02),
        (f"BD-09: {BD}", Datum.BD09),
        (f"百度地图 {BD}", Datum.BD09),
        ("E117.2 N29.2978", Datum.WGS84),
        ("经度117.2，纬度29.2978", Datum.WGS84),
        ("117.2, 29.2978", Datum.WGS84),
        (f"GCJ-02 {GCJ_TURNED}", Datum.GCJ02),
        ("https://uri.amap.com/marker?position=117.2,29.2978&name=x&coordinate=wgs84", Datum.WGS84),
        (f"https://uri.amap.com/marker?position={GCJ_TURNED}&name=御窑厂", Datum.GCJ02),
        (f"https://uri.amap.com/marker?position={GCJ_TURNED}&coordinate=gaode", Datum.GCJ02),
        (f"https://uri.amap.com/navigation?from=&to={GCJ_TURNED},A&mode=car", Datum.GCJ02),
        (f"https://uri.amap.com/marker?markers={GCJ_TURNED},A%7C117,29,B", Datum.GCJ02),
        (f"https://www.amap.com/?q={GCJ},A", Datum.GCJ02),
        ("https://ditu.amap.com/regeo?lng=117.205285&lat=29.295139", Datum.GCJ02),
        ("androidamap://viewMap?lat=29.295139&lon=117.205285&dev=0", Datum.GCJ02),
        ("iosamap://path?dlat=29.2978&dlon=117.2&dev=1", Datum.WGS84),
        (f"https://api.map.baidu.com/marker?location={BD}&title=A&output=html", Datum.BD09),
        (f"https://api.map.baidu.com/marker?location={GCJ}&coord_type=gcj02", Datum.GCJ02),
        ("https://api.map.baidu.com/marker?location=29.2978,117.2&coord_type=wgs84", Datum.WGS84),
        (f"https://api.map.baidu.com/direction?destination=latlng:{BD}%7Cname:B", Datum.BD09),
        (f"baidumap://map/marker?location={BD}", Datum.BD09),
        (f"https://apis.map.qq.com/uri/v1/marker?marker=coord:{GCJ};title:A", Datum.GCJ02),
        (f"https://apis.map.qq.com/uri/v1/routeplan?tocoord={GCJ}", Datum.GCJ02),
        ("https://www.google.com/maps/@29.2978,117.2,17z", Datum.WGS84),
        (
            "https://www.google.com/maps/place/A/@29.1,117.1,17z/data=!3m1!4b1!3d29.2978!4d117.2",
            Datum.WGS84,
        ),
        ("https://www.google.com/maps/search/?api=1&query=29.2978%2C117.2", Datum.WGS84),
        (f"https://www.google.cn/maps/@{GCJ},17z", Datum.GCJ02),
        ("https://maps.apple.com/?ll=29.2978,117.2&q=A", Datum.WGS84),
        ("geo:29.2978,117.2;u=50", Datum.WGS84),
        ("geo:29.2978,117.2;crs=wgs84", Datum.WGS84),
        ("geo:0,0?q=29.2978,117.2(A)", Datum.WGS84),
        ("om://map?v=1&ll=29.2978,117.2&n=A", Datum.WGS84),
        ("https://osmand.net/map/?pin=29.2978,117.2#16/29.2978/117.2", Datum.WGS84),
        ("https://www.openstreetmap.org/?mlat=29.2978&mlon=117.2#map=15/29.3/117.1", Datum.WGS84),
        ("https://www.openstreetmap.org/#map=15/29.2978/117.2", Datum.WGS84),
        (f"【御窑厂】 https://uri.amap.com/marker?position={GCJ_TURNED}。", Datum.GCJ02),
    ],
)
def test_point_is_read_in_its_datum(text: str, datum: Datum) -> None:
    pasted = paste_point(text)
    assert pasted.datum is datum
    assert pasted.at.distance_m(KILN) < 0.5
    assert any(datum.value in note for note in pasted.notes)


def test_conversion_is_said_with_its_distance() -> None:
    assert paste_point(f"GCJ-02 {GCJ}").notes == ("Read as GCJ-02 and moved by 592 m to WGS 84.",)
    assert paste_point("29.2978, 117.2").notes == ("Read as WGS 84, not moved.",)
    assert paste_point("117.2, 29.2978").notes[0] == "Read longitude first."
    assert "same" in paste_point("GCJ-02 44.2857, 11.8831").notes[0]


@pytest.mark.parametrize("host", ["www.google.com/maps/@", "maps.apple.com/?ll="])
def test_service_with_unclear_datum_is_doubted_in_the_mainland_only(host: str) -> None:
    assert "compare" in " ".join(paste_point(f"https://{host}29.2978,117.2").notes)
    assert "compare" not in " ".join(paste_point(f"https://{host}44.2857,11.8831").notes)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Point"),
        ("the old kiln", "old kiln"),
        ("29.2978", "29.2978"),
        ("29.2978, 117.2, 5", "Point"),
        ("99, 200", "Coordinates"),
        ("29°75'N 117°E", "Point"),
        ("x" * 10_000, "Point"),
        ("https://surl.amap.com/abc123", "short link"),
        ("https://maps.app.goo.gl/abc", "short link"),
        ("https://uri.amap.com/marker?poiid=B0FF", "AMap"),
        ("https://api.map.baidu.com/marker?location=3414,1304&coord_type=bd09mc", "bd09mc"),
        ("https://www.google.com/maps", "Google Maps"),
        ("https://example.org/?q=29.2978,117.2", "not known"),
        ("https://amap.com.example.org/?position=117,29", "not known"),
        ("https://notamap.com/?position=117,29", "not known"),
        ("geo:29,117;crs=gcj02", "WGS 84"),
        ("https://[::1/?q=1,2", "link"),
        ("geo:", "geo"),
    ],
)
def test_what_is_no_point_is_refused_with_advice(text: str, words: str) -> None:
    with pytest.raises(InvalidEdit) as caught:
        paste_point(text)
    assert words in str(caught.value)
    assert len(str(caught.value)) < 700


@given(st.text(max_size=80) | st.text(alphabet="0123456789.,-°'\" NESW:/?=geo", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        point = paste_point(text)
    except InvalidEdit:
        return
    assert -90 <= point.at.lat <= 90


inside = st.builds(Coordinates, st.floats(25, 40), st.floats(100, 115))


@given(inside, st.sampled_from([Datum.GCJ02, Datum.BD09]))
def test_written_point_comes_back(at: Coordinates, datum: Datum) -> None:
    point = from_wgs84(at, datum)
    pasted = paste_point(f"{datum.value} {point.lat:.7f}, {point.lon:.7f}")
    assert pasted.at.distance_m(at) < 0.05


def test_base_can_be_pasted_and_says_how_it_was_read() -> None:
    catalogue = InMemoryCatalogue(sites(2), (city(),))
    base = base_named(catalogue, city(), f"高德 {GCJ}")
    assert base.at.distance_m(KILN) < 0.5
    assert "GCJ-02" in base.name
    assert base_named(catalogue, city(), "site-1").site == "site-1"
    with pytest.raises(InvalidEdit, match="Point"):
        base_named(catalogue, city(), "somewhere nice")
