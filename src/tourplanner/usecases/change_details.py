"""Taking people, reservations, notes, lodging and rides of a tour from a file of details."""

from __future__ import annotations

from tourplanner.domain.dossier import Dossier
from tourplanner.domain.dossier_codec import dossier_from
from tourplanner.domain.dossier_edits import with_dossier
from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.site import SiteId
from tourplanner.domain.strict_json import parsed
from tourplanner.domain.tour import Tour
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _
from tourplanner.usecases.find_sites import known_site
from tourplanner.usecases.tour_catalogue import catalogue_of


def with_details(tour: Tour, content: bytes, name: str, catalogue: SiteCatalogue) -> Tour:
    """The tour with the parts that `content`, a file called `name`, gives; the others stay.

    Raises DataInvalid or UnreadableFile for a wrong file, SiteUnknown for a site that neither the
    catalogue nor the tour knows, InvalidEdit for lodging where no night is spent.
    """
    dossier = dossier_from(parsed(content, name), tour.dossier)
    known = set(_sites_of(tour.dossier))
    for site in _sites_of(dossier):
        if site not in known:
            known_site(catalogue_of(tour, catalogue), site, _("Details"), tour.preferences.city)
    wishes = tour.preferences
    bases = {wishes.base.at, *(base.at for _night, base in wishes.other_nights)}
    for lodging in dossier.lodgings:
        is_new = lodging not in tour.dossier.lodgings
        if is_new and lodging.at is not None and lodging.at not in bases:
            problem = _(
                "no night is spent at {lat}, {lon}. Leave “at” away for the usual base, or give "
                "the point of another night's base."
            ).format(lat=lodging.at.lat, lon=lodging.at.lon)
            raise InvalidEdit(field=_("Lodging"), problem=problem)
    return with_dossier(tour, dossier)


def _sites_of(dossier: Dossier) -> list[SiteId]:
    noted = [site for site, _text in dossier.notes]
    noted += [facts.site for facts in dossier.place_facts]
    return noted + [one.site for one in dossier.reservations if one.site is not None]
