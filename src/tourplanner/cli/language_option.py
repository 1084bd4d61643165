"""The option --language, which every command takes."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from tourplanner.i18n import _, shipped

OPTION = "--language"


class CommandParser(argparse.ArgumentParser):
    """A parser whose commands, and theirs, all take --language.

    A command may have a --language of its own, for what it writes; that then wins.
    """

    def __init__(  # type: ignore[no-untyped-def]
        self,
        **named,
    ) -> None:
        super().__init__(**named, conflict_handler="resolve")
        self.add_argument(
            OPTION,
            dest="spoken_language",
            choices=shipped(),
            help=_("of what the program says; by itself that of the system"),
        )


def asked_language(arguments: Sequence[str]) -> str | None:
    """The language that the arguments ask for, known before the parser is built to speak it."""
    for number, argument in enumerate(arguments):
        name, _equals, value = argument.partition("=")
        if argument == OPTION and number + 1 < len(arguments):
            value = arguments[number + 1]
        if name == OPTION and value in shipped():
            return value
    return None
