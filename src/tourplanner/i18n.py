"""Translation of everything the program says."""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import resources
from pathlib import Path

DOMAIN = "tourplanner"

_active: _gettext.NullTranslations = _gettext.NullTranslations()
_spoken: ContextVar[_gettext.NullTranslations | None] = ContextVar("spoken", default=None)


def load(language: str) -> _gettext.NullTranslations:
    """Catalogue of `language` ("en", "zh_CN"); the untranslated text where none is shipped."""
    with resources.as_file(resources.files("tourplanner.resources") / "locale") as folder:
        return _gettext.translation(DOMAIN, Path(folder), [language], fallback=True)


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
    return _translations().info().get("language", "en")


def _translations() -> _gettext.NullTranslations:
    return _spoken.get() or _active


def _(message: str) -> str:
    """`message` in the language of the window, or of the document being written."""
    return _translations().gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form of a counted message that fits `count`."""
    return _translations().ngettext(singular, plural, count)


def N_(message: str) -> str:  # noqa: N802 - the customary name
    """Mark `message` for translation where it is only declared."""
    return message
