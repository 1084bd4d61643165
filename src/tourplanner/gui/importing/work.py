"""What the import window asks of worker threads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.progress import ShouldStop
from tourplanner.domain.tour import Tour
from tourplanner.errors import Cancelled
from tourplanner.gui.importing.sources import Look, Memory, Source, look_at
from tourplanner.settings import SettingsFile
from tourplanner.usecases.import_entries import Entry, entries_of
from tourplanner.usecases.import_places import ImportPreview, preview_import
from tourplanner.usecases.new_tour import known_city


@dataclass(frozen=True, slots=True)
class Found:
    """All that the sources hold, and what can become of it."""

    looks: tuple[Look, ...]
    preview: ImportPreview
    entries: tuple[Entry, ...]


class ImportWork:
    """Looks at sources for one catalogue; remembers columns in the settings, if there are any."""

    def __init__(self, catalogue: SiteCatalogue, settings: SettingsFile | None) -> None:
        self._catalogue = catalogue
        self._settings = settings
        self._unkept: dict[str, Mapping[str, int]] = {}

    @property
    def memory(self) -> Memory:
        """Columns of tables by signature."""
        return self._unkept if self._settings is None else self._settings.settings.columns

    def remember(self, key: str, columns: Mapping[str, int] | None) -> None:
        """How tables of these heads are read from now on; None: by their heads."""
        if self._settings is not None:
            self._settings.remember_columns(key, columns)
        elif columns is None:
            self._unkept.pop(key, None)
        else:
            self._unkept[key] = columns

    def look(
        self,
        tour: Tour,
        sources: Sequence[Source],
        seen: Mapping[Source, Look],
        should_stop: ShouldStop,
        report: Callable[[Look], None],
    ) -> Found:
        """Read what is not in `seen`, telling each; raises Cancelled when nobody waits."""
        zone = ZoneInfo(known_city(self._catalogue, tour.preferences.city).time_zone)
        looks = []
        for source in sources:
            if should_stop():
                raise Cancelled
            look = seen.get(source) or look_at(source, zone, self.memory)
            report(look)
            looks.append(look)
        preview = preview_import(
            tour, [look.places for look in looks], self._catalogue, should_stop
        )
        people = [person for look in looks for person in look.people.travellers]
        return Found(tuple(looks), preview, entries_of(tour, preview, people))


def is_remembered(look: Look, memory: Memory) -> bool:
    """Whether its columns are those chosen for such a table before."""
    return look.table is not None and look.memory_key in memory
