"""An address in its parts from and to plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields

from tourplanner.domain.address import NO_PARTS, AddressParts
from tourplanner.domain.strict_json import Node
from tourplanner.errors import InvalidEdit

PARTS = tuple(field.name for field in fields(AddressParts))


def address_plain(local: AddressParts, english: AddressParts) -> dict[str, object]:
    """Both scripts as members of their owner; nothing where no part is known."""
    found = {"parts_local": local, "parts_en": english}
    return {name: asdict(parts) for name, parts in found.items() if parts != NO_PARTS}


def address_from(plain: Mapping[str, Node], name: str) -> AddressParts:
    """The parts in the member `name`; all empty where there is none."""
    if name not in plain:
        return NO_PARTS
    node = plain[name]
    given = node.fields(optional=PARTS)
    try:
        return AddressParts(**{part: value.text() for part, value in given.items()})
    except InvalidEdit as error:
        raise node.wrong(error.message) from error
