"""Recognising a train or a flight in the title of a calendar's entry."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tourplanner.domain.transport import TransportMode

TRAIN_WORDS = re.compile(
    r"\b(?:train|rail|railway|high-speed)\b|火车|高铁|动车|列车|车次|铁路", re.IGNORECASE
)
FLIGHT_WORDS = re.compile(r"\b(?:flight|fly|flying)\b|航班|飞机|飞往", re.IGNORECASE)
TRAIN = re.compile(r"(?<![A-Za-z0-9_-])([GDCZTKSYL]\d{3,4})(?![A-Za-z0-9_-])(?:次(?:列车)?)?")
SHORT_TRAIN = re.compile(
    r"(?<![A-Za-z0-9_-])([GDCZTKSYL]?\d{1,4})(?![A-Za-z0-9_-])(?:次(?:列车)?)?"
)
FLIGHT = re.compile(
    r"(?<![A-Za-z0-9_-])(?:([A-Z]{2}|\d[A-Z])[ -]?(\d{3,4})|([A-Z]\d)[ -]?(\d{4}))(?![A-Za-z0-9_-])"
)
"""Codes such as G5 need four digits after them: "B1201" is a room."""
BETWEEN = re.compile(r"\s*(?:→|➔|->|=>|–|—|\s-\s|\bto\b|(?<=\S)[至到](?=\S))\s*")
AROUND = re.compile(
    r"^(?:\s|[:：,，;；()（）|·-]|\bfrom\b|从)+|(?:\s|[:：,，;；()（）|·-])+$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class RideWords:
    """What the title says of a ride."""

    mode: TransportMode
    number: str
    start: str
    end: str
    is_said: bool
    """The title has the word for it, not only a number of the form."""


def ride_in(title: str) -> RideWords | None:
    """The ride that `title` speaks of: "G1234 Nanchang West - Jingdezhen North", or None.

    A letter with one or two digits is a train only beside the word for it: "D1" may be a day.
    """
    says_train, says_flight = TRAIN_WORDS.search(title), FLIGHT_WORDS.search(title)
    found = None if says_flight else TRAIN.search(title)
    if found is None and says_train and not says_flight:
        found = SHORT_TRAIN.search(title)
    mode, number = TransportMode.TRAIN, "" if found is None else found[1]
    if found is None and not says_train:
        found = FLIGHT.search(title)
        mode, number = TransportMode.FLIGHT, _flight_number(found)
    if found is None:
        return None
    rest = f"{title[: found.start()]} {title[found.end() :]}"
    rest = FLIGHT_WORDS.sub(" ", TRAIN_WORDS.sub(" ", rest))
    ends = BETWEEN.split(AROUND.sub("", rest))
    start, end = ends if len(ends) == 2 else ("", "")
    is_said = bool(says_train or says_flight)
    return RideWords(mode, number, AROUND.sub("", start), AROUND.sub("", end), is_said)


def _flight_number(found: re.Match[str] | None) -> str:
    return "" if found is None else "".join(filter(None, found.groups()))
