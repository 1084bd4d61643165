"""What a guest has to know of a base: its name for a driver, its address, its hours."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tourplanner.domain.address import NO_PARTS, AddressParts
from tourplanner.domain.place import Coordinates
from tourplanner.domain.text_length import check_lines, check_notes
from tourplanner.domain.time_window import DAY_MIN
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _


@dataclass(frozen=True, slots=True)
class Lodging:
    """The house at a base; every field may be left empty."""

    at: Coordinates | None = None
    """The base it belongs to; None is the base of all nights that have no other."""
    name: str = ""
    name_local: str = ""
    address_local: str = ""
    """In one line; read where no parts are known."""
    address_en: str = ""
    phone: str = ""
    check_in_min: int | None = None
    """Rooms are ready from this minute of the day."""
    check_out_min: int | None = None
    """Rooms have to be left by this minute of the day."""
    note: str = ""
    parts_local: AddressParts = NO_PARTS
    """The address in parts stands in place of the one in a line."""
    parts_en: AddressParts = NO_PARTS

    def __post_init__(self) -> None:
        """Refuse hours that no clock shows and texts that no paper holds."""
        check_lines(_("Name of a lodging"), self.name, self.name_local)
        field = _("Lodging “{name}”").format(name=self.name or self.name_local)
        check_lines(field, self.address_local, self.address_en, self.phone)
        check_notes(field, self.note)
        for minute in (self.check_in_min, self.check_out_min):
            if minute is not None and not 0 <= minute < DAY_MIN:
                problem = _("the hours of arrival and departure lie within a day.")
                raise InvalidEdit(field=field, problem=problem)

    @property
    def told(self) -> Lodging:
        """The house with each address in one line, as its parts say where they are known."""
        return replace(
            self,
            address_local=self.parts_local.line or self.address_local,
            address_en=self.parts_en.line or self.address_en,
        )
