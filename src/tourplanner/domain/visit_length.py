"""How long a visit may last."""

from __future__ import annotations

from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _

MIN_VISIT_MIN, MAX_VISIT_MIN = 5, 720
USUAL_VISIT_MIN = 45


def check_visit_length(field: str, minutes: int) -> None:
    """Refuse a visit that is no visit or longer than a day, by the name `field`."""
    if not MIN_VISIT_MIN <= minutes <= MAX_VISIT_MIN:
        problem = _("{minutes} minutes is not between {least} and {most}.").format(
            minutes=minutes, least=MIN_VISIT_MIN, most=MAX_VISIT_MIN
        )
        raise InvalidEdit(field=field, problem=problem)
