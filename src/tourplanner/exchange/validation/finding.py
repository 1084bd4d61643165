"""What a check found wrong in a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong."""

    file: Path
    """Below the folder that was checked."""
    check: str
    problem: str

    @property
    def text(self) -> str:
        """The finding on one line."""
        return f"{self.file.as_posix()}: {self.check}: {self.problem}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """All findings in a folder, and the checks that could not run."""

    files: int
    findings: tuple[Finding, ...]
    not_run: tuple[tuple[str, int], ...]
    """Names of checks that are not installed, each with the number of files it would have read."""
    unknown: tuple[Path, ...]
    """Files that no check knows."""
