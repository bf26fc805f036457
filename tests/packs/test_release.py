"""No public report is left that was not tested, nor one that tells something."""

import json
import os
import zipfile
from datetime import date

import pytest
from click.testing import CliRunner
from miniature_extract import MINIATURE
from scorecard import cli, cli_public
from scorecard.cli import refuse_unfit
from scorecard.disclosure.places import places_in
from scorecard.disclosure.published import Cell, Figure
from scorecard.packs import release
from scorecard.packs.issue import CannotIssue, later_than, ready
from scorecard.packs.personal import Personal, shown_in_file
from scorecard.packs.release import Leaks, leaks, told_by_counts
from scorecard.parameters import ParameterError, Parameters
from scorecard.provenance import Origin
from scorecard.render import finish
from scorecard.reporting_month import ReportingMonth

PUBLIC = Parameters(month="2020-05", extract=str(MINIATURE), audience="public")
PERSONAL = Personal({"cb24": [("cb24 9zz", 0)], "123456": [("123456", 0)]}, frozenset())


@pytest.fixture
def rendered(project, monkeypatch):
    """A clone where Quarto has just made a public page from sections with measures and counts."""
    folder = project.output_of("public") / "report"
    folder.mkdir(parents=True)
    project.sections.mkdir(parents=True, exist_ok=True)
    project.report.parent.mkdir(exist_ok=True)
    for file in (folder / "scorecard.html", project.measures, project.counts):
        file.write_text("", encoding="utf-8")
    project.parameters.write_text(
        f"month: 2020-05\nextract: {MINIATURE.as_posix()}\naudience: public\n", encoding="utf-8"
    )
    words = {"audience": "public", "month": {"name": "May 2020"}}
    project.variables.write_text(json.dumps(words), encoding="utf-8")
    monkeypatch.delenv(finish.READY, raising=False)
    return project, folder


@pytest.mark.parametrize("trouble", [Leaks("youth justice is certain to be 1"), KeyError("a fault")])
def test_a_report_that_leaks_or_cannot_be_tested_is_taken_away_whole(rendered, monkeypatch, trouble):
    def leaking(*_):
        raise trouble

    project, folder = rendered
    monkeypatch.setattr(release, "refuse_leaks", leaking)
    with pytest.raises(type(trouble)):
        finish.finish_all(project, [folder / "scorecard.html"])
    assert os.listdir(folder) == []


def test_one_that_passes_is_kept_with_its_measures_and_counts(rendered, monkeypatch):
    project, folder = rendered
    tested = []
    monkeypatch.setattr(
        release, "refuse_leaks", lambda *given: tested.append([file.name for file in given[2]])
    )
    finish.finish_all(project, [folder / "scorecard.html"])
    assert tested == [["scorecard.html", "measures.csv", "atoms.csv"]]
    assert sorted(os.listdir(folder)) == ["atoms.csv", "measures.csv", "scorecard.html"]


def test_without_its_counts_nothing_can_be_said(project, tmp_path):
    page = tmp_path / "scorecard.html"
    page.write_text("", encoding="utf-8")
    assert list(leaks(project, PUBLIC, [page])) == [
        "atoms.csv is not among the files, so nothing can be said of the others"
    ]


def test_a_count_that_is_not_rounded_is_named(project):
    day = date(2020, 5, 31)
    figures = [Figure(Cell("children_in_care", "", day, day), count, "2020-05") for count in (712,)]
    assert next(told_by_counts(project, PUBLIC, figures)) == (
        "atoms.csv: Children in care at 31 May 2020 is 712, which is no multiple of 5"
    )


def test_counts_that_tell_one_are_named_with_what_tells_it(project):
    day = date(2020, 5, 31)
    groups = ("full care order", "interim care order", "placement order", "section 20", "other or not known")
    figures = [Figure(Cell("children_in_care", "", day, day), 0, "2020-05")]
    figures += [Figure(Cell("legal_status", group, day, day), 5, "2020-05") for group in groups[:4]]
    figures += [Figure(Cell("legal_status", groups[4], day, day), 0, "2020-05")]
    (first, *_) = told_by_counts(project, PUBLIC, figures)
    assert "is certain to be" in first and "the groups add to the children in care" in first


@pytest.mark.parametrize(
    "page",
    [
        "<p>Lives at CB24 9ZZ</p>",
        "<p id='cb249zz'>Here</p>".replace("cb249zz", "CB24&nbsp;9ZZ"),
        "<!-- 123456 -->",
        "<p data-school='123456'>",
    ],
)
def test_a_postcode_or_a_number_is_found_wherever_it_stands_in_a_page(tmp_path, page):
    file = tmp_path / "scorecard.html"
    file.write_text(page, encoding="utf-8")
    assert shown_in_file(file, places_in(file), PERSONAL)
    file.write_text("<p>CB24 9AA, 1234567</p>", encoding="utf-8")
    assert not shown_in_file(file, places_in(file), PERSONAL)


def test_and_in_a_word_copys_properties(tmp_path):
    file = tmp_path / "scorecard.docx"
    with zipfile.ZipFile(file, "w") as whole:
        whole.writestr("docProps/custom.xml", "<a><b>123456</b></a>")
    assert shown_in_file(file, places_in(file), PERSONAL)


@pytest.mark.parametrize("code", ["as issued", "of a later release"])
def test_what_is_found_in_a_pack_of_other_code_than_is_here_is_said_to_be(project, monkeypatch, code):
    """After an upgrade each pack of before has another style and other words than its counts would be given now."""

    def leaking(*_):
        raise Leaks("scorecard.html, a style: it is not the theme's")

    monkeypatch.setattr(release, "refuse_leaking", leaking)
    monkeypatch.setattr(cli_public, "Project", lambda: project)
    project.parameters.write_text(
        f"month: 2020-06\nextract: {MINIATURE.as_posix()}\naudience: public\n", "utf-8"
    )
    issued = Origin(project, PUBLIC).manifest() | {
        "renderer": "one",
        "files": {},
        "git": {"commit": 40 * "a", "clean": True},
    }
    if code != "as issued":
        issued["code"]["lib/scorecard/words.py"] = "another"
    pack = project.packs / "public" / "2020-05"
    pack.mkdir(parents=True)
    (pack / "manifest.json").write_text(json.dumps(issued), encoding="utf-8")
    told = CliRunner().invoke(cli.app, ["disclosure-check", str(pack)])
    assert told.exit_code == 1 and "it is not the theme's" in told.stderr
    other = "made by other code than is here (release" in told.stderr and "commit aaaaaaaaaa)" in told.stderr
    assert other == (code != "as issued")


def test_no_pack_is_issued_before_one_that_is_out(project):
    project.published.mkdir(parents=True)
    (project.published / "2020-07.csv").write_text("", encoding="utf-8")
    (project.published / "keys.json").write_text("{}", encoding="utf-8")
    assert later_than(project, ReportingMonth(2020, 5)) == "2020-07"
    assert later_than(project, ReportingMonth(2020, 7)) == ""
    project.report.parent.mkdir()
    project.report.write_text("---\ntitle: T\n---\n", encoding="utf-8")
    with pytest.raises(CannotIssue, match="the public pack of 2020-07 is out already"):
        ready(project, PUBLIC)


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ((True, True, " ", None), "--approved-by: a public pack says who approved it; name them"),
        ((False, True, "A. Name", None), "--approved-by and --correct are for public packs; add --audience public"),
        ((False, False, "", "2020-04"), "--approved-by and --correct are for public packs; add --audience public"),
        ((True, False, "", "April"), "--correct: month 'April' is not a month written YYYY-MM, such as 2020-05"),
    ],
)  # fmt: skip
def test_options_of_public_packs_are_refused_in_one_line_where_they_do_not_fit(options, line):
    with pytest.raises(ParameterError) as refused:
        refuse_unfit(*options)
    assert str(refused.value) == line
