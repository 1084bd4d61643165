"""Readers of PDF that are not ours; a test without its reader says so and is skipped."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
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


def words_of(pdf: Path, page: int) -> list[tuple[str, float, float, float, float]]:
    """Each word of a page with its box in points from the upper left: text, x0, y0, x1, y1."""
    done = subprocess.run(
        [tool("pdftotext"), "-bbox", "-f", str(page), "-l", str(page), str(pdf), "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    form = r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
    found = re.findall(form, done.stdout)
    return [(html.unescape(w), *map(float, (x0, y0, x1, y1))) for x0, y0, x1, y1, w in found]  # type: ignore[misc]


def sizes_of(pdf: Path) -> list[tuple[float, str]]:
    """Runs of text with their size in points, rounded, as pdftohtml reads them."""
    done = subprocess.run(
        [tool("pdftohtml"), "-xml", "-i", "-zoom", "1", "-stdout", str(pdf)],
        capture_output=True,
        text=True,
        check=True,
    )
    fonts = dict(re.findall(r'<fontspec id="(\d+)" size="(\d+)"', done.stdout))
    runs = re.findall(r'<text [^>]*font="(\d+)">(.*?)</text>', done.stdout)
    return [(float(fonts[font]), re.sub("<[^>]*>", "", text)) for font, text in runs]


def grey_page(pdf: Path, page: int, dpi: int) -> np.ndarray:
    """A page in grey, one byte a pixel."""
    done = subprocess.run(
        [tool("pdftoppm"), "-gray", "-r", str(dpi), "-f", str(page), "-l", str(page), str(pdf)],
        capture_output=True,
        check=True,
    )
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", done.stdout)
    assert head is not None
    width, height = int(head[1]), int(head[2])
    return np.frombuffer(done.stdout, np.uint8, offset=head.end()).reshape(height, width)


def codes_of(pdf: Path, folder: Path, dpi: int = 200) -> str:
    """What all codes on all pages say, one after the other."""
    zbarimg = tool("zbarimg")
    stem = folder / "page"
    subprocess.run([tool("pdftoppm"), "-r", str(dpi), "-png", str(pdf), str(stem)], check=True)
    pages = sorted(map(str, folder.glob("page-*.png")))
    read = [zbarimg, "-q", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", *pages]
    return subprocess.run(read, capture_output=True, check=False).stdout.decode("utf-8")


def objects_of(pdf: Path) -> dict[str, Any]:
    """The objects of a PDF by number, as qpdf reads them."""
    done = subprocess.run(
        [tool("qpdf"), "--json", "--json-key=qpdf", str(pdf)], capture_output=True, text=True
    )
    table = json.loads(done.stdout)["qpdf"][1]
    return {key: one.get("value", one.get("stream", {}).get("dict")) for key, one in table.items()}


def languages_of(pdf: Path) -> Counter[str]:
    """How many parts with text are in each language, their own or that of what they stand in."""
    table = objects_of(pdf)
    root = next(
        one for one in table.values() if isinstance(one, dict) and one.get("/Type") == "/Catalog"
    )
    found: Counter[str] = Counter()

    def look(value: Any, language: str) -> None:
        part = table.get(f"obj:{value}") if isinstance(value, str) else value
        if not isinstance(part, dict):
            return
        language = part.get("/Lang", language).removeprefix("u:")
        inner = part.get("/K", [])
        inner = inner if isinstance(inner, list) else [inner]
        has_text = any(
            isinstance(one, int) or (isinstance(one, dict) and "/MCID" in one) for one in inner
        )
        found[language] += has_text
        for one in inner:
            look(one, language)

    look(root["/StructTreeRoot"], root["/Lang"])
    return found


def structure_of(pdf: Path) -> list[str]:
    """The tags of a PDF and their texts in reading order, a line each, as pdfinfo tells them."""
    done = subprocess.run(
        [tool("pdfinfo"), "-struct-text", str(pdf)], capture_output=True, check=True
    )
    told = done.stdout.decode("utf-8", "replace")  # alternative texts come in UTF-16
    return [line.strip() for line in told.splitlines()]
