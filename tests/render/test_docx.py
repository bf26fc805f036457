"""The Word copy: styles instead of direct formatting, pictures that are described and sharp, header rows that repeat."""

from pathlib import Path

import docx
import pytest
from bs4 import BeautifulSoup
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.image.image import Image
from docx.oxml.ns import qn

EMU_PER_INCH = 914_400


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
        assert styles == [{"Table Heading"}] + [{"Table Text"}] * (len(table.rows) - 1)


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
        assert sorted(round(side.cm, 1) for side in (section.page_width, section.page_height)) == [21.0, 29.7]
        assert section.header.paragraphs[0].text == "Corporate Parenting Scorecard\tMay 2020"
        assert "Council (made-up sample data)" in section.footer.paragraphs[0].text
        fields = [each.text.strip() for each in section.footer._element.iter(qn("w:instrText"))]
        assert fields == ["PAGE", "NUMPAGES"]


def test_its_language_is_british_english(document):
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"
