"""The option that takes travel times from the roads of an area pack."""

from __future__ import annotations

import argparse
from pathlib import Path

from tourplanner.i18n import _


def add_pack(parser: argparse.ArgumentParser) -> None:
    """The option, as `area`: a path, or None."""
    parser.add_argument("--area", type=Path, metavar="PACK", help=_("roads for the travel times"))
