"""Phrase and allergy cards: sentences to point at."""

from __future__ import annotations

from collections.abc import Sequence

from tourplanner.documents.chinese_words import (
    ALLERGENS,
    ALLERGY_END,
    ALLERGY_LEAD,
    DIETS,
    IN_CHINA,
    translated,
)
from tourplanner.documents.scene import Scene
from tourplanner.documents.typesetting import Data, Value
from tourplanner.domain.party import Traveller
from tourplanner.domain.phrase_card import PhraseCard
from tourplanner.i18n import _
from tourplanner.mapping.phrasebook import GROUP_LABELS, PhraseGroup, shipped_phrases


def content(scene: Scene) -> Data:
    """The party's needs first, then the traveller's own sentences, then the shipped ones."""
    book = scene.book
    is_chinese = book.city.country == IN_CHINA
    groups: list[Value] = []
    people = [one for one in book.party.travellers if one.allergies or one.diet]
    if people and is_chinese:
        groups.append(_group(_("Allergies and diet"), [_needs(one) for one in people]))
    if book.cards:
        groups.append(_group(_("Your own sentences"), [_own(scene, one) for one in book.cards]))
    if is_chinese:
        phrases = shipped_phrases()
        for group in PhraseGroup:
            cards = [_card(p.zh, "zh", p.pinyin, p.en) for p in phrases if p.group is group]
            groups.append(_group(_(GROUP_LABELS[group]), cards))
    return {
        "title": _("Phrase cards: {title}").format(title=book.tour.title),
        "groups": groups,
        "nothing": _("The shipped sentences are Chinese. Write cards of your own for this tour."),
    }


def _group(title: str, phrases: Sequence[Value]) -> Data:
    return {"title": title, "phrases": list(phrases)}


def _card(
    local: str, lang: str, reading: str, en: str, who: str | None = None, care: str | None = None
) -> Data:
    return {"zh": local, "lang": lang, "pinyin": reading, "en": en, "who": who, "care": care}


def _own(scene: Scene, one: PhraseCard) -> Data:
    return _card(one.local, scene.local_language, one.reading, one.en)


def _needs(one: Traveller) -> Data:
    """A traveller's allergies and diet, in Chinese as far as the words are known."""
    sentences, readings, is_whole = [], [], True
    if one.allergies:
        found, is_whole = translated(one.allergies, ALLERGENS)
        if found:
            sentences.append(ALLERGY_LEAD + "、".join(chinese for chinese, _pinyin in found) + "。")
            readings += [pinyin for _chinese, pinyin in found]
    if one.diet:
        found, is_known = translated(one.diet, DIETS)
        is_whole = is_whole and is_known
        sentences += [chinese for chinese, _pinyin in found]
        readings += [pinyin for _chinese, pinyin in found]
    if sentences:
        sentences.append(ALLERGY_END)
    own = [_("Allergies: {text}").format(text=one.allergies)] if one.allergies else []
    own += [_("Diet: {text}").format(text=one.diet)] if one.diet else []
    care = _(
        "Not all of this is in Chinese: the program knows only common words. "
        "Have it written out by somebody who speaks Chinese."
    )
    return _card(
        "".join(sentences), "zh", " · ".join(readings), " · ".join(own), one.name,
        None if is_whole else care,
    )  # fmt: skip
