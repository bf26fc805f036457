"""A leak planted anywhere in a public pack's files is found and named; what follows from the published counts is not."""

import io
import json
import zipfile
from base64 import b64encode
from datetime import date

import matplotlib.pyplot
import pytest
import typst
from docx import Document
from pypdf import PdfWriter
from pypdf.xmp import XmpInformation
from scorecard.disclosure.derived import Row
from scorecard.disclosure.paper import on_paper
from scorecard.disclosure.places import Place, places_in
from scorecard.disclosure.rows import not_as_derived
from scorecard.disclosure.search import derivable_from, not_derivable
from scorecard.project import ROOT

CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20"><path aria-label="May: 15" d="M0,5v15h4z"/>'
    '<text y="9">15</text></svg>'
)
SPECIFICATION = {"data": {"values": [{"value": 15}]}}
PICTURE = b"\x89PNG\r\n\x1a\n"
DERIVABLE = derivable_from(
    ["About 15 children went missing in May 2020.", "15", "Missing: 15", "CharactersWithSpaces"],
    [CHART],
    [PICTURE, json.dumps(SPECIFICATION, sort_keys=True).encode()],
    ["path d=M3 9L5 4"],
    ["body { margin: 0 }", "\n(() => {\nlet near = 40;\n})();\n"],
    on_paper([CHART], [], ROOT / "report/theme/fonts"),
)
PAGE = f"""<html><head><style>:root {{ --primary: #123456; }} body {{ margin: 0 }}</style></head><body>
<p title="May: 15">About 15 children went missing in May&#160;2020.</p><svg><path d="M3 9L5 4"/></svg>
<img alt="Missing: 15" src="data:image/svg+xml;base64,{b64encode(CHART.encode()).decode()}">
<p>Figure 1: one</p><script>
(() => {{
let near = 40;
}})();
</script></body></html>""".replace(": one", "")


def found(path):
    return list(not_derivable(places_in(path), DERIVABLE))


def written(folder, name, content):
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def word(*, paragraph="About 15 children went missing.", **properties) -> bytes:
    document = Document()
    document.add_paragraph(paragraph)
    for name, value in {"author": "", "comments": "", "created": None, **properties}.items():
        if value is not None:
            setattr(document.core_properties, name, value)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def with_part(data: bytes, part: str, content: str) -> bytes:
    made = io.BytesIO(data)
    with zipfile.ZipFile(made, "a") as whole:
        whole.writestr(part, content)
    return made.getvalue()


def paper(folder, text="About 15 children went missing.", change=lambda pdf: None) -> bytes:
    source = written(folder, "paper.typ", f"#set document(date: none)\n{text}")
    pdf, made = PdfWriter(clone_from=io.BytesIO(typst.compile(str(source)))), io.BytesIO()
    change(pdf)
    pdf.write(made)
    return made.getvalue()


def test_what_follows_from_the_published_counts_is_no_leak(tmp_path):
    assert found(written(tmp_path, "scorecard.html", PAGE)) == []
    assert found(written(tmp_path, "paper.pdf", paper(tmp_path))) == []
    assert found(written(tmp_path, "chart.svg", CHART)) == []
    assert found(written(tmp_path, "_variables.yml", json.dumps({"missing": {"value": "15"}}))) == []


@pytest.mark.parametrize(
    ("is_now", "was", "named"),
    [
        ("May: 17", "May: 15", "scorecard.html, a tooltip: 17 does not follow from the published counts (may 17)"),
        ("Missing: 17", "Missing: 15", "scorecard.html, an alternative text: 17 does not follow"),
        ("About 17 children", "About 15 children", "scorecard.html, the text: 17 does not follow"),
        ("About seventeen children", "About 15 children", "scorecard.html, the text: seventeen does not follow"),
        ("d=\"M3 9L5 3\"", "d=\"M3 9L5 4\"", "scorecard.html, a shape of a picture (path): it is drawn otherwise"),
        ("<!-- 17 -->", "<p>Figure 1</p>", "scorecard.html, a comment: 17 does not follow"),
        ("let near = 40; let missing = 17;", "let near = 40;", "scorecard.html, a script: it is not the theme's (let"),
        ('<p data-true="17">', "<p>", "scorecard.html, an attribute data-true: 17 does not follow"),
    ],
)  # fmt: skip
def test_a_leak_in_the_page_is_named(tmp_path, is_now, was, named):
    assert was in PAGE
    leaks = found(written(tmp_path, "scorecard.html", PAGE.replace(was, is_now)))
    assert leaks and leaks[0].startswith(named.split("let")[0].rstrip("(") if "theme" in named else named)


def test_a_bar_drawn_to_its_true_height_is_named(tmp_path):
    drawn = CHART.replace("M0,5v15h4z", "M0,3v17h4z")
    page = PAGE.replace(b64encode(CHART.encode()).decode(), b64encode(drawn.encode()).decode())
    (leak,) = found(written(tmp_path, "scorecard.html", page))
    assert leak.startswith(
        "scorecard.html, src of a picture.svg: a shape of a picture (May: 15): it is drawn otherwise"
    )


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (word(paragraph="Seventeen children went missing."), "scorecard.docx, word/document.xml: Seventeen does not"),
        (word(comments="true 17"), "scorecard.docx, docProps/core.xml, description: 17 does not follow"),
        (
            with_part(word(), "docProps/custom.xml", '<a><property name="true"><b>17</b></property></a>'),
            "scorecard.docx, docProps/custom.xml, b: 17 does not follow",
        ),
        (with_part(word(), "word/media/x.bin", "17"), "scorecard.docx, word/media/x.bin: it is not the picture"),
        (with_part(word(), "word/media/x.png", "17"), "scorecard.docx, word/media/x.png: it is not the picture"),
    ],
)  # fmt: skip
def test_a_leak_in_the_word_copy_is_named(tmp_path, data, named):
    assert any(leak.startswith(named) for leak in found(written(tmp_path, "scorecard.docx", data)))


def _described(pdf):
    pdf.add_metadata({"/Subject": "17 children"})


def _in_xmp(pdf):
    metadata = XmpInformation.create()
    metadata.dc_description = {"x-default": "17 children"}
    pdf.xmp_metadata = metadata


@pytest.mark.parametrize(
    ("text", "change", "named"),
    [
        ("About 17 children went missing.", lambda pdf: None, "paper.pdf, page 1: 17 does not follow"),
        ("About 15 children went missing.", _described, "paper.pdf, an object's Subject: 17 does not follow"),
        ("About 15 children went missing.", _in_xmp, "paper.pdf, its metadata (XMP): 17 does not follow"),
    ],
)
def test_a_leak_in_the_pdf_is_named(tmp_path, text, change, named):
    leaks = found(written(tmp_path, "paper.pdf", paper(tmp_path, text, change)))
    assert any(leak.startswith(named) for leak in leaks)


def test_the_values_of_a_chart_may_stand_in_a_line_of_a_page_alone_and_no_others():
    def leaks(text):
        return list(not_derivable([Place("paper.pdf", "page 1", text, "page")], DERIVABLE))

    assert leaks("15 15 15\nPer cent") == []
    assert [leak.split(":")[1] for leak in leaks("15 17 15\nPer cent")] == [
        " 17 does not follow from the published counts (15 17 15)"
    ]
    assert leaks("15 15 15 per cent")


def drawn(svg: str, beside: str = "") -> str:
    """Typst's source of a picture in a text, and what is drawn beside it."""
    picture = f'#image(bytes({json.dumps(svg)}), width: 90pt, alt: "Missing: 15")'
    return f"#set page(numbering: none)\nAbout 15 children went missing.\n{picture}\n{beside}"


def test_a_chart_on_paper_is_known_wherever_it_stands_and_however_large(tmp_path):
    rules = "#line(length: 20pt) #rect(width: 9pt, height: 17pt)"
    assert found(written(tmp_path, "paper.pdf", paper(tmp_path, drawn(CHART, rules)))) == []


@pytest.mark.parametrize(
    ("svg", "beside", "where"),
    [
        (CHART.replace("M0,5v15h4z", "M0,3v17h4z"), "", "a shape (Missing: 15)"),
        (CHART.replace("M0,5v15h4z", "M0,4.99v15.01h4z"), "", "a shape (Missing: 15)"),
        (CHART.replace("M0,5v15h4z", "M2,5v15h4z"), "", "a shape (Missing: 15)"),
        (CHART.replace('y="9"', 'y="7"'), "", "a shape (Missing: 15)"),
        (CHART, "#line(end: (40pt, 17pt))", "a shape (of no picture)"),
        (CHART, "#circle(radius: 17pt)", "a shape (of no picture)"),
    ],
)
def test_what_is_drawn_by_a_true_count_on_paper_is_named(tmp_path, svg, beside, where):
    (leak,) = {*found(written(tmp_path, "paper.pdf", paper(tmp_path, drawn(svg, beside))))}
    assert leak == f"paper.pdf, page 1, {where}: it is drawn otherwise than its figures are"


def test_a_picture_of_dots_on_paper_is_named(tmp_path):
    matplotlib.pyplot.imsave(tmp_path / "true.png", [[0, 1], [1, 17]])
    leaks = found(written(tmp_path, "paper.pdf", paper(tmp_path, '#image("true.png", alt: "Missing: 15")')))
    assert {*leaks} == {"paper.pdf, a picture: it is not the picture of its figures"}


def test_a_leak_in_a_notebook_a_variable_or_a_files_name_is_named(tmp_path):
    data = {
        "image/png": b64encode(PICTURE).decode(),
        "image/svg+xml": CHART,
        "application/vnd.vegalite.v6+json": SPECIFICATION,
    }
    cell = {
        "cell_type": "code",
        "source": "board",
        "outputs": [{"data": data, "metadata": {"cap": "Missing: 15"}}],
    }
    notebook = {"cells": [cell]}
    assert found(written(tmp_path, "missing.ipynb", json.dumps(notebook))) == []
    data["application/vnd.vegalite.v6+json"] = {"data": {"values": [{"value": 17}]}}
    cell["outputs"][0]["metadata"]["cap"] = "Missing: 17"
    leaks = found(written(tmp_path, "missing.ipynb", json.dumps(notebook)))
    assert leaks[0] == "missing.ipynb, cell 1, its output: it is not the picture of its figures"
    assert leaks[1].startswith("missing.ipynb, cell 1, its words: 17 does not follow")
    (leak,) = found(written(tmp_path, "_variables.yml", json.dumps({"missing": {"value": "17"}})))
    assert leak.startswith("_variables.yml, a variable: 17 does not follow")
    (leak,) = found(written(tmp_path, "missing_17.html", "<p>About 15 children</p>"))
    assert leak.startswith("missing_17.html, the file's name: 17 does not follow")


MAY = date(2020, 5, 1), date(2020, 5, 31)
ROWS = [
    Row("missing_children", "month", *MAY, "", 15, float("nan"), 15, False),
    Row("visits_on_time", "month", *MAY, "", 10, 15, float("nan"), True),
]
HEADS = "month,indicator,period_type,period_start,period_end,category,numerator,denominator,value,unit,suppressed\n"
GIVEN = (
    "2020-05,missing_children,month,2020-05-01,2020-05-31,,15,,15,children,False\n"
    "2020-05,visits_on_time,month,2020-05-01,2020-05-31,,10,15,,%,True\n"
)


def test_the_measures_are_those_of_the_counts():
    assert list(not_as_derived("measures.csv", (HEADS + GIVEN).encode(), ROWS)) == []


@pytest.mark.parametrize(
    ("was", "is_now", "named"),
    [
        (",15,,15,", ",17,,17,", "numerator 17 of Children missing, month to 31 May 2020 does not follow"),
        (",10,15,,%,True", ",10,15,67,%,False", "Visits on time, month to 31 May 2020 is shown, though it may not be"),
        (",15,,15,children,False", ",,,,children,True", "Children missing, month to 31 May 2020 is not shown, though"),
        ("visits_on_time", "caseload", "caseload  is shown, though it may not be"),
    ],
)  # fmt: skip
def test_a_figure_that_is_not_or_is_shown_by_its_true_count_is_named(was, is_now, named):
    given = (HEADS + GIVEN.replace(was, is_now)).encode()
    assert any(named in leak for leak in not_as_derived("measures.csv", given, ROWS))
