"""Says in one quiet line who reads a detail, as the rule of audiences has it."""

from __future__ import annotations

from tourplanner.domain.audience import AUDIENCE_LABELS, Audience, Detail, Sight, sight
from tourplanner.i18n import N_, _, listed

LIMITS = {
    Sight.ALL: N_("{reader}"),
    Sight.OWN: N_("{reader} (only their own)"),
    Sight.NAMELESS: N_("{reader} (without names)"),
}


def seen_line(detail: Detail) -> str:
    """ "On paper for: Traveller (only their own), Leader."."""
    readers = [
        _(LIMITS[sight(audience, detail)]).format(reader=_(AUDIENCE_LABELS[audience]))
        for audience in Audience
        if sight(audience, detail) is not Sight.NOTHING
    ]
    if not readers:
        return _("On no paper and in no export.")
    return _("On paper for: {readers}.").format(readers=listed(readers))
