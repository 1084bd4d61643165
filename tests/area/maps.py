"""OpenStreetMap XML written by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

from tourplanner.domain.box import Box

VILLAGE = Box(29.29, 117.19, 29.31, 117.22)
"""Where the hand-written maps lie."""


class MapFile:
    """A .osm file that grows object by object; ids follow from the order."""

    def __init__(self) -> None:
        self._objects: list[str] = []
        self._last = 0

    def node(self, lat: float, lon: float, **tags: str) -> int:
        self._last += 1
        self._objects.append(
            f'<node id="{self._last}" version="1" timestamp="2026-03-01T00:00:00Z" '
            f'lat="{lat}" lon="{lon}">{_tags(tags)}</node>'
        )
        return self._last

    def way(self, nodes: Sequence[int], tags: Mapping[str, str]) -> int:
        self._last += 1
        refs = "".join(f'<nd ref="{node}"/>' for node in nodes)
        self._objects.append(
            f'<way id="{self._last}" version="1" timestamp="2026-04-01T00:00:00Z">'
            f"{refs}{_tags(tags)}</way>"
        )
        return self._last

    def path(self, points: Sequence[tuple[float, float]], **tags: str) -> int:
        """A way over new nodes; a ring when the last point is the first."""
        nodes = [self.node(*point) for point in points[:-1]]
        nodes.append(nodes[0] if points[-1] == points[0] else self.node(*points[-1]))
        return self.way(nodes, tags)

    def relation(self, members: Sequence[tuple[str, int, str]], **tags: str) -> int:
        self._last += 1
        parts = "".join(
            f'<member type="{kind}" ref="{ref}" role="{role}"/>' for kind, ref, role in members
        )
        self._objects.append(
            f'<relation id="{self._last}" version="1">{parts}{_tags(tags)}</relation>'
        )
        return self._last

    def text(self) -> str:
        order = {"<node": 0, "<way ": 1, "<rela": 2}
        ordered = sorted(self._objects, key=lambda text: order[text[:5]])
        return f'<?xml version="1.0"?>\n<osm version="0.6">\n{chr(10).join(ordered)}\n</osm>\n'

    def save(self, path: Path) -> Path:
        path.write_text(self.text(), "utf-8")
        return path


def ring(south: float, west: float, north: float, east: float) -> list[tuple[float, float]]:
    """The corners of a rectangle, counter-clockwise, closed."""
    return [(south, west), (south, east), (north, east), (north, west), (south, west)]


def _tags(tags: Mapping[str, str]) -> str:
    return "".join(f"<tag k={quoteattr(k)} v={quoteattr(v)}/>" for k, v in tags.items())
