"""What changed between two versions of a tour, on a page to send to those it concerns."""

from __future__ import annotations

from tourplanner.documents.chinese_words import CHANGES
from tourplanner.documents.document import Document
from tourplanner.documents.labels import label
from tourplanner.documents.scene import Scene
from tourplanner.documents.typesetting import Data
from tourplanner.domain.audience import Audience
from tourplanner.domain.change import KIND_LABELS, SIGNS
from tourplanner.i18n import N_, _

LABELS = {"about": N_("What"), "before": N_("Before"), "after": N_("Now")}


def content(scene: Scene) -> Data:
    """A row for each change; the order of the press holds them in the language being spoken."""
    changes = scene.order.changes.get(scene.speech, ())
    return {
        "title": _("What changed: {title}").format(title=scene.book.tour.title),
        "heading": label(scene, CHANGES, "changes", _("What changed")),
        "tour": scene.book.tour.title,
        "words": {key: label(scene, CHANGES, key, _(text)) for key, text in LABELS.items()},
        "rows": [
            {
                "sign": SIGNS[one.kind],
                "kind": label(scene, CHANGES, one.kind.value, _(KIND_LABELS[one.kind])),
                "about": one.about,
                "before": one.before or None,
                "after": one.after or None,
            }
            for one in changes
        ],
        "nothing": _("Nothing that concerns this reader has changed."),
    }


CHANGES_PAGE = Document(
    "changes", N_("What changed"), "changes", content, tuple(Audience)
)  # fmt: skip
"""It needs two versions, so it stands in no list of what one tour can be printed as."""
