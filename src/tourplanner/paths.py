"""Where files live: the user's folders, the shipped resources, the catalogue's sources."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from platformdirs import PlatformDirs

APP_NAME = "tourplanner"


@dataclass(frozen=True, slots=True)
class AppPaths:
    """Folders of one user; they are made when something is first written to them."""

    config: Path
    data: Path
    cache: Path
    state: Path

    @classmethod
    def standard(cls) -> AppPaths:
        """The folders that the operating system foresees."""
        dirs = PlatformDirs(APP_NAME, appauthor=False)
        return cls(
            config=dirs.user_config_path,
            data=dirs.user_data_path,
            cache=dirs.user_cache_path,
            state=dirs.user_state_path,
        )


def resource(*parts: str) -> Path:
    """A shipped file under resources/, found from a clone, a wheel and a built folder alike."""
    return _folder("tourplanner.resources").joinpath(*parts)


def catalogue_sources() -> Path:
    """The folder db/catalogue with the readable sources of the catalogue."""
    return _folder("tourplanner.db") / "catalogue"


def _folder(package: str) -> Path:
    return Path(str(resources.files(package)))
