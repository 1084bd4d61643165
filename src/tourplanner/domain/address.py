"""An address in its parts, told in the order of its script."""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass

from tourplanner.domain.text_length import LONGEST_LINE, check_lines
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import N_, _

HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
NUMBER_SIGN = "号"

PART_LABELS = {
    "country": N_("Country"),
    "province": N_("Province"),
    "city": N_("City"),
    "district": N_("District"),
    "street": N_("Street"),
    "number": N_("House number"),
    "building": N_("Building, floor"),
}


@dataclass(frozen=True, slots=True)
class AddressParts:
    """From large to small, all in one script; what is not known is empty."""

    country: str = ""
    province: str = ""
    city: str = ""
    district: str = ""
    street: str = ""
    number: str = ""
    building: str = ""

    def __post_init__(self) -> None:
        """Refuse what is longer than a line."""
        check_lines(_("Address"), *astuple(self))
        if len(self.line) > LONGEST_LINE:
            problem = _("its parts are longer than a line together.")
            raise InvalidEdit(field=_("Address"), problem=problem)

    @property
    def line(self) -> str:
        """In Chinese from large to small without spaces, else from small to large."""
        parts = [part.strip() for part in astuple(self)]
        country, province, city, district, street, number, building = parts
        if HAN.search("".join(parts)):
            number += NUMBER_SIGN if number.isdecimal() else ""
            larger = [province] if province != city else []  # 上海市 is both
            return "".join([country, *larger, city, district, street, number, building])
        door = f"{number} {street}".strip()
        smaller = (building, door, district, city, province if province != city else "", country)
        return ", ".join(filter(None, smaller))


NO_PARTS = AddressParts()
"""Nothing is known in parts."""
