"""Taking places and rides of other programs into a tour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests import builders, dossiers
from tests.fakes import InMemoryCatalogue
from tourplanner.domain import edits
from tourplanner.domain.dossier_edits import with_lodging, with_note, with_transports
from tourplanner.domain.imported import (
    Imported,
    ImportedBooking,
    ImportedPoint,
    ImportFault,
    Origin,
)
from tourplanner.domain.lodging import Lodging
from tourplanner.domain.party import Traveller
from tourplanner.domain.place import Coordinates
from tourplanner.domain.reservation import Reservation, ReservationStatus
from tourplanner.domain.site import Names, SiteKind
from tourplanner.domain.tour import Tour
from tourplanner.errors import Cancelled, InvalidEdit
from tourplanner.usecases.import_entries import Fate, entries_of
from tourplanner.usecases.import_links import imported_links
from tourplanner.usecases.import_places import ImportPreview, preview_import
from tourplanner.usecases.match_places import Likeness
from tourplanner.usecases.take_in import ImportedTour, VisitDraft, take_in, usual, wished

KILN = builders.site("kiln", en="Imperial Kiln Museum", zh="御窑博物馆", lat=29.299, lon=117.202)
SHOP = replace(
    builders.site("shop", lat=29.310, lon=117.210),
    names=Names("Pottery Workshop", "乐天陶社", "乐天陶社", "lè tiān táo shè"),
)
CATALOGUE = InMemoryCatalogue((KILN, SHOP), (builders.city(),))


def point(
    name: str = "Somewhere",
    lat: float = 29.25,
    lon: float = 117.25,
    *,
    local: str = "",
    note: str = "",
    row: int = 2,
) -> ImportedPoint:
    return ImportedPoint(name, local, Coordinates(lat, lon), note, Origin("a.csv", row))


def preview(*points: ImportedPoint, tour: Tour | None = None, **more: object) -> ImportPreview:
    file = Imported("a.csv", points, **more)  # type: ignore[arg-type]
    return preview_import(tour or builders.tour(), [file], CATALOGUE)


def taken(
    tour: Tour,
    found: ImportPreview,
    fate: Fate = Fate.PREFERRED,
    unknown: Fate | None = None,
    draft: VisitDraft | None = None,
) -> ImportedTour:
    return take_in(tour, wished(entries_of(tour, found), fate, unknown), draft)


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("imperial  KILN museum!", ""),
        ("", "御窑博物馆"),
        ("Impérial Kiln Museum", ""),
        ("御窑 博物馆", "御窑 博物馆"),
    ],
)
def test_a_site_is_known_by_its_name_however_it_is_written(name: str, local: str) -> None:
    found = preview(point(name, 29.315, 117.202, local=local))
    assert [(k.site.id, k.match.likeness) for k in found.known] == [("kiln", Likeness.SAME_NAME)]


def test_a_site_is_known_by_its_pinyin_without_tones() -> None:
    assert preview(point("letian taoshe", 29.311, 117.21)).known[0].site == SHOP


def test_a_longer_name_counts_only_near_by() -> None:
    near, far = point("D1-02 Pottery Workshop", 29.3105, 117.21), point("Pottery Workshop Café")
    found = preview(near, replace(far, at=Coordinates(29.33, 117.21)))
    assert [k.match.likeness for k in found.known] == [Likeness.SIMILAR_NAME]
    assert len(found.unknown) == 1


def test_the_same_name_in_another_city_is_another_place() -> None:
    assert preview(point("Pottery Workshop", 31.2, 121.4)).known == ()


def test_another_name_at_the_same_door_is_told_and_not_taken() -> None:
    found = preview(point("Tea house", 29.3101, 117.2101))
    assert found.known == ()
    assert found.unknown[0].beside is not None
    assert found.unknown[0].beside.site == SHOP


def test_sites_become_wishes_and_notes_stay_with_them() -> None:
    tour = builders.tour()
    found = preview(point("Imperial Kiln Museum", 29.299, 117.202, note="Go early."))
    required = taken(tour, found, Fate.REQUIRED).tour
    assert required.preferences.required == ("kiln",)
    assert required.dossier.note_of(KILN.id) == "Go early."
    preferred = taken(tour, found, Fate.PREFERRED).tour
    assert preferred.preferences.preferred == ("kiln",)


def test_a_must_stays_one_when_it_comes_again_as_a_wish() -> None:
    tour = edits.require(builders.tour(), KILN.id)
    found = preview(point("Imperial Kiln Museum", 29.299, 117.202), tour=tour)
    assert taken(tour, found, Fate.PREFERRED).tour == tour


def test_a_site_left_out_by_wish_stays_out_and_is_told() -> None:
    tour = edits.exclude(builders.tour(), KILN.id)
    found = preview(point("Imperial Kiln Museum", 29.299, 117.202), tour=tour)
    entry = entries_of(tour, found)[0]
    assert (entry.fates, taken(tour, found, Fate.REQUIRED).tour) == ((), tour)
    assert "Imperial Kiln Museum stays left out" in entry.remark


def test_a_note_of_ones_own_is_kept_and_the_other_told() -> None:
    tour = with_note(builders.tour(), KILN.id, "Mine.")
    found = preview(point("Imperial Kiln Museum", 29.299, 117.202, note="Theirs."), tour=tour)
    after = taken(tour, found, Fate.PREFERRED)
    assert after.tour.dossier.note_of(KILN.id) == "Mine."
    assert "“a.csv”, row 2 was not taken" in after.remarks[0]


def test_doubles_are_told() -> None:
    kiln = point("Imperial Kiln Museum", 29.299, 117.202)
    assert [k.is_again for k in preview(kiln, kiln).known] == [False, True]


def test_unknown_places_are_left_or_kept_as_ideas_once() -> None:
    found = preview(point(note="Nice."), point(row=3), point("Somewhere", 29.26, 117.25, row=4))
    assert taken(builders.tour(), found, Fate.REQUIRED).tour == builders.tour()
    kept = taken(builders.tour(), found, Fate.REQUIRED, Fate.IDEA).tour
    ideas = kept.dossier.reservations
    assert [(one.title, one.status) for one in ideas] == [
        ("Somewhere", ReservationStatus.IDEA),
        ("Somewhere (2)", ReservationStatus.IDEA),
    ]
    assert ideas[0].note == "29.25000, 117.25000 (WGS 84), from “a.csv”, row 2\nNice."
    again = taken(kept, found, Fate.REQUIRED, Fate.IDEA).tour
    assert again == kept
    assert ideas[0].at == Coordinates(29.25, 117.25)


DRAFT = VisitDraft(SiteKind.WORKSHOP, date(2026, 11, 20), 30, is_required=True)


def test_unknown_places_become_visits_once_and_are_known_the_next_time() -> None:
    files = [Imported("a.csv", (point(note="Nice."), point(row=3), point("Far", 39.9, 116.4)))]
    found = preview_import(builders.tour(), files, CATALOGUE)
    after = taken(builders.tour(), found, Fate.REQUIRED, Fate.VISIT, DRAFT)
    (own,) = after.tour.own_sites
    assert (own.name, own.kind, own.visit_min, own.hours) == (
        "Somewhere", SiteKind.WORKSHOP, 30, None,
    )  # fmt: skip
    assert (own.note, own.origin, own.entered) == ("Nice.", "“a.csv”, row 2", DRAFT.entered)
    assert after.tour.preferences.required == (own.id,)
    assert len(after.remarks) == 1
    assert "too far for a visit" in after.remarks[0]
    again = preview_import(after.tour, files, CATALOGUE)
    assert [place.site.id for place in again.known] == [own.id, own.id]
    assert taken(after.tour, again, Fate.REQUIRED).tour == after.tour


def test_visits_need_a_kind() -> None:
    with pytest.raises(InvalidEdit, match="kind"):
        taken(builders.tour(), preview(point()), Fate.REQUIRED, Fate.VISIT)


def test_swapped_degrees_are_warned_of_when_the_swap_lies_in_the_city() -> None:
    swapped = ImportFault(Origin("a.csv", 5), "x", Coordinates(29.3, 117.2))
    elsewhere = ImportFault(Origin("a.csv", 6), "x", Coordinates(39.9, 116.4))
    found = preview(faults=(swapped, elsewhere))
    assert len(found.cautions) == 1
    assert "row 5: with latitude and longitude swapped" in found.cautions[0]


def test_swapped_degrees_of_a_city_west_of_ninety_are_warned_of_too() -> None:
    meissen = replace(builders.city(), centre=replace(builders.city().centre, at=MEISSEN))
    catalogue = InMemoryCatalogue((), (meissen,))
    files = [Imported("a.csv", (point("Manufaktur", MEISSEN.lon, MEISSEN.lat),))]
    found = preview_import(builders.tour(), files, catalogue)
    assert found.unknown[0].is_swapped
    assert "swapped it would lie in Jingdezhen" in found.cautions[0]


MEISSEN = Coordinates(51.16, 13.47)


def test_rides_are_added_once() -> None:
    train = dossiers.train()
    tour = with_transports(builders.tour(), (train,))
    flight = replace(train, number="G99")
    found = preview(tour=tour, rides=(replace(train, seat="other"), flight, flight))
    assert (found.rides, len(found.rides_there)) == ((flight,), 1)
    after = taken(tour, found, Fate.PREFERRED).tour
    assert set(after.dossier.transports) == {train, flight}


def test_a_link_without_a_name_is_the_site_at_its_point() -> None:
    links = ["https://www.openstreetmap.org/?mlat=29.3101&mlon=117.2101", "https://goo.gl/x"]
    found = preview_import(builders.tour(), [imported_links(links)], CATALOGUE)
    assert [(k.site, k.match.likeness) for k in found.known] == [(SHOP, Likeness.BESIDE)]
    assert "short link" in found.faults[0].text
    assert any("Taken from a link of OpenStreetMap" in text for text in found.cautions)


def test_a_link_brings_the_name_it_carries() -> None:
    link = "https://uri.amap.com/marker?position=117.31,29.21&name=%E5%BE%A1%E7%AA%91%E5%8E%82"
    assert imported_links([link]).points[0].name == "御窑厂"


def test_the_tours_own_base_is_no_unknown_place() -> None:
    base = builders.place()
    found = preview(point("Base: Guesthouse", base.at.lat, base.at.lon))
    assert (found.bases, found.unknown) == ((base,), ())


HOTEL = ImportedBooking(
    Reservation(title="Celadon Inn, 2027-04-16", status=ReservationStatus.CONFIRMED, code="K7"),
    "Celadon Inn",
    builders.place().at,
    Origin("a.json", 3),
    Lodging(name="Celadon Inn", address_en="1 Kiln Lane", phone="+86 1", check_in_min=840),
)


def test_a_booked_room_at_the_base_fills_in_its_lodging() -> None:
    tour = with_lodging(builders.tour(), Lodging(name="Our inn"))
    found = preview(tour=tour, bookings=(HOTEL,))
    assert found.bookings[0].base == builders.place()
    after = take_in(tour, usual(entries_of(tour, found))).tour
    assert after.dossier.reservations == (replace(HOTEL.reservation, at=HOTEL.at),)
    assert after.dossier.lodgings == (
        Lodging(name="Our inn", address_en="1 Kiln Lane", phone="+86 1", check_in_min=840),
    )
    again = preview(tour=after, bookings=(HOTEL,))
    assert again.bookings[0].is_there
    assert entries_of(after, again)[0].fates == ()


def test_a_booking_is_of_the_site_whose_name_it_has() -> None:
    ticket = replace(HOTEL, name="Imperial Kiln Museum", at=None, lodging=None)
    other = replace(ticket.reservation, title="Another day")
    near = replace(ticket, at=KILN.point.at, reservation=other)
    beside = replace(HOTEL, name="Tea house", at=KILN.point.at, lodging=None)
    found = preview(bookings=(ticket, near, beside)).bookings
    assert [one.reservation.site for one in found] == ["kiln", "kiln", None]


def test_an_unknown_place_beside_a_site_can_be_taken_for_it() -> None:
    tour = builders.tour()
    entry = entries_of(tour, preview(point("Tea house", 29.3101, 117.2101, note="Nice.")))[0]
    assert entry.fates == (Fate.IDEA, Fate.VISIT, Fate.PREFERRED, Fate.REQUIRED)
    assert "from Pottery Workshop" in entry.remark
    after = take_in(tour, [(entry, Fate.REQUIRED)]).tour
    assert (after.preferences.required, after.dossier.note_of(SHOP.id)) == (("shop",), "Nice.")


def test_people_are_entries_with_what_their_passport_lacks() -> None:
    tour = builders.tour()
    last = tour.preferences.dates[-1]
    people = (Traveller("Ada", passport_expiry=last), Traveller("Bo"))
    entries = entries_of(tour, preview(), people)
    assert "before the tour is over" in entries[0].remark
    after = take_in(tour, [(entries[1], Fate.TAKEN)])
    assert (after.people.new, after.tour.dossier.party.travellers) == (("Bo",), (people[1],))


def test_two_thousand_places_are_looked_at_in_a_moment() -> None:
    points = [point(f"Place {n}", 29.2 + n / 20_000, 117.2, row=n) for n in range(2_000)]
    assert len(entries_of(builders.tour(), preview(*points))) == 2_000


def test_more_ideas_than_a_tour_holds_are_told() -> None:
    points = [point(f"Place {n}", 29.2 + n / 20_000, 117.2, row=n) for n in range(1_002)]
    after = taken(builders.tour(), preview(*points), unknown=Fate.IDEA)
    assert len(after.tour.dossier.reservations) == 1_000
    assert after.remarks == ("There are too many places to keep: the rest was left.",)


def test_a_look_that_nobody_waits_for_ends_at_once() -> None:
    files = [Imported("a.csv", tuple(point(row=row) for row in range(100)))]
    with pytest.raises(Cancelled):
        preview_import(builders.tour(), files, CATALOGUE, lambda: True)


def test_a_ride_in_two_files_comes_once_with_what_both_know() -> None:
    train = replace(dossiers.train(), seat="", note="")
    files = [
        Imported("a.ics", rides=(train,)),
        Imported("b.json", rides=(replace(train, seat="5A"),)),
    ]
    assert [ride.seat for ride in preview_import(builders.tour(), files, CATALOGUE).rides] == ["5A"]
