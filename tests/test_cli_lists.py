"""`scorecard children` and `scorecard due` as an analyst types them; children's ids are in the file and nowhere else."""

import csv
import io
import os
import shutil
import traceback
from functools import cache
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner
from extract_files import csv_text
from scorecard import cli, cli_lists
from scorecard.extract.reader import Extract, read_extract
from scorecard.indicators import INDICATORS
from scorecard.project import ROOT

SAMPLE = ROOT / "data" / "sample"
PARAMETERS = f"month: 2020-05\nextract: {SAMPLE.as_posix()}\naudience: internal\n"


@cache
def sample() -> Extract:
    return read_extract(SAMPLE)


@cache
def ids() -> set[str]:
    return set(sample().children)


@pytest.fixture
def command(project, monkeypatch):
    """Run `scorecard …` in a small project: exit status, what it prints, what it says on standard error. The sample is not
    read again for each."""

    def once(folder, *own):
        return sample() if folder == SAMPLE else read_extract(folder, *own)

    monkeypatch.setattr("scorecard.extract.reader.read_extract", once)
    project.parameters.write_text(PARAMETERS, encoding="utf-8")
    for name in ("population.csv", "targets.yml", "council.yml"):
        shutil.copy(ROOT / "data" / "reference" / name, project.reference)
    monkeypatch.setattr(cli_lists, "Project", lambda: project)

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        result = CliRunner().invoke(cli.app, [str(each) for each in arguments], catch_exceptions=False)
        assert not any(id in result.output for id in ids()), "a child's id in what is said"
        return result.exit_code, result.stdout, result.stderr

    return run


def rows(out: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"), newline="")))


def test_visits_missed_are_listed_with_what_an_auditor_needs(command, tmp_path):
    out = tmp_path / "visits.csv"
    status, said, _ = command("children", "visits_on_time", "--not-met", "--out", out)
    assert (status, said) == (0, f"visits_on_time: 145 rows.\nWritten, personal data: {out}\n")
    found = rows(out)
    assert list(found[0]) == [
        "Child", "Date", "Numerator", "Team", "Last visit by then", "Due", "In placement since", "New",
    ]  # fmt: skip
    assert {row["Child"] for row in found} <= ids()
    assert {row["Numerator"] for row in found} == {"No"} and {row["New"] for row in found} == {"Yes", "No"}
    assert all(row["Date"].endswith("/05/2020") for row in found)


@pytest.mark.parametrize(
    ("arguments", "total", "numerators"),
    [
        (["visits_on_time"], 535, {"Yes": 390, "No": 145}),
        (["adopted_share", "--ytd"], 294, {"Yes": 65, "No": 229}),
        (["initial_health_on_time"], 28, {"Yes": 18, "No": 10}),
        (["visits_on_time", "--month", "2020-06"], 512, {"Yes": 389, "No": 123}),
        (["visits_overdue", "--not-met"], 84, {"Yes": 84}),
    ],
)
def test_what_is_in_the_file_adds_up_to_the_printed_figure(command, tmp_path, arguments, total, numerators):
    out = tmp_path / "list.csv"
    assert command("children", *arguments, "--out", out)[0] == 0
    found = pd.DataFrame(rows(out))
    assert len(found) == total and found["Numerator"].value_counts().to_dict() == numerators


def test_means_have_the_number_counts_none_and_compositions_group_and_parts(command, tmp_path):
    out = tmp_path / "list.csv"
    command("children", "entry_to_placement", "--out", out)
    assert sum(int(row["Numerator"]) for row in rows(out)) == 31_200
    command("children", "placement_type", "--out", out, "--replace")
    (part,) = [name for name in rows(out)[0] if "family and friends" in name]
    assert "Numerator" not in rows(out)[0]
    assert sum(row[part] == "Yes" for row in rows(out)) == 79
    assert sum(row["Group"] == "residential" for row in rows(out)) == 62


def test_a_team_gets_its_own_children_and_no_team_is_one(command, tmp_path):
    counts = {}
    for team in ("Children in Care North", "no team"):
        out = tmp_path / f"{team}.csv"
        assert command("children", "children_in_care", "--team", team, "--out", out)[0] == 0
        assert {row["Team"] for row in rows(out)} == {team}
        counts[team] = len(rows(out))
    assert counts == {"Children in Care North": 191, "no team": 2}


def test_all_has_a_sheet_for_each_indicator_of_children_and_says_which_are_left_out(command, tmp_path):
    out = tmp_path / "may.xlsx"
    status, said, _ = command("children", "--all", "--out", out)
    assert status == 0
    assert said.count("it counts teams and their staff, not children") == 2
    book = openpyxl.load_workbook(out, read_only=True)
    assert book.sheetnames == [each.id for each in INDICATORS.values() if each.of_children]
    for tab in book:
        head = [row[0].value for row in tab.iter_rows(max_row=5)]
        assert head[0].startswith("Personal data")
        assert head[1:3] == [INDICATORS[tab.title].title, INDICATORS[tab.title].definition]
        assert head[4].startswith("Here: ") and head[4].endswith(" all that are counted.")


def test_all_with_options_leaves_out_what_has_no_such_list(command, tmp_path):
    out = tmp_path / "ytd.xlsx"
    status, said, _ = command("children", "--all", "--ytd", "--not-met", "--out", out)
    assert status == 0
    assert "Left out: pep, it has no year to date." in said
    assert "Left out: adopted_share, no row of it is met or not met." in said
    assert set(openpyxl.load_workbook(out, read_only=True).sheetnames) == {
        "reviews_on_time", "visits_on_time", "initial_health_on_time", "neet", "unsuitable_accommodation",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ["visit_on_time"],
            "there is no indicator visit_on_time; did you mean visits_on_time or reviews_on_time?",
        ),
        (["caseload"], "caseload: it counts teams and their staff, not children, so there is no such list"),
        (["pep", "--ytd"], "pep: it has no year to date, so there is no such list"),
        (["age", "--not-met"], "age: no row of it is met or not met, so there is no such list"),
        (
            ["pep", "--month", "2020-5"],
            "--month: month '2020-5' is not a month written YYYY-MM, such as 2020-05",
        ),
        (["pep", "--month", "2013-01"], "pep: there is nothing for January 2013 in VirtualSchool"),
        (
            ["pep", "--team", "Care North"],
            "--team: there is no team Care North; did you mean Children in Care North",
        ),
        (["pep", "--team", "xyz"], "--team: there is no team xyz; the teams are Children in Care East, "),
        ([], "name one indicator, such as visits_on_time, or give --all"),
        (["pep", "--all"], "name one indicator, such as visits_on_time, or give --all"),
    ],
)
def test_what_there_is_no_list_of_is_refused_in_one_line_and_nothing_is_written(
    command, tmp_path, arguments, line
):
    status, said, error = command("children", *arguments, "--out", tmp_path / "list.xlsx")
    assert (status, said) == (2, "")
    assert error.startswith(line) and len(error.splitlines()) == 1
    assert not (tmp_path / "list.xlsx").exists()


@pytest.mark.parametrize("arguments", [["children", "pep"], ["children", "--all"], ["due"]])
def test_neither_command_writes_inside_the_repository_or_over_a_file(command, project, tmp_path, arguments):
    for out in (project.root / "list.xlsx", tmp_path / ".." / tmp_path.name / project.root.name / "x.xlsx"):
        status, said, error = command(*arguments, "--out", out)
        assert (status, said, len(error.splitlines())) == (2, "", 1) and "inside the repository" in error
    (tmp_path / "mine.xlsx").write_bytes(b"mine")
    status, _, error = command(*arguments, "--out", tmp_path / "mine.xlsx")
    assert status == 2 and "add --replace" in error and (tmp_path / "mine.xlsx").read_bytes() == b"mine"
    assert not list(project.root.rglob("*.xlsx"))
    assert command(*arguments, "--replace", "--out", tmp_path / "mine.xlsx")[0] == 0


def test_without_allocations_there_is_no_team_to_ask_for(command, project, tmp_path):
    extract = tmp_path / "extract"
    shutil.copytree(SAMPLE, extract, ignore=shutil.ignore_patterns("*Allocations*"))
    out = tmp_path / "list.csv"
    status, _, error = command("children", "pep", "--team", "North", "--extract", extract, "--out", out)
    assert (status, error) == (
        2,
        "--team: the extract has no Allocations file, so no child's team is known\n",
    )
    assert command("children", "pep", "--extract", extract, "--out", out)[0] == 0
    assert "Team" not in rows(out)[0]
    due = tmp_path / "due.xlsx"
    assert command("due", "--extract", extract, "--out", due)[0] == 0
    assert "Team" not in [cell.value for cell in openpyxl.load_workbook(due)["Visits"][5]]


def test_a_table_that_is_not_there_is_named(command, tmp_path):
    extract = tmp_path / "extract"
    shutil.copytree(SAMPLE, extract, ignore=shutil.ignore_patterns("*_Visits*", "*Health*"))
    out = tmp_path / "list.xlsx"
    assert command("children", "dental", "--extract", extract, "--out", out)[2] == (
        "dental: there is no Health file, so there is no such list\n"
    )
    assert (
        "Left out: visits_on_time, there is no Visits file."
        in (command("children", "--all", "--extract", extract, "--out", out)[1])
    )
    said = command("due", "--extract", extract, "--out", tmp_path / "due.xlsx")[1]
    assert "Left out: Visits, there is no Visits file." in said
    assert openpyxl.load_workbook(tmp_path / "due.xlsx").sheetnames == [
        "All by child", "Reviews", "Pathway plans", "Education plans",
    ]  # fmt: skip


def test_due_has_a_sheet_a_duty_with_its_rule_and_one_of_all_by_child(command, tmp_path):
    out = tmp_path / "due.xlsx"
    status, said, _ = command("due", "--out", out)
    assert status == 0 and said.splitlines()[1:3] == ["Reviews: 107 children.", "Visits: 561 children."]
    book = openpyxl.load_workbook(out)
    listed: dict[str, dict[str, object]] = {}
    for tab in book.worksheets[1:]:
        assert tab["A3"].value.endswith(".") and "31 May 2020" in tab["A4"].value
        headings = [cell.value for cell in tab[5]]
        assert headings[:5] == ["Child", "Team", "Status", "Due", "Days overdue"]
        for child, _, status, date, *_ in tab.iter_rows(min_row=6, values_only=True):
            listed.setdefault(child, {})[tab.title] = date or status
    every = book["All by child"]
    titles = [cell.value for cell in every[5]][4:]
    assert titles == book.sheetnames[1:]
    found = {}
    for child, _, late, coming, *dates in every.iter_rows(min_row=6, values_only=True):
        found[child] = {title: date for title, date in zip(titles, dates) if date}
        assert late + coming == len(found[child])
    assert found == listed


def test_due_on_another_day_for_a_team(command, tmp_path):
    out = tmp_path / "due.xlsx"
    arguments = ["--on", "08/06/2020", "--within", "7", "--team", "Children in Care West", "--out", out]
    assert command("due", *arguments)[0] == 0
    tab = openpyxl.load_workbook(out)["Visits"]
    assert "8 June 2020 and the 7 days to 15 June 2020, team: Children in Care West" in tab["A4"].value
    found = list(tab.iter_rows(min_row=6, values_only=True))
    assert found and {row[1] for row in found} == {"Children in Care West"}
    assert max(row[3] for row in found) == pd.Timestamp(2020, 6, 15)


def test_a_list_that_begins_later_in_the_month_of_the_day_is_left_out_with_the_reason(command, tmp_path):
    status, said, _ = command("due", "--on", "10/12/2017", "--out", tmp_path / "due.xlsx")
    assert status == 0
    assert said.startswith(
        "Left out: Education plans, there is nothing up to 10 December 2017 in VirtualSchool.\n"
    )


def test_one_child_and_one_day_are_said_as_one_and_no_day_as_none(command, tmp_path):
    out = tmp_path / "due.xlsx"
    arguments = ["--team", "no team", "--out", out, "--replace"]
    assert command("due", *arguments)[1].startswith("All by child: 1 child.\nReviews: no children.\n")
    tab = openpyxl.load_workbook(out)["All by child"]
    assert tab["A4"].value == "On 31 May 2020 and the 30 days to 30 June 2020, team: no team. 1 child."
    command("due", "--within", "0", *arguments)
    assert openpyxl.load_workbook(out)["Visits"]["A4"].value.startswith(
        "On 31 May 2020, team: no team. Nobody."
    )


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--on", "31/02/2020"], "--on: '31/02/2020' is not a day written DD/MM/YYYY, such as 08/06/2020"),
        (
            ["--on", "01/02/2021"],
            "nothing is known of 1 February 2021: there is nothing for February 2021 in",
        ),
        (["--team", "nobody"], "--team: there is no team nobody; "),
    ],
)
def test_what_cannot_be_known_of_a_day_is_refused_in_one_line(command, tmp_path, arguments, line):
    status, said, error = command("due", *arguments, "--out", tmp_path / "due.xlsx")
    assert (status, said, len(error.splitlines())) == (2, "", 1) and error.startswith(line)
    assert not (tmp_path / "due.xlsx").exists()


def test_due_and_all_are_workbooks(command, tmp_path):
    for arguments in (["due"], ["children", "--all"]):
        error = command(*arguments, "--out", tmp_path / "list.csv")[2]
        assert error.endswith("give the file a name that ends in .xlsx\n")


def test_a_failure_in_the_midst_of_writing_names_no_child(command, tmp_path, monkeypatch):
    def failing(*given):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.replace", failing)
    status, said, error = command("children", "pep", "--out", tmp_path / "list.csv")
    assert (status, said, len(error.splitlines())) == (2, "", 1)
    monkeypatch.setattr(
        "scorecard.lists.private_file.os.fdopen", lambda file, *given: os.close(file) or 1 / 0
    )
    try:
        command("children", "pep", "--out", tmp_path / "list.csv")
    except ZeroDivisionError:
        assert not any(id in traceback.format_exc() for id in ids())
    assert not [each for each in tmp_path.iterdir() if each.is_file()]


@pytest.mark.parametrize("name", ["children", "due"])
def test_help_teaches_by_example(command, name):
    status, said, _ = command(name, "--help")
    assert status == 0 and f"  scorecard {name}" in said and "Exit status" in said and "personal data" in said


def test_by_a_grouping_a_table_is_printed(command):
    status, said, _ = command("children", "dental", "--by", "time in care")
    assert status == 0 and said.startswith(
        "Children in care whose annual dental check is up to date, May 2020, by "
    )
    assert "1 to 2 years 156 of 179 87.2% the rest: 276 of 385 (71.7%)" in said
    assert said.rstrip().endswith("too few to tell")


def test_a_table_of_groups_of_what_the_return_says_from_a_database(command, monkeypatch, tmp_path):
    children = [{"CHILD": f"A{number}", "SEX": str(1 + number % 2)} for number in range(4)]
    returned = [each | {"TEETH_CHECK": "1", "YEAR": "2019/20"} for each in children]
    episodes = [*children, {"CHILD": "A0", "DECOM": "20/05/2020", "RNE": "L"}]
    for table, rows in {"Header": children, "Episodes": episodes, "OC2": returned}.items():
        (tmp_path / f"{table}.csv").write_text(csv_text(table, *rows), encoding="utf-8")
    monkeypatch.setattr("scorecard.extract.reader.extract_folder", lambda *_: tmp_path)
    status, said, _ = command("children", "dental", "--by", "sex", "--extract", "sqlite:///council.db")
    assert status == 0 and "is up to date, by the yearly return, May 2020, by sex" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["dental", "--by", "tem"], "there are no groups by tem; did you mean team?"),
        (["children_in_care", "--by", "sex"], "children_in_care is no share of children"),
        (["dental", "--by", "sex", "--not-met"], "leave out the other options"),
        (["--all", "--by", "sex"], "leave out the other options"),
        (["dental"], "name the file to write: --out"),
    ],
)
def test_a_table_of_groups_that_cannot_be_is_refused_in_one_line(command, arguments, words):
    status, _, error = command("children", *arguments)
    assert status == 2 and words in error and error.count("\n") == 1
