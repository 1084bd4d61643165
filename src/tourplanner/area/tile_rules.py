"""Which things of OpenStreetMap the base map shows, as what, and from which level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tourplanner.area.extract import Tags
from tourplanner.area.names import chinese_name, latin_name, local_name

MIN_ZOOM, MAX_ZOOM = 8, 15
Value = str | int | bool
Properties = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Look:
    """How a thing appears: its layer, its kind and the coarsest level that shows it."""

    layer: str
    kind: str
    from_zoom: int
    detail: str | int | None = None

    def properties(self, tags: Tags, *, is_named: bool = True) -> Properties:
        """What is written of the thing beside its shape."""
        found: Properties = {"kind": self.kind}
        if self.detail is not None:
            found["kind_detail"] = self.detail
        if is_named:
            found |= name_properties(tags)
        return found


def name_properties(tags: Tags) -> Properties:
    """A thing's names: as on the spot, in Latin letters and in Chinese where those differ."""
    local, latin, chinese = local_name(tags), latin_name(tags), chinese_name(tags)
    found: Properties = {}
    if local or latin:
        found["name"] = local or latin
    if latin and latin != local:
        found["name:latin"] = latin
    if chinese:
        found["name:zh"] = chinese
    return found


ROADS: Mapping[str, tuple[str, int]] = {
    "motorway": ("highway", 8),
    "trunk": ("highway", 8),
    "motorway_link": ("highway", 11),
    "trunk_link": ("highway", 11),
    "primary": ("major_road", 8),
    "secondary": ("major_road", 10),
    "tertiary": ("major_road", 11),
    "primary_link": ("major_road", 12),
    "secondary_link": ("major_road", 12),
    "tertiary_link": ("major_road", 12),
    "unclassified": ("minor_road", 12),
    "residential": ("minor_road", 13),
    "living_street": ("minor_road", 13),
    "road": ("minor_road", 13),
    "pedestrian": ("minor_road", 13),
    "service": ("minor_road", 14),
    "busway": ("minor_road", 14),
    "track": ("path", 13),
    "cycleway": ("path", 13),
    "path": ("path", 13),
    "footway": ("path", 14),
    "steps": ("path", 14),
    "bridleway": ("path", 14),
    "corridor": ("path", 15),
}
RAILS: Mapping[str, int] = {
    "rail": 8, "narrow_gauge": 9, "light_rail": 11, "subway": 12, "tram": 12, "funicular": 12,
    "monorail": 12, "preserved": 12,
}  # fmt: skip
STREAMS: Mapping[str, int] = {"river": 8, "canal": 10, "stream": 12, "drain": 14, "ditch": 14}

GROUND: Mapping[str, frozenset[str]] = {
    "landuse": frozenset((
        "allotments", "brownfield", "cemetery", "commercial", "construction", "farmland",
        "farmyard", "forest", "grass", "greenfield", "greenhouse_horticulture", "industrial",
        "meadow", "military", "orchard", "plant_nursery", "quarry", "railway",
        "recreation_ground", "religious", "residential", "retail", "village_green", "vineyard",
    )),
    "natural": frozenset((
        "bare_rock", "beach", "glacier", "grassland", "heath", "sand", "scree", "scrub",
        "shingle", "wetland", "wood",
    )),
    "leisure": frozenset((
        "dog_park", "garden", "golf_course", "nature_reserve", "park", "pitch", "playground",
        "sports_centre", "stadium", "track",
    )),
    "amenity": frozenset(("college", "hospital", "kindergarten", "school", "university")),
    "tourism": frozenset(("theme_park", "zoo")),
    "aeroway": frozenset(("aerodrome", "apron")),
    "man_made": frozenset(("pier", "works")),
    "boundary": frozenset(("national_park",)),
}  # fmt: skip
"""Values by key that become an area of the layer landuse of that kind."""
STANDING_WATER = frozenset((
    "basin", "bay", "canal", "dock", "fountain", "lagoon", "lake", "moat", "oxbow", "pond",
    "reservoir", "river", "stream", "wastewater",
))  # fmt: skip

SETTLEMENTS: Mapping[str, tuple[str, int]] = {
    "city": ("locality", 8),
    "town": ("locality", 8),
    "village": ("locality", 10),
    "suburb": ("neighbourhood", 11),
    "borough": ("neighbourhood", 10),
    "quarter": ("neighbourhood", 12),
    "neighbourhood": ("neighbourhood", 13),
    "hamlet": ("locality", 12),
    "isolated_dwelling": ("locality", 14),
    "farm": ("locality", 14),
    "locality": ("locality", 14),
}
SPOTS: Mapping[str, Mapping[str, int]] = {
    "tourism": {
        "museum": 13, "gallery": 14, "attraction": 13, "viewpoint": 14, "hotel": 15, "zoo": 13,
        "guest_house": 15, "hostel": 15, "information": 15,
    },
    "historic": {
        "archaeological_site": 13, "castle": 13, "monument": 14, "ruins": 14, "memorial": 15,
        "kiln": 13,
    },
    "man_made": {"kiln": 13, "tower": 15},
    "craft": {"pottery": 14},
    "railway": {"station": 11, "halt": 12, "tram_stop": 14},
    "aeroway": {"aerodrome": 10},
    "amenity": {
        "bus_station": 13, "ferry_terminal": 13, "hospital": 13, "university": 13, "school": 14,
        "marketplace": 13, "place_of_worship": 14, "townhall": 13, "arts_centre": 14, "theatre": 14,
        "library": 14, "police": 14, "post_office": 15, "pharmacy": 15, "toilets": 15,
        "restaurant": 15, "cafe": 15, "bank": 15,
    },
    "leisure": {"park": 13},
    "natural": {"peak": 12},
    "highway": {"bus_stop": 15},
}  # fmt: skip
"""Values by key that become a point of interest, and from which level."""
BORDER_ZOOMS = {2: 8, 3: 8, 4: 8, 5: 8, 6: 9, 7: 11, 8: 11}
FINEST_BORDER_ZOOM = 13
NAMELESS_SPOTS = frozenset(("toilets", "bus_stop", "viewpoint"))


def road_look(tags: Tags) -> Look | None:
    """How a way on which one can go appears."""
    if tags.get("route") == "ferry":
        return Look("roads", "ferry", 10)
    value = tags.get("highway", "")
    if value not in ROADS:
        return None
    kind, zoom = ROADS[value]
    if tags.get("service") in {"parking_aisle", "driveway"} or tags.get("footway") == "sidewalk":
        zoom = 15
    return Look("roads", kind, zoom, value.removesuffix("_link"))


def line_look(tags: Tags) -> Look | None:
    """How another open way appears: a rail, a stream, a runway, a pier, a cable car."""
    if (value := tags.get("railway", "")) in RAILS:
        zoom = 13 if "service" in tags else RAILS[value]
        return Look("roads", "rail", zoom, value)
    if (value := tags.get("waterway", "")) in STREAMS:
        return Look("water", value, STREAMS[value])
    if (value := tags.get("aeroway", "")) in {"runway", "taxiway"}:
        return Look("roads", "aeroway", 11 if value == "runway" else 13, value)
    if "aerialway" in tags:
        return Look("roads", "aerialway", 12, tags["aerialway"])
    if tags.get("man_made") == "pier":
        return Look("roads", "path", 13, "pier")
    return None


def area_look(tags: Tags) -> Look | None:
    """How an area appears."""
    if tags.get("building", "no") != "no":
        return Look("buildings", "building", 14)
    if kind := _water_kind(tags):
        return Look("water", kind, 8)
    if tags.get("leisure") == "swimming_pool":
        return Look("water", "swimming_pool", 15)
    if tags.get("highway") in {"pedestrian", "footway"} or tags.get("place") == "square":
        return Look("landuse", "pedestrian", 13)
    for key, values in GROUND.items():
        if tags.get(key, "") in values:
            return Look("landuse", tags[key], 8)
    return None


def _water_kind(tags: Tags) -> str:
    if tags.get("natural") == "water":
        kind = tags.get("water", "water")
        return kind if kind in STANDING_WATER else "water"
    if tags.get("waterway") in {"riverbank", "dock"}:
        return "river" if tags["waterway"] == "riverbank" else "dock"
    if tags.get("landuse") in {"reservoir", "basin"}:
        return tags["landuse"]
    return ""


def settlement_look(tags: Tags) -> Look | None:
    """How a town, a village or a part of one appears."""
    value = tags.get("place", "")
    if value not in SETTLEMENTS:
        return None
    kind, zoom = SETTLEMENTS[value]
    return Look("places", kind, zoom, value)


def spot_look(tags: Tags) -> Look | None:
    """How a point of interest appears."""
    for key, zooms in SPOTS.items():
        value = tags.get(key, "")
        if value in zooms and (value in NAMELESS_SPOTS or "name" in tags):
            return Look("pois", value, zooms[value])
    return None


def border_level(tags: Tags) -> int | None:
    """The admin_level of a border; None for what is no border between administrations."""
    level = tags.get("admin_level", "")
    if tags.get("boundary") != "administrative" or not level.isdecimal():
        return None
    return int(level) if 1 <= int(level) <= 10 else None


def border_look(level: int) -> Look:
    """How a border of that admin_level appears."""
    kind = {2: "country", 3: "region", 4: "region"}.get(level, "county")
    return Look("boundaries", kind, BORDER_ZOOMS.get(level, FINEST_BORDER_ZOOM), level)
