"""What the user has chosen once for all tours, kept in one small file."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from tourplanner.errors import TourPlannerError
from tourplanner.files import write_atomic

FILE_NAME = "settings.json"
LONGEST_FILE = 1_000_000
MOST_PACKS = 500
MOST_TABLES, MOST_COLUMNS = 200, 500

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """Every option, with its default."""

    packs: Mapping[str, Path] = field(default_factory=dict)
    """The area pack in use for a city, by the city's id."""
    may_download: bool = False
    """Whether map extracts may be fetched without asking each time."""
    columns: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Which column of an imported table is what, counted from 0, by the table's signature."""


class SettingsFile:
    """The settings as they are on disk; lost, they fall back to the defaults.

    A key of another version is kept as it is; a value that makes no sense counts as absent.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE_NAME
        self._kept = _read(self._file)
        self.settings = Settings(
            _packs(self._kept), self._kept.get("may_download") is True, _columns(self._kept)
        )

    def remember_pack(self, city: str, pack: Path | None) -> None:
        """From now on `pack` is in use for `city`; None: none is."""
        packs = {known: path for known, path in self.settings.packs.items() if known != city}
        if pack is not None:
            packs[city] = pack
        self._keep(replace(self.settings, packs=packs))

    def allow_download(self, *, is_allowed: bool) -> None:
        """Whether to ask before an extract is fetched."""
        self._keep(replace(self.settings, may_download=is_allowed))

    def remember_columns(self, signature: str, columns: Mapping[str, int] | None) -> None:
        """From now on a table of this signature is read so; None: by its heads again."""
        tables = {known: one for known, one in self.settings.columns.items() if known != signature}
        if columns is not None:
            tables[signature] = dict(columns)
        newest = dict(list(tables.items())[-MOST_TABLES:])
        self._keep(replace(self.settings, columns=newest))

    def _keep(self, settings: Settings) -> None:
        if settings == self.settings:
            return
        self.settings = settings
        self._kept["packs"] = {city: str(path) for city, path in settings.packs.items()}
        self._kept["may_download"] = settings.may_download
        self._kept["columns"] = settings.columns
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(self._file, json.dumps(self._kept, indent=1).encode())
        except (TourPlannerError, OSError) as error:
            logger.warning("the settings are not kept: %s", error)


def _packs(kept: Mapping[str, object]) -> dict[str, Path]:
    found = kept.get("packs")
    if not isinstance(found, dict):
        return {}
    pairs = list(found.items())[:MOST_PACKS]
    return {city: Path(path) for city, path in pairs if isinstance(path, str) and path}


def _columns(kept: Mapping[str, object]) -> dict[str, dict[str, int]]:
    found = kept.get("columns")
    if not isinstance(found, dict):
        return {}
    tables = {}
    for signature, columns in list(found.items())[-MOST_TABLES:]:
        if isinstance(columns, dict) and all(map(_is_column, columns.values())):
            tables[signature] = dict(columns)
    return tables


def _is_column(value: object) -> bool:
    return type(value) is int and 0 <= value < MOST_COLUMNS


def _read(file: Path) -> dict[str, object]:
    try:
        if file.stat().st_size > LONGEST_FILE:
            logger.warning("the settings are too long to be read")
            return {}
        found = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        logger.warning("the settings cannot be read, the defaults hold: %s", error)
        return {}
    return found if isinstance(found, dict) else {}
