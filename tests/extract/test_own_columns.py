"""Another system's headings and words make the same tables, once columns.yml says which are which; what it does not say is told
by line."""

import io
import re
import sys
from pathlib import Path

import pandas as pd
import pytest
from extract_files import csv_text, ids, said, write
from scorecard.edited_files import UnusableFile
from scorecard.extract.own_columns import NONE, read_own_columns
from scorecard.extract.proposal import proposed
from scorecard.extract.reader import Extract, read_extract
from scorecard.project import ROOT, Project

sys.path.insert(0, str(ROOT / "data"))
from synthetic.dresser import dress  # noqa: E402

VISITS = (
    "Person ID;When;Also when;Status;Child seen?\na1;2018-05-20;;Completed;Yes\na1;;2018-07-24;Completed;no\n"
)
YML = """\
Visits:
  columns: {CHILD: Person ID, VISIT_DATE: [When, Also when], SEEN: [Status, "Child seen?"]}
  words:
    SEEN: {Completed Yes: Y, Completed No: N, Cancelled: leave out}
"""


def own(folder: Path, text: str):
    project = Project(folder / "project")
    project.own_columns.parent.mkdir(parents=True)
    project.own_columns.write_text(text, encoding="utf-8")
    return read_own_columns(project)


def read(folder: Path, visits: str, yml: str = YML) -> Extract:
    return read_extract(write(folder / "extract", {"contacts.csv": visits}), own(folder, yml))


def cells(extract: Extract, name: str) -> pd.DataFrame:
    """A table without where its rows came from, its children by their ids, its text as text."""
    frame = extract.table(name).drop(columns=["_FILE", "_LINE"])
    frame = frame.assign(CHILD=ids(extract, name)) if "CHILD" in frame else frame
    return frame.astype(dict.fromkeys(frame.select_dtypes("category"), "str"))


def test_the_sample_as_another_system_exports_it_is_the_sample(tmp_path):
    example = re.search(
        r"```yaml\n(.*?)```", (ROOT / "data" / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    dress(ROOT / "data" / "sample", tmp_path / "dressed")
    dressed = read_extract(tmp_path / "dressed", own(tmp_path, example[1]))
    sample = read_extract(ROOT / "data" / "sample")
    assert (dressed.problems, dressed.warnings, dressed.missing_columns) == ((), (), {})
    assert set(dressed.tables) == set(sample.tables)
    for name in sample.tables:
        pd.testing.assert_frame_equal(cells(dressed, name), cells(sample, name), obj=name)


def test_a_column_may_come_from_two_and_a_word_is_read_in_either_case(tmp_path):
    extract = read(tmp_path, VISITS)
    visits = extract.table("Visits")
    assert [str(day.date()) for day in visits["VISIT_DATE"]] == ["2018-05-20", "2018-07-24"]
    assert visits["SEEN"].tolist() == ["Y", "N"] and visits["_LINE"].tolist() == [2, 3]
    assert extract.problems == () and extract.missing_columns == {"Visits": ("SEEN_ALONE",)}


def test_a_word_that_no_one_mapped_is_a_problem_by_line_and_one_to_be_left_out_is_none(tmp_path):
    extract = read(tmp_path, VISITS + "a1;2018-08-01;;Cancelled;\na1;2018-08-02;;Moved;\n")
    assert said(extract) == [("contacts.csv", 5, "SEEN", "Moved")]
    assert len(extract.table("Visits")) == 3


def test_a_word_of_the_council_s_own_is_that_word_also_where_others_mean_nothing_by_it(tmp_path):
    extract = read(
        tmp_path,
        "CHILD,VISIT_DATE,SEEN,SEEN_ALONE\nA1,20/05/2018,NA,NULL\n",
        "Visits:\n  sheet: contacts\n  columns: {CHILD: CHILD, VISIT_DATE: VISIT_DATE}\n  words: {SEEN: {na: N}}\n",
    )
    assert extract.problems == () and extract.table("Visits")["SEEN"].tolist() == ["N"]
    assert extract.table("Visits")["SEEN_ALONE"].isna().all()


WORDS = "Visits:\n  words: {SEEN: {Completed: Y}}\n"


def test_words_alone_are_for_the_files_that_have_our_headings(tmp_path):
    files = {
        "Visits.csv": csv_text("Visits", {"SEEN": "completed"}),
        "cover.csv": "Prepared by;the BI team\n",
    }
    extract = read_extract(write(tmp_path / "extract", files), own(tmp_path, WORDS))
    assert extract.problems == () and extract.table("Visits")["SEEN"].tolist() == ["Y"]
    (warning,) = extract.warnings
    assert warning.startswith("cover.csv is not read")


@pytest.mark.parametrize("yml", [WORDS, YML])
def test_a_heading_that_stands_there_twice_is_told_of_own_entries_too(tmp_path, yml):
    ours = "CHILD,VISIT_DATE,SEEN,SEEN_ALONE,SEEN\nA1,20/05/2018,Y,Y,N\n"
    theirs = VISITS.splitlines()[0] + ";Status\na1;2018-05-20;;Completed;Yes;Cancelled\n"
    extract = read(tmp_path, ours if yml is WORDS else theirs, yml)
    assert said(extract) == [("contacts.csv", 1, "SEEN", None)]
    assert extract.table("Visits")["SEEN"].tolist() == ["Y"]


def test_a_heading_that_is_gone_is_named_and_the_file_is_still_that_table(tmp_path):
    extract = read(tmp_path, VISITS.replace("Child seen?", "Seen?"))
    problem = next(each for each in extract.problems if each.column == "SEEN" and each.line == 1)
    assert "“Status” and “Child seen?”" in problem.expected and problem.table == "Visits"
    assert read_extract(tmp_path / "extract").tables.keys() == {"Header", "Episodes"}


def test_our_own_headings_are_read_as_ever(tmp_path):
    assert read(tmp_path, csv_text("Visits", {})).problems == ()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Visit:\n  columns: {CHILD: a}\n", 1, "“Visit” is no table; expected one of Header"),
        (
            "Visits:\n  columns: {CHILD: a, WHEN: b}\n",
            2,
            "“WHEN” is no column of Visits; expected one of CHILD",
        ),
        ("Visits:\n  column: {CHILD: a}\n", 2, "expected one of sheet, columns"),
        ("Visits:\n  columns: {CHILD: a}\n", 2, "the heading of VISIT_DATE"),
        ("Visits:\n  - columns:\n      CHILD: a\n      VISIT_DATE:\n", 4, "expected a word after the colon"),
        ("Visits: yes\n", 1, "expected lines that read"),
        ("Visits: {sheet: contacts}\n", 1, "the heading of CHILD and VISIT_DATE"),
        ("leave out:\n  - Cover\n  - {sheet: Notes}\n", 3, "expected a word after the colon"),
        ("Visits:\n  columns: {CHILD: a, VISIT_DATE: b\n", 3, ""),
        ("- Visits\n", 1, "expected lines that read"),
    ],
)
def test_a_mistake_in_the_file_is_told_in_one_line_with_its_line(tmp_path, text, line, words):
    with pytest.raises(UnusableFile) as raised:
        own(tmp_path, text)
    assert f"data/reference/columns.yml, line {line}: " in str(raised.value) and words in str(raised.value)
    assert "\n" not in str(raised.value)


def test_without_the_file_there_are_no_own_columns(tmp_path):
    assert read_own_columns(Project(tmp_path)) == NONE


def test_what_is_left_out_is_neither_read_nor_told_of(tmp_path):
    files = {
        "Cover.csv": "Prepared by;the BI team\n",
        "old visits 2017.csv": csv_text("Visits", {}),
        "june.zip": "",
        "List [old], 1.csv": csv_text("Visits", {}),
        "plans.csv": "Child;Plan\n1;2\n",
    }
    left_out = own(tmp_path, 'leave out: [cover, Old visits*, June, "List [old], 1"]\n')
    extract = read_extract(write(tmp_path / "extract", files), left_out)
    assert extract.tables.keys() == {"Header", "Episodes"}
    (warning,) = extract.warnings
    assert warning.startswith("plans.csv is not read")


def test_a_workbook_s_sheets_are_left_out_by_their_names(tmp_path):
    folder = write(tmp_path / "extract", {})
    with pd.ExcelWriter(folder / "june.xlsx") as book:
        pd.DataFrame({"Prepared by": ["the BI team"]}).to_excel(book, sheet_name="Cover", index=False)
        pd.read_csv(io.StringIO(csv_text("Visits", {}))).to_excel(book, sheet_name="Visits", index=False)
    extract = read_extract(folder, own(tmp_path, "leave out: Cover\n"))
    assert extract.warnings == () and "Visits" in extract.tables
    assert proposed(folder, read_own_columns(Project(tmp_path / "project"))).unknown == []
