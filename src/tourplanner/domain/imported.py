"""What was found in a file from elsewhere, before anything is done with it."""

from __future__ import annotations

from dataclasses import dataclass

from tourplanner.domain.datum import Datum
from tourplanner.domain.party import Traveller
from tourplanner.domain.place import Coordinates
from tourplanner.domain.transport import Transport
from tourplanner.i18n import _


@dataclass(frozen=True, slots=True)
class Origin:
    """Where in which file something stood."""

    file: str
    row: int | None = None
    """1-based line of a text file, row of a sheet, or number of a feature."""
    column: str = ""

    @property
    def text(self) -> str:
        """The place in words."""
        if self.row is None:
            return f"“{self.file}”"
        if not self.column:
            return _("“{file}”, row {row}").format(file=self.file, row=self.row)
        text = _("“{file}”, row {row}, column {column}")
        return text.format(file=self.file, row=self.row, column=self.column)


@dataclass(frozen=True, slots=True)
class ImportFault:
    """Something in a file that could not be taken, in a whole sentence."""

    origin: Origin
    problem: str
    swapped: Coordinates | None = None
    """Where the point would be if latitude and longitude had changed places."""

    @property
    def text(self) -> str:
        """Where it is and what is wrong."""
        return f"{self.origin.text}: {self.problem}"


@dataclass(frozen=True, slots=True)
class ImportedPoint:
    """A named point in WGS 84."""

    name: str
    name_local: str
    at: Coordinates
    note: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Imported:
    """All of one file, with what could not be taken."""

    file: str
    points: tuple[ImportedPoint, ...] = ()
    rides: tuple[Transport, ...] = ()
    faults: tuple[ImportFault, ...] = ()
    not_understood: tuple[ImportFault, ...] = ()
    """Entries that are sound but nothing a tour can use, each with its reason."""
    cautions: tuple[str, ...] = ()
    datum: Datum = Datum.WGS84
    """What its degrees were read as."""
    datum_question: str = ""
    """Filled when the file looks as if its degrees were shifted, and nobody said how."""


@dataclass(frozen=True, slots=True)
class ImportedTravellers:
    """The people of one list, with the rows that could not be taken."""

    file: str
    travellers: tuple[Traveller, ...] = ()
    faults: tuple[ImportFault, ...] = ()
    cautions: tuple[str, ...] = ()
