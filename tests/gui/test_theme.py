"""The window's colours: contrast in both schemes, words beside colour."""

from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from tourplanner.domain.site import SiteKind
from tourplanner.gui.actions import SPECS
from tourplanner.gui.stylesheet import CONTROL_MARKS, mixed, stylesheet
from tourplanner.gui.theme import FORCE_VARIABLE, Scheme, Theme, forced_scheme, tinted_pixmap
from tourplanner.mapping.style import DARK, LIGHT, Palette, kind_icon
from tourplanner.paths import resource


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_of_every_role_can_be_read_on_paper_card_and_selection(colours: Palette) -> None:
    selected = mixed(colours.accent, colours.card, 0.14)
    for role in ("ink", "quiet", "accent", "care", "wrong"):
        for ground in (colours.paper, colours.card, selected):
            least = 4.5 if ground is not selected else 4.0
            assert contrast(getattr(colours, role), ground) >= least, (role, ground)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_rim_of_controls_is_seen(colours: Palette) -> None:
    rim = mixed(colours.quiet, colours.paper, 0.72)
    assert rim in stylesheet(colours, dict.fromkeys(CONTROL_MARKS, "x.png"))
    assert contrast(rim, colours.paper) >= 3.0
    assert contrast(rim, colours.card) >= 3.0


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_on_the_primary_button_can_be_read(colours: Palette) -> None:
    assert contrast(colours.card, colours.accent) >= 4.5


def test_every_icon_named_in_the_table_of_actions_is_shipped() -> None:
    names = {spec.icon for spec in SPECS.values() if spec.icon} | {
        kind_icon(kind) for kind in SiteKind
    }
    assert {name for name in names if not resource("icons", f"{name}.svg").is_file()} == set()


def test_icons_take_the_colour_of_their_role(qapp: QApplication) -> None:
    image = tinted_pixmap("lock", "#FF0000", 24).toImage()
    drawn = {
        image.pixelColor(x, y).name()
        for x in range(24)
        for y in range(24)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert drawn == {"#ff0000"}


def test_the_environment_can_force_a_scheme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FORCE_VARIABLE, "dark")
    assert forced_scheme() is Scheme.DARK
    monkeypatch.setenv(FORCE_VARIABLE, "nonsense")
    assert forced_scheme() is Scheme.SYSTEM


def test_choosing_a_scheme_repaints_everything(qapp: QApplication, tmp_path: Path) -> None:
    theme = Theme(qapp, tmp_path, Scheme.LIGHT)
    changes: list[bool] = []
    theme.changed.connect(lambda: changes.append(theme.is_dark))
    theme.choose(Scheme.DARK)
    assert changes == [True]
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.paper
    theme.choose(Scheme.LIGHT)
    assert changes == [True, False]
