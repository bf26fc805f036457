"""`scorecard map` proposes what columns.yml says, by names and by content, shows what stays unmapped, and writes over nothing."""

import sys

import pytest
from click.testing import CliRunner
from miniature_figures import FOLDER
from scorecard import cli, cli_map
from scorecard.extract.own_columns import read_own_columns
from scorecard.extract.reader import read_extract
from scorecard.project import ROOT

sys.path.insert(0, str(ROOT / "data"))
from synthetic.dresser import dress  # noqa: E402


@pytest.fixture(scope="module")
def dressed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("an extract of other systems")
    dress(FOLDER, folder)
    return folder


@pytest.fixture
def command(project, monkeypatch):
    monkeypatch.setattr(cli_map, "Project", lambda: project)

    def run(*arguments) -> tuple[int, str]:
        result = CliRunner().invoke(cli.app, ["map", *map(str, arguments)], catch_exceptions=False)
        return result.exit_code, result.output

    return run


def test_what_it_proposes_reads_the_files_and_what_it_could_not_map_is_a_problem_by_line(
    project, command, dressed
):
    status, said = command(dressed)
    assert status == 1 and "Contacts (all).csv: Visits\n  SEEN: words without a code: Cancelled\n" in said
    extract = read_extract(dressed, read_own_columns(project))
    assert set(extract.tables) == set(read_extract(FOLDER).tables) and extract.warnings == ()
    unmapped = [each for each in extract.problems if "one of" in each.expected and "xml" not in each.file]
    assert {(each.file, each.column, each.value) for each in unmapped} <= {
        ("Contacts (all).csv", "SEEN", "Cancelled")
    }


def test_words_that_are_read_without_an_entry_are_not_proposed(project, command, dressed):
    command(dressed)
    words = {each.table.name: dict(each.words) for each in read_own_columns(project).tables if each.words}
    assert words == {"Visits": {"SEEN": {"attempted": "N", "completed": "Y"}}}


def test_headings_written_as_one_word_are_known_and_a_date_of_birth_makes_no_file_a_header(command, tmp_path):
    (tmp_path / "a.csv").write_text("PersonID,VisitDate,ChildSeen\nA1,05/05/2018,Yes\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text(
        "Person ID,D.O.B.,Review Date\nA1,07/03/2011,20/05/2018\n", encoding="utf-8"
    )
    assert command(tmp_path)[1].startswith("a.csv: Visits\nb.csv: Reviews\nWritten:")


def test_a_file_that_is_there_is_never_written_over(project, command, dressed):
    project.own_columns.write_text("# mine\n", encoding="utf-8")
    status, said = command(dressed)
    assert status == 2 and "columns.yml is there already" in said
    assert project.own_columns.read_text(encoding="utf-8") == "# mine\n"
    command(dressed, "--add")
    assert project.own_columns.read_text(encoding="utf-8").startswith("# mine\n\nVisits:")
    kept = project.own_columns.read_text(encoding="utf-8")
    status, said = command(dressed, "--add")
    assert "Nothing to add." in said and project.own_columns.read_text(encoding="utf-8") == kept


@pytest.mark.parametrize(
    "own",
    [
        "Visits:\n  - sheet: old visits\n    columns:\n      CHILD: Kid\n      VISIT_DATE: When\n    # mine\n",
        "Visits:\n- sheet: old visits\n  columns: {CHILD: Kid, VISIT_DATE: When}\n\n# mine\nReviews:\n  row: No\n",
        "# mine\nVisits:\n  sheet: old visits\n  columns:\n    CHILD: Kid\n    VISIT_DATE: When\n",
        "Visits:\n  columns: {CHILD: Kid,\n    VISIT_DATE: When}\n  sheet: >\n    old\n    visits\n\n# mine\nReviews:\n  row: No",
        "---\nVisits:\n  columns: {CHILD: Kid, VISIT_DATE: When}\n  sheet: >-\n    old\n    visits\n...\n# mine\n",
    ],
)
def test_an_entry_goes_below_those_of_its_table(project, command, dressed, own):
    project.own_columns.write_text(own, encoding="utf-8")
    command(dressed, "--add")
    assert "# mine" in project.own_columns.read_text(encoding="utf-8")
    visits = [each.sheet for each in read_own_columns(project).tables if each.table.name == "Visits"]
    assert visits == ["old visits", "Contacts (all)"]
    assert command(dressed, "--add")[1].endswith("Nothing to add.\n")


@pytest.mark.parametrize(("start", "end"), [("", "\n"), ("{", "}")])
def test_entries_on_one_line_are_left_as_they_are(project, command, dressed, start, end):
    entry = "Visits: {sheet: old visits, columns: {CHILD: Kid, VISIT_DATE: When}}"
    own = start + entry + end
    project.own_columns.write_text(own, encoding="utf-8")
    status, said = command(dressed, "--add")
    assert status == 2 and said.startswith("data/reference/columns.yml, line 1: write the ")
    assert project.own_columns.read_text(encoding="utf-8") == own


def test_a_folder_is_named_from_where_the_command_runs(command, dressed, monkeypatch):
    monkeypatch.chdir(dressed.parent)
    assert command(dressed.name)[1].startswith("Contacts (all).csv: Visits")


def test_no_child_is_named(command, dressed):
    said = command(dressed)[1]
    ids = set(read_extract(FOLDER).children)
    assert not any(id in said.split() for id in ids)


def test_a_folder_that_is_not_there_is_told_in_one_line(command, tmp_path):
    status, said = command(tmp_path / "nowhere")
    assert status == 2 and said.count("\n") == 1 and "no such folder" in said
