"""The regional pack as it is rendered: from its notebook as it is stored, with all its charts, for everybody."""

import re
import shutil

import docx
import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from miniature_extract import MINIATURE
from pypdf import PdfReader
from regional import MERGED
from scorecard.parameters import Parameters, RegionParameters
from scorecard.project import ROOT, Project
from scorecard.provenance import origin_of
from scorecard.render import render
from scorecard.running.run import run
from scorecard.running.sections import tidy
from shared import copy_project_files

from conftest import DESK, RENDERERS, needs_browser


@pytest.fixture(scope="module")
def region(tmp_path_factory):
    """A clone whose region is the made-up one, in the copy of a council."""
    project = Project(tmp_path_factory.mktemp("region") / "a region")
    copy_project_files(project.root)
    project.notebooks.mkdir()
    for file in (
        "_quarto-region.yml",
        "report/region.qmd",
        "report/scorecard.qmd",
        "notebooks/region.ipynb",
        "parameters.yml",
    ):
        shutil.copy(ROOT / file, project.root / file)
    asked = RegionParameters("2020-05", str(MERGED), "")
    made = run(project, asked)
    assert (set(made.made), made.failures) == ({"region", "region variables"}, ())
    assert run(project, asked).made == ()
    return project


@pytest.fixture(scope="module", params=RENDERERS)
def pack(request, region):
    """Its files by their endings."""
    made = render(region, "region", with_quarto=request.param)
    assert [region.shown(file) for file in made.files] == [
        f"_output/region/report/region.{suffix}" for suffix in ("html", "pdf", "docx")
    ]
    return {file.suffix: file for file in made.files}


def test_its_notebook_is_stored_with_what_it_gives(region):
    """As the others are."""
    section, stored = (
        tidy(nbformat.read(folder / "region.ipynb", as_version=4))
        for folder in (region.sections, ROOT / "notebooks")
    )
    ours = [cell for cell in section.cells if cell.id != "injected-parameters"]
    for cell, as_stored in zip(ours, stored.cells, strict=True):
        assert without_pictures(cell) == without_pictures(as_stored), cell.source


def without_pictures(cell):
    given = [output.get("data", {}) for output in cell.get("outputs", [])]
    return cell.source, [
        {kind: shown for kind, shown in data.items() if "image/" not in kind} for data in given
    ]


def test_every_page_of_its_word_copy_says_its_own_title(pack):
    sections = docx.Document(str(pack[".docx"])).sections
    assert {each.header.paragraphs[0].text for each in sections} == {"Children in care: the region\tMay 2020"}


def test_a_council_s_own_pack_leaves_it_alone(region):
    own = Parameters("2020-05", str(MINIATURE), "internal")
    assert "region" not in [product.name for product in origin_of(region, own).products()]
    assert region.region_report not in region.reports


def test_every_figure_has_both_charts_that_say_what_they_show(pack):
    page = BeautifulSoup(pack[".html"].read_text(encoding="utf-8"), "html.parser")
    alts = [image["alt"] for image in page.select("figure.chart img")]
    assert len(alts) == 34
    assert sum("Funnel plot of 11 councils" in alt for alt in alts) == 17
    assert sum("Dots with lines for their intervals" in alt for alt in alts) == 17
    assert sum("Hartsea and Greywell lie below the limits" in alt for alt in alts) == 2
    assert "?var" not in page.text and "Children in care: the region" in page.h1.text
    assert len(page.select("#tbl-region-months .trend")) == 11 * 11


def test_it_stays_small(pack):
    assert pack[".html"].stat().st_size < 3_000_000
    assert pack[".pdf"].stat().st_size < 2_000_000


def test_the_pdf_is_tagged_for_everybody_and_has_all_councils_months_on_one_page(pack):
    paper = PdfReader(pack[".pdf"])
    assert "pdfuaid" in paper.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    pages = [page.extract_text() for page in paper.pages]
    (months,) = [page for page in pages if re.search("All councils.? months", page)]
    assert "All councils, month by month" in months and "Larkshire" in months


@needs_browser
def test_axe_finds_no_violation(browser, pack):
    page = browser.new_context(viewport=DESK, offline=True).new_page()
    page.goto(pack[".html"].as_uri())
    found = Axe().run(page).response["violations"]
    assert [each["id"] for each in found] == []
    page.context.close()
