"""Readers of PDF that are not ours; a test without its reader says so and is skipped."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def tool(name: str) -> str:
    """Path of the program `name`; skips the test where it is not installed."""
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path


def text_of(pdf: Path) -> str:
    """The words of a PDF as pdftotext reads them."""
    done = subprocess.run(
        [tool("pdftotext"), "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    )
    return done.stdout


def fonts_of(pdf: Path) -> list[list[str]]:
    """A row a font: name, then the columns emb, sub, uni of pdffonts."""
    done = subprocess.run([tool("pdffonts"), str(pdf)], capture_output=True, text=True, check=True)
    rows = [line.split() for line in done.stdout.splitlines()[2:]]
    return [[row[0], *row[-5:-2]] for row in rows]


def info_of(pdf: Path) -> dict[str, str]:
    """What pdfinfo says of a PDF."""
    done = subprocess.run([tool("pdfinfo"), str(pdf)], capture_output=True, text=True, check=True)
    pairs = (line.split(":", 1) for line in done.stdout.splitlines() if ":" in line)
    return {name.strip(): value.strip() for name, value in pairs}


def faults_of(pdf: Path) -> str:
    """What qpdf --check finds wrong; empty when nothing."""
    done = subprocess.run([tool("qpdf"), "--check", str(pdf)], capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout + done.stderr
