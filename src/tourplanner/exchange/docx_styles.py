"""The styles of our Word documents: letters, languages, paper."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tourplanner.domain.paper_choice import PaperChoice, PaperLanguage, PaperSize
from tourplanner.mapping.style import LIGHT

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.styles import Styles

FACT, CARE, QUIET, HEAD = "Stop fact", "Care", "Quiet", "Table head"
LOCAL, LINK = "Local name", "Map link"
TABLE = "Table Grid"
LATIN_FONT = "Noto Sans"
EAST_ASIAN = {
    "zh": ("zh-CN", "Noto Sans SC"),
    "ja": ("ja-JP", "Noto Sans JP"),
    "ko": ("ko-KR", "Noto Sans KR"),
}
"""By the city's language: the tag of its characters, and the font with its forms of them."""
SIZES_MM = {
    PaperSize.A4: (210, 297),
    PaperSize.A5: (148, 210),
    PaperSize.A6: (105, 148),
    PaperSize.LETTER: (215.9, 279.4),
}
MARGIN_MM = {PaperSize.A4: 20, PaperSize.A5: 14, PaperSize.A6: 8, PaperSize.LETTER: 20}
ORDINARY_PT, LARGE_PT = 10.5, 18.0
THEMED = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def prepare_document(document: Document, choice: PaperChoice, city_language: str) -> None:
    """Set paper, fonts and languages; every later text needs only the name of a style."""
    from docx.shared import Mm

    width, height = SIZES_MM[choice.paper]
    margin = Mm(MARGIN_MM[choice.paper])
    for section in document.sections:
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.left_margin = section.right_margin = margin
        section.top_margin = section.bottom_margin = margin
    asian, font = EAST_ASIAN.get(city_language, EAST_ASIAN["zh"])
    if choice.language is PaperLanguage.ZH:
        asian, font = EAST_ASIAN["zh"]
    is_chinese = choice.language is PaperLanguage.ZH
    _defaults(document, "zh-CN" if is_chinese else "en-GB", asian, font)
    body = LARGE_PT if choice.large_print else ORDINARY_PT
    _styles(document.styles, body)
    _without_spare_tables(document.styles)
    _without_theme_fonts(document.styles, font)
    # sought among all styles for every text otherwise; from now on they stay as they are
    document.part.get_style_id = cache(document.part.get_style_id)  # type: ignore[method-assign]


def _defaults(document: Document, latin: str, asian: str, font: str) -> None:
    """Language and fonts of every text that names none: Latin and East Asian apart."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = document.styles.element
    run = element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if run is None:
        raise ValueError("the template of python-docx has no defaults")
    for tag in ("w:rFonts", "w:lang"):
        for old in run.findall(qn(tag)):
            run.remove(old)
    fonts = OxmlElement("w:rFonts")
    for slot in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{slot}"), LATIN_FONT)
    fonts.set(qn("w:eastAsia"), font)
    run.insert(0, fonts)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), latin)
    language.set(qn("w:eastAsia"), asian)
    language.set(qn("w:bidi"), "ar-SA")
    run.append(language)


def _styles(styles: Styles, body_pt: float) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    normal = styles["Normal"]
    normal.font.size = Pt(body_pt)
    normal.paragraph_format.space_after = Pt(2)
    for name, scale in (("Title", 1.9), ("Subtitle", 1.2), ("Heading 1", 1.5), ("Heading 2", 1.2)):
        styles[name].font.size = Pt(round(body_pt * scale * 2) / 2)
        styles[name].font.color.rgb = RGBColor.from_string(LIGHT.ink[1:])
    for name in ("Heading 1", "Heading 2"):
        styles[name].paragraph_format.keep_with_next = True
    for name, colour, scale in (
        (FACT, LIGHT.ink, 0.9),
        (CARE, LIGHT.care, 0.95),
        (QUIET, LIGHT.quiet, 0.95),
        (HEAD, LIGHT.ink, 0.9),
    ):
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)  # type: ignore[no-untyped-call]
        made.base_style = normal
        made.font.size = Pt(round(body_pt * scale * 2) / 2)
        made.font.color.rgb = RGBColor.from_string(colour[1:])
    styles[HEAD].font.bold = True
    local = styles.add_style(LOCAL, WD_STYLE_TYPE.CHARACTER)  # type: ignore[no-untyped-call]
    local.font.bold = False
    link = styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER)  # type: ignore[no-untyped-call]
    link.font.color.rgb = RGBColor.from_string(LIGHT.accent[1:])
    link.font.underline = True


def _without_spare_tables(styles: Styles) -> None:
    """The template's hundred looks of tables: nobody uses them, and each text is sought in them."""
    from docx.enum.style import WD_STYLE_TYPE

    for style in list(styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in (TABLE, "Normal Table"):
            style.delete()


def _without_theme_fonts(styles: Styles, font: str) -> None:
    """A font of the template's theme would win over ours."""
    from docx.oxml.ns import qn

    themed = [qn(f"w:{name}") for name in THEMED]
    for fonts in styles.element.iter(qn("w:rFonts")):
        if not any(name in fonts.attrib for name in themed):
            continue
        for name in themed:
            fonts.attrib.pop(name, None)
        for slot in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{slot}"), LATIN_FONT)
        fonts.set(qn("w:eastAsia"), font)
