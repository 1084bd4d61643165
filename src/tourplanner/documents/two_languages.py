"""A document in two languages at once: its data made in each, joined value by value."""

from __future__ import annotations

from collections.abc import Mapping

from tourplanner.documents.typesetting import Data, Value


def told(text: str, language: str) -> Data:
    """A text in a language of its own, whatever the document speaks."""
    return {"text": text, "lang": language}


def joined(first: Value, second: Value, languages: tuple[str, str]) -> Value:
    """Both values as one: what they say alike once, other texts as a pair, the first one leading.

    Lists of unlike length keep the first: what a language has more of is not a text.
    """
    if isinstance(first, str) and isinstance(second, str):
        return first if first == second else _pair(first, second, languages)
    if _is_text(first) and _is_text(second):
        return first if _words(first) == _words(second) else _pair(first, second, languages)
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        return {
            key: joined(inner, second[key], languages) if key in second else inner
            for key, inner in first.items()
        }
    if isinstance(first, list) and isinstance(second, list) and len(first) == len(second):
        return [joined(one, other, languages) for one, other in zip(first, second, strict=True)]
    return first


def _pair(first: Value, second: Value, languages: tuple[str, str]) -> Value:
    said = [
        told(one, language) if isinstance(one, str) else one
        for one, language in zip((first, second), languages, strict=True)
    ]
    return {"first": said[0], "second": said[1]}


def _is_text(value: Value) -> bool:
    """A text with its language, or a plain one."""
    return isinstance(value, str) or (isinstance(value, Mapping) and set(value) == {"text", "lang"})


def _words(value: Value) -> Value:
    return value["text"] if isinstance(value, Mapping) else value
