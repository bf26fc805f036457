"""The PDF: tagged, in the right language, with title, bookmarks and alternative texts, and no page that breaks badly.

Typst itself refuses to write a file that breaks PDF/UA-1; these tests read the result as a reader's software does.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

A4 = (595.28, 841.89)


@pytest.fixture
def document(pack: Path) -> PdfReader:
    return PdfReader(pack / "scorecard.pdf")


@pytest.fixture
def page(pack: Path) -> BeautifulSoup:
    return BeautifulSoup((pack / "scorecard.html").read_text(encoding="utf-8"), "html.parser")


def structure(document: PdfReader) -> Iterator[DictionaryObject]:
    """Every element of the tag tree, in the order of reading."""

    def walk(element) -> Iterator[DictionaryObject]:
        element = element.get_object()
        if isinstance(element, ArrayObject):
            for child in element:
                yield from walk(child)
        elif isinstance(element, DictionaryObject):
            if "/S" in element:
                yield element
            if "/K" in element:
                yield from walk(element["/K"])

    yield from walk(document.root_object["/StructTreeRoot"]["/K"])


def says_that_it_is_pdf_ua(document: PdfReader, title: str) -> bool:
    metadata = document.xmp_metadata
    (part,) = metadata.get_element("", "http://www.aiim.org/pdfua/ns/id/", "part")
    return part.firstChild.nodeValue == "1" and metadata.dc_title == {"x-default": title}


def test_it_declares_pdf_ua_and_says_what_it_is(document):
    root = document.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert says_that_it_is_pdf_ua(document, "Corporate Parenting Scorecard: May 2020")


def test_every_chart_and_trend_of_the_page_has_the_same_words(document, page):
    """A chart's alternative text, and a trend's lowest and highest."""
    described = [" ".join(each["/Alt"].split()) for each in structure(document) if each["/S"] == "/Figure"]
    shown = page.select("main .trend .unseen, img")
    assert described == [each.get("alt", each.text) for each in shown]


def test_every_heading_has_a_bookmark(document, page):
    def titles(items) -> Iterator[str]:
        for item in items:
            if isinstance(item, list):
                yield from titles(item)
            else:
                yield item.title

    found = list(titles(document.outline))
    assert found[:-1] == [heading.text for heading in page.find("main").find_all(["h2", "h3", "h4"])]
    assert found[-1] == "Figures behind the charts"


def test_tables_have_header_cells(document):
    kinds = [element["/S"] for element in structure(document)]
    assert kinds.count("/Table") > 15 and kinds.count("/TH") > kinds.count("/Table")


def test_pages_are_a4_and_say_month_council_and_page(document):
    sheets = document.pages
    for number, sheet in enumerate(sheets, 1):
        assert sorted(float(side) for side in sheet.mediabox[2:]) == pytest.approx(A4, abs=0.5)
        text = sheet.extract_text()
        assert f"Page {number} of {len(sheets)}" in text
        assert "Council (made-up sample data)" in text
        assert "May 2020" in text
    assert 10 <= len(sheets) <= 27


def test_performance_and_its_key_are_one_page_on_its_side_with_a_trend_for_each_series(document, page):
    turned = [sheet for sheet in document.pages if sheet.mediabox[2] > sheet.mediabox[3]]
    (text,) = [bare(sheet.extract_text()) for sheet in turned]
    assert "Performanceonapage,31May2020" in text and "Unsuitableaccommodation" in text and "Key." in text
    trends = [
        row.find("th").text
        for row in page.select("#tbl-performance tbody tr")
        if len(row.select(".trend svg")) == 1
    ]
    assert len(trends) == len(page.select(".trend svg")) == 19
    assert {"Children in care", "Visits on time"} <= set(trends) and "Personal Education Plan" not in trends


def test_no_heading_stands_last_on_its_page(document, page):
    headings = {heading.text for heading in page.find("main").find_all(["h2", "h3"])}
    for sheet in document.pages:
        lines = [line.strip() for line in sheet.extract_text().splitlines() if line.strip()]
        body = [line for line in lines if not re.search(r"made-up sample data\)|^Page \d", line)]
        assert body[-1] not in headings


def test_charts_stay_with_their_commentary(pack, page):
    sheets = ["".join(sheet.extract_text().split()) for sheet in PdfReader(pack / "scorecard.pdf").pages]
    for panel in page.select(".panel"):
        if not (said := panel.find(class_="commentary")):
            continue
        number, words = panel.find(class_="number").text, said.text
        (on,) = [text for text in sheets if bare(number) in text]
        assert bare(words)[:20] in on and bare(words)[-20:] in on


def test_figures_behind_the_charts_stand_in_the_order_of_their_charts(pack, page):
    sheets = [bare(sheet.extract_text()) for sheet in PdfReader(pack / "scorecard.pdf").pages]
    captions = [bare(table.text) for table in page.select("details.data caption")]
    places = [next(n for n, text in enumerate(sheets) if caption in text) for caption in captions]
    assert len(places) > 15 and places[0] == places[1]
    assert places == sorted(places)


def bare(text: str) -> str:
    """The text without spaces, which a line's end in a PDF gives or takes."""
    return "".join(text.split())


def test_it_is_small_enough_for_an_email(pack):
    assert (pack / "scorecard.pdf").stat().st_size < 2_000_000
