"""Taking files of other programs into a tour from the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Run, run_cli
from tests.exchange.readers.samples import ALL
from tourplanner.exchange.tour_file import read_tour
from tourplanner.paths import AppPaths

KILN = "imperial-kiln-site"


@pytest.fixture
def tour(tmp_path: Path) -> Path:
    target = tmp_path / "t.tour"
    plan = ["plan", "--city", "jingdezhen", "--start", "2027-04-16", "--days", "2"]
    assert run_cli([*plan, "--time-limit", "0", "-o", str(target)]).status == 0
    return target


def take(tour: Path, *arguments: str) -> Run:
    return run_cli(["import", str(tour), *arguments])


def sample(tour: Path, name: str, content: bytes | None = None) -> str:
    file = tour.with_name(name)
    file.write_bytes(ALL[name] if content is None else content)
    return str(file)


def test_files_are_taken_and_the_tour_is_written(tour: Path) -> None:
    out = tour.with_name("out.tour")
    files = [sample(tour, name) for name in ("a.gpx", "a.ics")]
    done = take(tour, *files, "--as", "required", "-o", str(out))
    assert done.status == 0, done.err
    assert "Must see: Imperial Kiln Site Park [imperial-kiln-site]" in done.out
    assert "New: Train G1234, 2027-04-16 07:05" in done.out
    assert "Not in the catalogue: “三宝村”" in done.out
    assert "Not taken: “a.ics”, row 25" in done.out
    after = read_tour(out)
    assert after.preferences.required == (KILN,)
    assert [ride.number for ride in after.dossier.transports] == ["G1234", "MU5678"]
    assert after.itinerary == read_tour(tour).itinerary


def test_a_dry_run_writes_nothing(tour: Path) -> None:
    before = sorted(tour.parent.iterdir())
    file = sample(tour, "a.csv")
    done = take(tour, file, "--dry-run")
    assert (done.status, "Would like: Imperial Kiln" in done.out) == (0, True)
    assert sorted(tour.parent.iterdir()) == sorted([*before, Path(file)])


def test_a_faulty_row_stops_unless_it_is_skipped(tour: Path) -> None:
    out = tour.with_name("out.tour")
    file = sample(tour, "a.xlsx")
    stopped = take(tour, file, "-o", str(out))
    assert (stopped.status, out.exists()) == (1, False)
    assert "Error: “a.xlsx”, row 5, column C" in stopped.out
    assert take(tour, file, "--skip-faulty", "-o", str(out)).status == 0
    assert read_tour(out).preferences.preferred == (KILN,)


def test_a_shifted_file_waits_for_its_datum(tour: Path) -> None:
    out = tour.with_name("out.tour")
    rows = "名称,gcj02_lat,gcj02_lng\n御窑厂,29.295139,117.205285\n".encode()
    file = sample(tour, "amap.csv", rows)
    stopped = take(tour, file, "-o", str(out))
    assert (stopped.status, out.exists()) == (1, False)
    assert "Answer with --datum" in stopped.out
    done = take(tour, file, "--datum", "gcj02", "-o", str(out))
    assert "165 m away" in done.out
    assert read_tour(out).preferences.preferred == (KILN,)


def test_columns_and_links_are_given_by_hand(tour: Path) -> None:
    out = tour.with_name("out.tour")
    file = sample(tour, "x.csv", b"wer;hoch;rechts\nImperial Kiln Site Park;29.2978;117.2\n")
    link = "https://www.openstreetmap.org/?mlat=29.25&mlon=117.24"
    mapping = ["--map", "name=wer,lat=hoch,lon=C"]
    done = take(tour, file, *mapping, "--link", link, "--keep-unknown", "-o", str(out))
    assert done.status == 0, done.err
    after = read_tour(out)
    assert after.preferences.preferred == (KILN,)
    assert after.dossier.reservations[0].title == "Place without a name"


def test_columns_given_by_hand_are_remembered_until_they_are_forgotten(tour: Path) -> None:
    file = sample(tour, "x.csv", b"wer;hoch;rechts\nImperial Kiln Site Park;29.2978;117.2\n")
    assert take(tour, file, "--dry-run").status == 2
    said = ["--map", "name=wer,lat=hoch,lon=rechts", "--remember-columns", "--dry-run"]
    assert KILN in take(tour, file, *said).out
    again = take(tour, file, "--dry-run")
    assert KILN in again.out
    assert "chosen for such a table before" in again.out
    by_hand = take(tour, file, "--map", "name=wer,lat=2,lon=3", "--forget-columns", "--dry-run")
    assert by_hand.status == 0
    assert take(tour, file, "--dry-run").status == 2


def test_reservations_of_other_programs_are_kept(tour: Path) -> None:
    out = tour.with_name("out.tour")
    done = take(tour, sample(tour, "a.json"), "-o", str(out))
    assert done.status == 0, done.err
    assert "New: Celadon Inn, 2027-04-16, a reservation" in done.out
    assert "row 6: “Lecture” is cancelled" in done.out
    kept = read_tour(out).dossier
    assert [one.code for one in kept.reservations] == ["K7", "", ""]
    assert [ride.number for ride in kept.transports] == ["G1234", "MU5678"]
    again = take(out, sample(tour, "a.json"), "-o", str(out))
    assert "Already in the tour: Celadon Inn, 2027-04-16, a reservation" in again.out
    assert read_tour(out).dossier == kept


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["x.gpx"], "name the .tour file to write, or --dry-run"),
        (["--dry-run"], "name a file, a --link or --travellers"),
        (["a.gpx", "--map", "wer=A", "--dry-run"], "fields: name, local, lat, lon, point, note"),
        (["missing.gpx", "--dry-run"], "missing.gpx"),
    ],
)
def test_a_wrong_call_is_one_sentence(
    tour: Path, arguments: list[str], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tour.parent)
    sample(tour, "a.gpx")
    done = take(tour, *arguments)
    assert done.status == 2
    assert says in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("kind", ["gpx", "kml", "kmz", "geojson", "ics", "csv", "xlsx"])
def test_what_was_exported_is_known_again(tour: Path, kind: str, app_paths: AppPaths) -> None:
    folder = tour.with_name("files")
    assert run_cli(["export", str(tour), "--format", kind, "-o", str(folder)]).status == 0
    out = tour.with_name("out.tour")
    pattern = "*stops.csv" if kind == "csv" else f"*.{kind}"
    files = [str(file) for file in sorted(folder.rglob(pattern))]
    done = take(tour, *files, "--as", "required", "-o", str(out))
    assert done.status == 0, done.out + done.err
    plan = read_tour(tour).itinerary
    assert plan is not None
    assert set(read_tour(out).preferences.required) == set(plan.visited)


def test_a_list_of_travellers_becomes_the_party_and_passports_are_looked_at(tour: Path) -> None:
    out = tour.with_name("out.tour")
    rows = "姓名,护照号,有效期\nAda,P1,2027-05-01\nGrace,P2,2031-05-06\n".encode()
    people = sample(tour, "people.csv", rows)
    done = take(tour, "--travellers", people, "-o", str(out))
    assert done.status == 0, done.err
    assert "New traveller: Ada" in done.out
    assert "P1" not in done.out
    assert sum("passport" in line.lower() and "Ada" in line for line in done.out.splitlines()) == 1
    party = read_tour(out).dossier.party
    assert [one.passport for one in party.travellers] == ["P1", "P2"]


def test_a_faulty_row_of_a_list_stops_too(tour: Path) -> None:
    out = tour.with_name("out.tour")
    people = sample(tour, "people.csv", b"name,dob\nAda,soon\n")
    stopped = take(tour, "--travellers", people, "-o", str(out))
    assert (stopped.status, out.exists()) == (1, False)
    assert "Error: “people.csv”, row 2, column B" in stopped.out
