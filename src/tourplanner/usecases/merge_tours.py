"""Two copies of a tour made one: nothing is lost, and what cannot be both is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tourplanner.domain.itinerary import DayPlan, Itinerary
from tourplanner.domain.own_site import OWN_FORM
from tourplanner.domain.preferences import Priority
from tourplanner.domain.tour import Tour, planning_key
from tourplanner.i18n import _
from tourplanner.usecases.merge_facts import Choices, merge_facts
from tourplanner.usecases.merge_words import (
    OF_A_SITE,
    ClashWords,
    SiteNames,
    clash_text,
    clash_words,
    fact_name,
    site_name,
)
from tourplanner.usecases.tour_facts import (
    PART_LABELS,
    FactKey,
    Facts,
    Part,
    check_one_city,
    facts_of,
    with_facts,
)


@dataclass(frozen=True, slots=True)
class MergedTour:
    """The tour of both."""

    tour: Tour
    conflicts: tuple[str, ...]
    """What both changed in different ways, and what cannot stand together: a sentence each."""
    remarks: tuple[str, ...]
    """What else one has to know, such as that the plan has to be made anew."""
    clashes: tuple[ClashWords, ...] = ()
    """Those of the conflicts that can be settled either way."""
    taken: int = 0
    """How many facts of ours are otherwise now."""
    unsettled: tuple[str, ...] = ()
    """The other conflicts, which settle themselves."""


def merge_tours(
    ours: Tour, theirs: Tour, base: Tour | None = None, choices: Choices | None = None
) -> MergedTour:
    """The wishes, people and papers of both tours; `base` is the copy that both began with.

    With a base, what only one changed is taken, removals too. Without one, whatever only one has
    is taken. Where both differ, ours stays unless `choices` says otherwise, and the conflict is
    told. Raises InvalidEdit for tours of different cities, or when together they are more than a
    tour can hold.
    """
    check_one_city(_("Merge"), ours, theirs, base or ours)
    facts, clashes = merge_facts(
        None if base is None else facts_of(base), facts_of(ours), facts_of(theirs), choices
    )
    known = {site.id: site for tour in (theirs, ours) for site in tour.sites}
    names = {site: one.name for site, one in known.items()}
    names |= {own.id: own.title for tour in (theirs, ours) for own in tour.own_sites}
    conflicts = _made_to_fit(facts, names)
    frozen = {key.about[0]: facts[key] for key in list(facts) if key.part is Part.FROZEN}
    merged = with_facts(ours, facts)
    merged = replace(merged, sites=tuple(sorted(known.values(), key=lambda one: one.id)))
    remarks = []
    if base is None and ours.id != theirs.id:
        remarks.append(_("The two files are not copies of one tour; the first gives its name."))
    planned = _with_plan(merged, ours, theirs, base, frozen, conflicts, names)
    if planned.itinerary is not None and planning_key(planned) not in map(
        planning_key, (ours, theirs)
    ):
        remarks.append(_("The plan is that of one copy. Plan the tour again."))
    return MergedTour(
        planned,
        (*(clash_text(clash, names) for clash in clashes), *conflicts),
        tuple(remarks),
        tuple(clash_words(clash, names) for clash in clashes),
        _differing(facts_of(ours), facts_of(planned)),
        tuple(conflicts),
    )


def _made_to_fit(facts: Facts, names: SiteNames) -> list[str]:
    """Take out what cannot stand beside the rest; a sentence for each."""
    told: list[str] = []
    days = facts[FactKey(Part.DATES)][1]

    def drop(key: FactKey, why: str) -> None:
        value = facts.pop(key)
        label = _(PART_LABELS[key.part])
        text = _("{label} “{detail}”: {why}")
        told.append(text.format(label=label, detail=fact_name(key, value, names), why=why))

    for key, value in list(facts.items()):
        day = key.about[0] if key.part in {Part.NIGHT, Part.FROZEN} else None
        if key.part in {Part.LOCK, Part.BOOKING}:
            day = value.day
        if isinstance(day, int) and day >= days:
            why = _("the merged tour has no day {day}, so it was left out.")
            drop(key, why.format(day=day + 1))
    _settle_wishes(facts, drop)
    _settle_own_places(facts, drop)
    return told


def _settle_wishes(facts: Facts, drop: Callable[[FactKey, str], None]) -> None:
    """A visit that one has fixed is not left out by the other's wish; a booking needs no lock."""
    order = facts.get(FactKey(Part.ORDER), ())
    for key in [key for key in facts if key.part is Part.BOOKING]:
        lock = FactKey(Part.LOCK, key.about)
        if lock in facts:
            drop(lock, _("the other copy has booked the visit; the booking stays."))
    for key in [key for key in facts if key.part is Part.WISH]:
        fixed = FactKey(Part.LOCK, key.about) in facts or FactKey(Part.BOOKING, key.about) in facts
        if facts[key] is Priority.EXCLUDED and (fixed or key.about[0] in order):
            drop(key, _("one copy leaves it out, the other fixes its visit; the visit stays."))


def _settle_own_places(facts: Facts, drop: Callable[[FactKey, str], None]) -> None:
    """Nothing is wished of a place that one copy has taken away."""
    there = {key.about[0] for key in facts if key.part is Part.OWN_SITE}

    def is_gone(site: object) -> bool:
        return OWN_FORM.fullmatch(str(site)) is not None and site not in there

    for key in [key for key in facts if key.part in OF_A_SITE and is_gone(key.about[0])]:
        drop(key, _("one copy has taken this place of its own away."))
    order = FactKey(Part.ORDER)
    kept = tuple(site for site in facts.get(order, ()) if not is_gone(site))
    if len(kept) < len(facts.get(order, ())):
        facts.pop(order)
        if len(kept) > 1:
            facts[order] = kept


def _with_plan(
    merged: Tour,
    ours: Tour,
    theirs: Tour,
    base: Tour | None,
    frozen: dict[object, DayPlan],
    conflicts: list[str],
    names: SiteNames,
) -> Tour:
    """The merged tour with the plan that answers it, else ours, and the frozen days it has."""
    plans = [tour.itinerary for tour in (ours, theirs) if tour.itinerary is not None]
    asked, first, second = (_question(tour) for tour in (merged, ours, theirs))
    is_untouched = base is not None and ours.itinerary == base.itinerary
    if asked == second and (asked != first or is_untouched):
        plans.reverse()
    if not plans:
        return merged
    plan = plans[0]
    kept = []
    for day in sorted(int(str(day)) for day in frozen):
        if _has(plan, day, frozen[day]):
            kept.append(day)
            continue
        visits = (site_name(s.site, names) for s in frozen[day].visits if s.site is not None)
        text = _("Frozen day “{day}”: its plan ({visits}) is not in the plan kept; it was thawed.")
        conflicts.append(text.format(day=day + 1, visits=", ".join(visits) or "–"))
    return replace(merged, itinerary=plan, frozen_days=tuple(kept))


def _differing(one: Facts, other: Facts) -> int:
    """How many facts the two do not share."""
    return sum(one.get(key) != other.get(key) for key in {**one, **other})


def _question(tour: Tour) -> tuple[object, ...]:
    """What the tour asks of a plan, frozen days apart."""
    return planning_key(replace(tour, itinerary=None, frozen_days=()))


def _has(plan: Itinerary, day: int, planned: DayPlan) -> bool:
    return day < len(plan.days) and plan.days[day] == planned
