"""Known trouble: errors whose text tells a user what happened and what to do."""

from __future__ import annotations

from typing import ClassVar

from tourplanner.i18n import N_, _


class TourPlannerError(Exception):
    """Trouble that comes from input, disk or environment, never from our own code.

    `text` and `hint` are templates with named fields; a subclass sets them, a raise fills them:
    `raise SiteUnknown(site="x")`.
    """

    text: ClassVar[str] = N_("Something went wrong.")
    hint: ClassVar[str] = ""

    def __init__(self, **fields: object) -> None:
        """Keep the fields that fill the templates."""
        super().__init__()
        self.fields = fields

    @property
    def message(self) -> str:
        """What happened, in the user's language, as a whole sentence."""
        text = _(self.text).format(**self.fields)
        return f"{text}." if text[-1:].isalnum() else text

    @property
    def advice(self) -> str:
        """What to do about it; empty when there is nothing to add."""
        return _(self.hint).format(**self.fields) if self.hint else ""

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()


class Cancelled(Exception):
    """The work was stopped because nobody waits for it any more."""


class InvalidEdit(TourPlannerError):
    """The wish cannot be granted."""

    text = N_("{field}: {problem}")


class CatalogueError(TourPlannerError):
    """The catalogue of sites cannot be used."""


class StorageError(TourPlannerError):
    """Data could not be kept or found."""


class TravelError(TourPlannerError):
    """Travel times could not be had."""


class PlanningError(TourPlannerError):
    """The question put to the planner makes no sense."""


class AreaError(TourPlannerError):
    """An area pack could not be made."""


class ExchangeError(TourPlannerError):
    """A file could not be read or written."""


class SiteUnknown(CatalogueError):
    """An id that names no site."""

    text = N_("{field}: there is no site with the id “{site}”.")
    hint = N_("Find its id with: tourplanner search TEXT")


class CityUnknown(CatalogueError):
    """An id that names no city."""

    text = N_("{field}: there is no city called “{city}” in the catalogue.")
    hint = N_("Known cities: {known}.")


class UnreadableFile(ExchangeError):
    """A file that is not what it should be."""

    text = N_("“{file}” cannot be read: {problem}")
    hint = N_("Nothing was changed. Choose another file.")


class AreaOutsideFile(AreaError):
    """A box that the map file does not cover."""

    text = N_("“{file}” holds nothing of the map inside the area asked for.")
    hint = N_("Take the extract of the region that the area lies in. Nothing was changed.")


class AreaWithoutRoads(AreaError):
    """A map file without a road in the box."""

    text = N_("“{file}” holds no road inside the area asked for.")
    hint = N_("Take a full extract of the region. Nothing was changed.")


class FileTooNew(ExchangeError):
    """A file of a later version of the program."""

    text = N_("“{file}” was made by a newer Tour Planner (format {found}, this one reads {known}).")
    hint = N_("Update the program to open it. The file was not changed.")


class TargetNotWritable(ExchangeError):
    """A file that could not be written."""

    text = N_("“{file}” could not be written: {problem}")
    hint = N_("What was there before is unchanged. Choose another folder or free some space.")


class NothingToExport(ExchangeError):
    """A tour without a plan."""

    text = N_("“{file}” holds no planned day, so there is nothing to write.")
    hint = N_("Plan the tour first.")
