"""Points of Chinese maps, to WGS 84 and back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourplanner.domain.datum import Datum, DatumPoint, from_wgs84, to_wgs84
from tourplanner.domain.mainland import RINGS, is_in_mainland_china
from tourplanner.domain.place import Coordinates
from tourplanner.errors import InvalidEdit

KILN = Coordinates(29.2978, 117.2)
PARTS_OF_A_METRE = 0.2
"""The table has six decimals, a tenth of a metre."""


def apart_m(point: DatumPoint, lat: str, lon: str) -> float:
    return Coordinates(point.lat, point.lon).distance_m(Coordinates(float(lat), float(lon)))


def test_twenty_points_agree_with_the_table(shared: Path) -> None:
    text = (shared / "bench" / "datum_points.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) == 20
    for row in rows:
        at = Coordinates(float(row["wgs84_lat"]), float(row["wgs84_lon"]))
        assert is_in_mainland_china(at.lat, at.lon) is (row["shift_applies"] == "yes"), row["name"]
        gcj = from_wgs84(at, Datum.GCJ02)
        assert apart_m(gcj, row["gcj02_lat"], row["gcj02_lon"]) < PARTS_OF_A_METRE
        assert to_wgs84(gcj).distance_m(at) < 0.001
        if row["bd09_lat"]:
            bd = from_wgs84(at, Datum.BD09)
            assert apart_m(bd, row["bd09_lat"], row["bd09_lon"]) < PARTS_OF_A_METRE
            assert to_wgs84(bd).distance_m(at) < 0.001


@pytest.mark.parametrize(
    ("datum", "lat", "lon", "shift_m"),
    [(Datum.GCJ02, "29.295139", "117.205285", 592), (Datum.BD09, "29.301056", "117.211821", 1202)],
)
def test_shift_at_the_imperial_kiln(datum: Datum, lat: str, lon: str, shift_m: int) -> None:
    point = from_wgs84(KILN, datum)
    assert apart_m(point, lat, lon) < PARTS_OF_A_METRE
    assert KILN.distance_m(Coordinates(point.lat, point.lon)) == pytest.approx(shift_m, abs=2)


@pytest.mark.parametrize(
    ("lat", "lon", "is_inside"),
    [
        (29.65, 91.1, True),  # Lhasa
        (31.63, 121.5, True),  # Chongming island
        (24.48, 118.09, True),  # Xiamen
        (38.91, 121.6, True),  # Dalian
        (22.57, 114.27, True),  # Yantian, beside Hong Kong
        (22.31, 113.92, False),  # Hong Kong, the airport
        (22.156, 113.558, False),  # Macau, Taipa
        (24.45, 118.35, False),  # Kinmen
        (25.03, 121.56, False),  # Taipei
        (21.03, 105.85, False),  # Hanoi
        (47.9, 106.9, False),  # Ulaanbaatar
        (37.56, 126.97, False),  # Seoul
        (19.08, 72.88, False),  # Mumbai: inside no box either
        (27.0, 128.0, False),  # the open sea
    ],
)
def test_outline_of_the_mainland(lat: float, lon: float, is_inside: bool) -> None:
    assert is_in_mainland_china(lat, lon) is is_inside


def test_outline_is_compact() -> None:
    assert sum(len(ring) for ring in RINGS) < 2500
    assert all(ring[0] == ring[-1] for ring in RINGS)


around_china = st.builds(Coordinates, st.floats(15, 56), st.floats(70, 138))
anywhere = st.builds(Coordinates, st.floats(-85, 85), st.floats(-179, 179))


@given(around_china | anywhere, st.sampled_from(Datum))
def test_point_comes_back_to_within_a_millimetre(at: Coordinates, datum: Datum) -> None:
    there = from_wgs84(at, datum)
    back = to_wgs84(there)
    if back.distance_m(at) >= 0.001:  # one of two points at the edge that share an image
        again = from_wgs84(back, datum)
        assert not is_in_mainland_china(at.lat, at.lon)
        assert (
            Coordinates(again.lat, again.lon).distance_m(Coordinates(there.lat, there.lon)) < 0.001
        )


@given(anywhere.filter(lambda at: not is_in_mainland_china(at.lat, at.lon)))
def test_gcj02_is_wgs84_outside_the_mainland(at: Coordinates) -> None:
    point = from_wgs84(at, Datum.GCJ02)
    assert (point.lat, point.lon) == (at.lat, at.lon)


@given(
    st.floats(-90, 90, allow_nan=False),
    st.floats(-180, 180, allow_nan=False),
    st.sampled_from(Datum),
)
def test_every_point_of_the_globe_is_answered(lat: float, lon: float, datum: Datum) -> None:
    to_wgs84(DatumPoint(lat, lon, datum))
    from_wgs84(Coordinates(lat, lon), datum)


@pytest.mark.parametrize(("lat", "lon"), [(91, 0), (0, 181), (float("nan"), 0)])
def test_point_off_the_globe_is_refused(lat: float, lon: float) -> None:
    with pytest.raises(InvalidEdit, match="Coordinates"):
        DatumPoint(lat, lon, Datum.BD09)
