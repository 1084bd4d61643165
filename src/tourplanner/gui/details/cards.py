"""Sentences of the traveller's own to point at."""

from __future__ import annotations

from tourplanner.domain import dossier_edits
from tourplanner.domain.audience import Detail
from tourplanner.domain.phrase_card import PhraseCard
from tourplanner.domain.tour import Tour
from tourplanner.gui.details.entry_form import EntryForm
from tourplanner.gui.details.fields import LineField
from tourplanner.gui.details.section import Row, Section
from tourplanner.i18n import _

BLANK = {"en": "", "local": "", "reading": ""}


class CardForm(EntryForm[PhraseCard]):
    """One sentence in two languages."""

    def __init__(self) -> None:
        super().__init__(PhraseCard, BLANK)
        card = self.group(_("Card"), Detail.CARDS)
        english = LineField(_("In English"), "No peanuts, please.")
        self.add(card, _("In &English"), "en", english, is_required=True)
        local = LineField(_("In the local language"), "请不要放花生。")
        self.add(card, _("&Local language"), "local", local, is_required=True)
        reading = LineField(_("How to say it"), "Qǐng búyào fàng huāshēng.")
        self.add(card, _("How to &say it"), "reading", reading)


def cards() -> Section[PhraseCard]:
    """The section of own cards."""
    return Section(
        id="cards",
        title=_("Phrase cards"),
        icon="files",
        invitation=_(
            "No sentences of your own yet. The 101 printed ones come without them; allergies of "
            "the party are put into Chinese from a list."
        ),
        entries=lambda tour: tour.dossier.cards,
        put=dossier_edits.with_cards,
        row=_row,
        make_form=CardForm,
        draft=_("New card"),
        twin=lambda one, _among: one,
    )


def _row(_tour: Tour, one: PhraseCard) -> Row:
    return Row(one.en, "", one.local)
