"""Brings each translation in step with the template and lists what it lacks: `make messages`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

LOCALE = Path(__file__).resolve().parent.parent / "resources" / "locale"
TEMPLATE = LOCALE / "tourplanner.pot"


def main() -> None:
    """Update every .po; new texts stand in it without a translation."""
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        with path.open("rb") as texts:
            catalogue = read_po(texts)
        write_translation(update(catalogue), path)
        lacking = [m.id for m in catalogue if m.id and not (m.string and all(m.string))]
        sys.stdout.write(f"{path.parent.parent.name}: {len(lacking)} texts to translate\n")
        for text in lacking:
            sys.stdout.write(f"  {text!r}\n")


def update(catalogue: Catalog) -> Catalog:
    """The catalogue with the texts of the template, in its order, and without guesses."""
    with TEMPLATE.open("rb") as texts:
        template = read_po(texts)
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def write_translation(catalogue: Catalog, path: Path) -> None:
    """Write a .po as this repository lays it out."""
    fresh = path.with_suffix(".po.new")
    with fresh.open("wb") as texts:
        write_po(texts, catalogue, width=100)
    os.replace(fresh, path)


if __name__ == "__main__":
    main()
