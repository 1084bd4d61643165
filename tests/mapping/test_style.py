"""Colours that can be read and told apart."""

from __future__ import annotations

import itertools
import re

import numpy as np
import pytest

from tourplanner.domain.site import SiteKind
from tourplanner.domain.tour_length import MAX_DAYS
from tourplanner.mapping.style import (
    DARK,
    DAY_COLOURS,
    LIGHT,
    NUMBER_BASELINES,
    SHAPE_PATHS,
    Palette,
    Shape,
    day_style,
    kind_icon,
)
from tourplanner.paths import resource

SIGHTS = {  # Machado, Oliveira, Fernandes 2009, severity 1, on linear RGB
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(colour: str) -> np.ndarray:
    value = np.array([int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)])
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    ratio = TO_XYZ @ np.clip(rgb, 0, 1) / WHITE
    f = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((float(TO_XYZ[1] @ linear(c)) for c in (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("role", ["ink", "quiet", "accent", "good", "care", "wrong"])
@pytest.mark.parametrize("ground", ["paper", "card"])
def test_text_colours_can_be_read_on_every_ground(palette: Palette, role: str, ground: str) -> None:
    assert contrast(palette.roles()[role], palette.roles()[ground]) >= 4.5


@pytest.mark.parametrize("sight", SIGHTS)
def test_day_colours_are_told_apart(sight: str) -> None:
    seen = [lab(SIGHTS[sight] @ linear(colour)) for colour in DAY_COLOURS]
    nearest = min(float(np.linalg.norm(a - b)) for a, b in itertools.combinations(seen, 2))
    assert nearest >= 24.7


@pytest.mark.parametrize("colour", DAY_COLOURS)
def test_marks_stand_out_from_paper_and_carry_white_numbers(colour: str) -> None:
    assert contrast(colour, LIGHT.paper) >= 3.1
    assert contrast(colour, "#FFFFFF") >= 3.1


@pytest.mark.parametrize("colour", DAY_COLOURS)
def test_marks_stand_out_in_the_dark_by_themselves_or_by_their_edge(colour: str) -> None:
    assert max(contrast(colour, DARK.paper), contrast(DARK.edge, DARK.paper)) >= 3.1


def test_every_day_of_the_longest_tour_has_a_look_of_its_own() -> None:
    looks = [day_style(day) for day in range(MAX_DAYS)]
    assert len({(look.shape, look.rings, look.dash) for look in looks}) == MAX_DAYS


def test_no_mark_grows_beyond_two_rings() -> None:
    assert max(day_style(day).rings for day in range(1000)) == 2


def test_shapes_come_again_with_a_ring_after_the_seventh_day() -> None:
    assert [day_style(day).shape for day in range(7)] == list(Shape)
    assert not any(day_style(day).rings for day in range(7))
    assert day_style(7).shape is Shape.CIRCLE
    assert day_style(7).rings == 1
    assert (day_style(21).rings, bool(day_style(21).dash)) == (1, True)


def test_every_shape_is_drawn_and_has_a_place_for_its_number() -> None:
    assert set(SHAPE_PATHS) == set(Shape) == set(NUMBER_BASELINES)
    assert all(re.fullmatch(r"M[0-9a-zA-Z .\-]+z", path) for path in SHAPE_PATHS.values())


@pytest.mark.parametrize("kind", SiteKind)
def test_every_kind_of_site_has_an_icon(kind: SiteKind) -> None:
    icons = resource("icons")
    if not (icons / "manifest.json").is_file():
        pytest.skip("the icons are not vendored in this copy")
    assert (icons / f"{kind_icon(kind)}.svg").is_file()
