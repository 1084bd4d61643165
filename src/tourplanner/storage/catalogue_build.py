"""Building the catalogue's database from its sources, in one step."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import DatabaseError

from tourplanner.errors import CatalogueError
from tourplanner.i18n import N_, _
from tourplanner.paths import AppPaths, catalogue_sources
from tourplanner.storage.catalogue_rows import PLACES, VERSION, write_rows
from tourplanner.storage.catalogue_schema import MetaRow, SiteRow, create_tables
from tourplanner.storage.catalogue_source import (
    SourceFault,
    Sources,
    read_sources,
    sources_version,
)
from tourplanner.storage.sqlite import open_engine

logger = logging.getLogger(__name__)

KEPT_VERSIONS = 3


class CatalogueSourceInvalid(CatalogueError):
    """A source file that breaks a rule of the catalogue."""

    text = N_("The catalogue's file “{file}” breaks a rule: {place}: {field}: {problem}")
    hint = N_("There are {count} such faults; list them with: tourplanner catalogue check {folder}")

    def __init__(self, folder: Path, faults: tuple[SourceFault, ...]) -> None:
        """Show the first fault and keep them all."""
        first = faults[0]
        super().__init__(
            file=first.file,
            place=first.place,
            field=first.field,
            problem=first.problem,
            count=len(faults),
            folder=folder,
        )
        self.faults = faults


class CatalogueNotWritable(CatalogueError):
    """The database of the catalogue cannot be put anywhere."""

    text = N_("The catalogue could not be written to “{file}”: {problem}")
    hint = N_("Free some space or make that folder writable, then start again.")


def database_path(paths: AppPaths) -> Path:
    """Where the database of the shipped sources belongs; each version has a file of its own."""
    return paths.cache / _file_name(sources_version(catalogue_sources()))


def ready_database(paths: AppPaths, folder: Path | None = None) -> Path:
    """A database of the sources in `folder` (the shipped ones by default), built when missing.

    Built in the cache folder, or in a folder for temporary files when that cannot be written.
    Several programs may ask at once: each builds its own file and puts it in place in one step.
    Raises CatalogueSourceInvalid for broken sources, CatalogueNotWritable when no folder works.
    """
    folder = folder or catalogue_sources()
    version = sources_version(folder)
    trouble: CatalogueNotWritable | None = None
    for place in _places_to_write(paths):
        target = place / _file_name(version)
        if is_current(target, version):
            return target
        try:
            build_catalogue(folder, target)
        except CatalogueNotWritable as error:
            logger.warning("the catalogue could not be built in the folder: %s", error.message)
            trouble = trouble or error
            continue
        _forget_old_versions(target)
        return target
    assert trouble is not None  # noqa: S101 - both folders were tried
    raise trouble


def build_catalogue(folder: Path, target: Path) -> None:
    """Build the database `target` from the sources in `folder`; what was there is replaced.

    Raises CatalogueFolderMissing, CatalogueSourceInvalid with every fault, or
    CatalogueNotWritable; `target` is then what it was before.
    """
    begun = time.perf_counter()
    version = sources_version(folder)
    sources, faults = read_sources(folder)
    if faults:
        raise CatalogueSourceInvalid(folder, faults)
    count = write_database(sources, version, target)
    logger.info("built the catalogue: %d places in %.2f s", count, time.perf_counter() - begun)


def write_database(sources: Sources, version: str, target: Path) -> int:
    """Write checked sources as the database `target`, in one step; returns the number of sites.

    Raises CatalogueNotWritable; `target` is then what it was before.
    """
    temporary: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".catalogue-", suffix=".part")
        os.close(handle)
        temporary = Path(name)
        count = _fill(temporary, sources, version)
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.replace(target)
    except (OSError, DatabaseError, sqlite3.Error) as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()
        raise CatalogueNotWritable(file=target, problem=_problem(error)) from error
    return count


def is_current(file: Path, version: str) -> bool:
    """Whether `file` is a whole database of that version."""
    if not file.is_file():
        return False
    engine = open_engine(file, read_only=True)
    try:
        with engine.connect() as connection:
            meta = dict(connection.execute(select(MetaRow.name, MetaRow.value)).all())
            count = connection.scalar(select(func.count()).select_from(SiteRow))
    except DatabaseError:
        return False
    finally:
        engine.dispose()
    return meta.get(VERSION) == version and meta.get(PLACES) == str(count)


def _fill(file: Path, sources: Sources, version: str) -> int:
    engine = open_engine(file, read_only=False)
    try:
        _set_for_speed(engine)
        with engine.connect() as connection:
            connection.execute(text("PRAGMA journal_mode = OFF"))
            connection.execute(text("PRAGMA synchronous = OFF"))
            create_tables(connection)
            count = write_rows(connection, sources, version)
            connection.commit()
            connection.execute(text("ANALYZE"))
            connection.commit()
    finally:
        engine.dispose()
    return count


def _set_for_speed(engine: Engine) -> None:
    """Larger pages: the records are long."""
    with engine.connect() as connection:
        connection.execute(text("PRAGMA page_size = 8192"))
        connection.commit()


def _forget_old_versions(target: Path) -> None:
    """Remove the databases of earlier sources, the newest ones kept."""
    with contextlib.suppress(OSError):
        files = sorted(target.parent.glob("catalogue-*.sqlite"), key=lambda f: -f.stat().st_mtime)
        for file in files[KEPT_VERSIONS:]:
            file.unlink()


def _places_to_write(paths: AppPaths) -> Iterator[Path]:
    yield paths.cache
    yield _own_temporary_folder()


def _own_temporary_folder() -> Path:
    """A folder among the temporary files that belongs to this user alone."""
    if not hasattr(os, "getuid"):
        return Path(tempfile.gettempdir()) / "tourplanner"  # already the user's own on Windows
    folder = Path(tempfile.gettempdir()) / f"tourplanner-{os.getuid()}"
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_uid != os.getuid():
            return Path(tempfile.mkdtemp(prefix="tourplanner-"))
    return folder


def _file_name(version: str) -> str:
    return f"catalogue-{version}.sqlite"


def _problem(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    if isinstance(error, DatabaseError) and error.orig is not None:
        return str(error.orig)
    return str(error) or _("the database could not be written.")
