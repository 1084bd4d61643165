"""How the ground under a tour is painted, by the window and on paper alike."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

Stops = tuple[tuple[float, float], ...]
"""Zoom level and value, rising; between them the value changes evenly."""


class Labels(StrEnum):
    """In which script the base map names its places."""

    LOCAL = "local"
    LATIN = "latin"
    BOTH = "both"


class GroundShape(StrEnum):
    """What sort of geometry a rule paints."""

    AREA = "area"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class GroundColours:
    """Colours of one theme, as "#RRGGBB": calm enough that the tour stands out."""

    earth: str
    wood: str
    green: str
    field: str
    town: str
    works: str
    water: str
    stream: str
    building: str
    building_edge: str
    motorway: str
    motorway_edge: str
    major: str
    minor: str
    road_edge: str
    far_road: str
    path: str
    rail: str
    border: str
    place_name: str
    road_name: str
    water_name: str
    halo: str

    def roles(self) -> dict[str, str]:
        """Colour by name of the role."""
        return {name: str(colour) for name, colour in asdict(self).items()}


LIGHT_GROUND = GroundColours(
    earth="#FAF8F3",
    wood="#E3E9DA",
    green="#EBEFDF",
    field="#F5F3E6",
    town="#F4EFE6",
    works="#EFEAE3",
    water="#C6DAEC",
    stream="#A6C4E0",
    building="#E6DECF",
    building_edge="#D6CBB8",
    motorway="#F0D9B5",
    motorway_edge="#C9A877",
    major="#FFFDF8",
    minor="#FFFFFF",
    road_edge="#CFC5B3",
    far_road="#CDBFA6",
    path="#B9AC96",
    rail="#A39C93",
    border="#A79BAE",
    place_name="#333F4B",
    road_name="#655E53",
    water_name="#3F6C96",
    halo="#FAF8F3",
)

DARK_GROUND = GroundColours(
    earth="#12161C",
    wood="#17201E",
    green="#192320",
    field="#171B1D",
    town="#191E26",
    works="#1C2028",
    water="#1A2F47",
    stream="#2A4868",
    building="#242C37",
    building_edge="#303A47",
    motorway="#5B4F3B",
    motorway_edge="#2B2620",
    major="#454F5C",
    minor="#353E4A",
    road_edge="#1B222B",
    far_road="#3F4955",
    path="#414B58",
    rail="#4C5665",
    border="#5C5668",
    place_name="#CFCCC4",
    road_name="#949DA8",
    water_name="#7FA9D6",
    halo="#12161C",
)


@dataclass(frozen=True, slots=True)
class GroundRule:
    """Paint the features of `layer` whose kind is among `kinds` (empty: all)."""

    layer: str
    shape: GroundShape
    colour: str
    """A role of GroundColours: fill of an area, stroke of a line."""
    kinds: tuple[str, ...] = ()
    widths_px: Stops = ()
    """Of a line, in pixels of 1/96 inch."""
    edge: str | None = None
    """Role of the outline of an area."""
    dash: tuple[float, ...] = ()
    from_zoom: int = 0
    below_zoom: int = 99
    """Only while the zoom is smaller than this."""
    in_tunnel: bool = False
    """Only what runs underground; other rules paint only what does not."""

    def width_px(self, zoom: float) -> float:
        """The line's width at `zoom`."""
        return at_zoom(self.widths_px, zoom)


def at_zoom(stops: Stops, zoom: float) -> float:
    """The value of `stops` at `zoom`; beyond the ends the nearest one's."""
    if not stops:
        return 0.0
    if zoom <= stops[0][0]:
        return stops[0][1]
    for (low, value), (high, next_value) in itertools.pairwise(stops):
        if zoom <= high:
            return value + (next_value - value) * (zoom - low) / (high - low)
    return stops[-1][1]


WOODS = ("forest", "wood", "scrub", "orchard", "nature_reserve", "protected_area", "national_park")
GREENS = (
    "park", "grass", "garden", "pitch", "playground", "cemetery", "golf_course", "village_green",
    "recreation_ground", "grassland", "meadow", "heath", "wetland", "allotments", "sports_centre",
    "stadium", "dog_park", "plant_nursery", "zoo",
)  # fmt: skip
FIELDS = (
    "farmland", "farmyard", "vineyard", "farm", "greenhouse_horticulture", "beach", "sand", "scree",
    "bare_rock",
)  # fmt: skip
BORDERS = ("country", "region")
PIERS = ("pier", "breakwater", "bridge")
TOWNS = ("residential", "pedestrian", "school", "university", "college", "hospital", "kindergarten")
WORKS = (
    "industrial",
    "commercial",
    "retail",
    "railway",
    "quarry",
    "military",
    "works",
    "aerodrome",
)
MOTORWAYS = ("highway", "motorway", "trunk")
MAJORS = ("major_road", "medium_road", "primary", "secondary", "tertiary")
MINORS = ("minor_road", "residential", "service", "unclassified", "living_street", "pedestrian")
PATHS = ("path", "footway", "track", "steps", "cycleway", "bridleway", "other")
RAILS = ("rail", "railway", "light_rail", "subway", "tram", "narrow_gauge")

_MOTORWAY = ((7.0, 0.8), (10.0, 2.0), (13.0, 4.5), (16.0, 11.0), (18.0, 20.0))
_MAJOR = ((8.0, 0.5), (11.0, 1.3), (13.0, 2.6), (16.0, 7.5), (18.0, 15.0))
_MINOR = ((12.0, 0.4), (14.0, 1.4), (16.0, 4.6), (18.0, 11.0))


def _casing(stops: Stops, extra: float) -> Stops:
    return tuple((zoom, width + extra) for zoom, width in stops)


RULES: tuple[GroundRule, ...] = (
    GroundRule("earth", GroundShape.AREA, "earth"),
    GroundRule("landuse", GroundShape.AREA, "field", FIELDS),
    GroundRule("landuse", GroundShape.AREA, "town", TOWNS),
    GroundRule("landuse", GroundShape.AREA, "works", WORKS),
    GroundRule("landuse", GroundShape.AREA, "green", GREENS),
    GroundRule("landuse", GroundShape.AREA, "wood", WOODS),
    GroundRule(
        "water", GroundShape.LINE, "stream", ("river", "canal"),
        ((8.0, 0.8), (12.0, 1.8), (15.0, 3.6), (18.0, 8.0)),
    ),
    GroundRule(
        "water", GroundShape.LINE, "stream", ("stream", "drain", "ditch"),
        ((12.0, 0.5), (15.0, 1.5), (18.0, 4.0)), from_zoom=12,
    ),
    GroundRule("water", GroundShape.AREA, "water"),
    GroundRule("landuse", GroundShape.AREA, "earth", PIERS),
    GroundRule(
        "roads", GroundShape.LINE, "stream", ("ferry",), ((9.0, 0.8), (16.0, 1.4)), dash=(6, 4),
        from_zoom=10,
    ),
    GroundRule(
        "roads", GroundShape.LINE, "road_edge", (*MOTORWAYS, *MAJORS, *MINORS, *RAILS),
        ((12.0, 0.6), (16.0, 1.6), (18.0, 2.4)), dash=(3, 3), from_zoom=13, in_tunnel=True,
    ),
    GroundRule("buildings", GroundShape.AREA, "building", edge="building_edge", from_zoom=14),
    GroundRule(
        "roads", GroundShape.LINE, "path", PATHS, ((13.0, 0.6), (16.0, 1.4), (18.0, 2.2)),
        dash=(3, 2), from_zoom=14,
    ),
    GroundRule("roads", GroundShape.LINE, "road_edge", MINORS, _casing(_MINOR, 1.2), from_zoom=13),
    GroundRule("roads", GroundShape.LINE, "far_road", MAJORS, _MAJOR, below_zoom=11),
    GroundRule("roads", GroundShape.LINE, "road_edge", MAJORS, _casing(_MAJOR, 1.4), from_zoom=11),
    GroundRule("roads", GroundShape.LINE, "motorway_edge", MOTORWAYS, _casing(_MOTORWAY, 1.4)),
    GroundRule("roads", GroundShape.LINE, "minor", MINORS, _MINOR, from_zoom=13),
    GroundRule("roads", GroundShape.LINE, "major", MAJORS, _MAJOR, from_zoom=11),
    GroundRule("roads", GroundShape.LINE, "motorway", MOTORWAYS, _MOTORWAY),
    GroundRule("roads", GroundShape.LINE, "rail", RAILS, ((9.0, 0.5), (13.0, 1.2), (17.0, 2.4))),
    GroundRule(
        "roads", GroundShape.LINE, "earth", RAILS, ((13.0, 0.5), (17.0, 1.2)), dash=(5, 5),
        from_zoom=13,
    ),
    GroundRule(
        "boundaries", GroundShape.LINE, "border", BORDERS, ((8.0, 0.7), (14.0, 1.4)),
        dash=(6, 3, 1.5, 3),
    ),
)  # fmt: skip
"""From the bottom to the top."""

PLACE_SIZES_PX: Mapping[str, tuple[float, float]] = {
    "city": (7, 15.0),
    "town": (8, 13.5),
    "borough": (10, 12.5),
    "suburb": (11, 12.0),
    "quarter": (12, 11.5),
    "village": (10, 11.5),
    "neighbourhood": (13, 11.0),
    "hamlet": (13, 10.5),
    "locality": (13, 10.5),
    "isolated_dwelling": (14, 10.0),
    "farm": (14, 10.0),
}
"""From which zoom, and how large, a populated place is named."""

SIGHTS_FROM: Mapping[str, int] = {
    "station": 13, "castle": 14, "museum": 15, "university": 15, "hospital": 15, "peak": 13,
    "halt": 14, "gallery": 16, "theatre": 16, "townhall": 16, "marketplace": 15, "library": 16,
    "place_of_worship": 16, "archaeological_site": 15, "ferry_terminal": 15, "bus_station": 15,
}  # fmt: skip
"""From which zoom a single thing in the town is named, with a dot."""
SIGHT_PX = 10.5

ROAD_NAMES_FROM: Mapping[str, int] = {"motorway": 11, "major": 13, "minor": 15, "path": 16}
LATIN_KEYS = ("name:en", "name:latin", "name_latin", "int_name", "name:pinyin", "name:zh_pinyin")


def label_text(properties: Mapping[str, object], labels: Labels) -> str:
    """A feature's name in the scripts wanted; a name that exists in one script serves for both."""
    local = _text(properties.get("name"))
    latin = next(filter(None, (_text(properties.get(key)) for key in LATIN_KEYS)), "")
    if labels is Labels.LOCAL:
        return local or latin
    if labels is Labels.LATIN:
        return latin or local
    return f"{local} {latin}" if local and latin and latin != local else local or latin


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def is_painted(rule: GroundRule, properties: Mapping[str, object]) -> bool:
    """Whether a feature of the rule's layer and shape is one of its kinds."""
    if bool(properties.get("is_tunnel")) != rule.in_tunnel:
        return False
    return not rule.kinds or not set(rule.kinds).isdisjoint(kinds_of(properties))


def ground_options() -> dict[str, object]:
    """The same rules as plain values, for the scripts of the map's page."""
    return {
        "light": LIGHT_GROUND.roles(),
        "dark": DARK_GROUND.roles(),
        "rules": [_plain(rule) for rule in RULES],
        "places": {kind: list(look) for kind, look in PLACE_SIZES_PX.items()},
        "roads": {
            "motorway": [ROAD_NAMES_FROM["motorway"], list(MOTORWAYS)],
            "major": [ROAD_NAMES_FROM["major"], list(MAJORS)],
            "minor": [ROAD_NAMES_FROM["minor"], list(MINORS)],
            "path": [ROAD_NAMES_FROM["path"], list(PATHS)],
        },
        "sights": dict(SIGHTS_FROM),
        "latin": list(LATIN_KEYS),
    }


def _plain(rule: GroundRule) -> dict[str, object]:
    return {
        "layer": rule.layer,
        "shape": rule.shape.value,
        "colour": rule.colour,
        "kinds": list(rule.kinds),
        "widths": [list(stop) for stop in rule.widths_px],
        "edge": rule.edge,
        "dash": list(rule.dash),
        "from": rule.from_zoom,
        "below": rule.below_zoom,
        "tunnel": rule.in_tunnel,
    }


def kinds_of(properties: Mapping[str, object]) -> Sequence[str]:
    """The words by which a feature may be meant: its kind, and the finer kind below it."""
    return [value for key in ("kind", "kind_detail") if (value := _text(properties.get(key)))]
