"""An analyst who mistypes a parameter is told so in one line, with file, line and the way out."""

import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from scorecard.edited_files import UnusableFile
from scorecard.parameters import ParameterError, Parameters, from_here, read_parameters
from scorecard.project import ROOT, Project
from scorecard.unusable import Unusable

GOOD = 'month: "2020-05"\nextract: extracts/May\naudience: internal\n'


@pytest.fixture
def written(project: Project):
    """Write the parameters file, beside an extract folder that it may name."""
    (project.root / "extracts" / "May").mkdir(parents=True)

    def write(text: str, encoding: str = "utf-8") -> Project:
        project.parameters.write_text(text, encoding=encoding)
        return project

    return write


def test_the_file_gives_the_parameters_as_papermill_would_pass_them(written):
    assert asdict(read_parameters(written(GOOD))) == {
        "month": "2020-05",
        "extract": "extracts/May",
        "audience": "internal",
    }


def test_a_month_without_quotation_marks_and_a_byte_order_mark_are_read(written):
    assert read_parameters(written(GOOD.replace('"', ""), "utf-8-sig")).month == "2020-05"


def test_an_option_takes_the_place_of_its_line_even_of_a_wrong_one(written):
    assert read_parameters(written(GOOD.replace("2020-05", "May")), month="2020-06").month == "2020-06"


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        (
            GOOD.replace("2020-05", "2020-13"),
            "parameters.yml, line 1: month '2020-13' is not a month written YYYY-MM, such as 2020-05",
        ),
        (
            GOOD.replace("2020-05", "May 2020"),
            "parameters.yml, line 1: month 'May 2020' is not a month written YYYY-MM, such as 2020-05",
        ),
        (
            GOOD + "moth: 2020-06\n",
            "parameters.yml, line 4: unknown parameter moth; did you mean month?",
        ),
        (
            GOOD + "colour: red\n",
            "parameters.yml, line 4: unknown parameter colour; the parameters are month, extract, audience, key, region, council",
        ),
        (
            GOOD.replace("extracts/May", "extracts/June"),
            "parameters.yml, line 2: there is no folder extracts/June; "
            "name the folder that holds the month's files",
        ),
        (
            GOOD.replace("extracts/May", '"~nosuchuser/May"'),
            "parameters.yml, line 2: there is no folder ~nosuchuser/May; "
            "name the folder that holds the month's files",
        ),
        (
            GOOD.replace("extracts/May", "notebooks/.."),
            "parameters.yml, line 2: the folder notebooks/.. holds the scorecard itself; "
            "name the folder that holds the month's files",
        ),
        (
            GOOD.replace("extracts/May", "5"),
            "parameters.yml, line 2: extract 5 is not the name of a folder, such as data/sample",
        ),
        (
            GOOD + "key: 5\n",
            "parameters.yml, line 4: key 5 is not the name of a file; make one by `scorecard disclosure-key FILE`",
        ),
        (
            GOOD.replace("internal", "everyone"),
            "parameters.yml, line 3: audience 'everyone' is not known; use audience: internal or public",
        ),
        (
            GOOD.replace("audience: internal\n", ""),
            "parameters.yml: audience is missing; add a line `audience: …`",
        ),
        (
            GOOD + 'month: "2020-06"\n',
            "parameters.yml, line 4: month is given on line 1 already; keep one",
        ),
        ("2020-05", "parameters.yml, line 1: expected lines that read `name: value`"),
        (GOOD + "[a, b]: c\n", "parameters.yml, line 4: expected a name before the colon"),
        (
            GOOD.replace("internal", "in\x07ternal"),
            "parameters.yml, line 3: there is a control character (0x07) in it; take it out",
        ),
    ],
)
def test_a_wrong_file_is_refused_in_one_line(written, wrong, line):
    with pytest.raises(Unusable) as refused:
        read_parameters(written(wrong))
    assert str(refused.value) == line


def test_of_an_empty_file_each_line_that_is_missing_is_named(written):
    with pytest.raises(
        ParameterError, match="month is missing.*\n.*extract is missing.*\n.*audience is missing"
    ):
        read_parameters(written(""))


def test_what_is_no_yaml_is_refused_by_line(written):
    with pytest.raises(UnusableFile, match=r"^parameters\.yml, line 2: .*each line reads `name: value`$"):
        read_parameters(written('month: "2020-05"\n  extract: [\n'))


def test_another_encoding_and_a_missing_file_are_refused(written, project):
    with pytest.raises(
        UnusableFile, match="parameters.yml is not there; write it with the lines month, extract"
    ):
        read_parameters(project)
    with pytest.raises(UnusableFile, match="line 2: byte 0xe9 is not UTF-8"):
        read_parameters(written(GOOD.replace("May", "Mai é"), "latin-1"))


def test_everything_that_is_wrong_is_told_at_once(written):
    with pytest.raises(ParameterError) as refused:
        read_parameters(written(GOOD), month="2020-5", audience="all")
    assert str(refused.value).splitlines() == [
        "--month: month '2020-5' is not a month written YYYY-MM, such as 2020-05",
        "--audience: audience 'all' is not known; use audience: internal or public",
    ]


def test_a_folder_option_is_relative_to_where_the_command_runs(written, monkeypatch):
    project = written(GOOD)
    monkeypatch.chdir(project.notebooks)
    assert from_here(project, project.notebooks / "../extracts/May") == "extracts/May"
    assert from_here(project, project.root.parent) == project.root.parent.as_posix()
    if sys.platform != "win32":  # where every name is taken for a user's
        assert from_here(project, Path("~nosuchuser")) == "notebooks/~nosuchuser"
    assert from_here(project, None) is None


def test_the_repository_is_set_to_its_sample():
    assert read_parameters(Project(ROOT)) == Parameters(
        month="2020-05", extract="data/sample", audience="internal"
    )
