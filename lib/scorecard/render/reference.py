"""The Word copy's style sheet: pandoc's own reference document in the council's type, colours and page.

Pandoc takes every style, the page and its header and footer from it, so that the Word file has styles and no direct
formatting. It is made for each report, since the header says the month; sizes are those of the PDF.
"""

import io
import subprocess
from datetime import datetime
from pathlib import Path

import pypandoc
from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor

from scorecard.project import Project
from scorecard.render.brand import Brand, read_brand
from scorecard.render.variables import read_variables
from scorecard.render.word import TITLE_STANDS_HERE, parts_of, write_without_clock

FONT, INK, FAINT_INK, HAIRLINE, WASH = "Arial", "0B0C0C", "505A5F", "B1B4B6", "F3F5F7"
OWN_STYLES = (
    "Figures",
    "Table Text",
    "Table Text Kept",
    "Table Heading",
    "Wide Page Text",
    "Wide Page Note",
    "Made Up",
)
# A chart, its caption, the line that says where its figures are, and the commentary, down to its "Commentary End"; a
# table's caption, heading and all rows that stay with the next.
KEPT_WITH_WHAT_FOLLOWS = (
    "Captioned Figure",
    "Image Caption",
    "Figures",
    "Commentary",
    "Table Caption",
    "Table Heading",
    "Table Text Kept",
)
FIELD = (
    '<w:r {ns}><w:fldChar w:fldCharType="begin"/></w:r>',
    '<w:r {ns}><w:instrText xml:space="preserve">{name}</w:instrText></w:r>',
    '<w:r {ns}><w:fldChar w:fldCharType="end"/></w:r>',
)


def make(project: Project) -> Path:
    """Writes the style sheet. Raises CannotRender for unusable colours."""
    brand = read_brand(project)
    command = [pypandoc.get_pandoc_path(), "--print-default-data-file", "reference.docx"]
    document = Document(io.BytesIO(subprocess.run(command, capture_output=True, check=True).stdout))
    set_styles(document, brand)
    set_table_style(document, brand)
    set_pages(document, brand, month_of(project))
    document.core_properties.created = document.core_properties.modified = datetime(1980, 1, 1)
    project.word_styles.parent.mkdir(parents=True, exist_ok=True)
    whole = io.BytesIO()
    document.save(whole)
    write_without_clock(parts_of(whole.getvalue()), project.word_styles)
    return project.word_styles


def month_of(project: Project) -> str:
    """The report's month as it is written: "May 2020"; "" before the first run."""
    if not project.variables.exists():
        return ""
    return read_variables(project)["month"]["name"]


def set_styles(document: Doc, brand: Brand) -> None:
    """Type: Arial throughout, 11 pt, headings in the council's first colour and kept with what follows."""
    primary = brand.primary.removeprefix("#")
    style(document, "Normal", 11, INK, after=6)
    for name in ("Body Text", "First Paragraph"):
        style(document, name, 11, INK, before=4, after=6)
    style(document, "Compact", 11, INK, before=1, after=2)
    style(document, "Title", 26, primary, bold=True, after=2)
    style(document, "Subtitle", 14, INK, after=14)
    for name, size, before in (("Heading 1", 18, 24), ("Heading 2", 13, 12), ("Heading 3", 11, 12)):
        style(document, name, size, primary, bold=True, before=before, after=5)
    for name in OWN_STYLES:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    for name in ("Image Caption", "Table Caption"):
        style(document, name, 9.5, FAINT_INK, before=3, after=8)
    style(document, "Captioned Figure", 11, INK, before=6, after=2)
    style(document, "Figures", 9.5, FAINT_INK, after=8)
    style(document, "Hyperlink", None, primary)
    style(document, "Table Text", 9, INK, before=2, after=2)
    style(document, "Table Text Kept", 9, INK, before=2, after=2)
    style(document, "Wide Page Text", 9, INK, after=1)
    style(document, "Wide Page Note", 9, INK, before=4)
    style(document, "Table Heading", 9, INK, bold=True, before=2, after=2)
    style(document, "Made Up", 11, INK, before=6, after=10)
    frame = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="5" w:color="{INK}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    border(document.styles["Made Up"], frame)
    for name in ("header", "footer"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        style(document, name, 9, FAINT_INK)
    for name in ("Commentary", "Commentary End"):
        commentary = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        commentary.base_style = document.styles["Body Text"]
        commentary.paragraph_format.left_indent = Cm(0.5)
        commentary.paragraph_format.keep_together = True
        border(commentary, f'<w:left w:val="single" w:sz="24" w:space="8" w:color="{brand.secondary[1:]}"/>')
    for name in KEPT_WITH_WHAT_FOLLOWS:
        document.styles[name].paragraph_format.keep_with_next = True


def border(style, sides: str) -> None:
    """Gives a paragraph style rules at these sides."""
    rules = parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>")
    style.element.get_or_add_pPr().insert_element_before(
        rules, "w:spacing", "w:ind", "w:jc"
    )  # Word asks for this order


def style(document: Doc, name: str, size: float | None, colour: str, *, bold=False, before=0, after=0):
    """Gives one of pandoc's styles the pack's type. Fonts of the theme are taken off: they would win over Arial."""
    changed = document.styles[name]
    font, properties = changed.font, changed.element.get_or_add_rPr()
    for fonts in properties.findall(qn("w:rFonts")):
        properties.remove(fonts)
    font.name, font.color.rgb = FONT, RGBColor.from_string(colour)
    if size:
        font.size, font.bold, font.italic = Pt(size), bold, False
        changed.paragraph_format.space_before, changed.paragraph_format.space_after = Pt(before), Pt(after)
        changed.paragraph_format.alignment = None
    return changed


def set_table_style(document: Doc, brand: Brand) -> None:
    """Rules below rows, the header row bold on a wash; pandoc's tables have the style "Table"."""
    table = document.styles["Table"].element
    for old in table.findall(qn("w:tblPr")) + table.findall(qn("w:tblStylePr")):
        table.remove(old)
    rule = 'w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"'
    thin, thick = rule.format(size=4, colour=HAIRLINE), rule.format(size=12, colour=brand.primary[1:])
    table.append(
        parse_xml(
            f"<w:tblPr {nsdecls('w')}><w:tblBorders><w:bottom {thin}/><w:insideH {thin}/></w:tblBorders>"
            '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        )
    )
    table.append(parse_xml(f"<w:trPr {nsdecls('w')}><w:cantSplit/></w:trPr>"))
    table.append(
        parse_xml(
            f'<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders><w:bottom {thick}/>'
            f'</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{WASH}"/></w:tcPr></w:tblStylePr>'
        )
    )


def set_pages(document: Doc, brand: Brand, month: str) -> None:
    """A4, with the title and month above, the council and the page of pages below. The first is the report's own; the other
    lies on its side, with narrower margins for a wide table."""
    document.add_section()
    upright, on_its_side = document.sections
    on_its_side.orientation = WD_ORIENT.LANDSCAPE
    for section, width, height, beside, above in (
        (upright, Cm(21), Cm(29.7), Cm(2.3), Cm(2.3)),
        (on_its_side, Cm(29.7), Cm(21), Cm(1.6), Cm(1.6)),
    ):
        section.page_width, section.page_height = width, height
        section.left_margin = section.right_margin = beside
        section.top_margin = section.bottom_margin = above
        section.header_distance = section.footer_distance = Cm(0.8)
        section.gutter = 0
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        set_header_and_footer(section, brand, month)


def set_header_and_footer(section: Section, brand: Brand, month: str) -> None:
    """What stands above and below every page."""
    line(section, section.header.paragraphs[0], f"{TITLE_STANDS_HERE}\t{month}")
    footer = line(section, section.footer.paragraphs[0], f"{brand.label}\tPage ")
    for between, field in (("", "PAGE"), (" of ", "NUMPAGES")):
        footer.add_run(between)
        for part in FIELD:
            footer._p.append(parse_xml(part.format(ns=nsdecls("w"), name=field)))


def line(section: Section, paragraph, text: str):
    """A header's or footer's line: something at the left, and something at the right of the section's page."""
    right = section.page_width - section.left_margin - section.right_margin
    paragraph.paragraph_format.tab_stops.add_tab_stop(right, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(text)
    return paragraph
