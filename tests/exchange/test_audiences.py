"""No file holds what its audience must not see, whatever its format."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.exchange.opened import said_by
from tests.planted import allowed, planted
from tourplanner.domain.audience import Audience
from tourplanner.domain.seen_by import seen_by
from tourplanner.exchange.formats import EXPORTERS, Exporter, exported
from tourplanner.mapping.features import features

NOW = datetime(2027, 1, 2, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda one: one.id)
def test_no_exported_file_holds_a_hidden_secret(audience: Audience, exporter: Exporter) -> None:
    whole, secrets = planted(list(range(1000, 1100)))
    files = exported(seen_by(whole, audience), [exporter.id], NOW)
    hidden = set(secrets) - allowed(audience, secrets) - {"lock"}  # a lock's minute is no text
    assert files
    for name, content in files:
        said = said_by(name, content)
        assert [
            each for each in hidden if any(form in said for form in forms_of(secrets[each]))
        ] == [], name


@pytest.mark.parametrize("wanted", ["docx", "xlsx", "csv", "md", "txt", "html"])
def test_a_traveller_finds_his_own_secrets_in_documents(wanted: str) -> None:
    whole, secrets = planted(list(range(1000, 1100)))
    own = seen_by(whole, Audience.TRAVELLER, str(secrets["name"]))
    said = "\n".join(said_by(name, content) for name, content in exported(own, [wanted], NOW))
    for name in ("code", "contact", "note", "reservation.note", "number", "seat", "passport",
                 "diet", "insurance", "left_out.note", "lodging"):  # fmt: skip
        assert str(secrets[name]) in said, name


def forms_of(secret: object) -> tuple[str, ...]:
    """The secret as the formats write it: a date has several forms."""
    if not isinstance(secret, date):
        return (str(secret),)
    return (
        secret.isoformat(),
        f"{secret:%Y%m%d}",
        f"{secret.day} {secret:%b %Y}",
        str((secret - date(1899, 12, 30)).days),
    )


def test_the_map_of_a_reduced_roadbook_shows_no_lodging() -> None:
    whole, _secrets = planted(list(range(1000, 1100)))

    def roles(audience: Audience) -> set[object]:
        drawn = features(seen_by(whole, audience))["features"]
        return {feature["properties"]["role"] for feature in drawn}

    assert roles(Audience.TRAVELLER) == {"base", "stop", "leg", "left_out"}
    assert roles(Audience.PUBLIC) == {"stop", "leg"}
