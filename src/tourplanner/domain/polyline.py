"""Lines as short text: the steps from point to point, in hundred-thousandths of a degree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tourplanner.domain.place import Coordinates
from tourplanner.domain.strict_json import Node
from tourplanner.i18n import _

UNITS_PER_DEGREE = 100_000
"""About a metre."""
MOST_LETTERS = 200_000
FIRST_LETTER = 63


def encoded(line: Sequence[Coordinates]) -> str:
    """The line in the widely used polyline form: five bits a letter, the lowest first."""
    letters: list[str] = []
    lat = lon = 0
    for point in line:
        next_lat, next_lon = _units(point.lat), _units(point.lon)
        letters += [*_letters(next_lat - lat), *_letters(next_lon - lon)]
        lat, lon = next_lat, next_lon
    return "".join(letters)


def line_from(node: Node) -> tuple[Coordinates, ...]:
    """The line in a JSON text; raises DataInvalid for anything else."""
    if not isinstance(node.value, str) or len(node.value) > MOST_LETTERS:
        raise node.wrong(_("it is not the line of a way."))
    try:
        steps = list(_steps(node.value))
    except ValueError as error:
        raise node.wrong(_("it is not the line of a way.")) from error
    points = []
    lat = lon = 0
    for down, right in zip(steps[::2], steps[1::2], strict=False):
        lat, lon = lat + down, lon + right
        if abs(lat) > 90 * UNITS_PER_DEGREE or abs(lon) > 180 * UNITS_PER_DEGREE:
            raise node.wrong(_("it leaves the earth."))
        points.append(Coordinates(lat / UNITS_PER_DEGREE, lon / UNITS_PER_DEGREE))
    if len(steps) % 2 or len(points) == 1:
        raise node.wrong(_("it is not the line of a way."))
    return tuple(points)


def _units(degrees: float) -> int:
    return round(degrees * UNITS_PER_DEGREE)


def _letters(step: int) -> Iterator[str]:
    """A step, its sign in the lowest bit; every letter but the last has the sixth bit."""
    rest = ~(step << 1) if step < 0 else step << 1
    while rest >= 0x20:
        yield chr((rest & 0x1F | 0x20) + FIRST_LETTER)
        rest >>= 5
    yield chr(rest + FIRST_LETTER)


def _steps(text: str) -> Iterator[int]:
    """Raises ValueError for other letters, a step too long, or one that is cut off."""
    value = shift = 0
    for letter in text:
        bits = ord(letter) - FIRST_LETTER
        if not 0 <= bits < 0x40 or shift > 30:
            raise ValueError(text)
        value |= (bits & 0x1F) << shift
        shift += 5
        if bits < 0x20:
            yield ~(value >> 1) if value & 1 else value >> 1
            value = shift = 0
    if shift:
        raise ValueError(text)
