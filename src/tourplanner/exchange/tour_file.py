"""The `.tour` file on disk: read with suspicion, written in one step."""

from __future__ import annotations

from pathlib import Path

from tourplanner.domain.tour import Tour
from tourplanner.domain.tour_codec import from_text, to_text
from tourplanner.files import read_limited, write_atomic

SUFFIX = ".tour"
MAX_BYTES = 20_000_000


def read_tour(path: Path) -> Tour:
    """The tour at `path`; raises UnreadableFile or FileTooNew, naming file and field."""
    return from_text(read_limited(path, MAX_BYTES), path.name)


def write_tour(path: Path, tour: Tour) -> None:
    """Save `tour` at `path`: the file is the old one or the new one, whatever happens.

    Raises TargetNotWritable when the disk refuses, UnreadableFile when the tour holds something
    that could not be read back; the file that was there is then untouched.
    """
    content = to_text(tour)
    from_text(content, path.name)
    write_atomic(path, content)
