"""A slip in council.yml is told by file and line, before anything is made of it."""

import runpy
import shutil
import sys

import pytest
from scorecard.council import read_council
from scorecard.project import ROOT, Project
from scorecard.unusable import Unusable


@pytest.fixture
def edited(project):
    """What is said of the repository's own file after an edit."""
    (project.root / "report" / "theme").mkdir(parents=True)
    shutil.copy(ROOT / "report" / "theme" / "logo.svg", project.root / "report" / "theme")
    text = (Project().reference / "council.yml").read_text(encoding="utf-8")

    def refusal(old: str, new: str) -> str:
        assert old in text
        (project.reference / "council.yml").write_text(text.replace(old, new), encoding="utf-8")
        with pytest.raises(Unusable) as refused:
            read_council(project)
        return str(refused.value).removeprefix("data/reference/council.yml")

    return refusal


def test_the_repository_s_own_is_read():
    council = read_council(Project())
    assert council["contact"]["name"] == "Business Intelligence"
    assert council["synthetic"] is True


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("similar:", "# similar:", ': expected a line `similar: "…"`'),
        ("area: Cambridgeshire", "area:", ', line 13: expected a line `area: "…"`'),
        ("  name: Business Intelligence\n", "", ', line 3: expected a line `name: "…"` under `contact:`'),
        (
            'primary: "#12436D"',
            "primary: #12436D",
            ', line 9: expected a line `primary: "…"` under `colours:`',
        ),
        ("similar:", "similr:", ': expected a line `similar: "…"`'),
        (
            "synthetic:",
            "syntetic:",
            ", line 17: unknown line syntetic; known are name, contact, colours, area, region, similar, logo, synthetic",
        ),
        (
            "synthetic: true",
            'synthetic: "false"',
            ", line 17: expected `synthetic: true` or `synthetic: false`",
        ),
        (
            "logo.svg",
            "ours.svg",
            ", line 11: there is no file report/theme/ours.svg in the repository; name the logo's from its folder, or "
            "take the line out",
        ),
        (
            "business.intelligence@cambridgeshire.gov.uk",
            "the team (see intranet)",
            ", line 5: the team (see intranet) is no e-mail address, such as name@council.gov.uk",
        ),
        (
            "name: Cambridgeshire County Council",
            'name: "\\n\\x07"',
            ', line 2: expected a line `name: "…"`',
        ),
        ("synthetic: true", "name: Ourshire", ", line 17: name is given on line 2 already; keep one"),
    ],
)
def test_a_line_that_is_missing_unknown_or_wrong_is_refused(edited, old, new, says):
    assert edited(old, new).splitlines()[0] == says


def test_colours_in_one_line_are_no_colours(edited):
    said = edited('colours:\n  primary: "#12436D"\n  secondary: "#28A197"\n', "colours: blue\n")
    assert said.splitlines()[0] == ', line 8: expected a line `primary: "…"` under `colours:`'


def test_its_texts_are_one_line_each(project):
    text = (Project().reference / "council.yml").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith("logo")]
    lines = "\n".join(kept).replace("Cambridgeshire County Council", '"Ours\\x00\\nCouncil\\t"')
    (project.reference / "council.yml").write_text(lines, encoding="utf-8")
    assert read_council(project)["name"] == "Ours Council"


def test_a_logo_outside_the_repository_is_refused_for_the_pdf_may_not_read_it(edited, project):
    (project.root.parent / "logo.svg").write_text("<svg/>", encoding="utf-8")
    assert "there is no file ../logo.svg in the repository" in edited("report/theme/logo.svg", "../logo.svg")


def test_a_council_may_have_no_logo(project):
    text = (Project().reference / "council.yml").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith(("logo", "synthetic"))]
    (project.reference / "council.yml").write_text("\n".join(kept), encoding="utf-8")
    assert "logo" not in read_council(project)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_quarto_s_own_render_is_refused_in_a_line_too(project, monkeypatch, capsys):
    project.report.parent.mkdir()
    project.report.write_text("---\ntitle: x\n---\n", encoding="utf-8")
    (project.reference / "council.yml").write_text("name: [\n", encoding="utf-8")
    monkeypatch.setattr(Project.__init__, "__defaults__", (project.root,))
    monkeypatch.setattr(sys, "argv", ["prepare"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("scorecard.render.prepare", run_name="__main__")
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("parameters.yml is not there")
