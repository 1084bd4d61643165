"""Every translation is whole: nothing is missing, guessed, or fits its fields badly."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.conftest import ROOT
from tourplanner.i18n import shipped

LOCALE = ROOT / "resources" / "locale"
TRANSLATIONS = sorted(LOCALE.glob("*/LC_MESSAGES/tourplanner.po"))
FIELD = re.compile(r"\{[^}]*\}")
SAME_IN_EVERY_LANGUAGE = {"A4", "A5", "A6", "Organic Maps", "OsmAnd"}
"""Names; a text of fields and signs alone may stay as it is too."""


@pytest.fixture(params=TRANSLATIONS, ids=lambda path: path.parent.parent.name)
def translation(request: pytest.FixtureRequest) -> Catalog:
    path: Path = request.param
    with path.open("rb") as texts:
        return read_po(texts)


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def messages(catalogue: Catalog) -> list[Message]:
    """Those that are translated; `test_every_text_is_translated` tells of the others."""
    return [message for message in catalogue if message.id and all(forms(message))]


def test_simplified_chinese_is_shipped() -> None:
    assert [path.parent.parent.name for path in TRANSLATIONS] == ["zh_CN"]
    assert shipped() == ("en", "zh_CN")


def test_every_text_is_translated(translation: Catalog) -> None:
    with (LOCALE / "tourplanner.pot").open("rb") as texts:
        wanted = {ids(message)[0] for message in read_po(texts) if message.id}
    done = {ids(message)[0] for message in messages(translation)}
    assert len(wanted) > 1200
    assert sorted(wanted - done) == []
    assert sorted(done - wanted) == []


def test_nothing_is_guessed(translation: Catalog) -> None:
    assert [message.id for message in translation if message.id and message.fuzzy] == []


def test_a_translation_names_the_fields_of_its_text(translation: Catalog) -> None:
    wrong = [
        message.id
        for message in messages(translation)
        for form in forms(message)
        if sorted(FIELD.findall(form)) != sorted(FIELD.findall(ids(message)[-1]))
    ]
    assert wrong == []


def test_a_counted_text_has_the_plural_forms_of_the_language(translation: Catalog) -> None:
    counted = [m for m in messages(translation) if not isinstance(m.id, str)]
    assert counted
    assert [m.id for m in counted if len(forms(m)) != translation.num_plurals] == []


def test_no_text_is_left_in_english(translation: Catalog) -> None:
    same = [
        message.id
        for message in messages(translation)
        for form in forms(message)
        if form == ids(message)[0] and re.search("[a-zA-Z]", FIELD.sub("", form))
    ]
    allowed = SAME_IN_EVERY_LANGUAGE | {"Tour Planner {version}", "{title}[*] – Tour Planner"}
    assert set(same) <= allowed


def test_a_label_keeps_the_key_that_leads_to_it(translation: Catalog) -> None:
    lost = [
        message.id
        for message in messages(translation)
        for form in forms(message)
        if re.search(r"&\w", ids(message)[0]) and not re.search(r"&\w", form)
    ]
    assert lost == []


def test_lines_are_broken_where_the_text_breaks_them(translation: Catalog) -> None:
    wrong = [
        message.id
        for message in messages(translation)
        for form in forms(message)
        if form.count("\n") != ids(message)[0].count("\n")
    ]
    assert wrong == []
