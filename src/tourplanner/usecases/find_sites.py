"""Finding sites and the facts of a day about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.reasons import short_date
from tourplanner.domain.site import Site, SiteId
from tourplanner.domain.time_window import DAY_MIN, TimeWindow, clock
from tourplanner.domain.visit_windows import open_windows
from tourplanner.domain.vocabulary import Facet, Term
from tourplanner.errors import InvalidEdit, SiteUnknown
from tourplanner.i18n import _


def hours_text(site: Site, day: date, holidays: PublicHolidays) -> str:
    """The hours of one day in words; an assumption is called one."""
    windows = open_windows(site, day, holidays)
    if windows is None:
        return _("hours not known")
    if not windows:
        text = _("closed on {day}").format(day=short_date(day))
    elif windows == (TimeWindow(0, DAY_MIN),):
        text = _("open all day")
    else:
        text = ", ".join(f"{clock(w.start_min)}–{clock(w.end_min)}" for w in windows)
    if site.hours.is_assumed:
        return _("{hours} (assumed)").format(hours=text)
    return text


def known_site(catalogue: SiteCatalogue, site: str, field: str, city: str | None = None) -> Site:
    """The site with the id `site`, in `city` when given; SiteUnknown names `field` otherwise."""
    found = catalogue.site(SiteId(site))
    if found is None or (city is not None and found.city != city):
        raise SiteUnknown(field=field, site=site)
    return found


def term_named(catalogue: SiteCatalogue, name: str) -> Term:
    """The vocabulary term whose id or English label is `name`, whatever its facet.

    Raises InvalidEdit with near names when there is none.
    """
    wanted = _folded(name)
    terms: list[Term] = []
    for facet in Facet:
        terms += catalogue.vocabulary(facet)
    for term in terms:
        names = {_folded(name) for name in (term.id, term.label, term.text)}
        if wanted in names | {f"{term.facet}:{_folded(term.id)}"}:
            return term
    near = sorted(term.id for term in terms if wanted[:3] and wanted[:3] in _folded(term.id))
    known = ", ".join((near or sorted(term.id for term in terms))[:12])
    problem = _("there is no kind, period, ware or activity of that name. Known: {known} ...")
    raise InvalidEdit(
        field=_("Interest {name}").format(name=name), problem=problem.format(known=known)
    )


def known_terms(catalogue: SiteCatalogue, facet: Facet, names: Sequence[str]) -> tuple[str, ...]:
    """Ids of the facet's terms called `names`; InvalidEdit names the first unknown one."""
    terms = catalogue.vocabulary(facet)
    ids = {_folded(name): term.id for term in terms for name in (term.id, term.label, term.text)}
    for name in names:
        if _folded(name) not in ids:
            problem = _("“{name}” is not in the vocabulary. Known: {known}.").format(
                name=name, known=", ".join(term.id for term in terms)
            )
            raise InvalidEdit(field=facet.value, problem=problem)
    return tuple(ids[_folded(name)] for name in names)


def _folded(text: str) -> str:
    return text.strip().lower().replace("_", " ").replace("-", " ")
