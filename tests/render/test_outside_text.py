"""What comes from outside is text: in the page, the PDF and the Word copy, by either renderer, it reads as it was written."""

import dataclasses
import json
import re
from pathlib import Path

import docx
import nbformat
import numpy as np
import pandas as pd
import pytest
import typst
import yaml
from bs4 import BeautifulSoup
from handmade import MAY, handmade_board, handmade_measures
from nbformat.v4 import new_code_cell, new_notebook, new_output
from pypdf import PdfReader
from scorecard.board import Board
from scorecard.cell_options import with_captions
from scorecard.council import read_council
from scorecard.display import charts
from scorecard.display.variables import variables
from scorecard.extract.problems import Effect, Problem
from scorecard.indicators import SECTIONS
from scorecard.judgement.benchmarks import read_benchmarks
from scorecard.judgement.judge import judge
from scorecard.judgement.targets import IndicatorTargets, read_targets
from scorecard.measures.table import Figures, rows
from scorecard.plain_text import JOINER, one_line
from scorecard.project import ROOT, Project
from scorecard.render import render
from scorecard.windows import AS_AT
from shared import copy_project_files

from conftest import RENDERERS

TEXTS = (
    "<img src=x onerror=alert(1)> Care",
    "<script>document.title='planted'</script>",
    "Ł*u*kasz _ö_ ß ~~x~~ ^2^ H~2~O",
    "$x$ $$y$$ \\alpha \\textbf{x} \\",
    "a | b \\| c",
    "[link](https://example.org) ![x](y.png) [^1] [@cite] [x]{.y}",
    "`code` ``` {=html}",
    "{{< var month.name >}} {{< include x.qmd >}} {{{< x >}}} {{% x %}}",
    "::: {.tiles}",
    "@fig-dental and @tbl-teams, a.b_c@example.org",
    "# Heading {#tbl-teams}",
    "- item",
    "+ item / term: x",
    "= head",
    "/ term: x",
    "-5 x-?y // a /* b */",
    "1. first",
    "A) second",
    ": definition",
    "=1+1",
    "&lt;b&gt; &amp;amp; &#42; &copy;",
    '#image("x") #let x = 1 #[y] <label> @ref',
    "\"double\" 'single' it's -- --- ...",
    "https://example.org/x?a=b&c=d www.example.org <a@example.org>",
    "two\nlines\r\nof\ttext\u2028and more\x00",
    "zero\u200bwidth\u200djoined\ufeff",
    "right\u202eto left\u2066isolated",
    "עברית \u200f!",
    "فريق الرعاية 照顾 🎉 👨\u200d👩\u200d👧",
    "NA",
    "None",
    "12.50",
    "x" * 300,
    " ".join(["long name of a team"] * 20),
)
FILES = ("not \udcff text", *(text for text in TEXTS if "/" not in text and "\0" not in text))
SOURCE = 'DfE *2020*, “tables” | <b>LA</b> it\'s $5 @tbl-teams {{< var month.name >}} \\ "q" &amp; #x'
COUNCIL = {
    "name": '<b>Smallshire</b> & *Łódź* $x$ "q" it\'s #[x] {{< var x >}} \\',
    "contact": {
        "name": "_B_ <i>I</i> | {{< var month.name >}} it's",
        "address": "o'neill.first_last@example.gov.uk",
    },
    "colours": {"primary": "#12436D", "secondary": "#28A197"},
    "logo": "data/reference/Łogo & #1 %20 'x' 中.svg",
    "area": "*Łódź* | <i>it's</i> {{< var x >}} & Co",
    "region": "::: {.region}",
    "similar": "[Similar](x) `y`",
    "synthetic": True,
}
AREAS = {
    "Cambridgeshire": COUNCIL["area"],
    "East of England": COUNCIL["region"],
    "Statistical neighbours (2021 model), mean": COUNCIL["similar"],
}
REPORT = """---
title: "Corporate Parenting Scorecard"
subtitle: "{{< var month.name >}}"
---

{{< var council.contact.name >}} of {{< var council.name >}},
[{{< var council.contact.address >}}](mailto:{{< var council.contact.address >}}).

"""


def hostile_board(council: dict) -> Board:
    """A board whose every text from outside could be taken for something else."""
    teams, each = list(TEXTS), list(range(1, len(TEXTS) + 1))
    now = AS_AT.of(MAY)
    staffing = [
        frame
        for team, n in zip(teams, np.array([each], dtype="float64").T)
        for frame in (
            rows(Figures(MAY, "caseload", "cases", now, [(team, 20 * n, n)], 1)),
            rows(Figures(MAY, "establishment", "FTE", now, [(team, n, None)], 1)),
        )
    ]
    known = handmade_measures()
    board = handmade_board(
        pd.concat(
            [known[~known["indicator"].isin(["caseload", "establishment"])], *staffing], ignore_index=True
        ),
        without=("Health",),
    )
    published = read_benchmarks(Project()).assign(source=SOURCE)
    published["area"] = published["area"].replace(AREAS)
    targets = read_targets(Project())
    targets["visits_on_time"] = IndicatorTargets.model_validate(
        {
            "targets": [
                {"from": "2017-04", "above": 98, "set_by": text, "set_on": "2017-04-01"} for text in TEXTS
            ],
            "step_changes": [{"from": "2020-04", "reason": text} for text in TEXTS],
        }
    )
    refused = tuple(Problem(f"{name}.csv", 1, "", None, "x", "Health", Effect.FILE) for name in FILES)
    warnings = tuple(f"{name}.xlsx: not read" for name in FILES)
    return dataclasses.replace(
        board,
        extract=dataclasses.replace(board.extract, problems=refused, warnings=warnings),
        council=council,
        targets=targets,
        judgements={
            (found.indicator.id, found.category): found
            for found in judge(board.measures, None, MAY, targets, published)
        },
    )


def write_section(path: Path, board: Board) -> list[str]:
    """An executed notebook as a run leaves it; the labels of its cells."""
    shown = {
        "tbl-teams": board.staffing(),
        "tbl-performance": board.performance(),
        "tbl-comparisons": board.comparisons(),
        "fig-dental": board.figure("dental", charts.over_time),
        "tbl-effects": board.effect_on_figures(),
        "highlights": board.highlights(),
        "tbl-definitions": board.definitions(),
    }
    cells = []
    for label, what in shown.items():
        data, metadata = what._repr_mimebundle_()
        output = new_output("display_data", data=data, metadata=metadata)
        cells.append(new_code_cell(f"#| label: {label}\n1", outputs=[output], id=f"cell-{label}"))
        cells[-1].source = with_captions(cells[-1])
    nbformat.write(new_notebook(cells=cells), path)
    return list(shown)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A clone with that board's sections, in a folder with a name of the same kind."""
    project = Project(tmp_path_factory.mktemp("odd") / "Łukasz ö ß 中's #1 & co")
    project.sections.mkdir(parents=True)
    copy_project_files(project.root)
    (project.root / "report/theme/logo.svg").rename(project.root / COUNCIL["logo"])
    text = yaml.safe_dump(COUNCIL, allow_unicode=True)
    (project.reference / "council.yml").write_text(text, encoding="utf-8")
    board = hostile_board(read_council(project))
    labels = write_section(project.sections / "odd.ipynb", board)
    project.variables.write_text(json.dumps(variables(board), ensure_ascii=False), encoding="utf-8")
    sections = [f"## {title}\n" for title in SECTIONS.values()]  # the highlights link to them
    embeds = [f"{{{{< embed sections/odd.ipynb#{label} >}}}}\n" for label in labels]
    project.report.write_text(REPORT + "\n".join([*sections, "### Below\n", *embeds]), encoding="utf-8")
    return project


@pytest.fixture(scope="module", params=RENDERERS)
def files(hostile: Project, request: pytest.FixtureRequest) -> tuple[Path, ...]:
    return render(hostile, with_quarto=request.param).files


@pytest.fixture(scope="module")
def page(files: tuple[Path, ...]) -> BeautifulSoup:
    return BeautifulSoup(files[0].read_text(encoding="utf-8"), "html.parser")


def words(text: str) -> str:
    """The words of a text as they are shown, without the signs that nobody sees."""
    return " ".join(one_line(text).replace(JOINER, "").replace("\u00a0", " ").split())


def on_paper(text: str) -> str:
    """The same in the PDF: what its fonts do not have is a box, and where lines end is left open."""
    boxed = re.sub("[^\0-\u024f\u05d0-\u05ea\u2000-\u206f\u25a1\u2190-\u2195\ufeff\ufffd]", "□", words(text))
    return re.sub("[\u200b-\u200f\u2060\ufeff\ufffd□\\s]", "", boxed)


def test_teams_read_as_they_were_written(files, page):
    wanted = [words(text) for text in TEXTS]
    assert [words(cell.text) for cell in page.select("#tbl-teams tbody th")] == wanted
    named = [words(cell.text) for cell in page.select("#tbl-performance tbody th")]
    assert [name for name in named if name.startswith("Caseload: ")] == [
        f"Caseload: {text}" for text in wanted
    ]
    teams, performance, *_ = docx.Document(str(files[2])).tables
    assert [words(row.cells[0].text) for row in teams.rows[1:]] == wanted
    assert [words(row.cells[0].text) for row in performance.rows[1:]] == named


def test_targets_benchmarks_and_files_read_as_they_were_written(files, page):
    set_by = "; ".join(f"above 98% from April 2017, set by {words(text)}" for text in TEXTS)
    anew = "; ".join(f"limits start anew from April 2020 ({words(text)})" for text in TEXTS)
    wanted = [
        f"Target: {set_by}; {anew}.",
        f"Source: {SOURCE}. Where ours is not like for like",
        f"Not read: {', '.join(f'{words(name)}.csv' for name in FILES[:-1])} and {FILES[-1]}.csv.",
        *(f"{name}.xlsx: not read" for name in FILES),
    ]
    document = docx.Document(str(files[2]))
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    typed = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *tables])
    for text in (page.find("main").text, typed):
        assert [each for each in wanted if words(each) not in words(text)] == []
    headings = [words(cell.text) for cell in page.select("#tbl-comparisons thead th")]
    assert headings[2:5] == [words(COUNCIL["area"]), "England", words(COUNCIL["region"])]
    assert [words(cell.text) for cell in document.tables[2].rows[0].cells] == headings
    assert page.select("main a[href^=http]") == []


def test_the_council_reads_as_it_was_written(files, page):
    name, contact = words(COUNCIL["name"]), words(COUNCIL["contact"]["name"])
    assert words(page.find(class_="council").text) == name
    assert (
        words(page.find("footer").text)
        == f"Corporate Parenting Scorecard, May 2020. {name} (made-up sample data)."
    )
    assert words(page.find("img", class_="logo")["alt"]) == f"Logo of {name}"
    assert page.find("img", class_="logo")["src"].startswith("data:image/svg+xml")
    (link,) = page.select("main a[href^=mailto]")
    assert link.text == link["href"].removeprefix("mailto:") == COUNCIL["contact"]["address"]
    assert words(link.parent.text) == f"{contact} of {name}, {link.text}."
    document = docx.Document(str(files[2]))
    assert words(document.core_properties.author) == name
    assert words(document.sections[0].footer.paragraphs[0].text).startswith(f"{name} (made-up sample data)")
    assert f"{contact} of {name}, {link.text}." in [words(each.text) for each in document.paragraphs]


def test_nothing_becomes_an_element(page):
    assert len(page.find_all("script")) == len(page.find_all("style")) == 1
    assert page.title.text == "Corporate Parenting Scorecard: May 2020"
    shown = {element.name for element in page.select("#tbl-teams tbody *, #tbl-effects *, figure *")}
    assert shown <= {
        "tr",
        "th",
        "td",
        "caption",
        "colgroup",
        "col",
        "thead",
        "tbody",
        "span",
        "p",
        "figcaption",
    }
    assert [image["alt"] for image in page.find_all("img") if "Logo of" not in image["alt"]] == []


def test_the_pdf_says_the_same(files):
    sheets = [sheet.extract_text() for sheet in PdfReader(files[1]).pages]
    printed = on_paper(" ".join(sheets))
    left_to_right = [text for text in TEXTS if "\u200f" not in text]
    assert [text for text in left_to_right if on_paper(text) not in printed] == []
    assert all(on_paper(COUNCIL["name"]) in on_paper(sheet) for sheet in sheets)
    assert on_paper(SOURCE) in printed and on_paper(COUNCIL["contact"]["name"]) in printed


def test_long_names_stay_on_the_page(files):
    """No letter of the PDF stands beyond the margins of its page."""
    beyond = []

    def visit(text, matrix, text_matrix, font, size):
        x = text_matrix[4] * matrix[0] + matrix[4]
        beyond.extend([text] if text.strip() and not 0 < x < 560 else [])

    for sheet in PdfReader(files[1]).pages:
        sheet.extract_text(visitor_text=visit)
    assert beyond == []


def test_the_signs_that_the_pdf_keeps_are_in_its_font(tmp_path):
    """Typst refuses a PDF/UA with a sign that no font has; the planes that no font of the pack knows are boxes."""
    paper = (ROOT / "report" / "theme" / "type.typ").read_text(encoding="utf-8")
    rule = re.search(r"#show regex\(.*?\n\): [^\n]*\n", paper, re.DOTALL)[0]
    half_circle = re.search(r'#show "◐": .*\n', paper)[0]
    every = [chr(code) for code in range(0x20, 0x30000) if chr(code).isprintable()]
    lines = ["".join(every[start : start + 100]) for start in range(0, len(every), 100)]
    shown = "".join(f"#par({json.dumps(line, ensure_ascii=False)})\n" for line in ["照" * 400, *lines])
    source = tmp_path / "every.typ"
    text = f'#set document(title: "x")\n#set text(font: "Liberation Sans")\n{rule}{half_circle}{shown}'
    source.write_text(text, encoding="utf-8")
    fonts = [str(ROOT / "report" / "theme" / "fonts")]
    typst.compile(
        str(source),
        output=str(tmp_path / "every.pdf"),
        font_paths=fonts,
        ignore_system_fonts=True,
        pdf_standards="ua-1",
    )
