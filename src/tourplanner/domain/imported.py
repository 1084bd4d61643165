"""What was found in a file from elsewhere, before anything is done with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tourplanner.domain.datum import Datum
from tourplanner.domain.lodging import Lodging
from tourplanner.domain.party import Traveller
from tourplanner.domain.place import Coordinates
from tourplanner.domain.reservation import Reservation
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
class ImportedBooking:
    """A room, a table or an event that has been booked elsewhere."""

    reservation: Reservation
    """Of no site yet: only its title says what it is of."""
    name: str
    at: Coordinates | None
    origin: Origin
    lodging: Lodging | None = None
    """What a guest has to know of a house to sleep at; at no base yet."""


@dataclass(frozen=True, slots=True)
class TableShape:
    """The columns of a table, for someone to say which is what."""

    signature: str
    """The same for all tables of these heads."""
    heads: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    """The first filled cells of each column."""
    fields: Mapping[str, int]
    """What was read from which column, counted from 0."""
    is_remembered: bool = False
    """The columns are those that the user chose for such a table before."""


@dataclass(frozen=True, slots=True)
class Imported:
    """All of one file, with what could not be taken."""

    file: str
    points: tuple[ImportedPoint, ...] = ()
    rides: tuple[Transport, ...] = ()
    bookings: tuple[ImportedBooking, ...] = ()
    faults: tuple[ImportFault, ...] = ()
    not_understood: tuple[ImportFault, ...] = ()
    """Entries that are sound but nothing a tour can use, each with its reason."""
    cautions: tuple[str, ...] = ()
    datum: Datum = Datum.WGS84
    """What its degrees were read as."""
    datum_question: str = ""
    """Filled when the file looks as if its degrees were shifted, and nobody said how."""
    table: TableShape | None = None
    """Its columns, when it is a table."""


@dataclass(frozen=True, slots=True)
class ImportedTravellers:
    """The people of one list, with the rows that could not be taken."""

    file: str
    travellers: tuple[Traveller, ...] = ()
    faults: tuple[ImportFault, ...] = ()
    cautions: tuple[str, ...] = ()
    table: TableShape | None = None
