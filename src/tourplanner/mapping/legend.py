"""What the marks on a map mean, one entry for each sort that is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from tourplanner.domain.roadbook import Roadbook
from tourplanner.i18n import _
from tourplanner.mapping.feature import Feature, Value
from tourplanner.mapping.style import day_style
from tourplanner.mapping.wording import day_text, distance_text


def legend(
    roadbook: Roadbook, drawn: Sequence[Feature], *, others: int = 0
) -> list[dict[str, Value]]:
    """One entry per sort of mark among `drawn`, in the order in which one reads the map.

    `others` are drawn quietly besides.
    """
    counts: dict[str, int] = {"other": others}
    for feature in drawn:
        role = str(feature["properties"]["role"])
        counts[role] = counts.get(role, 0) + 1
    entries: list[dict[str, Value]] = [
        {
            "mark": "day",
            "day": day.number,
            **day_look(day.number),
            "text": _("{day} · {distance}").format(
                day=day_text(day), distance=distance_text(day.distance_m)
            ),
        }
        for day in roadbook.days
        if day.visits
    ]
    legs = [feature["properties"] for feature in drawn if feature["properties"]["role"] == "leg"]
    if any(leg["straight"] for leg in legs):
        entries.append({"mark": "estimate", "text": _("Straight line: estimated way")})
    if any(not leg["straight"] for leg in legs):
        entries.append({"mark": "routed", "text": _("Way along roads")})
    if counts.get("base"):
        entries.append({"mark": "base", "text": _("Lodging")})
    if any(feature["properties"].get("doubtful") for feature in drawn):
        entries.append({"mark": "doubt", "text": _("Hours or position doubtful")})
    if any(feature["properties"].get("own") for feature in drawn):
        entries.append(own_entry())
    if left_out := counts.get("left_out"):
        entries.append(_counted("left_out", _("Left out ({count})"), left_out))
    if others := counts["other"]:
        entries.append(_counted("other", _("Other places ({count})"), others))
    return entries


def own_entry() -> dict[str, Value]:
    """The entry of places that are not the catalogue's."""
    return {"mark": "own", "text": _("Entered by the traveller")}


def _counted(mark: str, words: str, count: int) -> dict[str, Value]:
    """An entry whose count changes with what is switched off."""
    return {"mark": mark, "template": words, "text": words.format(count=count)}


def day_look(number: int) -> dict[str, Value]:
    """Colour, shape and rings of a day (1-based), as properties of its marks."""
    style = day_style(number - 1)
    return {
        "colour": style.colour,
        "shape": style.shape.value,
        "rings": style.rings,
        "dash": style.dash,
    }
