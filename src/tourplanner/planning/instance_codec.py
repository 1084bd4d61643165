"""PlanningProblem and plan from and to "tour-instance/1" JSON, the benchmark format."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from tourplanner.planning.plan import Plan, PlannedDay
from tourplanner.planning.problem import (
    LUNCH,
    MOST_BREAKS,
    MOST_CANDIDATES,
    MOST_DAYS,
    MOST_PLACES,
    BreakRule,
    Candidate,
    ChainRule,
    DayFrame,
    InstanceInvalid,
    KindRule,
    Matrix,
    Pin,
    PlanningProblem,
    Window,
    invalid,
)
from tourplanner.planning.problem_checks import check_problem

FORMAT = "tour-instance/1"
MOST_BYTES = 256 * 1024 * 1024
LONGEST_NAME = 100

Json = object
Fields = Mapping[str, Json]


def read_instance(path: Path) -> PlanningProblem:
    """The problem in a file.

    Raises InstanceInvalid naming the file, or the field inside it, and what to do.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise invalid(
                path.name,
                f"{size} bytes are more than {MOST_BYTES}.",
                "Choose fewer sites.",
            )
        return decode_instance(path.read_bytes(), path.name)
    except OSError as error:
        raise invalid(
            str(path),
            f"the file cannot be read: {error.strerror}.",
            "Check its name and whether you may read it.",
        ) from error


def decode_instance(data: bytes, name: str = "instance") -> PlanningProblem:
    """The problem in the bytes of a file called `name`.

    Raises InstanceInvalid naming the field and what to do.
    """
    if len(data) > MOST_BYTES:
        raise invalid(name, f"more than {MOST_BYTES} bytes.", "Choose fewer sites.")
    try:
        parsed = json.loads(data.decode("utf-8"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise invalid(
            name, f"byte {error.start} is not UTF-8 text.", "Save the file as UTF-8."
        ) from error
    except json.JSONDecodeError as error:
        raise invalid(
            name,
            f"line {error.lineno}, column {error.colno} is not JSON.",
            "Correct the line, or export the file again.",
        ) from error
    except RecursionError as error:
        raise invalid(name, "lists are nested far too deeply.", f"Give a {FORMAT} file.") from error
    except ValueError as error:
        if isinstance(error.__cause__, InstanceInvalid):
            raise error.__cause__ from None
        raise invalid(
            name, "it holds a number with far too many digits.", "Give whole minutes."
        ) from error
    return problem_from(_fields(parsed, name))


def _no_constant(text: str) -> float:
    raise ValueError(text) from invalid(
        "instance", f"{text} is not a number.", "Give whole numbers everywhere."
    )


def problem_from(instance: Fields) -> PlanningProblem:
    """The problem in a parsed instance.

    Raises InstanceInvalid naming the field and what to do.
    """
    if instance.get("format") != FORMAT:
        raise invalid(
            "format",
            f"{_shown(instance.get('format'))} is not “{FORMAT}”.",
            f"Give a {FORMAT} file.",
        )
    places = _list(instance, "places", "", MOST_PLACES)
    days = tuple(
        _day(_fields(day, f"days[{number}]"), f"days[{number}]")
        for number, day in enumerate(_list(instance, "days", "", MOST_DAYS))
    )
    if not days:
        raise invalid("days", "there is no day.", f"Give 1 to {MOST_DAYS} days.")
    sites = [
        _fields(site, f"sites[{number}]")
        for number, site in enumerate(_list(instance, "sites", "", MOST_CANDIDATES))
    ]
    index = _index_by_id(sites)
    objective = _fields(_required(instance, "objective", ""), "objective")
    problem = PlanningProblem(
        travel=_matrix(instance, "travel", len(places)),
        days=days,
        candidates=tuple(
            _candidate(site, f"sites[{number}]", len(days)) for number, site in enumerate(sites)
        ),
        exclusions=tuple(
            _members(group, f"exclusions[{number}]", index)
            for number, group in enumerate(_list(instance, "exclusions", "", MOST_CANDIDATES))
        ),
        chains=tuple(
            _chain(_fields(chain, f"chains[{number}]"), f"chains[{number}]", index)
            for number, chain in enumerate(_list(instance, "chains", "", MOST_CANDIDATES))
        ),
        budget=_int_or_none(instance.get("budget"), "budget"),
        score_weight=_int(objective, "score_weight", "objective."),
        travel_weight=_int(objective, "travel_weight", "objective."),
        cost=_matrix_or_none(instance, "cost", len(places)),
        walking=_matrix_or_none(instance, "walking", len(places)),
        kinds=_kinds(instance, index),
    )
    check_problem(problem)
    return problem


def encode_instance(problem: PlanningProblem, name: str = "tour") -> dict[str, object]:
    """The problem as an instance, ready for `json.dump`; site ids are the candidates' keys."""
    instance: dict[str, object] = {
        "format": FORMAT,
        "name": name,
        "seed": None,
        "places": [
            {"id": number, "name": f"place {number}", "x": 0, "y": 0}
            for number in range(len(problem.travel))
        ],
        "travel": problem.travel.tolist(),
        "days": [_frame(day) for day in problem.days],
        "sites": [_site(site) for site in problem.candidates],
        "exclusions": [
            [_id_of(problem.candidates[index].key) for index in group]
            for group in problem.exclusions
        ],
        "chains": [
            {
                "id": number,
                "steps": [_id_of(problem.candidates[index].key) for index in chain.steps],
                "min_lag": list(chain.min_lag),
                "max_lag": list(chain.max_lag),
            }
            for number, chain in enumerate(problem.chains)
        ],
        "budget": problem.budget,
        "objective": {
            "score_weight": problem.score_weight,
            "travel_weight": problem.travel_weight,
        },
    }
    if problem.cost is not None:
        instance["cost"] = problem.cost.tolist()
    if problem.walking is not None:
        instance["walking"] = problem.walking.tolist()
    if problem.kinds:
        instance["kinds"] = [
            {
                "sites": [_id_of(problem.candidates[index].key) for index in kind.members],
                "percent": list(kind.percent),
            }
            for kind in problem.kinds
        ]
    return instance


def _frame(day: DayFrame) -> dict[str, object]:
    """A day; one break called lunch is the format's lunch, others are its extension."""
    frame: dict[str, object] = {
        "start_place": day.start_place,
        "end_place": day.end_place,
        "start": day.start,
        "end": day.end,
        "lunch": None,
    }
    if len(day.breaks) == 1 and day.breaks[0].name == LUNCH:
        frame["lunch"] = _span(day.breaks[0])
    elif day.breaks:
        frame["breaks"] = [{"name": rule.name, **_span(rule)} for rule in day.breaks]
    if day.walk_limit is not None:
        frame["walk_limit"] = day.walk_limit
    return frame


def _span(rule: BreakRule) -> dict[str, int]:
    return {
        "duration": rule.duration,
        "earliest": rule.earliest,
        "latest_end": rule.latest_end,
    }


def _site(site: Candidate) -> dict[str, object]:
    return {
        "id": _id_of(site.key),
        "name": site.key,
        "place": site.place,
        "category": "",
        "score": site.score,
        "duration": site.duration,
        "price": site.price,
        "must": site.required,
        "windows": {
            str(day): [list(window) for window in windows]
            for day, windows in enumerate(site.windows)
            if windows
        },
        "pin": None if site.pin is None else {"day": site.pin.day, "start": site.pin.start},
    }


def encode_plan(plan: Plan, problem: PlanningProblem) -> dict[str, object]:
    """The plan as the checker reads it; sites by the ids they were read with."""
    return {"days": [_planned_day(day, problem) for day in plan.days]}


def _planned_day(day: PlannedDay, problem: PlanningProblem) -> dict[str, object]:
    written: dict[str, object] = {
        "visits": [
            {"site": _id_of(problem.candidates[visit.candidate].key), "start": visit.start}
            for visit in day.visits
        ],
        "lunch": day.breaks[0] if len(day.breaks) == 1 else None,
    }
    if len(day.breaks) > 1:
        written["breaks"] = list(day.breaks)
    return written


def _id_of(key: str) -> int | str:
    """The id in a file for a candidate's key: keys that were read hold it as JSON."""
    try:
        found = json.loads(key)
    except ValueError:
        return key
    return found if isinstance(found, int | str) and not isinstance(found, bool) else key


def _candidate(site: Fields, where: str, days: int) -> Candidate:
    pin = site.get("pin")
    pinned = None
    if pin is not None:
        fields = _fields(pin, f"{where}.pin")
        pinned = Pin(_int(fields, "day", f"{where}.pin."), _int(fields, "start", f"{where}.pin."))
    must = _required(site, "must", f"{where}.")
    if not isinstance(must, bool):
        raise invalid(f"{where}.must", f"{_shown(must)} is not true or false.", "Give one of both.")
    return Candidate(
        key=json.dumps(site["id"]),
        place=_int(site, "place", f"{where}."),
        score=_int(site, "score", f"{where}."),
        duration=_int(site, "duration", f"{where}."),
        windows=_windows(site, where, days),
        price=_int(site, "price", f"{where}."),
        required=must,
        pin=pinned,
    )


def _windows(site: Fields, where: str, days: int) -> tuple[tuple[Window, ...], ...]:
    table = _fields(_required(site, "windows", f"{where}."), f"{where}.windows")
    for key in table:
        if not (key.isdecimal() and key.isascii() and len(key) < 9 and int(key) < days):
            raise invalid(
                f"{where}.windows", f"{_shown(key)} is no day.", f"Days are “0” to “{days - 1}”."
            )
    rows: list[list[Window]] = [[] for _ in range(days)]
    for key in table:
        field = f'{where}.windows."{key}"'
        for number, pair in enumerate(_items(table[key], field, MOST_CANDIDATES)):
            ends = _items(pair, f"{field}[{number}]", 2)
            if len(ends) != 2:
                raise invalid(
                    f"{field}[{number}]", f"{len(ends)} values.", "Give two: open and close."
                )
            rows[int(key)].append(
                (
                    _whole(ends[0], f"{field}[{number}][0]"),
                    _whole(ends[1], f"{field}[{number}][1]"),
                )
            )
    return tuple(tuple(row) for row in rows)


def _day(day: Fields, where: str) -> DayFrame:
    return DayFrame(
        _int(day, "start_place", f"{where}."),
        _int(day, "end_place", f"{where}."),
        _int(day, "start", f"{where}."),
        _int(day, "end", f"{where}."),
        _breaks(day, where),
        _int_or_none(day.get("walk_limit"), f"{where}.walk_limit"),
    )


def _breaks(day: Fields, where: str) -> tuple[BreakRule, ...]:
    lunch, breaks = _required(day, "lunch", f"{where}."), day.get("breaks")
    if breaks is None:
        return () if lunch is None else (_break(lunch, f"{where}.lunch", LUNCH),)
    if lunch is not None:
        raise invalid(
            f"{where}.breaks",
            "there is a lunch beside the list of breaks.",
            "Make lunch one of the breaks, and “lunch” null.",
        )
    rules = []
    for number, rule in enumerate(_items(breaks, f"{where}.breaks", MOST_BREAKS)):
        field = f"{where}.breaks[{number}]"
        name = _required(_fields(rule, field), "name", f"{field}.")
        if not isinstance(name, str) or len(name) > LONGEST_NAME:
            raise invalid(
                f"{field}.name", f"{_shown(name)} is not a short text.", "Name the break."
            )
        rules.append(_break(rule, field, name))
    return tuple(rules)


def _break(value: Json, where: str, name: str) -> BreakRule:
    fields = _fields(value, where)
    return BreakRule(
        _int(fields, "duration", f"{where}."),
        _int(fields, "earliest", f"{where}."),
        _int(fields, "latest_end", f"{where}."),
        name,
    )


def _kinds(instance: Fields, index: Mapping[str, int]) -> tuple[KindRule, ...]:
    kinds = []
    for number, kind in enumerate(_items(instance.get("kinds", []), "kinds", MOST_CANDIDATES)):
        where = f"kinds[{number}]"
        fields = _fields(kind, where)
        percent = _list(fields, "percent", f"{where}.", MOST_CANDIDATES)
        kinds.append(
            KindRule(
                _members(_required(fields, "sites", f"{where}."), f"{where}.sites", index),
                tuple(_whole(part, f"{where}.percent[{k}]") for k, part in enumerate(percent)),
            )
        )
    return tuple(kinds)


def _chain(chain: Fields, where: str, index: Mapping[str, int]) -> ChainRule:
    least = _list(chain, "min_lag", f"{where}.", MOST_CANDIDATES)
    greatest = _list(chain, "max_lag", f"{where}.", MOST_CANDIDATES)
    return ChainRule(
        steps=_members(_required(chain, "steps", f"{where}."), f"{where}.steps", index),
        min_lag=tuple(_whole(lag, f"{where}.min_lag[{k}]") for k, lag in enumerate(least)),
        max_lag=tuple(_int_or_none(lag, f"{where}.max_lag[{k}]") for k, lag in enumerate(greatest)),
    )


def _index_by_id(sites: Sequence[Fields]) -> dict[str, int]:
    index: dict[str, int] = {}
    for number, site in enumerate(sites):
        where = f"sites[{number}].id"
        key = _id_text(_required(site, "id", f"sites[{number}]."), where)
        if key in index:
            raise invalid(where, f"{key} is the id of two sites.", "Make ids unique.")
        index[key] = number
    return index


def _members(group: Json, where: str, index: Mapping[str, int]) -> tuple[int, ...]:
    found = []
    for position, member in enumerate(_items(group, where, MOST_CANDIDATES)):
        field = f"{where}[{position}]"
        key = _id_text(member, field)
        if key not in index:
            raise invalid(field, f"there is no site {key}.", "Name the id of a site of the list.")
        found.append(index[key])
    return tuple(found)


def _id_text(value: Json, where: str) -> str:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise invalid(where, f"{_shown(value)} is not an id.", "Give a whole number or a text.")
    return json.dumps(value)


def _matrix_or_none(instance: Fields, key: str, count: int) -> Matrix | None:
    return None if instance.get(key) is None else _matrix(instance, key, count)


def _matrix(instance: Fields, key: str, count: int) -> Matrix:
    rows = _list(instance, key, "", MOST_PLACES)
    if len(rows) != count:
        raise invalid(key, f"{len(rows)} rows for {count} places.", "Give a row for each place.")
    for number, row in enumerate(rows):
        values = _items(row, f"{key}[{number}]", MOST_PLACES)
        if len(values) != count:
            raise invalid(
                f"{key}[{number}]",
                f"{len(values)} values for {count} places.",
                "Give a value for each place.",
            )
        if not all(type(value) is int for value in values):
            for column, value in enumerate(values):
                _whole(value, f"{key}[{number}][{column}]")
    try:
        return np.array(rows, dtype=np.int32).reshape(count, count)
    except OverflowError as error:
        raise invalid(key, "a number is far too large.", "Give whole minutes.") from error


def _fields(value: Json, where: str) -> Fields:
    if not isinstance(value, dict):
        raise invalid(where, f"{_shown(value)} is not an object.", "Give an object with fields.")
    return value


def _items(value: Json, where: str, most: int) -> Sequence[Json]:
    if not isinstance(value, list):
        raise invalid(where, f"{_shown(value)} is not a list.", "Give a list.")
    if len(value) > most:
        raise invalid(where, f"{len(value)} entries are more than {most}.", "Give fewer entries.")
    return value


def _required(fields: Fields, key: str, prefix: str) -> Json:
    if key not in fields:
        raise invalid(f"{prefix}{key}", "the field is missing.", "Add it.")
    return fields[key]


def _list(fields: Fields, key: str, prefix: str, most: int) -> Sequence[Json]:
    return _items(_required(fields, key, prefix), f"{prefix}{key}", most)


def _int(fields: Fields, key: str, prefix: str) -> int:
    return _whole(_required(fields, key, prefix), f"{prefix}{key}")


def _int_or_none(value: Json, where: str) -> int | None:
    return None if value is None else _whole(value, where)


def _whole(value: Json, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise invalid(where, f"{_shown(value)} is not a whole number.", "Give a whole number.")
    return value


def _shown(value: Json) -> str:
    """A value of the file, short enough for a sentence."""
    if isinstance(value, dict | list):
        return "a list" if isinstance(value, list) else "an object"
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."
