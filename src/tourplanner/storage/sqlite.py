"""Opening SQLite files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection

BUSY_TIMEOUT_MS = 5_000
MAPPED_BYTES = 512 * 1024 * 1024


def open_engine(file: Path, *, read_only: bool) -> Engine:
    """An engine on `file` whose connections are opened and closed with each use, on any thread.

    With `read_only` nothing can be written and a missing file raises OperationalError on first
    use; otherwise foreign keys are enforced and a locked file is waited for, 5 seconds at most.
    """
    address = f"file:{quote(file.absolute().as_posix())}?mode={'ro' if read_only else 'rwc'}"
    engine = create_engine(f"sqlite:///{address}&uri=true", poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        cursor.execute(f"PRAGMA mmap_size = {MAPPED_BYTES}")
        if read_only:
            cursor.execute("PRAGMA query_only = ON")
        else:
            cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    return engine
