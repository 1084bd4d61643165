"""A word that the people of the country read first, then the reader in his own language."""

from __future__ import annotations

from collections.abc import Mapping

from tourplanner.documents.chinese_words import IN_CHINA
from tourplanner.documents.scene import CHINESE, Scene
from tourplanner.documents.two_languages import told
from tourplanner.documents.typesetting import Data


def label(scene: Scene, table: Mapping[str, str], key: str, text: str) -> Data:
    """The Chinese of `table` in China, and `text` where the reader speaks another language."""
    return in_both(scene, table[key], text)


def in_both(scene: Scene, chinese: str, text: str) -> Data:
    """`chinese` in China, and `text` where the reader speaks another language."""
    if scene.book.city.country != IN_CHINA:
        return {"local": None, "text": text}
    is_needless = scene.speech == CHINESE and not scene.is_bilingual
    return {"local": told(chinese, CHINESE), "text": None if is_needless else text}
