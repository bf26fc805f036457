"""The report from either renderer: the same three files with the same content, each kept until a whole new one is made."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import docx
import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader
from scorecard.council import read_council
from scorecard.project import ROOT, Project
from scorecard.render import CannotRender, embedded, render
from scorecard.render.source import ready_for_pandoc
from scorecard.render.variables import read_variables
from shared import EXTRACT

from conftest import RENDERERS, needs_quarto

NAMES = ["scorecard.html", "scorecard.pdf", "scorecard.docx"]


def page_of(files) -> BeautifulSoup:
    return BeautifulSoup(files[0].read_text(encoding="utf-8"), "html.parser")


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("with_quarto", RENDERERS)
def test_three_files_and_who_made_them(small, with_quarto):
    made = render(small.project, with_quarto=with_quarto)
    assert [file.name for file in made.files] == NAMES
    assert [file.parent for file in made.files] == [small.project.output / "report"] * 3
    assert re.match(
        r"Quarto \d" if with_quarto else r"embedded renderer \(pandoc \d.*, Typst \d", made.renderer
    )


@pytest.mark.parametrize("with_quarto", RENDERERS)
def test_the_page_holds_what_the_report_says(small, with_quarto):
    page = page_of(render(small.project, with_quarto=with_quarto).files)
    main = page.find("main")
    assert page.find("h1").text == "Corporate Parenting Scorecard"
    assert page.find(class_="subtitle").text == "May 2020"
    assert [item.text for item in main.select(".tiles li")] == ["707 children in care", "53.4 per 10,000"]
    panel = main.find(class_="panel")
    assert panel.find("img")["alt"] == "Line chart: 80% to 92.4%"
    assert words(panel.find("figcaption").text) == "Figure 1: Reviews: 92.4%"
    commentary = panel.find(class_="commentary")
    assert commentary["data-indicator"] == "reviews_on_time" and commentary["data-month"] == "2020-05"
    assert (
        words(commentary.text) == "92.4% were on time, as Figure 1 and Table 2 show; Table 1 has the staff."
    )
    assert [link["href"] for link in commentary.find_all("a")] == ["#fig-reviews", "#tbl-signs", "#tbl-staff"]
    assert all(main.find(id=link["href"][1:]) for link in commentary.find_all("a"))
    assert [words(caption.text) for caption in main.find_all("caption")] == [
        "Table 1: Staff by team",
        "Table 2: How to read the signs",
    ]
    assert main.find("details").find("table")["id"] == "tbl-staff"
    assert [(cell.text, cell["scope"]) for cell in main.select("#tbl-staff th")] == [
        ("Team", "col"), ("Staff", "col"), ("North", "row"), ("South", "row"),
    ]  # fmt: skip
    assert "there is no figure here" in main.find(id="fig-missing").text
    assert "Only on the page." in main.text
    assert "Figures behind the charts" not in page.text


@pytest.mark.parametrize("with_quarto", RENDERERS)
def test_paper_has_the_figures_in_an_appendix(small, with_quarto):
    _, pdf, word = render(small.project, with_quarto=with_quarto).files
    printed = words(" ".join(sheet.extract_text() for sheet in PdfReader(pdf).pages)).replace("\xa0", " ")
    typed = words("\n".join(paragraph.text for paragraph in docx.Document(str(word)).paragraphs)).replace(
        "\xa0", " "
    )
    assert "Figures: Table 1, page" in printed and "Figures: Table 1" in typed
    for text in (printed, typed):
        assert text.rindex("Table 1: Staff by team") > text.index("Figures behind the charts")
        assert "Only on the page." not in text


@pytest.mark.parametrize("with_quarto", RENDERERS)
def test_a_trend_is_drawn_from_its_figures(small, with_quarto):
    small.write('---\ntitle: "T"\n---\n\n## One\n\n{{< embed sections/standards.ipynb#tbl-trend >}}\n')
    rows = '| Visits | [70.0 72.0 - 71.0]{.trend heard="lowest 70 in May, now 71"} |\n| Flat | [5 5]{.trend} |\n| One | – |\n'
    table = {"text/markdown": "| What | Trend |\n|:-----|:-----|\n" + rows}
    small.notebook(('#| label: tbl-trend\n#| tbl-cap: "Trends"\n1', table))
    files = render(small.project, with_quarto=with_quarto).files
    paths = [path["d"] for path in page_of(files).select("#tbl-trend td .trend svg[aria-hidden=true] path")]
    assert paths == ["M3.0 15.0L3.0 15.0L27.7 3.0M77.0 9.0L77.0 9.0", "M3.0 9.0L3.0 9.0L77.0 9.0"]
    heard = [words.text for words in page_of(files).select("#tbl-trend td .unseen")]
    assert heard == ["lowest 70 in May, now 71", "5–5"]
    (typed,) = docx.Document(str(files[2])).tables
    assert [row.cells[1].text for row in typed.rows] == ["Trend", "70.0–72.0", "5–5", "–"]


@pytest.mark.parametrize("with_quarto", RENDERERS)
def test_the_same_report_is_the_same_page_to_the_byte(small, with_quarto):
    first = render(small.project, with_quarto=with_quarto).files[0].read_bytes()
    shutil.rmtree(small.project.output)
    assert render(small.project, with_quarto=with_quarto).files[0].read_bytes() == first
    assert str(small.project.root).encode() not in first


def test_the_embedded_renderer_knows_no_clock(small):
    first = [file.read_bytes() for file in render(small.project, with_quarto=False).files]
    shutil.rmtree(small.project.output)
    time.sleep(2)  # the least that a zip file's clock can tell
    assert [file.read_bytes() for file in render(small.project, with_quarto=False).files] == first


@pytest.mark.parametrize("with_quarto", RENDERERS)
def test_a_report_that_fails_leaves_the_last_one(small, with_quarto):
    files = render(small.project, with_quarto=with_quarto).files
    before = [file.read_bytes() for file in files]
    small.write('---\ntitle: "T"\n---\n\n{{< embed sections/gone.ipynb#fig-x >}}\n')
    with pytest.raises(CannotRender):
        render(small.project, with_quarto=with_quarto)
    assert [file.read_bytes() for file in files] == before
    assert [path.name for path in small.project.output.iterdir()] == ["report"]


def test_the_page_is_there_first_and_a_pdf_that_fails_leaves_the_last_one(small, monkeypatch):
    page, pdf, word = render(small.project, with_quarto=False).files
    before = pdf.read_bytes(), word.read_bytes()
    small.write('---\ntitle: "T"\n---\n\n## Another report\n')

    def fails(*_):
        deadline = time.monotonic() + 30
        while "Another report" not in page.read_text(encoding="utf-8") and time.monotonic() < deadline:
            time.sleep(0.01)
        raise CannotRender(["no PDF"])

    with monkeypatch.context() as patch:
        patch.setattr(embedded, "to_pdf", fails)
        with pytest.raises(CannotRender, match=r"no PDF\nscorecard\.pdf and scorecard\.docx: not made again"):
            render(small.project, with_quarto=False)
    assert "Another report" in page.read_text(encoding="utf-8")
    assert (pdf.read_bytes(), word.read_bytes()) == before
    render(small.project, with_quarto=False)
    assert "Another report" in PdfReader(pdf).pages[0].extract_text()


def test_nothing_stays_of_a_text_that_is_gone(small):
    render(small.project, with_quarto=False)
    own = small.project.output / "report" / "scorecard notes.docx"
    for left in ("summary.html", "summary.pdf", "slides.html", own.name):
        own.with_name(left).write_text("of last month")
    small.write('---\ntitle: "T"\n---\n\n## Another report\n')
    made = render(small.project, with_quarto=False).files
    assert {*own.parent.iterdir()} == {*made, own}


def test_what_shows_to_one_audience_only(small):
    small.write(
        '---\ntitle: "T"\n---\n\n## One\n\n::: {.content-visible when-profile="public"}\nFor all.\n:::\n'
    )
    for file in (small.project.measures, small.project.counts):
        file.write_text("", encoding="utf-8")
    tested = []
    pages = [
        page_of(render(small.project, audience, with_quarto=False, check=tested.append).files).text
        for audience in ("internal", "public")
    ]
    assert ["For all." in page for page in pages] == [False, True]
    assert [[file.name for file in files] for files in tested] == [
        ["scorecard.html", "scorecard.pdf", "scorecard.docx", "measures.csv", "atoms.csv"]
    ]


def test_nothing_is_put_in_place_of_a_public_report_that_fails_its_test(small):
    def refused(_):
        raise CannotRender(["it tells something"])

    for file in (small.project.measures, small.project.counts):
        file.write_text("", encoding="utf-8")
    with pytest.raises(CannotRender):
        render(small.project, "public", with_quarto=False, check=refused)
    assert not small.project.output_of("public").exists()


@pytest.mark.parametrize(
    ("colours", "says"),
    [
        (
            {"primary": "#28A197", "secondary": "#28A197"},
            "the colour `primary`, #28A197, stands out from white by 3.2 to 1",
        ),
        ({"primary": "navy", "secondary": "#28A197"}, "the colour `primary` is navy; expected six digits"),
    ],
)
def test_a_council_cannot_choose_colours_that_few_can_see(small, colours, says):
    council = json.dumps(read_council(small.project) | {"colours": colours})
    (small.project.reference / "council.yml").write_text(council, encoding="utf-8")
    with pytest.raises(CannotRender, match=re.escape(says)):
        render(small.project, with_quarto=False)
    assert not small.project.output.exists()


def test_every_embed_variable_and_reference_of_the_real_reports_resolves(sample):
    pack, summary, slides = (
        ready_for_pandoc(sample, file, read_variables(sample)) for file in sample.reports
    )
    assert len(pack.cells) > 40 and list(pack.formats) == ["html", "typst", "docx"]
    assert len(summary.cells) == 24 and list(summary.formats) == ["html", "typst"]
    assert len(slides.cells) >= 7 and not slides.formats


def parts(file: Path) -> dict[str, list[str]]:
    """What a reader of the page meets, in its order."""
    main = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser").find("main")
    return {
        "text": [words(text) for text in main.stripped_strings],
        "figures": [figure["id"] for figure in main.find_all("figure")],
        "pictures": [image["src"] for image in main.find_all("img")],
        "alternative texts": [image["alt"] for image in main.find_all("img")],
        "identifiers": [element["id"] for element in main.find_all(id=True)],
    }


@needs_quarto
def test_both_renderers_give_the_same_page(pack_of):
    for page in ("scorecard.html", "summary.html"):
        assert parts(pack_of(True) / page) == parts(pack_of(False) / page)


@needs_quarto
def test_both_renderers_give_the_same_paper(pack_of):
    """Page by page, but for the ends of lines: Quarto may find another release of the same font on the machine."""
    printed, typed = [], []
    for with_quarto in (True, False):
        printed.append(
            [
                "".join(sheet.extract_text().split())
                for name in ("scorecard.pdf", "summary.pdf")
                for sheet in PdfReader(pack_of(with_quarto) / name).pages
            ]
        )
        document = docx.Document(str(pack_of(with_quarto) / "scorecard.docx"))
        typed.append([paragraph.text for paragraph in document.paragraphs])
    assert printed[0] == printed[1]
    assert typed[0] == typed[1]


@needs_quarto
def test_quarto_render_alone_brings_the_sections_up_to_date_and_writes_the_same_files(
    sample, pack_of, tmp_path
):
    clone = Project(tmp_path / "a clone")
    shutil.copytree(
        sample.root,
        clone.root,
        ignore=shutil.ignore_patterns("_output", ".quarto", "sections", "_variables.yml"),
    )
    shutil.copytree(ROOT / "lib", clone.root / "lib", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(EXTRACT, clone.root / "data" / "sample")
    paths = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(clone.root / "lib"),
    }
    ran = subprocess.run(
        ["quarto", "render"], cwd=clone.root, env=os.environ | paths, capture_output=True, encoding="utf-8"
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    made = {file.name: file.read_bytes() for file in (clone.output / "report").iterdir()}
    assert made == {file.name: file.read_bytes() for file in pack_of(True).iterdir()}
    assert made.keys() == {*NAMES, "summary.html", "summary.pdf", "slides.html"}
    assert (clone.sections / "measures.csv").exists()


def spoil(folder, name):
    """Take away what a report that is up to date has."""
    path = folder / name
    path.write_bytes(path.read_bytes()[:100])


@pytest.mark.parametrize(
    "change",
    [
        lambda project: project.report.write_bytes(project.report.read_bytes() + b"\nOne more line.\n"),
        lambda project: (project.root / "report" / "theme" / "scorecard.css").write_text("p { margin: 0 }"),
        lambda project: project.variables.write_bytes(
            project.variables.read_bytes().replace(b"92.4", b"93.1")
        ),
        lambda project: spoil(project.output / "report", "scorecard.pdf"),
        lambda project: spoil(project.sections, ".run.json"),
    ],
    ids=["text", "look", "figure", "result cut short", "record cut short"],
)
def test_a_report_is_made_again_only_when_something_changed(small, monkeypatch, change):
    made = render(small.project, with_quarto=False)
    rendered = []
    really = embedded.render
    monkeypatch.setattr(embedded, "render", lambda *given: rendered.append(given) or really(*given))
    assert render(small.project, with_quarto=False) == made and not rendered
    change(small.project)
    render(small.project, with_quarto=False)
    assert len(rendered) == 1
    assert made.files[1].read_bytes().startswith(b"%PDF") and made.files[1].stat().st_size > 1000


@pytest.mark.parametrize("with_quarto", RENDERERS)
def test_a_table_with_an_empty_column_and_an_empty_commentary_are_rendered(small, with_quarto):
    text = small.project.report.read_text(encoding="utf-8")
    small.write(f"{text}\n| Team |  |\n|:-----|--|\n| North |  |\n\n::: {{.commentary}}\n:::\n")
    assert len(render(small.project, with_quarto=with_quarto).files) == 3


def test_no_filter_opens_a_file_by_a_name_of_the_machine_s_code_page():
    """Lua's own `io` takes ANSI names on Windows: in `C:\\Users\\Łukasz` it finds nothing."""
    filters = [*(ROOT / "report").rglob("*.lua"), *(ROOT / "lib").rglob("*.lua")]
    assert len(filters) > 5
    for path in filters:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\bio\s*[.\[]|require", text), path.name
        assert all(
            name.startswith('pandoc.path.join({ "theme"') for name in re.findall(r"dofile\((.*)\)", text)
        )
