"""Fetches the pinned web files, icons and fonts from npm and writes the manifest of each folder.

Usage: python packaging/vendor.py   (run it after changing a pin below; needs the `npm` command and,
for the table of characters, `pip install fonttools`)
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "resources" / "web" / "vendor"
ICONS = ROOT / "resources" / "icons"
FONTS = ROOT / "resources" / "fonts"

LEAFLET = "leaflet@1.9.4"
LEAFLET_FILES = {
    "LICENSE": "LICENSE",
    "dist/leaflet.js": "leaflet.js",
    "dist/leaflet.css": "leaflet.css",
    "dist/images/layers.png": "images/layers.png",
    "dist/images/layers-2x.png": "images/layers-2x.png",
    "dist/images/marker-icon.png": "images/marker-icon.png",
    "dist/images/marker-icon-2x.png": "images/marker-icon-2x.png",
    "dist/images/marker-shadow.png": "images/marker-shadow.png",
}

PROTOMAPS = "protomaps-leaflet@5.1.0"
PROTOMAPS_FILES = {"LICENSE": "LICENSE", "dist/protomaps-leaflet.js": "protomaps-leaflet.js"}

LUCIDE = "lucide-static@1.62.0"
LUCIDE_RENAMED = {  # our name: Lucide's name
    "undo": "undo-2",
    "redo": "redo-2",
    "trash": "trash-2",
    "unlock": "lock-open",
    "export": "share",
    "filter": "funnel",
    "home": "house",
    "alert-triangle": "triangle-alert",
    "sliders": "sliders-horizontal",
}
LUCIDE_KEPT = """
arrow-down arrow-up bed bike calendar car check chevron-down chevron-left chevron-right chevron-up
clock download eye file files folder-open footprints info list lock map map-pin minus moon pencil
play plus route save search settings star sun ticket users utensils x
"""
FONT_PACKAGES = {  # the scripts of the catalogue's cities and of travellers' names
    "@expo-google-fonts/noto-sans@0.4.2": ("NotoSans", ("400Regular", "700Bold")),
    "@expo-google-fonts/noto-sans-sc@0.4.3": ("NotoSansSC", ("400Regular", "700Bold")),
    "@expo-google-fonts/noto-sans-jp@0.4.3": ("NotoSansJP", ("400Regular",)),
    "@expo-google-fonts/noto-sans-kr@0.4.3": ("NotoSansKR", ("400Regular",)),
    "@expo-google-fonts/noto-sans-arabic@0.4.3": ("NotoSansArabic", ("400Regular", "700Bold")),
    "@expo-google-fonts/noto-sans-hebrew@0.4.1": ("NotoSansHebrew", ("400Regular", "700Bold")),
}
FONT_LICENCE = "OFL-1.1"
STROKE = re.compile(r'stroke-width="2"')


def fetch(package: str, folder: Path) -> Path:
    """The unpacked npm package `package` ("name@version") under `folder`."""
    archive = subprocess.run(  # noqa: S603 - the names are the constants above
        ["npm", "pack", "--silent", "--pack-destination", str(folder), package],  # noqa: S607
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()[-1]
    with tarfile.open(folder / archive) as tar:
        tar.extractall(folder / package, filter="data")
    return folder / package / "package"


def entry(package: str, licence: str, folder: Path, files: list[str]) -> dict[str, object]:
    """One line of the manifest, with the SHA-256 of each file under `folder`."""
    name, version = package.rsplit("@", 1)
    hashes = {f: hashlib.sha256((folder / f).read_bytes()).hexdigest() for f in sorted(files)}
    return {"name": name, "version": version, "licence": licence, "npm": package, "files": hashes}


def write_manifest(folder: Path, entries: list[dict[str, object]]) -> None:
    """Write `manifest.json` of `folder`."""
    text = json.dumps({"packages": entries}, indent=2, ensure_ascii=False)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")


def vendor_web(leaflet: Path, protomaps: Path) -> None:
    """Copy Leaflet and the drawer of vector tiles as they are, byte for byte."""
    entries = []
    for package, licence, source, chosen in (
        (LEAFLET, "BSD-2-Clause", leaflet, LEAFLET_FILES),
        (PROTOMAPS, "BSD-3-Clause", protomaps, PROTOMAPS_FILES),
    ):
        name = package.rsplit("@", 1)[0]
        for origin, target in chosen.items():
            path = WEB / name / target
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes((source / origin).read_bytes())
        entries.append(entry(package, licence, WEB, [f"{name}/{f}" for f in chosen.values()]))
    write_manifest(WEB, entries)


def vendor_icons(source: Path) -> None:
    """Copy the icons in use, with strokes of 1.5 px instead of 2."""
    (ICONS / "LICENSE-lucide").write_bytes((source / "LICENSE").read_bytes())
    icons = LUCIDE_RENAMED | {name: name for name in LUCIDE_KEPT.split()}
    for ours, theirs in icons.items():
        drawing = (source / "icons" / f"{theirs}.svg").read_text(encoding="utf-8")
        thin = STROKE.sub('stroke-width="1.5"', drawing)
        (ICONS / f"{ours}.svg").write_text(thin, encoding="utf-8")
    files = ["LICENSE-lucide", *(f"{name}.svg" for name in icons)]
    write_manifest(ICONS, [entry(LUCIDE, "ISC", ICONS, files)])


def vendor_fonts(folder: Path) -> None:
    """Copy the fonts of the paper as they are, and write down which characters they hold."""
    FONTS.mkdir(exist_ok=True)
    entries = []
    for package, (family, weights) in FONT_PACKAGES.items():
        source = fetch(package, folder)
        licence = f"LICENSE-{family}"
        (FONTS / licence).write_bytes((source / "LICENSE_FONT").read_bytes())
        files = [licence]
        for weight in weights:
            name = f"{family}_{weight}.ttf"
            (FONTS / name).write_bytes((source / weight / name).read_bytes())
            files.append(name)
        entries.append(entry(package, FONT_LICENCE, FONTS, files))
    write_manifest(FONTS, entries)
    write_characters(FONTS)


def write_characters(folder: Path) -> None:
    """Write `characters.json`: first and last of each run of characters that some font holds."""
    from fontTools.ttLib import TTFont

    held = set()
    for font in sorted(folder.glob("*_400Regular.ttf")):
        held |= set(TTFont(font).getBestCmap())
    runs: list[list[int]] = []
    for code in sorted(held):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    text = json.dumps({"runs": runs}, separators=(",", ":"))
    (folder / "characters.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Fetch the packages and write files and manifests."""
    with tempfile.TemporaryDirectory() as folder:
        vendor_web(fetch(LEAFLET, Path(folder)), fetch(PROTOMAPS, Path(folder)))
        vendor_icons(fetch(LUCIDE, Path(folder)))
        vendor_fonts(Path(folder))


if __name__ == "__main__":
    main()
