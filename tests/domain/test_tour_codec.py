"""A tour comes back from its plain form as it was; anything else is named and refused."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import builders, dossiers
from tests.exchange.generated_tours import tours
from tourplanner.domain import edits
from tourplanner.domain.breaks import lunch_break
from tourplanner.domain.dossier_edits import with_dossier
from tourplanner.domain.itinerary import LeftOut, Reason, ReasonKind
from tourplanner.domain.site import SiteId
from tourplanner.domain.strict_json import DataInvalid
from tourplanner.domain.tour import Appointment, Lock, Tour
from tourplanner.domain.tour_codec import from_plain, from_text, to_plain, to_text
from tourplanner.errors import FileTooNew, TourPlannerError, UnreadableFile
from tourplanner.paths import resource

SCHEMA = jsonschema.Draft202012Validator(
    json.loads(resource("schemas", "tour-1.schema.json").read_text("utf-8"))
)
SLOW = settings(suppress_health_check=list(HealthCheck), max_examples=60)

Path = tuple[str | int, ...]


def full_tour() -> Tour:
    """A tour with something in every field."""
    sites = builders.sites(4)
    reason = Reason(ReasonKind.DAY_FULL, 1, 20, (SiteId("site-0"),))
    plan = builders.itinerary([sites[:2], sites[2:3]], left_out=[LeftOut(sites[3].id, reason)])
    tour = builders.tour(
        locks=[Lock(SiteId("site-0"), 0, 600)],
        itinerary=plan,
        known=sites,
        required=(SiteId("site-1"),),
        other_nights=((0, builders.place("Inn")),),
    )
    booked = edits.book_visit(tour, Appointment(SiteId("site-2"), 1, 600, 45))
    frozen = edits.freeze_day(edits.with_duration(booked, SiteId("site-0"), 30), 1)
    return with_dossier(frozen, dossiers.dossier())


def changed(path: Path, value: object) -> dict[str, Any]:
    """The full tour's plain form with one value replaced."""
    data = json.loads(to_text(full_tour()))
    target = data
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    return dict(data)


@given(tours())
@SLOW
def test_tour_comes_back_as_it_was(tour: Tour) -> None:
    assert from_plain(to_plain(tour)) == tour
    assert from_text(to_text(tour)) == tour


@given(tours())
@SLOW
def test_every_tour_keeps_the_published_schema(tour: Tour) -> None:
    SCHEMA.validate(json.loads(to_text(tour)))


@given(tours(), st.data())
@SLOW
def test_what_the_schema_refuses_the_program_refuses_too(tour: Tour, data: st.DataObject) -> None:
    plain = json.loads(to_text(tour))
    paths = list(paths_of(plain))
    path = data.draw(st.sampled_from(paths))
    damage(plain, path, data)
    try:
        read = from_plain(plain)
    except TourPlannerError:
        return
    SCHEMA.validate(plain)
    assert from_plain(to_plain(read)) == read


def paths_of(value: object, head: Path = ()) -> list[Path]:
    found: list[Path] = [head] if head else []
    steps = value.items() if isinstance(value, dict) else ()
    if isinstance(value, list):
        steps = enumerate(value)  # type: ignore[assignment]
    for step, inner in steps:
        found += paths_of(inner, (*head, step))
    return found


def damage(plain: Any, path: Path, data: st.DataObject) -> None:
    target = plain
    for step in path[:-1]:
        target = target[step]
    scalars = (
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.text(max_size=5)
        | st.sampled_from(([], {}, "2027-02-30", "20270416", 1e308))
    )
    action = data.draw(st.sampled_from(("replace", "remove", "add")))
    if action == "replace":
        target[path[-1]] = data.draw(scalars)
    elif action == "remove":
        del target[path[-1]]
    elif isinstance(target, dict):
        target[data.draw(st.text(max_size=5))] = data.draw(scalars)
    else:
        target.append(data.draw(scalars))


def test_text_is_the_same_each_time_and_readable() -> None:
    text = to_text(full_tour()).decode("utf-8")
    assert text == to_text(full_tour()).decode("utf-8")
    assert "窑址0" in text
    assert list(json.loads(text))[:4] == ["format", "version", "id", "title"]


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("seed",), "one", "seed"),
        (("seed",), True, "seed"),
        (("seed",), 1.0, "seed"),
        (("seed",), 2**64, "seed"),
        (("id",), " ", "id"),
        (("title",), None, "title"),
        (("dossier",), [], "dossier"),
        (("dossier", "party", "unnamed"), 500, "dossier.party"),
        (("dossier", "party", "travellers", 1, "name"), "ADA BYRON ", "dossier.party"),
        (("dossier", "party", "travellers", 0, "born"), "1975", "travellers[0].born"),
        (("dossier", "party", "travellers", 0, "diet"), "x" * 2001, "travellers[0]"),
        (("dossier", "reservations", 0, "status"), "maybe", "reservations[0].status"),
        (("dossier", "reservations", 1, "title"), " ", "reservations[1]"),
        (("dossier", "reservations", 0, "price", "amount"), "-1", "price.amount"),
        (("dossier", "reservations", 0, "price", "amount"), "2000000000", "price"),
        (("dossier", "notes", 0, "text"), "x" * 2001, "dossier"),
        (("dossier", "lodgings", 0, "check_in_min"), 1440, "lodgings[0].check_in_min"),
        (("dossier", "lodgings", 0, "at"), {"lat": 91, "lon": 0}, "lodgings[0].at.lat"),
        (("dossier", "transports", 0, "depart", "zone"), "localtime", "depart.zone"),
        (("dossier", "transports", 0, "depart", "zone"), "../../etc/passwd", "depart.zone"),
        (("dossier", "transports", 0, "depart", "zone"), "Asia/Nowhere", "depart.zone"),
        (("dossier", "transports", 0, "depart", "zone"), "America/Argentina", "depart.zone"),
        (("dossier", "transports", 0, "depart", "local"), "2027-02-30T09:00", "depart.local"),
        (("dossier", "transports", 0, "arrive", "local"), "2027-04-16T07:59", "transports[0]"),
        (("dossier", "transports", 0, "arrive", "local"), "2027-05-16T07:59", "transports[0]"),
        (("dossier", "transports", 0, "arrive", "local"), "0001-01-01T00:00", "transports[0]"),
        (("dossier", "cards", 0, "local"), "", "cards[0].local"),
        (("dossier", "paper", "paper"), "a3", "dossier.paper.paper"),
        (("title",), "x" * 10_001, "title"),
        (("title",), "half \ud83d", "title"),
        (("preferences",), [], "preferences"),
        (("preferences", "days"), 61, "preferences.days"),
        (("preferences", "days"), True, "preferences.days"),
        (("preferences", "start"), "2027-02-30", "preferences.start"),
        (("preferences", "start"), "20270416", "preferences.start"),
        (("preferences", "start"), "9999-12-31", "preferences.start"),
        (("preferences", "pace"), "frantic", "preferences.pace"),
        (("preferences", "base", "lat"), 91, "preferences.base.lat"),
        (("preferences", "base", "lat"), float("nan"), "preferences.base.lat"),
        (("preferences", "base", "lon"), float("inf"), "preferences.base.lon"),
        (("preferences", "base", "lon"), 10**400, "preferences.base.lon"),
        (("preferences", "breaks", 0, "duration_min"), 0, "preferences.breaks[0]"),
        (("preferences", "breaks", 0, "name"), " ", "preferences.breaks[0].name"),
        (("preferences", "breaks", 0, "days"), [1, 1], "preferences.breaks[0]"),
        (("preferences", "lunch"), None, "preferences"),
        (("preferences", "kind_percent"), [60, 85], "preferences"),
        (("preferences", "extra_min"), -1, "preferences.extra_min"),
        (("preferences", "preferred"), ["site-1"], "preferences"),
        (("appointments", 0, "duration_min"), 0, "appointments[0].duration_min"),
        (("appointments", 0, "site"), "site-0", "appointments"),
        (("frozen_days",), [5], "frozen_days"),
        (("preferences", "day_end_min"), 60, "preferences"),
        (("preferences", "travel", "modes"), [], "preferences"),
        (("preferences", "travel", "modes", 0), "rocket", "preferences.travel.modes[0]"),
        (("preferences", "excluded"), ["site-1"], "preferences"),
        (("preferences", "other_nights", 0, "night"), 2, "preferences.other_nights[0].night"),
        (("locks", 0, "day"), 29, "locks"),
        (("durations", 0, "minutes"), 4, "durations[0].minutes"),
        (("itinerary", "days", 0, "date"), "today", "itinerary.days[0].date"),
        (("itinerary", "days", 0, "legs"), [], "itinerary.days[0].legs"),
        (("itinerary", "days", 0, "stops", 1, "site"), None, "itinerary.days[0].stops[1].site"),
        (("itinerary", "days", 0, "stops", 1, "place"), None, "itinerary.days[0].stops[1].place"),
        (("itinerary", "days", 0, "stops", 1, "end_min"), 0, "itinerary.days[0].stops[1].end_min"),
        (
            ("itinerary", "left_out", 0, "reason", "kind"),
            "bad",
            "itinerary.left_out[0].reason.kind",
        ),
        (("sites", 0, "lat"), "29", "sites[0].lat"),
        (("colour",), "red", "colour"),
    ],
)
def test_wrong_value_is_named_by_its_path(path: Path, value: object, named: str) -> None:
    with pytest.raises(DataInvalid) as caught:
        from_plain(changed(path, value), "mine.tour")
    assert named in caught.value.message
    assert "mine.tour" in caught.value.message
    assert caught.value.advice


@pytest.mark.parametrize("field", ["version", "preferences", "seed", "itinerary", "sites"])
def test_missing_field_is_named(field: str) -> None:
    data = to_plain(full_tour())
    del data[field]
    with pytest.raises(DataInvalid, match=field):
        from_plain(data)


def test_file_of_an_older_program_means_what_it_meant() -> None:
    plain = json.loads(to_text(builders.tour()))
    wishes = plain["preferences"]
    for field in ("breaks", "extra_min", "free_min", "preferred", "kind_percent"):
        del wishes[field]
    del wishes["travel"]["walk_per_day_m"], plain["appointments"], plain["frozen_days"]
    wishes["lunch"] = {"earliest_min": 700, "latest_end_min": 800, "duration_min": 45}
    SCHEMA.validate(plain)
    old = from_plain(plain)
    assert old.preferences.breaks == (lunch_break(700, 800, 45),)
    assert old.preferences.kind_percent == (100,)
    assert (old.preferences.free_half_day_min, old.preferences.extra_visit_min) == (0, 10)
    wishes["lunch"] = None
    assert from_plain(plain).preferences.breaks == ()


def test_newer_version_asks_for_an_update_even_when_its_fields_differ() -> None:
    data = to_plain(full_tour()) | {"version": 4, "something": "new"}
    with pytest.raises(FileTooNew) as caught:
        from_plain(data, "mine.tour")
    assert caught.value.fields == {"file": "mine.tour", "found": 4, "known": 3}


@pytest.mark.parametrize("data", [None, 1, "tour", [], {}, {"format": "tour-instance/1"}])
def test_foreign_data_is_no_tour(data: object) -> None:
    with pytest.raises(DataInvalid):
        from_plain(data)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.replace(b'"seed": 1', b'"seed": NaN'), id="NaN"),
        pytest.param(lambda text: text.replace(b'"seed": 1', b'"seed": 1e999'), id="overflow"),
        pytest.param(lambda t: t.replace(b'"seed": 1', b'"seed": ' + b"9" * 5000), id="digits"),
        pytest.param(lambda text: text.replace(b'"seed": 1', b'"seed": 1, "seed": 2'), id="twice"),
        pytest.param(lambda text: text.decode().encode("utf-16"), id="UTF-16"),
        pytest.param(lambda text: text[: len(text) // 2], id="cut off"),
        pytest.param(lambda _text: b"[" * 1_000_000, id="deep"),
        pytest.param(lambda _text: b'{"a":' * 100_000, id="deep objects"),
        pytest.param(lambda _text: b"", id="empty"),
    ],
)
def test_text_that_is_no_standard_json_is_refused(change: Callable[[bytes], bytes]) -> None:
    with pytest.raises(UnreadableFile) as caught:
        from_text(change(to_text(full_tour())), "mine.tour")
    assert "mine.tour" in caught.value.message
    assert "\n" not in caught.value.message


def test_message_shows_foreign_values_short_and_printable() -> None:
    with pytest.raises(DataInvalid) as caught:
        from_plain(changed(("seed",), "\x1b[31m\n" + "x" * 9000))
    assert caught.value.message.isprintable()
    assert len(caught.value.message) < 200


def test_half_characters_of_an_unclean_title_do_not_keep_a_tour_from_being_saved() -> None:
    plain = copy.deepcopy(to_plain(full_tour()))
    tour = from_plain(plain | {"title": "plain"})
    unclean = Tour(tour.id, "caf\udce9", tour.preferences)
    assert from_text(to_text(unclean)).title == "caf?"
