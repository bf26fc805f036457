"""All problems are told at once, and a bad cell stops no figure that does not need it."""

import pandas as pd
import pytest
from extract_files import ROWS, csv_text, ids, read, said
from scorecard.extract.problems import Effect
from scorecard.extract.tables import TABLES

CELLS = [(name, column) for name, table in TABLES.items() for column in table.columns]


def given(tmp_path, name: str, *rows: dict[str, str]):
    return read(tmp_path, {f"{name}.csv": csv_text(name, *rows)})


def test_all_problems_are_told_at_once_in_order_of_file_and_line(tmp_path):
    extract = read(
        tmp_path,
        {
            "Visits.csv": csv_text("Visits", {"SEEN": "X"}, {"VISIT_DATE": "32/01/2020", "SEEN_ALONE": "?"}),
            "Episodes.csv": csv_text("Episodes", {"LS": "Q1", "REC": "E99"}),
        },
    )
    assert said(extract) == [
        ("Episodes.csv", 2, "LS", "Q1"),
        ("Episodes.csv", 2, "REC", "E99"),
        ("Visits.csv", 2, "SEEN", "X"),
        ("Visits.csv", 3, "SEEN_ALONE", "?"),
        ("Visits.csv", 3, "VISIT_DATE", "32/01/2020"),
    ]


@pytest.mark.parametrize(
    "text",
    ["31/02/2020", "05/32/2020", "1 May", "99999", "01/01/0202", "31/12/9998"],
)
def test_what_is_no_date_is_said_and_counts_as_blank(tmp_path, text):
    extract = given(tmp_path, "AD1", {"DATE_INT": text})
    assert said(extract) == [("AD1.csv", 2, "DATE_INT", text)]
    assert "a date like 31/05/2020" in str(extract.problems[0])
    assert pd.isna(extract.table("AD1")["DATE_INT"][0])
    assert extract.table("AD1")["DATE_MATCH"][0] == pd.Timestamp(2019, 3, 1)


@pytest.mark.parametrize(("text", "day"), [("29/02/2020", 29), ("1/2/2020", 1), ("05/02/2020", 5)])
def test_a_leap_day_and_days_without_a_leading_nought_are_dates(tmp_path, text, day):
    extract = given(tmp_path, "Reviews", {"REVIEW": text})
    assert extract.problems == () and extract.table("Reviews")["REVIEW"][0] == pd.Timestamp(2020, 2, day)


@pytest.mark.parametrize(("name", "column"), [cell for cell in CELLS if cell[1] in TABLES[cell[0]].codes])
def test_an_impossible_code_is_a_problem_and_no_other_cell_of_the_row_is_lost(tmp_path, name, column):
    extract = given(tmp_path, name, {column: "?!"})
    problems = [each for each in extract.problems if each.column == column and each.line == 2]
    assert problems and all(each.value == "?!" for each in problems)
    row = extract.table(name)
    if column in TABLES[name].key:
        assert row.empty
    else:
        kept = row[column].isna().all() if column != "PLACE" else (row[column] == "?!").all()
        assert len(row) == 1 and kept and ids(extract, name) == [ROWS[name]["CHILD"]]


def test_visits_are_agreed_for_1_to_13_whole_weeks(tmp_path):
    agreed = [{"FROM": f"{n + 1:02}/06/2018", "WEEKS": str(n)} for n in range(15)]
    extract = given(tmp_path, "VisitFrequency", *agreed, {"FROM": "20/06/2018", "WEEKS": "2.5"})
    unread = [each.value for each in extract.problems if each.column == "WEEKS"]
    assert unread == ["0", "14", "2.5"]
    assert extract.table("VisitFrequency")["WEEKS"].dropna().tolist() == list(range(1, 14))


@pytest.mark.parametrize(
    ("name", "column"), [(name, each) for name, table in TABLES.items() for each in table.key]
)
def test_a_row_whose_key_is_blank_is_left_out_and_said(tmp_path, name, column):
    extract = given(tmp_path, name, {column: ""}, {})
    assert any((each.line, each.column) == (2, column) for each in extract.problems)
    assert extract.table(name)["_LINE"].tolist() == [3]


@pytest.mark.parametrize(
    ("name", "column"), [(name, table.end) for name, table in TABLES.items() if table.end]
)
def test_a_row_whose_end_cannot_be_read_is_left_out_since_blank_would_say_that_it_goes_on(
    tmp_path, name, column
):
    extract = given(tmp_path, name, {column: "soon"})
    assert (f"{name}.csv", 2, column, "soon") in said(extract)
    assert extract.table(name).empty


@pytest.mark.parametrize(
    ("place", "start", "end", "fits"),
    [
        ("H5", "01/05/2018", "", True),
        ("H5", "31/03/2025", "01/06/2025", True),
        ("H5", "01/04/2025", "01/06/2025", False),
        ("P2", "27/10/2023", "01/12/2023", True),
        ("P2", "28/10/2023", "01/12/2023", False),
        ("K3", "01/05/2018", "", False),
        ("K3", "01/12/2023", "31/03/2024", False),
        ("K3", "01/12/2023", "01/04/2024", True),
        ("Z1", "01/05/2018", "", True),
        ("Z1", "01/05/2025", "", False),
        ("Z11", "01/05/2018", "", False),
        ("Z14", "01/05/2025", "", True),
        ("U4", "01/05/1999", "", True),
        ("Q9", "01/05/2018", "", False),
    ],
)
def test_a_placement_code_is_judged_by_its_episodes_own_dates_and_stays_even_if_unknown(
    tmp_path, place, start, end, fits
):
    episode = {"PLACE": place, "DECOM": start, "DEC": end, "REC": "E4A" if end else ""}
    extract = given(tmp_path, "Episodes", episode)
    found = [each for each in said(extract) if each[2] == "PLACE"]
    assert found == ([] if fits else [("Episodes.csv", 2, "PLACE", place)])
    assert extract.table("Episodes")["PLACE"].tolist() == [place]


def test_a_problem_says_what_becomes_of_its_cell_or_row(tmp_path):
    rows = [
        {"LS": "Q1", "PLACE": "QQ"},
        {"DECOM": ""},
        {"LS": "", "DECOM": "02/05/2018"},
        {"DECOM": "03/05/2018"},
    ]
    rows[3] |= {"DEC": "31/02/2019", "REC": "E4A"}
    effects = {(each.line, each.column): each.effect for each in given(tmp_path, "Episodes", *rows).problems}
    assert effects == {
        (2, "LS"): Effect.BLANK,
        (2, "PLACE"): Effect.NONE,
        (2, "DEC"): Effect.ROW,
        (3, "DECOM"): Effect.ROW,
        (4, "LS"): Effect.BLANK,
        (5, "DEC"): Effect.ROW,
    }


def test_a_code_of_today_fits_an_open_episode_only_if_the_extract_goes_so_far(tmp_path):
    long_open = {"PLACE": "K3", "DECOM": "01/12/2023"}
    other = {"CHILD": "B2", "DECOM": "01/01/2024", "DEC": "01/05/2024", "REC": "E4A"}
    header = csv_text("Header", {}, {"CHILD": "B2"})
    early = read(tmp_path / "1", {"Header.csv": header, "Episodes.csv": csv_text("Episodes", long_open)})
    late = read(
        tmp_path / "2", {"Header.csv": header, "Episodes.csv": csv_text("Episodes", long_open, other)}
    )
    assert [each.column for each in early.problems if each.table == "Episodes"] == ["PLACE"]
    assert late.problems == ()


@pytest.mark.parametrize(
    ("sex", "born", "fits"),
    [
        ("1", "31/03/2024", True),
        ("2", "01/04/2024", False),
        ("F", "01/04/2024", True),
        ("M", "07/03/2011", True),
        ("U", "07/03/2011", True),
        ("3", "07/03/2011", False),
    ],
)
@pytest.mark.parametrize("name", ["Header", "UASC"])
def test_sex_is_a_number_or_a_letter_but_no_number_for_a_child_born_since_the_letters(
    tmp_path, name, sex, born, fits
):
    extract = given(tmp_path, name, {"SEX": sex, "DOB": born})
    found = [each for each in said(extract) if each[2] == "SEX" and each[3] == sex]
    assert found == ([] if fits else [(f"{name}.csv", 2, "SEX", sex)])
    assert extract.table(name)["SEX"].isna()[0] == (not fits)


@pytest.mark.parametrize(
    ("activity", "year", "fits"),
    [("F3", "2019/20", True), ("P3", "2020/21", False), ("F3", "2024/25", False), ("F5", "2024/25", True)],
)
def test_training_or_employment_as_one_code_ends_with_its_year(tmp_path, activity, year, fits):
    extract = given(tmp_path, "OC3", {"ACTIV": activity, "YEAR": year})
    assert [each for each in said(extract) if each[2] == "ACTIV"] == (
        [] if fits else [("OC3.csv", 2, "ACTIV", activity)]
    )


@pytest.mark.parametrize(
    ("column", "text"), [("CASES", "many"), ("IN_POST", "-1"), ("ESTABLISHMENT", "inf"), ("CASES", "1,5")]
)
def test_a_number_is_a_number_and_not_below_nought(tmp_path, column, text):
    cell = f'"{text}"' if "," in text else text
    extract = given(tmp_path, "Staffing", {column: cell})
    assert said(extract) == [("Staffing.csv", 2, column, text)]
    assert pd.isna(extract.table("Staffing")[column][0])


@pytest.mark.parametrize(
    ("name", "column", "text"),
    [
        ("Staffing", "MONTH", "May or June 2020"),
        ("Staffing", "MONTH", "2020-13"),
        ("OC3", "YEAR", "2020"),
        ("OC3", "YEAR", "2019/25"),
    ],
)
def test_a_month_and_a_year_are_written_as_the_extract_says(tmp_path, name, column, text):
    extract = given(tmp_path, name, {column: text})
    assert said(extract) == [(f"{name}.csv", 2, column, text)] and extract.table(name).empty


def test_eligibility_is_words_whose_case_does_not_matter(tmp_path):
    extract = given(tmp_path, "CareLeavers", {"ELIGIBILITY": "Former Relevant"})
    assert extract.problems == () and extract.table("CareLeavers")["ELIGIBILITY"].tolist() == [
        "former relevant"
    ]


@pytest.mark.parametrize(("end", "reason"), [("01/06/2018", ""), ("", "E4A")])
def test_an_end_without_a_reason_or_a_reason_without_an_end_is_said_and_the_episode_stays(
    tmp_path, end, reason
):
    extract = given(tmp_path, "Episodes", {"DEC": end, "REC": reason})
    assert said(extract) == [("Episodes.csv", 2, "REC", reason)]
    assert len(extract.table("Episodes")) == 1


def test_an_episode_that_ends_before_it_starts_is_left_out(tmp_path):
    extract = given(tmp_path, "Episodes", {"DEC": "30/04/2018", "REC": "E4A"}, {"DECOM": "01/07/2018"})
    assert said(extract) == [("Episodes.csv", 2, "DEC", "30/04/2018")]
    assert extract.table("Episodes")["_LINE"].tolist() == [3]


@pytest.mark.parametrize("value", ["A1", "07/03/2011", "2011-03-07"])
def test_an_id_or_birth_date_that_slipped_into_another_column_is_not_repeated(tmp_path, value):
    extract = given(tmp_path, "Reviews", {"REVIEW_CODE": value})
    (problem,) = extract.problems
    assert problem.value is None and value not in str(problem)
    extract = given(tmp_path, "Reviews", {"REVIEW": "A1"})
    assert extract.problems[0].value is None


def shown(extract) -> list:
    return [each.value for each in extract.problems if each.line == 3]


def test_an_id_in_a_row_that_has_slipped_to_the_left_is_not_repeated(tmp_path):
    slipped = "DECOM,CHILD,RNE,LS,PLACE,PLACE_PROVIDER,DEC,REC,PL_POST,URN\n01/05/2018,A1,S,C2,U4,PR1,,,,\n"
    extract = read(tmp_path, {"Episodes.csv": slipped + "A1,S,C2,U4,PR1,,,,,\n"})
    assert shown(extract) and set(shown(extract)) == {None}


@pytest.mark.parametrize(
    "row",
    [",A1,07/03/2011,20/05/2018", ",,2011-03-07,PN1", "A1,A1,2011-03-07,PN1", "A1,,2011-03-07,20/05/2018"],
    ids=["to the right", "no child", "from the birth date on", "a date where none belongs"],
)
def test_nothing_of_a_row_that_has_slipped_is_repeated(tmp_path, row):
    reviews = f"CHILD,DOB,REVIEW,REVIEW_CODE\nA1,07/03/2011,20/05/2018,PN1\n{row}\n"
    extract = read(tmp_path, {"Reviews.csv": reviews})
    assert shown(extract) and set(shown(extract)) == {None}


def test_a_value_that_is_wrong_in_its_own_column_is_shown(tmp_path):
    extract = given(tmp_path, "Reviews", {}, {"REVIEW": "2018-05-32", "REVIEW_CODE": "PN9"})
    assert shown(extract) == ["2018-05-32", "PN9"]


def test_no_problem_of_a_personal_column_shows_its_value(tmp_path):
    extract = given(tmp_path, "Header", {"DOB": "secret"}, {"CHILD": "B2", "MC_DOB": "secret"})
    assert [each[2:] for each in said(extract)] == [("DOB", None), ("CHILD", None), ("MC_DOB", None)]
    assert extract.table("Header")["DOB"].isna().tolist() == [True, False]
    assert "A1" in ROWS["Header"].values() and ids(extract, "Header") == ["A1", "B2"]
