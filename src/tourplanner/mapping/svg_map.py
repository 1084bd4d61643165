"""The map of a tour as a vector drawing at true scale, which needs no web engine."""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from tourplanner.domain.place import Coordinates
from tourplanner.domain.roadbook import Roadbook
from tourplanner.i18n import _
from tourplanner.mapping.feature import Feature
from tourplanner.mapping.features import features
from tourplanner.mapping.ground_style import DARK_GROUND, LIGHT_GROUND, Labels
from tourplanner.mapping.paper_frame import PaperFrame, fitting_frame, scale_bar
from tourplanner.mapping.sketch import CREDIT, towns_around
from tourplanner.mapping.style import LIGHT, Palette, day_style
from tourplanner.mapping.svg_ground import (
    Street,
    credit_svg,
    ground_names,
    ground_svg,
    streets,
)
from tourplanner.mapping.svg_key import key_rows, key_svg, laid_out, legend_svg
from tourplanner.mapping.svg_marks import (
    BASE_MM,
    QUIET_MM,
    STOP_MM,
    Mark,
    leg_drawing,
    mark_drawing,
    spread,
)
from tourplanner.mapping.svg_text import FONTS, Box, Name, Room, safe, shortened, width_mm, written
from tourplanner.mapping.tiles import PackSource

MARGIN_MM = 9.0
FOOT_MM = 6.0
LONGEST_BAR_MM = 45.0
LEAST_MAP_MM = 30.0
SCALE_OF_NOTHING = 50_000
NAME_MM = 2.9
QUIET_NAME_MM = 2.5
TOWN_MM = 2.8
QUIET_NAMES_FROM_ZOOM = 13.0
MOST_QUIET = 400


@dataclass(frozen=True, slots=True)
class Sheet:
    """What to draw, and on how much paper."""

    width_mm: float = 180.0
    height_mm: float = 250.0
    days: Collection[int] | None = None
    """Numbers of the days to show, 1-based; None: all."""
    has_key: bool = True
    has_legend: bool = True
    has_left_out: bool = True
    labels: Labels = Labels.BOTH
    """Script of the names on the ground."""
    palette: Palette = LIGHT
    page: str = "#FFFFFF"
    """Colour of the paper around the map."""


@dataclass(frozen=True, slots=True)
class SvgMap:
    """A drawn map."""

    text: str
    """The SVG document."""
    scale: int
    """One millimetre stands for this many."""
    width_mm: float
    height_mm: float
    bar_m: int
    """What the scale bar says."""
    bar_mm: float
    """How long it is drawn."""
    attribution: str


def svg_map(
    roadbook: Roadbook,
    sheet: Sheet = Sheet(),
    *,
    pack: PackSource | None = None,
    reach: Feature | None = None,
) -> SvgMap:
    """Draw the tour on the pack's streets, or on the sketch without a pack.

    Colours, shapes and numbers are those of the window's map; every number stands in the key, every
    sort of mark in the legend. The text is valid XML whatever names the tour and the pack hold.
    """
    shown = [
        day for day in roadbook.days if sheet.days is None or day.number in frozenset(sheet.days)
    ]
    found = features(roadbook)
    drawn = [feature for feature in found["features"] if _is_shown(feature, sheet)]
    entries = [
        entry
        for entry in found["legend"]
        if entry["mark"] != "day" or sheet.days is None or entry["day"] in sheet.days
    ]
    entries = entries if sheet.has_legend else []
    if sheet.has_key:
        entries = [entry for entry in entries if entry["mark"] != "day"]  # the key has them
    if not sheet.has_left_out:
        entries = [entry for entry in entries if entry["mark"] not in ("left_out", "other")]
    key = laid_out(
        key_rows(roadbook, shown) if sheet.has_key else (), sheet.width_mm, sheet.height_mm
    )
    _legend, legend_height = legend_svg(entries, 0, sheet.width_mm, sheet.palette)
    below = FOOT_MM + legend_height + key.height_mm
    frame = _frame(roadbook, drawn, sheet.width_mm, max(LEAST_MAP_MM, sheet.height_mm - below))
    ground = streets(pack, frame) if pack is not None else ()
    credit = pack.attribution if pack is not None and ground else _(CREDIT)
    body = _map_body(roadbook, drawn, frame, ground, sheet, reach)
    top = frame.height_mm
    bar_m, bar_mm = scale_bar(frame.scale, min(LONGEST_BAR_MM, sheet.width_mm / 3))
    legend, legend_height = legend_svg(entries, top + FOOT_MM, sheet.width_mm, sheet.palette)
    height = top + FOOT_MM + legend_height + key.height_mm
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{sheet.width_mm:.2f}mm" '
        f'height="{height:.2f}mm" viewBox="0 0 {sheet.width_mm:.2f} {height:.2f}" '
        f'font-family="{FONTS}">'
        f"<title>{safe(roadbook.tour.title)}</title>"
        f'<rect width="{sheet.width_mm:.2f}" height="{top:.2f}" fill="{sheet.palette.paper}"/>'
        f"{body}"
        f"{_foot(frame, (bar_m, bar_mm), credit, height, sheet)}"
        f"{legend}"
        f"{key_svg(key, top + FOOT_MM + legend_height, sheet.palette)}"
        "</svg>\n"
    )
    return SvgMap(text, frame.scale, sheet.width_mm, height, bar_m, bar_mm, credit)


def _is_shown(feature: Feature, sheet: Sheet) -> bool:
    about = feature["properties"]
    if about["role"] in ("stop", "leg"):
        return sheet.days is None or about["day"] in sheet.days
    if about["role"] == "base" and sheet.days is not None:
        days = about["days"]
        return not isinstance(days, list) or any(str(day) in days for day in sheet.days)
    return sheet.has_left_out or about["role"] == "base"


def _frame(
    roadbook: Roadbook, drawn: Sequence[Feature], width_mm: float, height_mm: float
) -> PaperFrame:
    plan = [
        at
        for feature in drawn
        if _role(feature) in ("stop", "base", "leg")
        for at in _points(feature)
    ]
    points = plan if len(set(plan)) > 1 else [at for feature in drawn for at in _points(feature)]
    if len(set(points)) < 2:
        centre = points[0] if points else roadbook.city.centre.at
        return PaperFrame(centre, SCALE_OF_NOTHING, width_mm, height_mm)
    return fitting_frame(points, width_mm, height_mm, MARGIN_MM)


def _role(feature: Feature) -> str:
    return str(feature["properties"]["role"])


def _points(feature: Feature) -> list[Coordinates]:
    told = feature["geometry"]["coordinates"]
    pairs = told if feature["geometry"]["type"] == "LineString" else [told]
    return [Coordinates(float(pair[1]), float(pair[0])) for pair in pairs]  # type: ignore[index,arg-type]


def _map_body(
    roadbook: Roadbook,
    drawn: Sequence[Feature],
    frame: PaperFrame,
    ground: Sequence[Street],
    sheet: Sheet,
    reach: Feature | None,
) -> str:
    palette = sheet.palette
    colours = LIGHT_GROUND if palette == LIGHT else DARK_GROUND
    casings, legs, lines = [], [], []
    for feature in drawn:
        if _role(feature) == "leg":
            line = [frame.mm(at) for at in _points(feature)]
            is_straight = bool(feature["properties"]["straight"])
            colour = _on_ground(str(feature["properties"]["colour"]), palette)
            casing, leg = leg_drawing(line, colour, palette, is_straight=is_straight)
            lines.append(line)
            casings.append(casing)
            legs.append(leg)
    quiet = [f for f in drawn if _role(f) in ("left_out", "other")]
    quiet = [f for f in quiet if frame.holds(*frame.mm(_points(f)[0]), QUIET_MM)][:MOST_QUIET]
    named = [f for f in drawn if _role(f) in ("stop", "base")]
    marks = spread([_mark(f, frame) for f in named], frame.width_mm, frame.height_mm)
    quiet_marks = [_mark(f, frame) for f in quiet]
    view = Box(1, 1, frame.width_mm - 1, frame.height_mm - 1)
    room = Room(
        view,
        [_box(mark, mark.radius) for mark in marks],
        [*(_box(mark, mark.radius) for mark in quiet_marks), *_along(lines)],
    )
    names = [
        _write(room, _name(f, mark, NAME_MM, 700), palette.ink, palette)
        for f, mark in zip(named, marks, strict=True)
        if mark.role == "stop"
    ]
    if frame.zoom >= QUIET_NAMES_FROM_ZOOM:
        names += [
            _write(room, _name(f, mark, QUIET_NAME_MM, 400), palette.quiet, palette)
            for f, mark in zip(quiet, quiet_marks, strict=True)
        ]
    if ground:
        under = ground_svg(ground, frame, colours)
        under_names = ground_names(ground, frame, colours, sheet.labels, room)
    else:
        under, under_names = "", _towns(roadbook, frame, room, palette)
    return (
        f"{under}{under_names}{_reach(reach, frame, palette)}"
        f"{''.join(casings)}{''.join(legs)}"
        f"{''.join(mark_drawing(mark, palette) for mark in quiet_marks)}"
        f"{''.join(mark_drawing(mark, palette) for mark in reversed(marks))}"
        f"{''.join(names)}"
    )


def _on_ground(colour: str, palette: Palette) -> str:
    """A day's colour for lines: mixed with light on a dark ground."""
    if palette == LIGHT:
        return colour
    parts = [(int(colour[n : n + 2], 16), int(palette.edge[n : n + 2], 16)) for n in (1, 3, 5)]
    return "#" + "".join(f"{round(0.58 * own + 0.42 * edge):02X}" for own, edge in parts)


def _mark(feature: Feature, frame: PaperFrame) -> Mark:
    about, role = feature["properties"], _role(feature)
    x, y = frame.mm(_points(feature)[0])
    if role == "base":
        return Mark(role, x, y, x, y, BASE_MM / 2)
    if role != "stop":
        return Mark(role, x, y, x, y, QUIET_MM / 2, is_own=bool(about.get("own")))
    style, number = day_style(int(str(about["day"])) - 1), int(str(about["number"]))
    radius = STOP_MM / 24 * (12.8 + 2.8 * style.rings)
    return Mark(
        role, x, y, x, y, radius, style, number, bool(about["doubtful"]), bool(about.get("own"))
    )


def _box(mark: Mark, reach: float) -> Box:
    return Box(mark.x - reach, mark.y - reach, mark.x + reach, mark.y + reach)


def _along(lines: Sequence[Sequence[tuple[float, float]]]) -> Iterator[Box]:
    """Small boxes on the legs: names keep off them where there is other room."""
    for line in lines:
        for (x1, y1), (x2, y2) in itertools.pairwise(line):
            count = max(1, min(200, round(math.hypot(x2 - x1, y2 - y1) / 2)))
            for n in range(count):
                share = (n + 0.5) / count
                x, y = x1 + (x2 - x1) * share, y1 + (y2 - y1) * share
                yield Box(x - 0.6, y - 0.6, x + 0.6, y + 0.6)


def _name(feature: Feature, mark: Mark, size: float, weight: int) -> Name:
    about = feature["properties"]
    lines = [shortened(str(about["name"]), 34)]
    lines += [shortened(str(about["local"]), 24)] if about.get("local") else []
    return Name(
        mark.x, mark.y, mark.radius, tuple(lines), size, weight, is_important=mark.role == "stop"
    )


def _write(room: Room, name: Name, colour: str, palette: Palette) -> str:
    found = room.put(name)
    if found is None:
        return ""
    step = name.size_mm * 1.2
    return "".join(
        written(
            found.x, found.box.top + n * step + name.size_mm * 0.95, line, name.size_mm,
            colour if n == 0 else palette.quiet, halo=palette.paper,
            weight=name.weight if n == 0 else 400, anchor=found.anchor,
        )
        for n, line in enumerate(found.lines)
    )  # fmt: skip


def _towns(roadbook: Roadbook, frame: PaperFrame, room: Room, palette: Palette) -> str:
    """Town names of the sketch: what there is instead of streets."""
    drawn = []
    for town in towns_around(roadbook.city.id):
        x, y = frame.mm(town.at)
        if not frame.holds(x, y):
            continue
        lines = (town.name, town.local) if town.local else (town.name,)
        written_name = _write(room, Name(x, y, 0.6, lines, TOWN_MM), palette.quiet, palette)
        if written_name:
            drawn.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="0.5" fill="{palette.quiet}"/>')
            drawn.append(written_name)
    return "".join(drawn)


def _reach(reach: Feature | None, frame: PaperFrame, palette: Palette) -> str:
    if reach is None:
        return ""
    told = reach["geometry"]
    areas = [told["coordinates"]] if told["type"] == "Polygon" else told["coordinates"]
    path = ""
    for area in areas:
        for ring in area:  # type: ignore[union-attr]
            places = [frame.mm(Coordinates(float(p[1]), float(p[0]))) for p in ring]  # type: ignore[union-attr,index,arg-type]
            path += "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in places) + "z"
    return (
        f'<path d="{path}" fill="{palette.good}" fill-opacity="0.13" fill-rule="evenodd" '
        f'stroke="{palette.good}" stroke-width="0.4"/>'
    )


def _foot(
    frame: PaperFrame, bar: tuple[int, float], credit: str, height: float, sheet: Sheet
) -> str:
    """The edge of the map, and below it scale bar, scale in figures, credit."""
    bar_m, bar_mm = bar
    palette = sheet.palette
    top = frame.height_mm
    base = top + 4.1
    told = _("{kilometres} km").format(kilometres=f"{bar_m / 1000:g}")
    length = told if bar_m >= 1000 else _("{metres} m").format(metres=bar_m)
    ratio = f"1 : {frame.scale:,}".replace(",", "\u202f")
    right = 0.5 + bar_mm + 2 + width_mm(length, 2.5) + 3
    used = right + width_mm(ratio, 2.5) + 4
    return (
        f'<rect y="{top:.2f}" width="{frame.width_mm:.2f}" height="{height - top:.2f}" '
        f'fill="{sheet.page}"/>'
        f'<rect x="0.15" y="0.15" width="{frame.width_mm - 0.3:.2f}" height="{top - 0.3:.2f}" '
        f'fill="none" stroke="{palette.line}" stroke-width="0.3"/>'
        f'<path class="scale-bar" d="M0.5 {base - 1.6:.2f}v1.6h{bar_mm:.3f}v-1.6" fill="none" '
        f'stroke="{palette.ink}" stroke-width="0.3"/>'
        f"{written(0.5 + bar_mm + 2, base, length, 2.5, palette.ink)}"
        f"{written(right, base, ratio, 2.5, palette.quiet)}"
        f"{credit_svg(credit, frame.width_mm - 0.5, base, palette.quiet, frame.width_mm - used)}"
    )
