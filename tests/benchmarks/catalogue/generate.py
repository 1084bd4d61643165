"""A catalogue of any size with the habits of the real one, the same for the same seed."""

from __future__ import annotations

import random
from pathlib import Path

from tourplanner.storage.catalogue_source import CitySource, Sources, read_sources
from tourplanner.storage.plain_json import Json, number, part, texts, words

SPREAD_DEGREES = 0.25
NEW_CITIES = 180
FIRST_WORDS = [
    "Old", "Upper", "Lower", "East", "West", "North", "South", "Great", "Little", "White", "Blue",
    "Red", "Dragon", "Phoenix", "River", "Stone", "Imperial", "Folk", "Ancient", "Lotus",
    "Bamboo", "Cloud", "Moon", "Golden", "Silver", "Quiet", "Long", "Far", "Inner", "Outer",
]  # fmt: skip
SECOND_WORDS = [
    "Kiln", "Pottery", "Porcelain", "Celadon", "Glaze", "Clay", "Potters", "Tile", "Stoneware",
    "Ceramics", "Firing", "Kaolin",
]  # fmt: skip
LAST_WORDS = [
    "Museum", "Workshop", "Market", "Street", "Village", "Site", "Hall", "Park", "Yard", "Studio",
    "Gallery", "Lane", "House", "Academy",
]  # fmt: skip
SIGNS = {
    "窑": "yáo", "御": "yù", "厂": "chǎng", "瓷": "cí", "陶": "táo", "古": "gǔ", "山": "shān",
    "水": "shuǐ", "龙": "lóng", "白": "bái", "青": "qīng", "大": "dà", "小": "xiǎo", "东": "dōng",
    "西": "xī", "南": "nán", "北": "běi", "街": "jiē", "村": "cūn", "馆": "guǎn", "溪": "xī",
    "川": "chuān", "湖": "hú", "田": "tián", "石": "shí", "金": "jīn", "红": "hóng", "店": "diàn",
    "坊": "fāng", "里": "lǐ", "高": "gāo", "岭": "lǐng", "三": "sān", "宝": "bǎo", "老": "lǎo",
}  # fmt: skip


def generated(folder: Path, count: int, seed: int = 1) -> Sources:
    """`count` places in the real cities and 180 invented ones, described like the real places."""
    rng = random.Random(seed)
    real, _faults = read_sources(folder)
    patterns = [place for source in real.cities for place in source.places]
    hours = _many_hours(rng)
    cities = [source.city for source in real.cities]
    cities += [_city(rng, number_of_city) for number_of_city in range(NEW_CITIES)]
    result = Sources(holidays=real.holidays, vocabulary=real.vocabulary)
    share = count // len(cities)
    for index, city in enumerate(cities):
        here = share + (count - share * len(cities) if index == 0 else 0)
        places = tuple(
            _place(rng, city, f"{words(city, 'id')}-{n}", rng.choice(patterns), hours)
            for n in range(here)
        )
        result.cities.append(CitySource(city, places))
    return result


def _city(rng: random.Random, index: int) -> Json:
    characters, pinyin = _chinese_name(rng, 2)
    return {
        "id": f"town-{index}",
        "names": {
            "en": f"{rng.choice(FIRST_WORDS)}ford {index}",
            "local": characters,
            "zh_hans": characters,
            "pinyin": pinyin,
        },
        "country": "CN",
        "time_zone": "Asia/Shanghai",
        "currency": "CNY",
        "centre": {
            "lat": rng.uniform(-45, 60),
            "lon": rng.uniform(-179, 179),
            "accuracy_m": 500,
            "source": "invented",
        },
        "sources": [{"text": "invented"}],
    }


def _place(rng: random.Random, city: Json, place_id: str, like: Json, hours: list[str]) -> Json:
    characters, pinyin = _chinese_name(rng, rng.randint(3, 7))
    centre = part(city, "centre")
    english = " ".join(rng.choice(row) for row in (FIRST_WORDS, SECOND_WORDS, LAST_WORDS))
    return {
        "id": place_id,
        "names": {
            "en": f"{english} {rng.randint(1, 999)}",
            "local": characters,
            "zh_hans": characters,
            "pinyin": pinyin,
        },
        "kind": words(like, "kind"),
        "point": {
            "lat": number(centre, "lat") + rng.gauss(0, SPREAD_DEGREES / 2),
            "lon": number(centre, "lon") + rng.gauss(0, SPREAD_DEGREES / 2),
            "accuracy_m": 100,
            "source": "invented",
        },
        "address": {"en": f"{rng.randint(1, 300)} {rng.choice(FIRST_WORDS)} Road"},
        "hours": {"known": rng.choice(hours)},
        "visit_min": 45,
        "periods": list(texts(like, "periods")),
        "wares": list(texts(like, "wares")),
        "activities": list(texts(like, "activities")),
        "description": words(like, "description"),
        "sources": [{"text": "invented"}],
    }


def _chinese_name(rng: random.Random, length: int) -> tuple[str, str]:
    signs = rng.choices(list(SIGNS), k=length)
    return "".join(signs), " ".join(SIGNS[sign] for sign in signs)


def _many_hours(rng: random.Random) -> list[str]:
    """Three hundred expressions, a third of them closed on Mondays, some open one day only."""
    days = ["Mo-Su"] * 4 + ["Tu-Su,PH"] * 3 + ["Mo-Fr", "Sa", "Fr-Su"]
    return [
        f"{days[n % len(days)]} {rng.randint(7, 10):02d}:{rng.choice((0, 15, 30)):02d}"
        f"-{rng.randint(16, 20)}:{rng.choice((0, 30)):02d}"
        for n in range(300)
    ]
