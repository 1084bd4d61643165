"""Who travels, with what others have to know to look after them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from tourplanner.domain.text_length import check_lines, check_notes
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _

MOST_TRAVELLERS = 500


@dataclass(frozen=True, slots=True)
class Traveller:
    """One person; everything but the name may be left empty."""

    name: str
    """As in the passport; no two of a party have the same."""
    name_local: str = ""
    nationality: str = ""
    passport: str = ""
    passport_expiry: date | None = None
    born: date | None = None
    diet: str = ""
    allergies: str = ""
    mobility: str = ""
    blood_type: str = ""
    insurance: str = ""
    emergency_contact: str = ""
    room: str = ""
    is_leader: bool = False

    def __post_init__(self) -> None:
        """Refuse a person without a name and texts that no paper holds."""
        if not self.name.strip():
            raise InvalidEdit(field=_("Traveller"), problem=_("give a name."))
        check_lines(_("Name of a traveller"), self.name)
        field = _("Traveller “{name}”").format(name=self.name)
        check_lines(
            field, self.name_local, self.nationality, self.passport, self.blood_type, self.room
        )
        check_notes(
            field,
            self.diet,
            self.allergies,
            self.mobility,
            self.insurance,
            self.emergency_contact,
        )


@dataclass(frozen=True, slots=True)
class Party:
    """All who travel: those known by name, and the number of the others."""

    travellers: tuple[Traveller, ...] = ()
    unnamed: int = 0

    def __post_init__(self) -> None:
        """Refuse crowds, and two people of one name."""
        if not (self.unnamed >= 0 and self.size <= MOST_TRAVELLERS):
            problem = _("a party has at most {most} people.").format(most=MOST_TRAVELLERS)
            raise InvalidEdit(field=_("Party"), problem=problem)
        names = Counter(one.name.strip().casefold() for one in self.travellers)
        for one in self.travellers:
            if names[one.name.strip().casefold()] > 1:
                problem = _("two people are called “{name}”. Add what tells them apart.")
                raise InvalidEdit(field=_("Party"), problem=problem.format(name=one.name))

    @property
    def size(self) -> int:
        """How many people travel; 0 when nobody is known yet."""
        return len(self.travellers) + self.unnamed

    @property
    def leaders(self) -> tuple[Traveller, ...]:
        """Those who lead."""
        return tuple(one for one in self.travellers if one.is_leader)

    def named(self, name: str) -> Traveller | None:
        """The traveller called `name`, or None."""
        wanted = name.strip().casefold()
        return next((t for t in self.travellers if t.name.strip().casefold() == wanted), None)
