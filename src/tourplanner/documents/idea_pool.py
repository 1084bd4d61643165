"""The idea pool: sights that are not in the plan, with what one needs to take one in after all."""

from __future__ import annotations

from tourplanner.documents.scene import Scene
from tourplanner.documents.typesetting import Data, Value
from tourplanner.domain.roadbook import RoadLeftOut
from tourplanner.domain.site import KIND_LABELS, SiteKind
from tourplanner.i18n import _
from tourplanner.mapping.hours_words import week_hours
from tourplanner.mapping.wording import span_text, ticket_text


def content(scene: Scene) -> Data:
    """By kind, in the order of the catalogue."""
    sights = [
        entry for entry in scene.book.left_out if entry.site is not None and entry.site.is_sight
    ]
    groups: list[Value] = []
    for kind in SiteKind:
        found = [entry for entry in sights if entry.site is not None and entry.site.kind is kind]
        if found:
            ideas = [_idea(scene, entry) for entry in found]
            groups.append({"title": _(KIND_LABELS[kind]), "ideas": ideas})
    return {
        "title": _("Ideas: {title}").format(title=scene.book.tour.title),
        "heading": _("Ideas for another hour"),
        "how": _("Sights of the town that the plan leaves out. Tick what you would like to see."),
        "groups": groups,
        "nothing": _("The plan leaves nothing out."),
    }


def _idea(scene: Scene, entry: RoadLeftOut) -> Data:
    site, facts = entry.site, list[Value]()
    if site is not None:
        facts.append(_("takes {time}").format(time=span_text(site.visit_min)))
        expression = site.hours.expression
        if expression is None:
            facts.append(_("hours not known: ask before you go"))
        else:
            text = _("open {hours} (assumed)") if site.hours.is_assumed else _("open {hours}")
            facts.append(text.format(hours=week_hours(expression, scene.words.time)))
        price = ticket_text(site.ticket)
        facts += [_("ticket {price}").format(price=price)] if price else []
    return {
        "name": scene.name(entry.names),
        "other": scene.other_name(entry.names),
        "facts": facts,
        "address": scene.local(site.address_local) if site is not None else None,
        "why": entry.why,
        "note": entry.note or None,
    }
