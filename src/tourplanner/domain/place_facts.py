"""What the traveller found out of a place: how to pay, the photo rule, fees, whom to ask."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tourplanner.domain.site import SiteId
from tourplanner.domain.text_length import check_lines, check_notes
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import N_, _


class Payment(StrEnum):
    """A way to pay that is taken."""

    CASH = "cash"
    CARD = "card"
    WECHAT = "wechat"
    ALIPAY = "alipay"
    FOREIGN_CARD = "foreign_card"


PAYMENT_LABELS = {
    Payment.CASH: N_("cash"),
    Payment.CARD: N_("card"),
    Payment.WECHAT: N_("WeChat Pay"),
    Payment.ALIPAY: N_("Alipay"),
    Payment.FOREIGN_CARD: N_("foreign card"),
}


class PhotoRule(StrEnum):
    """Whether photographs are allowed."""

    UNKNOWN = "unknown"
    ALLOWED = "allowed"
    NO_FLASH = "no_flash"
    ASK = "ask"
    FORBIDDEN = "forbidden"


PHOTO_LABELS = {
    PhotoRule.UNKNOWN: N_("not known"),
    PhotoRule.ALLOWED: N_("allowed"),
    PhotoRule.NO_FLASH: N_("allowed without flash"),
    PhotoRule.ASK: N_("ask first"),
    PhotoRule.FORBIDDEN: N_("not allowed"),
}


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """Facts of one place; what is left open is not known, never guessed."""

    site: SiteId
    payments: tuple[Payment, ...] = ()
    """Those that are known to be taken; none: not known."""
    photo: PhotoRule = PhotoRule.UNKNOWN
    fee: str = ""
    """For photographs or the visit, in the traveller's words."""
    language: str = ""
    """Which languages are spoken there."""
    contact: str = ""
    etiquette: str = ""
    """How one behaves there."""

    def __post_init__(self) -> None:
        """Refuse texts that no paper holds, and a way to pay that is there twice."""
        field = _("Facts of {site}").format(site=self.site)
        check_lines(field, self.fee, self.language, self.contact)
        check_notes(field, self.etiquette)
        if len(set(self.payments)) != len(self.payments):
            raise InvalidEdit(field=field, problem=_("a way to pay is there twice."))

    @property
    def says_nothing(self) -> bool:
        """Whether nothing is known."""
        texts = (self.fee, self.language, self.contact, self.etiquette)
        is_open = not self.payments and self.photo is PhotoRule.UNKNOWN
        return is_open and not any(text.strip() for text in texts)
