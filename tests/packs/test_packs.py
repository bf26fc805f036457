"""A pack is issued once, whole, without anything of a child, and says what it was made from."""

import errno
import hashlib
import json
import subprocess
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from docx import Document
from miniature_extract import MINIATURE
from pypdf import PdfWriter
from scorecard.packs.child_level import without_child_level
from scorecard.packs.issue import MARK, CannotIssue, issue, ready
from scorecard.packs.issued import NoPack, read_manifest
from scorecard.project import ROOT
from scorecard.provenance import Origin, git_state, pages, write_record

RENDERER = "a renderer 1.0"
NOW = datetime(2020, 6, 8, 9, 30, tzinfo=UTC)
BLOCK = '::: {.commentary indicator="reviews_on_time" month="2020-05"}\nWords.\n:::\n'


def cell(source, *outputs):
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": list(outputs)}


def result(**data):
    return {"output_type": "execute_result", "data": data, "metadata": {}}


def recorded(project, parameters, files):
    """Record sections, measures, variables and pages as a run and a rendering with these parameters would."""
    products = Origin(project, parameters).products()
    write_record(project, products, {product.name: product.contents for product in products})
    of_pages = pages(project, files, RENDERER, parameters.audience)
    write_record(project, [of_pages], {of_pages.name: of_pages.contents})


@pytest.fixture
def made(project, parameters, write_notebook):
    """A project as it is after rendering May 2020: its three files."""
    write_notebook("reviews", "1")
    project.sections.mkdir(parents=True)
    project.report.write_text(BLOCK, encoding="utf-8")
    project.measures.write_text("month,indicator\n2020-05,age\n", encoding="utf-8")
    project.evidence.write_text("month,indicator\n", encoding="utf-8")
    project.variables.write_text("{}", encoding="utf-8")
    council = (ROOT / "data" / "reference" / "council.yml").read_text(encoding="utf-8")
    (project.reference / "council.yml").write_text(council.replace("logo:", "# logo:"), encoding="utf-8")
    chart = cell("#| label: fig-x\nchart", result(**{"text/markdown": "| a |"}))
    notebook = {
        "cells": [chart, cell("episodes.head()", result(**{"text/plain": "CHILD 104233"}))],
        "metadata": {},
    }
    (project.sections / "reviews.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    files = [project.output / f"scorecard.{kind}" for kind in ("html", "pdf", "docx")]
    project.output.mkdir()
    files[0].write_text("the .html", encoding="utf-8")
    paper = PdfWriter()
    paper.add_blank_page(100, 100)
    paper.write(files[1])
    Document().save(str(files[2]))
    recorded(project, parameters, files)
    return files


def test_a_pack_holds_the_files_the_figures_and_a_manifest_that_traces_them(project, parameters, made):
    pack = issue(project, parameters, ready(project, parameters), made, RENDERER, NOW)
    assert pack == project.packs / "2020-05"
    names = [
        "measures.csv",
        "reviews.ipynb",
        "scorecard.docx",
        "scorecard.html",
        "scorecard.pdf",
        "scorecard.qmd",
    ]
    assert sorted(file.name for file in pack.iterdir()) == ["manifest.json", *names]
    manifest = json.loads((pack / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["issued"] == "2020-06-08T09:30:00+00:00"
    assert manifest["renderer"] == "a renderer 1.0"
    assert manifest["parameters"] == {"month": "2020-05", "extract": str(MINIATURE), "audience": "internal"}
    reviews = hashlib.sha256((MINIATURE / "Reviews.csv").read_bytes()).hexdigest()
    assert manifest["inputs"]["extract"]["Reviews.csv"] == reviews
    assert {"lib/scorecard/packs/issue.py", "notebooks/reviews.ipynb"} <= set(manifest["code"])
    assert manifest["packages"]["pandas"]
    assert manifest["git"] is None
    assert sorted(manifest["files"]) == names
    for name, sha in manifest["files"].items():
        assert hashlib.sha256((pack / name).read_bytes()).hexdigest() == sha


def test_the_two_sides_are_issued_with_the_pack_once_their_words_are_of_the_month(project, parameters, made):
    project.summary.write_text(BLOCK.replace("2020-05", "2020-04"), encoding="utf-8")
    with pytest.raises(CannotIssue, match=r"report/summary\.qmd, line 1: .* was written for April 2020"):
        ready(project, parameters)
    project.summary.write_text(BLOCK, encoding="utf-8")
    recorded(project, parameters, made)
    pack = issue(project, parameters, ready(project, parameters), made, RENDERER, NOW)
    assert (pack / "summary.qmd").read_text(encoding="utf-8") == BLOCK


def test_nothing_that_a_cell_printed_of_children_is_in_a_pack(project, parameters, made):
    pack = issue(project, parameters, ready(project, parameters), made, RENDERER, NOW)
    assert "104233" not in "".join(file.read_text(encoding="utf-8") for file in pack.glob("*.ipynb"))


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("#| label: fig-x\nboard.figure()", ["image/svg+xml", "text/markdown"]),
        ('#| label: "tbl-x"\nboard.table()', ["image/svg+xml", "text/markdown"]),
        ("#| label: other\nchildren", None),
        ("children", None),
    ],
)
def test_of_a_notebook_only_charts_and_tables_of_labelled_cells_are_kept(source, kept):
    everything = {
        "text/html": "<table>",
        "text/plain": "CHILD",
        "image/svg+xml": "<svg>",
        "text/markdown": "|",
    }
    printed = {"output_type": "stream", "name": "stdout", "text": "CHILD"}
    notebook = {
        "cells": [cell(source, result(**everything), printed), {"cell_type": "markdown", "source": "x"}]
    }
    outputs = without_child_level(notebook)["cells"][0]["outputs"]
    assert [sorted(output["data"]) for output in outputs] == ([kept] if kept else [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BLOCK.replace("2020-05", "2020-04"), "line 1: reviews_on_time was written for April 2020"),
        (BLOCK.replace(' month="2020-05"', ""), "line 1: reviews_on_time does not say for which month"),
        ("\t" + BLOCK, "line 1: this is not taken as a commentary"),
    ],
)
def test_a_report_with_a_commentary_for_another_month_is_not_ready(project, parameters, made, text, words):
    project.report.write_text(text, encoding="utf-8")
    with pytest.raises(CannotIssue, match=words):
        ready(project, parameters)


def test_a_page_that_shows_the_mark_is_not_issued_whatever_the_text_says(project, parameters, made):
    made[0].write_text(f"<div {MARK}>", encoding="utf-8")
    with pytest.raises(CannotIssue, match="shows a commentary for another month"):
        issue(project, parameters, ready(project, parameters), made, RENDERER, NOW)
    assert list(project.packs.glob("*")) == []


def test_a_text_edited_while_the_pack_is_made_is_not_issued(project, parameters, made):
    text = ready(project, parameters)
    project.report.write_text(BLOCK + "More.\n", encoding="utf-8")
    with pytest.raises(CannotIssue, match="changed while the pack was made"):
        issue(project, parameters, text, made, RENDERER, NOW)


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        ({"text/markdown": "| Child | Visits |\n| {id} | 3 |"}, True),
        ({"application/vnd.vegalite.v6+json": {"datasets": {"a": [{"who": "{id}"}]}}}, True),
        ({"text/markdown": "| Reviews | 1,480 |", "image/svg+xml": "<path d='M{id}'>"}, False),
    ],
)
def test_a_table_or_chart_of_children_is_not_issued(project, parameters, made, data, refused):
    child = "M01"
    data = json.loads(json.dumps(data).replace("{id}", child))
    notebook = {"cells": [cell("#| label: tbl-children\nchildren", result(**data))]}
    (project.sections / "reviews.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    recorded(project, parameters, made)
    origin = ready(project, parameters)
    if refused:
        with pytest.raises(
            CannotIssue, match="notebooks/reviews.ipynb, cell tbl-children: shows children"
        ) as error:
            issue(project, parameters, origin, made, RENDERER, NOW)
        assert child not in str(error.value)
    else:
        issue(project, parameters, origin, made, RENDERER, NOW)


def test_a_commentary_that_names_a_child_is_not_issued(project, parameters, made):
    project.report.write_text(BLOCK.replace("Words.", "We saw m01 again."), encoding="utf-8")
    with pytest.raises(
        CannotIssue, match=r"scorecard.qmd, line 2: shows children .*; say how many$"
    ) as error:
        issue(project, parameters, ready(project, parameters), made, "", NOW)
    assert "01" not in str(error.value)
    assert list(project.packs.glob("*")) == []


def test_an_issued_pack_is_never_overwritten(project, parameters, made):
    issue(project, parameters, ready(project, parameters), made, RENDERER, NOW)
    with pytest.raises(CannotIssue, match="packs/2020-05 was issued already"):
        ready(project, parameters)


def test_what_another_month_left_is_named_and_not_issued(project, parameters, made):
    origin = ready(project, parameters)
    april = "month,indicator\n2020-04,age\n"
    project.measures.write_text(april, encoding="utf-8")
    with pytest.raises(CannotIssue) as error:
        issue(project, parameters, origin, made, RENDERER, NOW)
    assert "report/sections/measures.csv: not of May 2020 and the inputs" in str(error.value)
    assert "reviews.ipynb" not in str(error.value)

    recorded(project, replace(parameters, month="2020-04"), made)
    with pytest.raises(CannotIssue) as error:
        issue(project, parameters, origin, made, RENDERER, NOW)
    named = [line.partition(": not of May 2020 and the inputs")[0] for line in str(error.value).split("\n")]
    assert named == [
        "report/sections/reviews.ipynb",
        "report/sections/measures.csv",
        "report/sections/evidence.csv",
        "_variables.yml",
    ]
    assert str(error.value).count("(changed: parameters)") == 4
    assert list(project.packs.glob("*")) == []


@pytest.mark.parametrize("changed", ["report/another.css", "_output/scorecard.pdf"])
def test_pages_that_are_not_of_these_sections_and_looks_are_not_issued(project, parameters, made, changed):
    origin = ready(project, parameters)
    (project.root / changed).write_text("{}  ", encoding="utf-8")
    with pytest.raises(CannotIssue, match="^_output/scorecard.html: not of May 2020 and the inputs"):
        issue(project, parameters, origin, made, RENDERER, NOW)


@pytest.mark.parametrize("content", [b"", b'{"cells": [', b"[]", b"\xe9"])
def test_a_notebook_that_is_none_is_left_to_the_run_to_tell(project, parameters, made, content):
    (project.notebooks / "half.ipynb").write_bytes(content)
    assert "notebooks/half.ipynb" in ready(project, parameters)["code"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda manifest: {},
        lambda manifest: [manifest],
        lambda manifest: manifest | {"parameters": {"month": "2020-05"}},
        lambda manifest: manifest | {"parameters": manifest["parameters"] | {"month": "2020-13"}},
        lambda manifest: manifest | {"inputs": {"extract": {}}},
        lambda manifest: manifest | {"renderer": None},
        lambda manifest: manifest | {"git": {}},
    ],
)
def test_a_manifest_that_is_not_as_it_was_issued_is_refused_in_one_line(project, parameters, made, damage):
    pack = issue(project, parameters, ready(project, parameters), made, RENDERER, NOW)
    file = pack / "manifest.json"
    manifest = json.loads(file.read_text(encoding="utf-8"))
    assert read_manifest(pack, "p")["files"] == manifest["files"]
    file.write_text(json.dumps(damage(manifest)), encoding="utf-8")
    with pytest.raises(NoPack, match=r"^p/manifest\.json is not as it was issued$"):
        read_manifest(pack, "p")
    with pytest.raises(NoPack, match="^p/manifest.json is no folder; name the folder of an issued pack"):
        read_manifest(file, "p/manifest.json")
    with pytest.raises(NoPack, match="^packs has no manifest.json; name the folder of an issued pack"):
        read_manifest(pack.parent, "packs")


def test_a_pack_that_cannot_be_written_leaves_nothing(project, parameters, made, monkeypatch):
    def full(*files):
        raise OSError(errno.ENOSPC, "No space left on device")

    text = ready(project, parameters)
    monkeypatch.setattr("shutil.copyfile", full)
    with pytest.raises(OSError):
        issue(project, parameters, text, made, RENDERER, NOW)
    assert list(project.packs.iterdir()) == []


def test_git_tells_the_commit_and_whether_all_but_the_packs_was_committed(tmp_path):
    def git(*arguments):
        identity = ["-c", "user.name=A", "-c", "user.email=a@b.c"]
        subprocess.run(["git", "-C", str(tmp_path), *identity, *arguments], check=True, capture_output=True)

    assert git_state(tmp_path) is None
    git("init")
    (tmp_path / "a").write_text("1", encoding="utf-8")
    git("add", "a")
    git("commit", "-m", "A")
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "x").write_text("1", encoding="utf-8")
    clean = git_state(tmp_path)
    assert clean["clean"] and len(clean["commit"]) == 40
    (tmp_path / "a").write_text("2", encoding="utf-8")
    assert git_state(tmp_path) == {**clean, "clean": False}
