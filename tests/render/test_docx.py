"""The Word copy: styles instead of direct formatting, pictures that are described and sharp, header rows that repeat."""

import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from bs4 import BeautifulSoup
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.image.image import Image
from docx.oxml.ns import qn
from docx.shared import Length
from PIL import ImageFont
from pypdf import PdfReader
from scorecard.project import ROOT

EMU_PER_INCH = 914_400
FONTS = ROOT / "report" / "theme" / "fonts"
BESIDE_IN_CELLS = 8.5
SOFFICE = shutil.which("soffice")


@pytest.fixture
def document(pack: Path) -> Document:
    return docx.Document(str(pack / "scorecard.docx"))


@pytest.fixture
def page(pack: Path) -> BeautifulSoup:
    return BeautifulSoup((pack / "scorecard.html").read_text(encoding="utf-8"), "html.parser")


def test_pictures_are_described_as_on_the_page(document, page):
    described = [picture._inline.docPr.get("descr") for picture in document.inline_shapes]
    assert described == [image["alt"] for image in page.find("main").find_all("img")]


def test_pictures_are_sharp_on_paper_and_fit_the_page(document):
    section = document.sections[0]
    for picture in document.inline_shapes:
        embedded = picture._inline.graphic.graphicData.pic.blipFill.blip.embed
        image = Image.from_blob(document.part.related_parts[embedded].blob)
        assert image.content_type == "image/png"
        assert image.px_width / (picture.width / EMU_PER_INCH) >= 200
        assert picture.width <= section.page_width - section.left_margin - section.right_margin


def test_tables_have_styles_of_their_own(document):
    for table in document.tables:
        styles = [{cell.paragraphs[0].style.name for cell in row.cells} for row in table.rows]
        assert styles[0] == {"Table Heading"}
        assert all(each in ({"Table Text"}, {"Table Text Kept"}, {"Wide Page Text"}) for each in styles[1:])


def test_columns_hold_their_longest_word(document):
    """Word parts a word that is longer than its column: "Cambridges-hire", "267.3 day-s"."""
    font, bold = (
        ImageFont.truetype(str(FONTS / f"LiberationSans-{cut}.ttf"), 900) for cut in ("Regular", "Bold")
    )
    upright, on_its_side, _ = map(line_of, document.sections)
    for table in document.tables:
        line = on_its_side if table.cell(1, 0).paragraphs[0].style.name == "Wide Page Text" else upright
        grid = [int(column.get(qn("w:w"))) for column in table._tbl.iter(qn("w:gridCol"))]
        share = int(table._tbl.tblPr.find(qn("w:tblW")).get(qn("w:w"))) / 5000
        for place, row in enumerate(table.rows):
            for cell, width in zip(row.cells, grid, strict=True):
                longest = max(
                    (bold if place == 0 else font).getlength(word) / 100 for word in cell.text.split(" ")
                )
                assert longest + BESIDE_IN_CELLS <= width / sum(grid) * share * line, cell.text


def line_of(section) -> float:
    """What a line of the section's page holds, in points."""
    return Length(section.page_width - section.left_margin - section.right_margin).pt


def test_no_row_is_parted_and_the_first_column_names_its_row(document):
    for table in document.tables:
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstColumn")) == "1"


def test_its_title_says_the_month(document):
    assert document.core_properties.title == "Corporate Parenting Scorecard: May 2020"


def test_header_rows_repeat(document):
    assert len(document.tables) > 15
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_nothing_is_laid_out_by_a_table(document):
    """A table that holds a picture or a table is a frame, which is read out as a table of one cell."""
    for table in document.tables:
        assert not table._tbl.findall(f".//{qn('w:drawing')}") and not table._tbl.findall(f".//{qn('w:tbl')}")


def test_paragraphs_have_styles_and_no_looks_of_their_own(document):
    names = {paragraph.style.name for paragraph in document.paragraphs}
    assert {
        "Title",
        "Subtitle",
        "Heading 1",
        "Heading 2",
        "Commentary",
        "Commentary End",
        "Figures",
        "Image Caption",
        "Table Caption",
    } <= names
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            assert run.font.size is None and run.font.name is None and run.font.color.rgb is None


def test_every_page_is_a4_and_says_council_and_month(document):
    turned = [section.orientation for section in document.sections]
    assert turned == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    for section in document.sections:
        (stop,) = section.header.paragraphs[0].paragraph_format.tab_stops
        assert stop.position.pt == pytest.approx(line_of(section), abs=0.1)
        assert sorted(round(side.cm, 1) for side in (section.page_width, section.page_height)) == [21.0, 29.7]
        assert section.header.paragraphs[0].text == "Corporate Parenting Scorecard\tMay 2020"
        assert "Council (made-up sample data)" in section.footer.paragraphs[0].text
        fields = [each.text.strip() for each in section.footer._element.iter(qn("w:instrText"))]
        assert fields == ["PAGE", "NUMPAGES"]


@pytest.mark.skipif(not SOFFICE, reason="there is no LibreOffice on PATH")
def test_the_wide_table_takes_one_page_and_charts_stay_with_their_heading_and_commentary(
    pack, page, tmp_path
):
    plain = tmp_path / "plain.docx"
    docx.Document().save(plain)
    profile = f"-env:UserInstallation={(tmp_path / 'user').as_uri()}"
    convert = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
    subprocess.run([*convert, plain, pack / "scorecard.docx"], check=True, capture_output=True)
    if not plain.with_suffix(".pdf").exists():
        pytest.skip("this LibreOffice has no Writer")
    sheets = PdfReader(tmp_path / "scorecard.pdf").pages
    texts = ["".join(sheet.extract_text().split()) for sheet in sheets]
    (wide,) = [
        text for text, sheet in zip(texts, sheets, strict=True) if sheet.mediabox[2] > sheet.mediabox[3]
    ]
    assert texts.index(wide) == 1, "what a reader should know first is one page"
    assert "Table1:" in wide and "Unsuitableaccommodation" in wide and "Key." in wide
    for panel in page.select(".panel:has(.commentary)"):
        number = panel.find(class_="number").text
        words = "".join(panel.find(class_="commentary").text.split())
        (on,) = [text for text in texts if "".join(number.split()) in text]
        assert words[:20] in on and words[-20:] in on
    for panel in page.select(".panel"):
        number, heading = panel.find(class_="number").text, panel.find_previous(["h2", "h3"]).text
        (on,) = [text for text in texts if "".join(number.split()) in text]
        assert "".join(heading.split()) in on


def test_the_line_that_leads_to_a_table_stands_with_its_chart(document):
    charts, tables = [], []
    for element in document.element.iter(qn("w:bookmarkStart"), qn("w:hyperlink")):
        if (name := element.get(qn("w:name")) or "").startswith("fig-"):
            charts.append(name)
        elif (name := element.get(qn("w:anchor")) or "").startswith("tbl-"):
            tables.append((charts[-1].removeprefix("fig-"), name.removeprefix("tbl-")))
    assert tables and [chart for chart, _ in tables] == [table for _, table in tables]


def test_its_language_is_british_english(document):
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"
