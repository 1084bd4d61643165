"""Points written as text: degrees in the usual forms, with or without the name of a datum."""

from __future__ import annotations

import re

from tourplanner.domain.datum import Datum, DatumPoint
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _

LONGEST_TEXT = 500

DATUM_WORDS = (
    (
        Datum.GCJ02,
        r"gcj[- ]?0?2(?:ll)?|火星坐标系?|高德(?:地图)?|腾讯(?:地图)?|amap|gaode|tencent",
    ),
    (Datum.BD09, r"bd[- ]?0?9(?:ll)?|百度(?:地图)?|baidu"),
    (Datum.WGS84, r"wgs[- ]?84|gps|大地坐标"),
)  # fmt: skip
SEPARATORS = str.maketrans("，、；：º′’″”＋－−", ",,;:°''\"\"+--")
DEGREES = re.compile(
    r"(?P<before>[NSEW])?\s*(?P<degrees>[-+]?\d{1,3}(?:\.\d{1,18})?)(?:\s*°)?"
    r"(?:\s*(?P<minutes>\d{1,2}(?:\.\d{1,18})?)\s*'"
    r"(?:\s*(?P<seconds>\d{1,2}(?:\.\d{1,18})?)\s*\")?)?(?(before)|(?:\s*(?P<after>[NSEW]))?)",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\s*[,;]\s*|\s+|(?<=[NSEW])(?=\d)|(?=[NSEW])", re.IGNORECASE)
WORDS_AROUND = re.compile(
    r"\b(?:lat(?:itude)?|lon(?:gitude)?|lng)\b\s*[:=]?|纬度:?|经度:?|坐标:?|[()\[\]{}:]",
    re.IGNORECASE,
)


def written_point(text: str) -> tuple[DatumPoint, bool]:
    """The point in `text`, and whether its numbers stood longitude first.

    Latitude comes first unless letters (N, S, E, W) say otherwise, or the first number can only
    be a longitude. Without the name of a datum it is WGS 84. Raises InvalidEdit.
    """
    if len(text) > LONGEST_TEXT:
        raise _unreadable(text[:40] + "…")
    rest = text.translate(SEPARATORS)
    datum = Datum.WGS84
    for known, words in DATUM_WORDS:
        rest, count = re.subn(words, " ", rest, flags=re.IGNORECASE)
        if count:
            datum = known
            break
    is_east_first = bool(re.match(r"\s*(?:lon|lng|经度)", rest, re.IGNORECASE))
    rest = WORDS_AROUND.sub(" ", rest).strip().strip(",;").strip()
    first = DEGREES.match(rest)
    between = None if first is None else BETWEEN.match(rest, first.end())
    second = None if between is None else DEGREES.fullmatch(rest, between.end())
    if first is None or second is None:
        raise _unreadable(text)
    a, b = _value(first, text), _value(second, text)
    letters = (_letter(first), _letter(second))
    if letters[0] in {"E", "W"} or letters[1] in {"N", "S"}:
        is_east_first = True
    elif letters == ("", "") and not is_east_first:
        is_east_first = abs(a) > 90 >= abs(b)
    if is_east_first:
        a, b = b, a
    return DatumPoint(a, b, datum), is_east_first


def _value(found: re.Match[str], text: str) -> float:
    minutes, seconds = float(found["minutes"] or 0), float(found["seconds"] or 0)
    if minutes >= 60 or seconds >= 60:
        raise _unreadable(text)
    degrees = float(found["degrees"])
    sign = -1 if found["degrees"].startswith("-") or _letter(found) in {"S", "W"} else 1
    return sign * (abs(degrees) + minutes / 60 + seconds / 3600)


def _letter(found: re.Match[str]) -> str:
    return (found["before"] or found["after"] or "").upper()


def _unreadable(text: str) -> InvalidEdit:
    problem = _("“{text}” is no point. Write latitude and longitude, such as 29.2978, 117.2000.")
    return InvalidEdit(field=_("Point"), problem=problem.format(text=text.strip()))
