"""Names made comparable: without case, accents, spaces and punctuation."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from tourplanner.domain.site import Names

LEAST_LATIN, LEAST_SIGNS = 5, 2
"""A part of a name that is shorter says nothing: "Museum" fits many, "窑" most."""


def folded(text: str) -> str:
    """Small letters and digits alone, without accents; Chinese signs stay as they are."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(sign for sign in plain if sign.isalnum())


def folded_names(names: Names) -> frozenset[str]:
    """Every way to write a site's name, folded; pinyin too."""
    written = (names.en, names.local, names.zh_hans, names.pinyin, names.romanised)
    return frozenset(filter(None, (folded(name) for name in written if name)))


def is_same(names: Iterable[str], known: frozenset[str]) -> bool:
    """Whether one of the folded `names` is a known one."""
    return any(name in known for name in names)


def is_similar(names: Iterable[str], known: frozenset[str]) -> bool:
    """Whether one of the folded `names` is part of a known one, or the other way round."""
    return any(
        _says_enough(short) and short in long
        for name in names
        for other in known
        for short, long in ((name, other), (other, name))
    )


def _says_enough(name: str) -> bool:
    return len(name) >= (LEAST_LATIN if name.isascii() else LEAST_SIGNS)
