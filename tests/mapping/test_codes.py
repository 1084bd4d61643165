"""A code says to a reader what it was made of."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import typst
from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import builders, dossiers
from tourplanner.domain.itinerary import Stop, StopKind
from tourplanner.domain.paper_choice import CodeContent
from tourplanner.domain.roadbook import RoadLodging, RoadStop
from tourplanner.domain.site import Names
from tourplanner.mapping.code_texts import lodging_code_text, stop_code_text
from tourplanner.mapping.codes import MOST_BYTES, qr_svg


def picture(svg: str, path: Path) -> Path:
    """The code at the size of a taxi card, 27 mm, as print sees it."""
    page = b"#set page(width: 40mm, height: 40mm, margin: 6mm)\n"
    text = svg.replace("\\", "\\\\").replace('"', '\\"')
    page += f'#image(bytes("{text}"), width: 27mm)'.encode()
    made = typst.compile(io.BytesIO(page).getvalue(), format="png", ppi=300)
    assert isinstance(made, bytes)
    path.write_bytes(made)
    return path


def said_by(path: Path) -> str:
    """What zbar reads in a picture."""
    if shutil.which("zbarimg") is None:
        pytest.skip("zbarimg is not installed")
    read = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "--oneshot", "-Sbinary", path],
        capture_output=True,
        check=True,
        timeout=30,
    )
    return read.stdout.decode("utf-8")


@pytest.mark.parametrize("content", CodeContent)
def test_the_code_of_a_stop_is_read_back(content: CodeContent, tmp_path: Path) -> None:
    text = stop_code_text(visit(), "CN", content)
    assert text is not None
    assert said_by(picture(qr_svg(text), tmp_path / "code.png")) == text


@pytest.mark.parametrize(
    "text", ["A", "12345", "HTTPS://A.EXAMPLE", "北京", "ü", "a\nb", "窑" * (MOST_BYTES // 3)]
)
def test_every_text_is_read_back(text: str, tmp_path: Path) -> None:
    assert said_by(picture(qr_svg(text), tmp_path / "code.png")) == text


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=150))
@settings(max_examples=20)
def test_a_code_is_the_same_each_time_and_has_its_quiet_zone(text: str) -> None:
    svg = qr_svg(text)
    assert svg == qr_svg(text)
    drawing = ElementTree.fromstring(svg)
    assert "width" not in drawing.attrib
    left, top, width, height = map(int, drawing.attrib["viewBox"].split())
    assert (left, top) == (0, 0)
    assert width == height
    assert (width - 8 - 17) % 4 == 0  # a full code with four white modules on each side


@pytest.mark.parametrize("text", ["", "x" * (MOST_BYTES + 1), "窑" * 201])
def test_what_no_phone_could_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="bytes"):
        qr_svg(text)


def visit(**facts: object) -> RoadStop:
    site = builders.site(**facts)  # type: ignore[arg-type]
    return RoadStop(Stop(StopKind.VISIT, 540, 600, site.place, site.id), site.names, 1, site)


def test_a_link_opens_amap_in_china_and_google_elsewhere() -> None:
    china = stop_code_text(visit(), "CN", CodeContent.LINK) or ""
    assert china.startswith("https://uri.amap.com/marker?position=117.202,29.299&")
    japan = stop_code_text(visit(lat=33.19, lon=129.9), "JP", CodeContent.LINK) or ""
    assert japan.startswith("https://www.google.com/maps/")


def test_the_link_of_an_endless_name_is_still_coarse_enough_to_scan() -> None:
    link = stop_code_text(visit(zh="馆" * 200), "CN", CodeContent.LINK) or ""
    assert len(link) < 220
    assert "%E9%A6%86" in link


def test_words_say_name_address_phone_and_datum() -> None:
    words = stop_code_text(visit(phone="+86 798 000"), "CN", CodeContent.TEXT) or ""
    assert words.splitlines() == [
        "窑博物馆",
        "Kiln Museum",
        "景德镇市珠山区珠山中路187号",
        "+86 798 000",
        "WGS 84: 29.299,117.202",
    ]


@pytest.mark.parametrize("letter", ["馆", "é", "🏺"])
def test_words_about_a_site_with_endless_facts_fit_into_a_code(letter: str) -> None:
    endless = letter * 500
    words = stop_code_text(
        visit(en=f"x{endless}", zh=endless, address_local=f"y{endless}", phone=f"z{endless}"),
        "CN",
        CodeContent.TEXT,
    )
    assert words is not None
    assert qr_svg(words)


def test_a_lodging_says_its_own_name_and_phone() -> None:
    inn = dossiers.dossier().lodgings[0]
    lodging = RoadLodging(builders.place(), Names(inn.name, inn.name_local), inn)
    words = lodging_code_text(lodging, "CN", CodeContent.TEXT)
    assert words.splitlines()[:4] == [inn.name_local, inn.name, inn.address_local, inn.phone]
    assert "29.2947" in lodging_code_text(lodging, "CN", CodeContent.LINK)
    assert lodging_code_text(replace(lodging, details=None), "CN", CodeContent.TEXT)


def test_a_break_on_the_way_has_no_code() -> None:
    pause = RoadStop(Stop(StopKind.BREAK, 700, 760, name="Lunch"), Names("Lunch", "Lunch"))
    assert stop_code_text(pause, "CN", CodeContent.LINK) is None
