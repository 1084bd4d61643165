"""The page that folium writes around a map: shell for the window, parts for a document."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tourplanner import __version__
from tourplanner.domain.site import KIND_LABELS
from tourplanner.i18n import _, language_tag
from tourplanner.mapping.ground_style import ground_options
from tourplanner.mapping.style import DARK, LIGHT, NUMBER_BASELINES, SHAPE_PATHS
from tourplanner.paths import resource

STYLES = ("vendor/leaflet/leaflet.css", "map.css")
SCRIPTS = (
    "vendor/leaflet/leaflet.js",
    "marks.js",
    "arrange.js",
    "ground.js",
    "basemap.js",
    "places.js",
    "names.js",
    "layers.js",
    "tools.js",
    "play.js",
    "legend.js",
    "map.js",
)
"""What every map needs, in the order of loading; paths under resources/web."""
WINDOW_SCRIPTS = (
    "vendor/protomaps-leaflet/protomaps-leaflet.js",
    "qwebchannel.js",
    "bridge.js",
)
"""What only the window's page needs; the second comes from Qt."""

SCRIPT = re.compile(r"<script\b(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", re.DOTALL)
STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)
CSS_FILE = re.compile(r"url\((?!['\"]?(?:data:|#))[^)]*\)")
SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MapParts:
    """What folium writes for one map, apart, to be put into another page."""

    body: str
    script: str
    """Without the element around it."""


def window_page() -> str:
    """The page of the window's map: assets by relative link, nothing of any plan.

    Imports folium, which takes a second: call it off the main thread, and keep the answer.
    """
    root = _folium_map(STYLES, SCRIPTS)
    parts = root.get_root().render()
    links = "".join(f'<script src="{name}"></script>' for name in WINDOW_SCRIPTS)
    page = parts.replace("<html>", f'<html lang="{language_tag()}">', 1)
    page = page.replace("</html>", f"{links}\n</html>")
    return str(page)


def map_parts() -> MapParts:
    """A map without links to assets; the page around it brings them (see `asset_text`)."""
    root = _folium_map((), ()).get_root()
    root.render()
    return MapParts(root.html.render(), root.script.render())


def theme_rules() -> str:
    """The colour roles as CSS: light, and dark on a screen whose user prefers it."""
    light, dark = (
        "".join(f"--{role}: {colour};" for role, colour in palette.roles().items())
        for palette in (LIGHT, DARK)
    )
    return (
        f":root {{ {light} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
    )


def asset_text(names: Sequence[str]) -> str:
    """Files under resources/web as one text that asks for no other file."""
    texts = [resource("web", *name.split("/")).read_text("utf-8") for name in names]
    return SOURCE_MAP.sub("", CSS_FILE.sub("none", "\n".join(texts)))


def page_key() -> str:
    """What the window's page depends on, as a short hash: a kept page with another key is stale."""
    recipe = Path(__file__)
    told = [
        _version("folium"),
        _version("branca"),
        __version__,
        language_tag(),
        json.dumps(_options(), sort_keys=True),
        recipe.read_text("utf-8") if recipe.is_file() else "",
    ]
    return hashlib.sha256("\0".join(told).encode()).hexdigest()[:16]


def content_policy(page: str) -> str:
    """A content security policy that runs the inline blocks of `page` and nothing else."""
    scripts = " ".join(_hashes(SCRIPT, page)) or "'none'"
    styles = " ".join(_hashes(STYLE, page)) or "'none'"
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def with_nonce(page: str, nonce: str) -> str:
    """`page` with its inline scripts and styles marked as the program's own."""
    for opening in ("<script>", "<style>"):
        page = page.replace(opening, f'{opening[:-1]} nonce="{nonce}">')
    return page


def _hashes(block: re.Pattern[str], page: str) -> list[str]:
    digests = (hashlib.sha256(text.encode()).digest() for text in block.findall(page))
    return list(dict.fromkeys(f"'sha256-{base64.b64encode(d).decode()}'" for d in digests))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"


def _options() -> dict[str, object]:
    """What the scripts have to know before any plan comes."""
    return {
        "shapes": {shape.value: path for shape, path in SHAPE_PATHS.items()},
        "baselines": {shape.value: y for shape, y in NUMBER_BASELINES.items()},
        "kinds": {kind.value: _(label) for kind, label in KIND_LABELS.items()},
        "ground": ground_options(),
        "words": _words(),
    }


def _words() -> dict[str, str]:
    """What the controls of the page say."""
    return {
        "label": _("Map of the tour. Everything it shows is in the lists too."),
        "keys": _(
            "Enter leads to the tools. L: layers. M: measure. P: play a day. Home: whole plan. "
            "C: copy the coordinates of the middle."
        ),
        "addKey": _("A: add a place in the middle."),
        "layers": _("Layers (L)"),
        "fit": _("Show the whole plan (Home)"),
        "measure": _("Measure a distance (M)"),
        "measureHint": _("Click points, or press Enter for the middle. Esc ends."),
        "play": _("Play a day (P)"),
        "days": _("Days"),
        "places": _("Places"),
        "kinds": _("Kinds"),
        "ground": _("Ground"),
        "labels": _("Names on the ground"),
        "leftOut": _("Left out"),
        "others": _("Other places"),
        "names": _("Names"),
        "reach": _("Within reach"),
        "accuracy": _("How sure a position is"),
        "pack": _("Streets from the area pack"),
        "sketch": _("Sketch without streets"),
        "getStreets": _("Get streets…"),
        "online": _("OpenStreetMap from the network"),
        "local": _("Local script"),
        "latin": _("Latin script"),
        "both": _("Both scripts"),
        "day": _("Day"),
        "time": _("Time of day"),
        "start": _("Start"),
        "pause": _("Pause"),
    }


def _folium_map(styles: Sequence[str], scripts: Sequence[str]):  # type: ignore[no-untyped-def]
    """A folium map without tiles, tied to our scripts; its ids are the same every time."""
    import folium
    from branca.element import MacroElement
    from folium.template import Template

    class SketchMap(folium.Map):
        """A map whose assets are ours, not those of folium's content networks."""

        default_js = [(name, name) for name in scripts]  # noqa: RUF012 - as in folium
        default_css = [(name, name) for name in styles]  # noqa: RUF012

    class TourScripts(MacroElement):
        """Hands the map over to the scripts that draw the tour."""

        _template = Template(
            "{% macro script(this, kwargs) %}"
            "tourMap.attach({{ this._parent.get_name() }}, {{ this.told }});"
            "{% endmacro %}"
        )
        told: str

    plan = SketchMap(
        location=[0, 0],
        zoom_start=2,
        tiles=None,
        min_zoom=2,
        max_zoom=19,
        zoom_snap=0.25,
        zoom_animation=False,
        fade_animation=False,
        marker_zoom_animation=False,
        inertia=False,
        attribution_control=False,
        world_copy_jump=False,
    )
    layer = TourScripts()  # type: ignore[no-untyped-call]
    layer.told = script_json(_options())
    layer.add_to(plan)
    plan._id, layer._id = "plan", "tour"
    return plan


def script_json(value: object) -> str:
    """`value` as JSON that may stand inside a script element: no tag, no comment, no line end."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
