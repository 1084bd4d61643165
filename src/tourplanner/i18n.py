"""Translation of everything the program says."""

from __future__ import annotations

import gettext as _gettext
from importlib import resources
from pathlib import Path

DOMAIN = "tourplanner"

_active: _gettext.NullTranslations = _gettext.NullTranslations()


def load(language: str) -> _gettext.NullTranslations:
    """Catalogue of `language` ("en", "zh_CN"); the untranslated text where none is shipped."""
    with resources.as_file(resources.files("tourplanner.resources") / "locale") as folder:
        return _gettext.translation(DOMAIN, Path(folder), [language], fallback=True)


def install(language: str) -> None:
    """Make `language` the one that `_` and `ngettext` answer in."""
    global _active
    _active = load(language)


def _(message: str) -> str:
    """`message` in the language of the window."""
    return _active.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form of a counted message that fits `count`."""
    return _active.ngettext(singular, plural, count)


def N_(message: str) -> str:  # noqa: N802 - the customary name
    """Mark `message` for translation where it is only declared."""
    return message
