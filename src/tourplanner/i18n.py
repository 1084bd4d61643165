"""Translation of everything the program says."""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from importlib import resources
from pathlib import Path

DOMAIN = "tourplanner"
SOURCE_LANGUAGE = "en"
"""The one that the texts in the code are written in."""
OWN_VARIABLE = "TOURPLANNER_LANGUAGE"
SYSTEM_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")

_UNTRANSLATED = _gettext.NullTranslations()
_active: _gettext.NullTranslations | None = None
_spoken: ContextVar[_gettext.NullTranslations | None] = ContextVar("spoken", default=None)


def load(language: str) -> _gettext.NullTranslations:
    """Catalogue of `language` ("en", "zh_CN"); the untranslated text where none is shipped."""
    with _folder() as folder:
        return _gettext.translation(DOMAIN, folder, [language], fallback=True)


def shipped() -> tuple[str, ...]:
    """The languages the program can speak: "en", "zh_CN"."""
    with _folder() as folder:
        found = sorted(path.parent.parent.name for path in folder.glob(f"*/*/{DOMAIN}.mo"))
    return (SOURCE_LANGUAGE, *found)


def best(wanted: Iterable[str]) -> str:
    """The shipped language for the first of `wanted` that there is one for, else English.

    Takes the names of languages as systems write them: "zh_CN.UTF-8", "zh-Hans-CN", "zh". One
    that is written in another script does not serve: "zh_TW" is not "zh_CN".
    """
    known = {_language_and_script(each): each for each in shipped()}
    for name in wanted:
        if (found := known.get(_language_and_script(name))) is not None:
            return found
    return SOURCE_LANGUAGE


def wished_by(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The languages that the environment asks for, the dearest first; none on some systems."""
    if own := environment.get(OWN_VARIABLE):
        return (own,)
    for variable in SYSTEM_VARIABLES:
        if value := environment.get(variable):
            return tuple(value.split(":"))
    return ()


def is_installed() -> bool:
    """Has anything said so far which language to speak?"""
    return _active is not None


def install(language: str) -> None:
    """Make `language` the one that `_` and `ngettext` answer in."""
    global _active
    _active = load(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Inside the block, on this thread alone, `_` and `ngettext` answer in `language`.

    For what leaves the program: a document's language is not the window's.
    """
    token = _spoken.set(load(language))
    try:
        yield
    finally:
        _spoken.reset(token)


def language() -> str:
    """The language that `_` answers in, for dates and numbers: "en", "zh_CN"."""
    return _translations().info().get("language", SOURCE_LANGUAGE)


def language_tag() -> str:
    """The same as web pages write it: "en", "zh-CN"."""
    return language().replace("_", "-")


def listed(parts: Iterable[str]) -> str:
    """Names or phrases in a row, with the comma of the language between them."""
    return _(", ").join(parts)


def _translations() -> _gettext.NullTranslations:
    return _spoken.get() or _active or _UNTRANSLATED


def _folder() -> AbstractContextManager[Path]:
    return resources.as_file(resources.files("tourplanner.resources") / "locale")


def _language_and_script(name: str) -> tuple[str, str] | None:
    """ "zh_CN.UTF-8" and "zh-Hans" are ("zh", "Hans"); None for what names no language."""
    from babel.core import get_global, parse_locale  # the program in English starts without it

    plain = name.split(".")[0].split("@")[0].replace("-", "_")
    try:
        spoken, territory, script = parse_locale(plain)[:3]
    except ValueError:
        return None
    if script is None:
        likely = get_global("likely_subtags")
        whole = likely.get(f"{spoken}_{territory}") or likely.get(spoken) or ""
        script = parse_locale(whole)[2] if whole else None
    return spoken, script or ""


def _(message: str) -> str:
    """`message` in the language of the window, or of the document being written."""
    return _translations().gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form of a counted message that fits `count`."""
    return _translations().ngettext(singular, plural, count)


def N_(message: str) -> str:  # noqa: N802 - the customary name
    """Mark `message` for translation where it is only declared."""
    return message
