"""Prints how long the catalogue takes to build and to search, at 229 and at 100,000 places."""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from tests.benchmarks.catalogue.generate import FIRST_WORDS, SECOND_WORDS, SIGNS, generated
from tourplanner.domain.place import Coordinates
from tourplanner.domain.ports import SiteQuery
from tourplanner.domain.site import SiteKind
from tourplanner.domain.vocabulary import Facet
from tourplanner.paths import catalogue_sources
from tourplanner.storage.catalogue import SqlSiteCatalogue
from tourplanner.storage.catalogue_build import build_catalogue, write_database
from tourplanner.storage.sqlite import open_engine

LARGE = 100_000
LIMIT = 50
LIMIT_MS = 20.0
REPEATS = 60
Questions = dict[str, Callable[[random.Random], SiteQuery]]


def main(size: int = LARGE) -> None:
    """Build both catalogues in a temporary folder, ask both the same questions."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        begun = time.perf_counter()
        build_catalogue(catalogue_sources(), folder / "real.sqlite")
        print(f"shipped catalogue built in {time.perf_counter() - begun:.2f} s")
        _measure(folder / "real.sqlite", "229 places")
        begun = time.perf_counter()
        sources = generated(catalogue_sources(), size)
        made = time.perf_counter()
        write_database(sources, "generated", folder / "large.sqlite")
        del sources
        megabytes = (folder / "large.sqlite").stat().st_size / 1e6
        print(
            f"{size} places made in {made - begun:.1f} s, "
            f"built in {time.perf_counter() - made:.1f} s, {megabytes:.0f} MB"
        )
        _measure(folder / "large.sqlite", f"{size} places")


def _measure(file: Path, title: str) -> None:
    catalogue = SqlSiteCatalogue(open_engine(file, read_only=True))
    print(f"{title}, limit {LIMIT}, each question new:")
    print(f"  {'':28}{'p50 ms':>8}{'p95 ms':>8}{'worst':>8}{'found':>8}")
    for name, question in _questions(catalogue).items():
        rng = random.Random(name)
        catalogue.search(question(rng))
        taken, found = [], 0
        for _ in range(REPEATS):
            query = question(rng)
            begun = time.perf_counter()
            found += len(catalogue.search(query))
            taken.append((time.perf_counter() - begun) * 1000)
        taken.sort()
        p50, p95 = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
        mark = "" if p95 < LIMIT_MS else f"  over {LIMIT_MS:.0f} ms"
        print(f"  {name:28}{p50:8.1f}{p95:8.1f}{taken[-1]:8.1f}{found / REPEATS:8.0f}{mark}")


def _questions(catalogue: SqlSiteCatalogue) -> Questions:
    """One maker of questions for each way of searching."""
    signs = list(SIGNS)
    cities = [city.id for city in catalogue.cities()]
    centres = [city.centre.at for city in catalogue.cities()]
    wares = [term.id for term in catalogue.vocabulary(Facet.WARE)]
    periods = [term.id for term in catalogue.vocabulary(Facet.PERIOD)]

    def ask(**filters: object) -> SiteQuery:
        return SiteQuery(limit=LIMIT, **filters)  # type: ignore[arg-type]

    def point(rng: random.Random) -> Coordinates:
        centre = rng.choice(centres)
        return Coordinates(centre.lat + rng.uniform(-0.1, 0.1), centre.lon + rng.uniform(-0.1, 0.1))

    def day(rng: random.Random) -> date:
        return date(2026, 1, 1) + timedelta(days=rng.randrange(700))

    def sound(rng: random.Random, count: int) -> str:
        return "".join(SIGNS[sign] for sign in rng.choices(signs, k=count))

    def initials(rng: random.Random) -> str:
        return "".join(SIGNS[sign][0] for sign in rng.choices(signs, k=3))

    return {
        "two words": lambda r: ask(text=f"{r.choice(FIRST_WORDS)} {r.choice(SECOND_WORDS)}"),
        "one frequent word": lambda r: ask(text=r.choice(SECOND_WORDS)),
        "beginning of a word": lambda r: ask(text=r.choice(FIRST_WORDS)[: r.randint(1, 3)]),
        "a word that is nowhere": lambda r: ask(text=f"zq{r.randrange(9999)}"),
        "text and filters": lambda r: ask(
            text=r.choice(SECOND_WORDS), kinds=(r.choice(list(SiteKind)),), wares=(r.choice(wares),)
        ),
        "Chinese, two signs": lambda r: ask(text="".join(r.choices(signs, k=2))),
        "Chinese, three signs": lambda r: ask(text="".join(r.choices(signs, k=3))),
        "pinyin, two syllables": lambda r: ask(text=sound(r, 2)),
        "pinyin, four syllables": lambda r: ask(text=sound(r, 4)),
        "initials": lambda r: ask(text=initials(r)),
        "city and kind": lambda r: ask(
            city=r.choice(cities), kinds=tuple(r.sample(list(SiteKind), 2))
        ),
        "period and ware": lambda r: ask(periods=(r.choice(periods),), wares=(r.choice(wares),)),
        "nearest": lambda r: ask(near=point(r)),
        "nearest of a kind": lambda r: ask(near=point(r), kinds=(r.choice(list(SiteKind)),)),
        "nearest with a rare ware": lambda r: ask(near=point(r), wares=(r.choice(wares),)),
        "within 5 km": lambda r: ask(near=point(r), within_m=5_000),
        "open on a date": lambda r: ask(open_on=day(r)),
        "open on a date, in a city": lambda r: ask(open_on=day(r), city=r.choice(cities)),
        "nearest, open on a date": lambda r: ask(open_on=day(r), near=point(r)),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=LARGE, help="places of the generated one")
    main(parser.parse_args().size)
