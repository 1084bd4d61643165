"""Typed access to the values of a parsed JSON file."""

from __future__ import annotations

Json = dict[str, object]
"""One JSON object."""


def text(record: Json, key: str) -> str | None:
    """The text under `key`, or None when it is absent or something else."""
    value = record.get(key)
    return value if isinstance(value, str) else None


def words(record: Json, key: str) -> str:
    """The text under `key`; empty when absent."""
    return text(record, key) or ""


def texts(record: Json, key: str) -> tuple[str, ...]:
    """The texts in the list under `key`."""
    return tuple(item for item in listed(record, key) if isinstance(item, str))


def number(record: Json, key: str) -> float:
    """The number under `key`; 0 when absent."""
    value = record.get(key)
    return float(value) if isinstance(value, int | float) else 0.0


def part(record: Json, key: str) -> Json:
    """The object under `key`; empty when absent."""
    value = record.get(key)
    return value if isinstance(value, dict) else {}


def parts(record: Json, key: str) -> tuple[Json, ...]:
    """The objects in the list under `key`."""
    return tuple(item for item in listed(record, key) if isinstance(item, dict))


def listed(record: Json, key: str) -> list[object]:
    """The list under `key`; empty when absent."""
    value = record.get(key)
    return value if isinstance(value, list) else []
