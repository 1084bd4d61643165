"""What a site is found by: folded words, single characters, pinyin with its initials."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

END = "endofname"
"""A token behind each name, so that a whole name can be told from its beginning."""
MAX_QUERY_CHARS = 200
MAX_QUERY_TOKENS = 12
LONGEST_PINYIN = 24
LONGEST_INITIALS = 12
LEAST_INITIALS = 2

_IDEOGRAPH = "\u2e80-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_IDEOGRAPH}]|[^\W_{_IDEOGRAPH}]+")
_SINGLE = re.compile(rf"[{_IDEOGRAPH}]")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_UMLAUT_U = re.compile("[üǖǘǚǜ]")
_NAMES = "{en local romanised}"
_WORDS = "{en local romanised pinyin initials address about}"


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """The text under which one site is indexed, a column each."""

    en: str
    local: str
    romanised: str
    pinyin: str
    initials: str
    address: str
    about: str


def tokens(text: str) -> list[str]:
    """`text` in small letters without accents: words, and Chinese or Korean signs one by one."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    decomposed = unicodedata.normalize("NFKD", plain)
    bare = "".join(sign for sign in decomposed if unicodedata.category(sign) != "Mn")
    found = _TOKEN.findall(unicodedata.normalize("NFC", bare))
    return [token for token in found if token.isalnum()]


def search_entry(
    en: str,
    local: str,
    romanised: str | None,
    pinyin: str | None,
    address: Iterable[str],
    about: Iterable[str],
) -> SearchEntry:
    """What to index for a site with these names."""
    syllables = (pinyin or "").lower().split()
    return SearchEntry(
        en=_name(en),
        local=_name(local),
        romanised=_name(romanised or ""),
        pinyin=" ".join(_tails(syllables, LONGEST_PINYIN)),
        initials=" ".join(_tails([s[:1] for s in syllables], LONGEST_INITIALS)),
        address=" ".join(tokens(" ".join(address))),
        about=" ".join(tokens(" ".join(about))),
    )


def match_tiers(text: str) -> tuple[str, ...]:
    """FTS5 expressions for `text`, best first: whole name, beginning, inside, anywhere.

    Empty when `text` holds nothing that could be searched for. Whatever a user types, the
    expressions are valid: only letters and digits get into them, and those in quotes.
    """
    found = tokens(text[:MAX_QUERY_CHARS])[:MAX_QUERY_TOKENS]
    if not found:
        return ()
    phrase = " ".join(found)
    joined = "".join(found)
    by_sound = joined.isascii()
    sound, first_letters = joined[:LONGEST_PINYIN], joined[:LONGEST_INITIALS]
    has_initials = by_sound and len(found) == 1 and len(joined) >= LEAST_INITIALS
    whole = [f'{_NAMES}: ^"{phrase} {END}"']
    begin = [f'{_NAMES}: ^"{phrase}"*']
    inside = [f'{_NAMES}: "{phrase}"*']
    if by_sound:
        whole.append(f'pinyin: ^"{sound}"')
        begin.append(f'pinyin: ^"{sound}"*')
        inside.append(f'pinyin: "{sound}"*')
    if has_initials:
        begin.append(f'initials: ^"{first_letters}"*')
        inside.append(f'initials: "{first_letters}"*')
    anywhere = " AND ".join(f'"{group}"*' for group in _groups(found))
    return (
        *(" OR ".join(f"({term})" for term in tier) for tier in (whole, begin, inside)),
        f"{_WORDS}: ({anywhere})",
    )


def _name(text: str) -> str:
    return " ".join([*tokens(text), END])


def _tails(syllables: Sequence[str], longest: int) -> list[str]:
    """The syllables joined from each one on, so that a search may start at any of them."""
    variants = [["".join(tokens(syllable)) for syllable in syllables]]
    if any(_UMLAUT_U.search(syllable) for syllable in syllables):
        typed = [_UMLAUT_U.sub("v", syllable) for syllable in syllables]
        variants.append(["".join(tokens(syllable)) for syllable in typed])
    tails = (
        "".join(variant[start:])[:longest] for variant in variants for start in range(len(variant))
    )
    return [tail for tail in tails if tail]


def _groups(found: Sequence[str]) -> list[str]:
    """Words one by one, neighbouring single signs as one phrase."""
    groups: list[str] = []
    after_sign = False
    for token in found:
        is_sign = bool(_SINGLE.fullmatch(token))
        if is_sign and after_sign:
            groups[-1] += f" {token}"
        else:
            groups.append(token)
        after_sign = is_sign
    return groups
