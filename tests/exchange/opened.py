"""What a written file says, whatever it is packed in."""

from __future__ import annotations

import io
import zipfile


def said_by(name: str, content: bytes) -> str:
    """Every text in a file: members of archives unpacked, folded lines of calendars joined."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(said_by(member, archive.read(member)) for member in archive.namelist())
    if name.endswith(".ics"):
        content = content.replace(b"\r\n ", b"")
    return content.decode("utf-8", "replace")
