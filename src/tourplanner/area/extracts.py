"""Which extract of OpenStreetMap holds a city: names of regions as Geofabrik publishes them."""

from __future__ import annotations

from collections.abc import Mapping

WHERE = "download.geofabrik.de"

REGIONS: Mapping[str, tuple[str, ...]] = {
    "arita": ("Asia", "Japan", "Kyūshū"),
    "caltagirone": ("Europe", "Italy", "Isole"),
    "dehua": ("Asia", "China", "Fujian"),
    "delft": ("Europe", "Netherlands", "Zuid-Holland"),
    "faenza": ("Europe", "Italy", "Nord-Est"),
    "fez": ("Africa", "Morocco"),
    "gmunden": ("Europe", "Austria"),
    "gorodets": ("Russian Federation", "Volga Federal District"),
    "icheon": ("Asia", "South Korea"),
    "jingdezhen": ("Asia", "China", "Jiangxi"),
    "kutahya": ("Europe", "Turkey"),
    "limoges": ("Europe", "France", "Limousin"),
    "longquan": ("Asia", "China", "Zhejiang"),
    "meissen": ("Europe", "Germany", "Sachsen"),
    "osh": ("Asia", "Kyrgyzstan"),
    "puebla": ("North America", "Mexico"),
    "shiwan": ("Asia", "China", "Guangdong"),
    "stoke": ("Europe", "Great Britain", "England", "Staffordshire"),
    "vallauris": ("Europe", "France", "Provence Alpes-Cote-d'Azur"),
    "yixing": ("Asia", "China", "Jiangsu"),
}
"""By the city's id, from the continent down to the smallest region that holds it."""


def region_of(city: str) -> str | None:
    """The extract to fetch for a city of the catalogue, as one reads it on the page."""
    path = REGIONS.get(city)
    return None if path is None else " → ".join(path)
