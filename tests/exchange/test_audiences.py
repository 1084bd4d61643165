"""No file holds what its audience must not see, whatever its format."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.planted import allowed, planted
from tourplanner.domain.audience import Audience
from tourplanner.domain.seen_by import seen_by
from tourplanner.exchange.formats import EXPORTERS, export
from tourplanner.mapping.features import features

NOW = datetime(2027, 1, 2, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize("audience", Audience)
def test_no_exported_file_holds_a_hidden_secret(audience: Audience, tmp_path: Path) -> None:
    whole, secrets = planted(list(range(1000, 1100)))
    ids = [one.id for one in EXPORTERS]
    paths = export(seen_by(whole, audience), ids, tmp_path, NOW)
    assert len(paths) >= len(ids)
    hidden = set(secrets) - allowed(audience, secrets) - {"lock"}  # a lock's minute is no text
    for path in paths:
        content = path.read_text("utf-8")
        assert [name for name in hidden if str(secrets[name]) in content] == [], path.name


def test_the_map_of_a_reduced_roadbook_shows_no_lodging() -> None:
    whole, _secrets = planted(list(range(1000, 1100)))

    def roles(audience: Audience) -> set[object]:
        drawn = features(seen_by(whole, audience))["features"]
        return {feature["properties"]["role"] for feature in drawn}

    assert roles(Audience.TRAVELLER) == {"base", "stop", "leg", "left_out"}
    assert roles(Audience.PUBLIC) == {"stop", "leg"}
