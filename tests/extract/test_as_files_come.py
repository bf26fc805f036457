"""Folders and files as they lie about: names in any language, hundreds of files, lock files, and what breaks off."""

import io
import shutil
from datetime import datetime, time

import pandas as pd
import pytest
from extract_files import csv_text, read, said, write
from miniature_extract import MINIATURE
from scorecard.extract import findings
from scorecard.extract.problems import UnusableExtract
from scorecard.extract.reader import read_extract


def test_a_path_with_spaces_and_umlauts_is_read_and_named(tmp_path):
    folder = tmp_path / "Kinder für März (2)"
    folder.mkdir()
    visits = csv_text("Visits", {"SEEN": "vielleicht"})
    extract = read(folder, {"Übersicht der Besuche ñ.csv": visits})
    assert said(extract) == [("Übersicht der Besuche ñ.csv", 2, "SEEN", "vielleicht")]


def test_a_table_in_hundreds_of_files_is_one_table(tmp_path):
    folder = tmp_path / "many"
    shutil.copytree(MINIATURE, folder)
    heading, *rows = (folder / "Reviews.csv").read_text(encoding="utf-8").splitlines()
    (folder / "Reviews.csv").unlink()
    for number in range(100):
        file = folder / f"reviews {number}" / "all.csv"
        file.parent.mkdir()
        file.write_text("\n".join([heading, *rows[number::100]]), encoding="utf-8")
    extract = read_extract(folder)
    assert len(extract.files["Reviews"]) == 100
    assert len(extract.table("Reviews")) == len(read_extract(MINIATURE).table("Reviews"))


def test_what_other_programs_leave_beside_an_open_file_is_not_read(tmp_path):
    left = {"~$Visits.xlsx": b"\5lock", ".~lock.Visits.csv#": b",me", "._Visits.csv": b"\0\5\26\7"}
    extract = read(tmp_path, left | {"Visits.csv": csv_text("Visits", {})})
    assert (extract.problems, extract.warnings, len(extract.files["Visits"])) == ((), (), 1)


def test_of_a_file_cut_between_two_rows_what_other_tables_miss_is_told(tmp_path):
    folder = tmp_path / "cut"
    shutil.copytree(MINIATURE, folder)
    rows = (MINIATURE / "Header.csv").read_bytes().splitlines(keepends=True)
    (folder / "Header.csv").write_bytes(b"".join(rows[:14]))
    told = {
        (each.file, each.column) for each in read_extract(folder).problems if "in the Header" in each.expected
    }
    assert {("Episodes.csv", "CHILD"), ("AD1.csv", "CHILD")} <= told


def test_millions_of_rows_with_one_mistake_are_refused_in_one_line_before_they_fill_the_memory(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(findings, "MOST", 5)
    visits = csv_text("Visits", *({"CHILD": f"A{number}"} for number in range(2, 9)))
    with pytest.raises(
        UnusableExtract, match=r"^Visits\.csv, CHILD: expected a child who .* 7 rows of Visits"
    ):
        read(tmp_path, {"Visits.csv": visits})


@pytest.mark.parametrize("folder", [".ipynb_checkpoints", "~snapshot", "2019-20/.old"])
def test_what_a_hidden_folder_keeps_of_a_file_counts_for_nothing(tmp_path, folder):
    files = {
        "Visits.csv": csv_text("Visits", {}),
        f"{folder}/Visits.csv": csv_text("Visits", {"VISIT_DATE": "07/06/2018"}),
    }
    extract = read(tmp_path, files)
    assert len(extract.table("Visits")) == 1 and len(extract.files["Visits"]) == 1


def test_tables_go_by_other_endings_too_and_what_is_not_read_is_told(tmp_path):
    files = {
        "visits.rpt": csv_text("Visits", {"SEEN": "maybe"}),
        "Reviews.TAB": csv_text("Reviews", {}).replace(",", "\t"),
    }
    extract = read(tmp_path, files | {"health.csv.gz": b"\x1f\x8b", "guide.pdf": b"%PDF"})
    assert extract.table("Reviews")["REVIEW_CODE"].tolist() == ["PN1"]
    assert str(extract.problems[0]).startswith("visits.rpt, line 2, SEEN: “maybe”")
    (warning,) = extract.warnings
    assert warning.startswith("health.csv.gz: not read; save each table of it")


def test_a_folder_that_is_a_link_is_read_once(tmp_path):
    folder, share = tmp_path / "june", tmp_path / "share"
    share.mkdir()
    (share / "Visits.csv").write_text(csv_text("Visits", {}), encoding="utf-8")
    write(folder, {})
    for name, target in (("visits", share), ("again", share), ("round", folder)):
        (folder / name).symlink_to(target, target_is_directory=True)
    extract = read_extract(folder)
    assert len(extract.table("Visits")) == 1 and len(extract.files["Visits"]) == 1


def test_a_link_to_a_file_that_is_not_there_is_a_file_that_cannot_be_opened(tmp_path):
    (tmp_path / "Visits.csv").symlink_to(tmp_path / "share" / "Visits.csv")
    (problem,) = read(tmp_path, {}).problems
    assert problem.file == "Visits.csv" and "can be opened" in problem.expected


@pytest.mark.parametrize(
    "nothing", ["NULL", "null", "(null)", r"\N", "NA", "<NA>", "NaN", "NaT", "None", "n/a", "#N/A", "-", "."]
)
def test_what_programs_write_for_nothing_is_a_blank_cell(tmp_path, nothing):
    files = {
        "Episodes.csv": csv_text("Episodes", dict.fromkeys(("DEC", "REC", "REASON_PLACE_CHANGE"), nothing)),
        "CareLeavers.csv": csv_text("CareLeavers", {"TO": nothing}),
        "school.csv": csv_text("VirtualSchool", {"OFSTED": nothing}),
    }
    extract = read(tmp_path, files)
    assert extract.problems == () and extract.warnings == ()
    assert extract.table("Episodes")["DEC"].isna().all() and extract.table("CareLeavers")["TO"].isna().all()
    assert extract.table("VirtualSchool")["OFSTED"].isna().all()


@pytest.mark.parametrize("nothing", ["NULL", "na", "", " "])
def test_rows_without_an_id_are_left_out_by_line_and_become_no_child(tmp_path, nothing):
    visits = csv_text("Visits", {}, {"CHILD": nothing}, {"CHILD": nothing, "VISIT_DATE": "06/05/2018"})
    extract = read(tmp_path, {"Visits.csv": visits})
    assert said(extract) == [("Visits.csv", 3, "CHILD", None), ("Visits.csv", 4, "CHILD", None)]
    assert len(extract.table("Visits")) == 1 and extract.children.tolist() == ["A1"]


def test_a_code_may_have_the_point_that_pandas_gives_it_beside_a_blank_cell(tmp_path):
    rows = [
        {"NC_YEAR": "4.0", "OFSTED": "2.0"},
        {"CHILD": "B2", "NC_YEAR": "R", "OFSTED": ""},
        {"CHILD": "C3", "OFSTED": "2.5"},
    ]
    header = csv_text("Header", {}, {"CHILD": "B2"}, {"CHILD": "C3"})
    extract = read(tmp_path, {"Header.csv": header, "school.csv": csv_text("VirtualSchool", *rows)})
    assert [each for each in said(extract) if each[2] == "OFSTED"] == [("school.csv", 4, "OFSTED", "2.5")]
    assert extract.table("VirtualSchool")[["NC_YEAR", "OFSTED"]].iloc[0].tolist() == ["4", "2"]


@pytest.mark.parametrize(
    "never",
    [
        "31/12/9999",
        "9999-12-31",
        "9999-12-31 00:00:00.000",
        "31-Dec-9999",
        "31/12/2999",
        "31/12/2099",
        "2958465",
        "401768.0",
    ],
)
def test_what_has_no_end_yet_may_say_so_by_a_day_that_never_comes(tmp_path, never):
    rows = (
        {"DECOM": "07/05/2018", "DEC": "01/06/2018", "REC": "X1"},
        {"DECOM": "01/06/2018", "RNE": "L", "LS": "E1", "DEC": never},
    )
    extract = read(tmp_path, {"Episodes.csv": csv_text("Episodes", *rows)})
    assert extract.problems == ()
    assert extract.table("Episodes")["DEC"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    "none",
    [
        "1900-01-01 00:00:00.000",
        "01/01/1753",
        "01/01/0001 00:00:00",
        "00/01/1900",
        "30/12/1899",
        "0000-00-00",
    ],
)
def test_the_first_day_that_a_system_knows_says_that_there_is_none(tmp_path, none):
    files = {
        "Episodes.csv": csv_text("Episodes", {"DEC": none}, {"CHILD": "B2", "DECOM": none}),
        "UASC.csv": csv_text("UASC", {"DUC": none}),
    }
    extract = read(tmp_path, files)
    assert said(extract) == [("Episodes.csv", 3, "DECOM", "")]
    assert extract.table("Episodes")["DEC"].isna().all() and extract.table("UASC")["DUC"].isna().all()


@pytest.mark.parametrize("nothing", [datetime(9999, 12, 31), datetime(1900, 1, 1), time(0, 0)])
def test_a_day_that_never_comes_in_a_workbook_is_one_too(tmp_path, nothing):
    folder = write(tmp_path, {})
    (folder / "Episodes.csv").unlink()
    frame = pd.read_csv(io.StringIO(csv_text("Episodes", {"DEC": "x"})), dtype=str)
    frame["DEC"] = pd.Series([nothing], dtype=object)
    frame.to_excel(folder / "Episodes.xlsx", index=False)
    extract = read_extract(folder)
    assert extract.problems == () and extract.table("Episodes")["DEC"].isna().all()


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("Visits", "SEEN", {"y": "Y", "Yes": "Y", "TRUE": "Y", "1": "Y", "no": "N", "False": "N", "0": "N"}),
        ("OC2", "TEETH_CHECK", {"1.0": "1", "Y": "1", "no": "0"}),
        ("Header", "SEX", {"Male": "M", "f": "F", "1": "1"}),
        ("Health", "TYPE", {"Dental": "DENTAL", "rha": "RHA", "Dental check": "DENTAL"}),
        ("VisitFrequency", "WEEKS", {"6-weekly": 6, "Every 12 weeks": 12}),
        ("Missing", "MISSING", {"Away": "A"}),
        ("VirtualSchool", "NC_YEAR", {"Year 4": "4", "year  3": "3", "5.0": "5"}),
        ("VirtualSchool", "OFSTED", {"Good": "2", "Requires Improvement": "3"}),
        ("CareLeavers", "ELIGIBILITY", {"Former Relevant": "former relevant", "Relevant child": "relevant"}),
        ("Episodes", "PLACE", {"u4": "U4"}),
    ],
)
def test_a_code_may_be_written_in_either_case_or_as_the_word_that_it_is(tmp_path, table, column, words):
    for word, code in words.items():
        extract = read(tmp_path, {f"{table}.csv": csv_text(table, {column: word})})
        assert (extract.problems, extract.table(table)[column].tolist()) == ((), [code]), word


def test_a_home_is_the_same_however_its_postcode_and_number_are_typed(tmp_path):
    homes = [("PE13 0FF", "1234567"), ("pe130ff", "1234567.0"), ("PE13  0FF", " 1234567")]
    rows = [
        {
            "DECOM": f"0{month}/05/2018",
            "DEC": f"0{month + 1}/05/2018",
            "REC": "X1",
            "PL_POST": post,
            "URN": urn,
        }
        for month, (post, urn) in enumerate(homes, 1)
    ]
    episodes = read(tmp_path, {"Episodes.csv": csv_text("Episodes", *rows)}).table("Episodes")
    assert len(episodes[["PL_POST", "URN"]].drop_duplicates()) == 1


def test_a_number_may_have_commas_between_its_thousands(tmp_path):
    rows = [{"CASES": '"1,252"'}, {"TEAM": "North", "CASES": '"1,25"'}]
    extract = read(tmp_path, {"staff.csv": csv_text("Staffing", *rows)})
    assert said(extract) == [("staff.csv", 3, "CASES", "1,25")]
    assert extract.table("Staffing")["CASES"].max() == 1_252


@pytest.mark.parametrize("word", ["attended", "2", "maybe", "-1"])
def test_a_word_that_is_no_code_s_own_is_a_problem_as_it_stands(tmp_path, word):
    extract = read(tmp_path, {"Visits.csv": csv_text("Visits", {"SEEN": word})})
    assert said(extract) == [("Visits.csv", 2, "SEEN", word)]
