"""What a visit is worth to this traveller, term by term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tourplanner.domain.preferences import Interest, Preferences
from tourplanner.domain.site import Confidence, Site, SiteKind
from tourplanner.domain.vocabulary import Facet
from tourplanner.i18n import N_

KIND_WORTH = {
    SiteKind.KILN_SITE: 60,
    SiteKind.MUSEUM: 60,
    SiteKind.MARKET: 55,
    SiteKind.CREATIVE_DISTRICT: 55,
    SiteKind.WORKSHOP: 50,
    SiteKind.OLD_STREET: 45,
    SiteKind.VILLAGE: 40,
    SiteKind.RAW_MATERIAL_SITE: 40,
    SiteKind.TEMPLE_OR_GUILD: 35,
    SiteKind.ACADEMY: 25,
    SiteKind.RESIDENCY: 25,
    SiteKind.AREA_LODGING: 5,
    SiteKind.TRANSPORT: 5,
    SiteKind.SERVICE: 5,
}
"""Points of an hour at a site of the kind: the program's own opinion, not a measurement."""

LONGEST_MIN = 180
SOURCE_POINTS = 3
MOST_SOURCES = 8
HERITAGE_POINTS = 20
DOUBTFUL_POINTS = -20
THEME_POINTS = 25
EVENT_POINTS = 40
PREFERRED_POINTS = 100

SCORE_WEIGHT = 10
"""Points of the objective for each point of a visit's worth."""
TRAVEL_WEIGHT = 1
"""Points of the objective that a minute of travel takes away."""


@dataclass(frozen=True, slots=True)
class ScoreTerm:
    """A named part of a visit's worth."""

    name: str
    points: int


EVENT_TERM = ScoreTerm(N_("timed for an event"), EVENT_POINTS)
PREFERRED_TERM = ScoreTerm(N_("you would like to see it"), PREFERRED_POINTS)


def visit_terms(site: Site, wishes: Preferences) -> tuple[ScoreTerm, ...]:
    """The terms of a visit to `site`, the wish to see it among them."""
    terms = score_terms(site, wishes.interests)
    return (*terms, PREFERRED_TERM) if site.id in wishes.preferred else terms


def score_terms(site: Site, interests: Sequence[Interest]) -> tuple[ScoreTerm, ...]:
    """The terms whose sum is the worth of a visit.

    A kind of weight 0 has no terms. The kind's worth an hour, scaled by its weight, counts for
    the usual length of the visit (at most three hours, and a tenth of an hour for being there at
    all): time is what a day has too little of, so a long museum must not be outbid by three short
    lanes. How much is written about a site stands in for its rank. Each theme (period, ware,
    activity) adds 25 points for each step of weight above 1 and takes as many for each below.
    """
    weight = _weight(interests, Facet.KIND, (site.kind,))
    if weight == 0:
        return ()
    worth = KIND_WORTH[site.kind] * weight
    hours = 0.1 + min(site.visit_min, LONGEST_MIN) / 60
    terms = [ScoreTerm(N_("kind of site, by the length of the visit"), round(worth * hours))]
    written = min(len(site.sources), MOST_SOURCES) * SOURCE_POINTS
    terms.append(ScoreTerm(N_("how much is written about it"), written))
    if site.designations:
        terms.append(ScoreTerm(N_("protected or listed heritage"), HERITAGE_POINTS))
    if dict(site.confidence).get("identity") is Confidence.LOW:
        terms.append(ScoreTerm(N_("doubtful entry"), DOUBTFUL_POINTS))
    for facet, name, values in (
        (Facet.PERIOD, N_("period"), site.periods),
        (Facet.WARE, N_("ware"), site.wares),
        (Facet.ACTIVITY, N_("activity"), site.activities),
    ):
        points = round((_weight(interests, facet, values) - 1) * THEME_POINTS)
        if points:
            terms.append(ScoreTerm(name, points))
    total = sum(term.points for term in terms)
    if total < 0:
        terms.append(ScoreTerm(N_("never less than nothing"), -total))
    return tuple(terms)


def score(site: Site, wishes: Preferences) -> int:
    """Worth of a visit, at least 0; 0 is "no interest": such a site is not planned."""
    return sum(term.points for term in visit_terms(site, wishes))


def _weight(interests: Sequence[Interest], facet: Facet, values: Sequence[str]) -> float:
    """The strongest wish about any of `values`: the highest above 1, else the lowest, else 1."""
    weights = [i.weight for i in interests if i.facet is facet and i.term in values]
    if not weights:
        return 1.0
    return max(weights) if max(weights) > 1 else min(weights)
