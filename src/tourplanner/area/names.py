"""The names of a thing on the map: in its own script, and in Latin letters."""

from __future__ import annotations

import unicodedata

from tourplanner.area.extract import Tags

LATIN_KEYS = ("name:en", "int_name", "name:latin", "name:pinyin", "name:zh_pinyin", "name:zh-Latn")
"""Where a name in Latin letters is found, best first."""
LONGEST_NAME = 100


def local_name(tags: Tags) -> str:
    """The name as written on the spot; empty where there is none."""
    return clean(tags.get("name", ""))


def latin_name(tags: Tags) -> str:
    """The name in Latin letters; empty where nobody has written one down."""
    for key in LATIN_KEYS:
        if (name := clean(tags.get(key, ""))) and is_latin(name):
            return name
    local = local_name(tags)
    return local if is_latin(local) else ""


def chinese_name(tags: Tags) -> str:
    """The name in Chinese where it differs from the local one; else empty."""
    name = clean(tags.get("name:zh", "") or tags.get("name:zh-Hans", ""))
    return name if name != local_name(tags) else ""


def clean(text: str) -> str:
    """`text` as one short line: control and formatting characters are dropped."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.split())[:LONGEST_NAME]


def is_latin(text: str) -> bool:
    """Whether every letter of `text` is a Latin one, and there is one."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and all(
        c.isascii() or unicodedata.name(c, "").startswith("LATIN") for c in letters
    )
