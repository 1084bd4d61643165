"""Taking a list of travellers into a party."""

from __future__ import annotations

from tests import builders
from tourplanner.domain.dossier_edits import with_party
from tourplanner.domain.party import Party, Traveller
from tourplanner.usecases.import_travellers import with_travellers

ADA = Traveller("Ada Byron", diet="vegan", is_leader=True)


def test_new_people_take_the_places_of_the_unnamed() -> None:
    tour = with_party(builders.tour(), Party((ADA,), unnamed=3))
    taken = with_travellers(tour, [Traveller("Grace"), Traveller("Mary")])
    assert taken.new == ("Grace", "Mary")
    assert taken.tour.dossier.party.unnamed == 1
    assert taken.tour.dossier.party.size == 4


def test_known_people_are_filled_in_and_differences_told() -> None:
    tour = with_party(builders.tour(), Party((ADA,)))
    taken = with_travellers(tour, [Traveller("ada byron", diet="halal", blood_type="A")])
    assert taken.tour.dossier.party.travellers == (
        Traveller("Ada Byron", diet="vegan", blood_type="A", is_leader=True),
    )
    assert taken.filled_in == ("Ada Byron",)
    assert taken.remarks == (
        "Ada Byron: the list says something else in diet; the tour's own stays.",
    )


def test_the_same_list_twice_changes_nothing_more() -> None:
    people = [Traveller("Grace", passport="P1"), Traveller("Mary")]
    once = with_travellers(builders.tour(), people).tour
    again = with_travellers(once, people)
    assert (again.tour, again.new, again.filled_in, again.remarks) == (once, (), (), ())
