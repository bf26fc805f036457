"""The scorecard on two sides: two pages whatever the data, legible on paper and on a phone, and all that was published."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader
from scorecard.render import CannotRender, render
from test_pdf import A4, says_that_it_is_pdf_ua, structure

from conftest import DESK, PHONE, RENDERERS, needs_browser

# The figures of the two printed pages of May 2020 that the sample reproduces, in their order.
PUBLISHED = """717 | 33 20.25 | 64 16 | 10.4 67 | 12 21 | 72.9% | not met: above 98% | 7.7% | 63.8% | 20 Children missing
36 Missing episodes | 78 episodes in September 2019 | 26 (3.6%) | 130 (18.1%) | 275 (38.4%) | 220 (30.7%)
98.9% 451 of 456 at 13 March 2020 | 78.3% | 22.1% | 29.2 32.4 | 480 days | 267.3 days | 26.8%
58.0 40.8 | 64.3 | 82.8% | 76.6% | 93.6% | 27 of 62 | 7 of 62"""
TILE = """---
title: T
format:
  html:
    toc: false
  typst:
    template: theme/two-sides.typ
---

## One

::: {{.tile}}
### Reviews

{{{{< embed sections/standards.ipynb#fig-reviews >}}}}

::: {{.commentary indicator="reviews_on_time" month="{month}"}}
{words}
:::
:::
"""


@pytest.fixture
def document(pack: Path) -> PdfReader:
    return PdfReader(pack / "summary.pdf")


def words(text: str) -> str:
    return " ".join(text.split())


def test_it_is_two_pages_of_a4_and_says_what_it_is(document):
    assert [tuple(float(edge) for edge in page.mediabox[2:]) for page in document.pages] == [
        pytest.approx(A4, abs=0.1)
    ] * 2
    assert says_that_it_is_pdf_ua(document, "Corporate Parenting Scorecard: May 2020, on two sides")


def test_every_figure_of_the_published_two_pages_stands_on_it(document):
    printed = words(" ".join(page.extract_text() for page in document.pages))
    missing = [fact for line in PUBLISHED.splitlines() for fact in line.split(" | ") if fact not in printed]
    assert not missing


def test_no_text_is_under_7_points(document):
    small = set()

    def look(text, matrix, text_matrix, font, size):
        if text.strip():
            height = size * abs(text_matrix[3] or text_matrix[1]) * abs(matrix[3] or matrix[1])
            small.add(round(height, 2)) if height < 6.99 else None

    for page in document.pages:
        page.extract_text(visitor_text=look)
    assert not small


def test_it_is_heard_in_the_order_of_its_text_each_chart_with_its_words(document, sample):
    tags = list(structure(document))
    headings = [each for each in tags if each["/S"] in ("/H1", "/H2")]
    written = [line for line in sample.summary.read_text(encoding="utf-8").splitlines() if line[:2] == "##"]
    assert len(headings) == len(written) == 24 + 7
    pictures = [each["/Alt"] for each in tags if each["/S"] == "/Figure"]
    assert len(pictures) == 23 + 1 and all(len(words(alt)) > 20 for alt in pictures)  # and the logo


@needs_browser
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_it_reads_on_a_phone_and_neither_axe_nor_the_browser_finds_a_fault(browser, pack, viewport):
    context = browser.new_context(viewport=viewport, offline=True)
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((pack / "summary.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert not Axe().run(page).response["violations"]
    assert not errors
    context.close()


@pytest.mark.parametrize("with_quarto", RENDERERS)
def test_words_that_are_due_are_marked_in_their_line(small, with_quarto):
    small.project.summary.write_text(
        TILE.format(month="2020-04", words="Most were in time."), encoding="utf-8"
    )
    files = {file.name: file for file in render(small.project, with_quarto=with_quarto).files}
    (printed,) = PdfReader(files["summary.pdf"]).pages
    assert "Due: written for April 2020. Most were in time." in words(printed.extract_text())
    assert 'class="due"' in files["summary.html"].read_text(encoding="utf-8")


@pytest.mark.parametrize("with_quarto", RENDERERS)
def test_more_words_than_there_is_room_for_are_refused_by_line(small, with_quarto):
    small.project.summary.write_text(TILE.format(month="2020-05", words="Late. " * 20), encoding="utf-8")
    with pytest.raises(
        CannotRender, match=r"report/summary\.qmd, line 17: there is room for 110 letters .* prints 119"
    ):
        render(small.project, with_quarto=with_quarto)
