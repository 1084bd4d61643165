"""Small maps written by hand, and the extracts beside the repository."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def monaco(shared: Path) -> Path:
    """OpenStreetMap's Monaco of April 2021."""
    return shared / "geodata" / "monaco.osm.pbf"
