"""Which extract of OpenStreetMap holds a city, of those that Geofabrik publishes by region."""

from __future__ import annotations

from collections.abc import Mapping

HOST = "download.geofabrik.de"

REGIONS: Mapping[str, str] = {
    "arita": "asia/japan/kyushu",
    "caltagirone": "europe/italy/isole",
    "dehua": "asia/china/fujian",
    "delft": "europe/netherlands/zuid-holland",
    "faenza": "europe/italy/nord-est",
    "fez": "africa/morocco",
    "gmunden": "europe/austria",
    "gorodets": "russia/volga-fed-district",
    "icheon": "asia/south-korea",
    "jingdezhen": "asia/china/jiangxi",
    "kutahya": "europe/turkey",
    "limoges": "europe/france/limousin",
    "longquan": "asia/china/zhejiang",
    "meissen": "europe/germany/sachsen",
    "osh": "asia/kyrgyzstan",
    "puebla": "north-america/mexico",
    "shiwan": "asia/china/guangdong",
    "stoke": "europe/united-kingdom/england/staffordshire",
    "vallauris": "europe/france/provence-alpes-cote-d-azur",
    "yixing": "asia/china/jiangsu",
}
"""By the city's id, the smallest region that holds it, as in the address of its page."""


def extract_url(city: str) -> str | None:
    """Where the newest extract that holds `city` is to be had; None for a city not known here."""
    region = REGIONS.get(city)
    return None if region is None else f"https://{HOST}/{region}-latest.osm.pbf"
