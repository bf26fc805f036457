"""Several years of returns are one history: a row that repeats is one row, the later year's version counts."""

import pytest
from extract_files import csv_text, ids, read, said

OPEN = {"DECOM": "01/05/2018"}
ENDED = {"DECOM": "01/05/2018", "DEC": "01/06/2019", "REC": "E4A"}


def episodes(tmp_path, files: dict[str, list[dict]]):
    return read(
        tmp_path,
        {"Episodes.csv": csv_text("Episodes")}
        | {name: csv_text("Episodes", *rows) for name, rows in files.items()},
    )


@pytest.mark.parametrize(
    ("earlier", "later"), [("2018-19/Episodes.csv", "2019-20/Episodes.csv"), ("z.csv", "a.csv")]
)
def test_the_version_that_knows_the_end_wins_whatever_the_files_are_called(tmp_path, earlier, later):
    extract = episodes(tmp_path, {earlier: [OPEN], later: [ENDED]})
    assert extract.problems == ()
    assert extract.table("Episodes")[["REC", "_FILE"]].to_numpy().tolist() == [["E4A", later]]


@pytest.mark.parametrize("rows", [[OPEN, ENDED], [ENDED, OPEN], [OPEN, ENDED, OPEN, ENDED]])
def test_one_file_that_spans_the_years_gives_the_same(tmp_path, rows):
    extract = episodes(tmp_path, {"all.csv": rows})
    assert extract.problems == () and extract.table("Episodes")["REC"].tolist() == ["E4A"]


def test_of_two_versions_alike_in_what_they_know_the_file_with_the_newer_date_wins(tmp_path):
    header = csv_text("Header", {}, {"CHILD": "B2"})
    newer = csv_text("Episodes", ENDED | {"DEC": "02/06/2019"}, {"CHILD": "B2", "DECOM": "01/01/2020"})
    extract = read(
        tmp_path,
        {
            "Header.csv": header,
            "Episodes.csv": csv_text("Episodes"),
            "a.csv": newer,
            "b.csv": csv_text("Episodes", ENDED),
        },
    )
    assert extract.problems == ()
    assert extract.table("Episodes")["DEC"][0].day == 2


def test_one_mistyped_date_in_an_old_file_reopens_nothing(tmp_path):
    header = csv_text("Header", {}, {"CHILD": "B2"})
    old = csv_text(
        "Episodes", OPEN, {"CHILD": "B2", "DECOM": "01/01/2018", "DEC": "01/01/2091", "REC": "E4A"}
    )
    extract = read(
        tmp_path, {"Header.csv": header, "Episodes.csv": csv_text("Episodes", ENDED), "old.csv": old}
    )
    episodes = extract.table("Episodes")
    ended = episodes[[id == "A1" for id in ids(extract, "Episodes")]]
    assert ended["REC"].tolist() == ["E4A"]


def test_an_episode_that_a_later_file_opens_again_is_said(tmp_path):
    later = [OPEN, {"DECOM": "01/02/2020", "CHILD": "B2"}]
    extract = episodes(tmp_path, {"1.csv": [ENDED], "2.csv": later})
    assert ("2.csv", 2, "DEC", "") in said(extract)


def test_two_rows_of_one_file_for_the_same_day_are_said_and_one_is_used(tmp_path):
    extract = episodes(tmp_path, {"all.csv": [OPEN, OPEN | {"PLACE": "K2"}]})
    assert said(extract) == [("all.csv", 2, "DECOM", "01/05/2018")]
    assert extract.table("Episodes")["PLACE"].tolist() == ["K2"]


def test_an_episode_that_ended_as_it_began_does_not_end_the_one_that_began_that_day(tmp_path):
    extract = episodes(tmp_path, {"all.csv": [OPEN, OPEN | {"DEC": "01/05/2018", "REC": "X1"}]})
    assert said(extract) == [("all.csv", 2, "RNE", "S"), ("all.csv", 3, "DEC", "01/05/2018")]
    assert extract.table("Episodes")["DEC"].isna().tolist() == [False, True]


@pytest.mark.parametrize("end", ["nonsense", "01/01/2018"])
def test_an_older_open_version_does_not_stand_in_for_one_whose_end_cannot_be_read(tmp_path, end):
    extract = episodes(
        tmp_path,
        {
            "1.csv": [OPEN],
            "2.csv": [OPEN | {"DEC": end, "REC": "E4A"}, {"CHILD": "B2", "DECOM": "01/01/2020"}],
        },
    )
    assert ("2.csv", 2, "DEC", end) in said(extract)
    assert ids(extract, "Episodes") == ["B2"]


def test_what_a_later_version_put_right_is_no_problem_any_more(tmp_path):
    extract = episodes(tmp_path, {"1.csv": [OPEN | {"LS": "??"}], "2.csv": [ENDED]})
    assert extract.problems == () and extract.table("Episodes")["LS"].tolist() == ["C2"]


def test_a_problem_that_repeats_with_its_row_is_told_once(tmp_path):
    extract = episodes(tmp_path, {"1.csv": [OPEN | {"LS": "??"}], "2.csv": [ENDED | {"LS": "??"}]})
    assert said(extract) == [("2.csv", 2, "LS", "??")]


def test_a_child_of_several_years_is_one_child_and_another_birth_date_is_said(tmp_path):
    files = {
        "1/Header.csv": csv_text("Header", {}),
        "2/Header.csv": csv_text("Header", {"ETHNIC": "MWBC"}, {"CHILD": "B2"}),
        "2/Episodes.csv": csv_text("Episodes", {"CHILD": "B2"}),
    }
    extract = read(tmp_path / "same", files)
    assert extract.problems == () and ids(extract, "Header") == ["A1", "B2"]
    files["3/Header.csv"] = csv_text("Header", {"DOB": "08/03/2011"})
    extract = read(tmp_path / "other", files)
    assert {each[2:] for each in said(extract)} == {("DOB", None)}
    assert extract.table("Header")["DOB"][0].day == 8


def test_visits_of_one_day_that_differ_are_two_visits(tmp_path):
    extract = read(tmp_path, {"Visits.csv": csv_text("Visits", {"SEEN": "N"}, {"SEEN": "Y"}, {"SEEN": "Y"})})
    assert said(extract) == [("Visits.csv", 4, "SEEN", "Y")]
    assert extract.table("Visits")["SEEN"].tolist() == ["N", "Y"]


def test_going_missing_and_being_away_on_one_day_are_two_episodes(tmp_path):
    rows = [{"MISSING": "M", "MIS_END": "05/05/2019"}, {"MISSING": "A", "MIS_END": "06/05/2019"}]
    rows = [{"MIS_START": "05/05/2019"} | row for row in rows]
    extract = read(tmp_path, {"Missing.csv": csv_text("Missing", *rows)})
    assert extract.problems == () and sorted(extract.table("Missing")["MISSING"]) == ["A", "M"]


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("2018-19/OC3.csv", "2018/19"),
        ("OC3 201819.csv", "2018/19"),
        ("2017-18/oc3_2018_2019.csv", "2018/19"),
        ("OC3.csv", "2019/20"),
        ("export 20190131.csv", "2019/20"),
        ("new/OC3.csv", "2020/21"),
    ],
)
def test_care_leavers_without_a_year_have_their_paths_year_or_that_of_the_newest_episode_beside_them(
    tmp_path, name, year
):
    files = {
        name: csv_text("OC3", {}, without=("YEAR",)),
        "Episodes.csv": csv_text("Episodes", {"DEC": "31/03/2020", "REC": "E4A"}),
        "new/Episodes.csv": csv_text("Episodes", {"DECOM": "01/04/2020"}),
    }
    if name != "OC3.csv" and "export" not in name and not name.startswith("new"):
        del files["new/Episodes.csv"]
    extract = read(tmp_path, files)
    assert (extract.problems, extract.missing_columns) == ((), {})
    assert extract.table("OC3")["YEAR"].tolist() == [year]


def test_several_files_of_care_leavers_without_a_year_are_refused_by_name(tmp_path):
    leavers = csv_text("OC3", {}, without=("YEAR",))
    extract = read(tmp_path, {"a.csv": leavers, "b.csv": leavers, "2016-17.csv": leavers})
    assert said(extract) == [("a.csv", 1, "YEAR", None), ("b.csv", 1, "YEAR", None)]
    assert extract.not_read == {"OC3": ("a.csv", "b.csv")}
    assert extract.table("OC3")["YEAR"].tolist() == ["2016/17"]


@pytest.mark.parametrize(
    ("names", "years", "newest"),
    [
        (("oc3_1819.csv", "oc3_1920.csv"), ["2018/19", "2019/20"], {}),
        (("2019-oc3.csv", "2020-oc3.csv"), ["2018/19", "2019/20"], {}),
        (
            ("oc3 2020.csv", "oc3 2021.csv"),
            ["2019/20", "2020/21"],
            {"2020": "31/03/2020", "2021": "31/03/2021"},
        ),
        (
            ("oc3 2020.csv", "oc3 2021.csv"),
            ["2020/21", "2021/22"],
            {"2020": "31/03/2021", "2021": "31/03/2022"},
        ),
    ],
)
def test_one_year_in_a_name_is_the_one_in_which_the_financial_year_ends_unless_the_episodes_say_otherwise(
    tmp_path, names, years, newest
):
    files = {name: csv_text("OC3", {}, without=("YEAR",)) for name in names}
    files |= {f"{year}-episodes.csv": csv_text("Episodes", {"DECOM": day}) for year, day in newest.items()}
    assert read(tmp_path, files).table("OC3")["YEAR"].tolist() == years


@pytest.mark.parametrize(
    ("born", "told"), [("07/03/2011", []), ("08/03/2011", [("UASC.csv", 2, "CHILD", None)])]
)
def test_two_rows_of_one_id_that_differ_in_birth_are_of_two_children(tmp_path, born, told):
    rows = csv_text("UASC", {"DOB": born}, {"DUC": "01/09/2018"})
    extract = read(tmp_path, {"UASC.csv": rows})
    assert [each for each in said(extract) if each[2] == "CHILD"] == told


def test_a_year_of_which_a_yearly_table_is_blank_makes_no_other_incomplete(tmp_path):
    blank, leavers = (csv_text("OC3", *rows, without=("YEAR",)) for rows in ((), ({},)))
    extract = read(tmp_path, {"2018-19/OC3.csv": leavers, "2019-20/OC3.csv": blank})
    assert (extract.problems, extract.missing_columns) == ((), {})
    assert extract.table("OC3")["YEAR"].tolist() == ["2018/19"]


def test_what_only_an_earlier_export_in_the_folder_has_is_told_by_line(tmp_path):
    visits = [{"VISIT_DATE": f"{day:02}/{month:02}/2019"} for month in range(1, 13) for day in (3, 9)]
    older = [*visits[:20], {"VISIT_DATE": "10/02/2019"}]
    files = {
        "Episodes.csv": csv_text("Episodes", {"DECOM": "01/05/2018"}),
        "Visits.csv": csv_text("Visits", *visits),
        "Visits (1).csv": csv_text("Visits", *older),
    }
    assert said(read(tmp_path, files)) == [("Visits (1).csv", 22, "VISIT_DATE", "10/02/2019")]


def test_files_that_overlap_and_have_their_own_parts_of_the_years_are_no_copies(tmp_path):
    visits = [{"VISIT_DATE": f"{day:02}/{month:02}/2019"} for month in range(1, 13) for day in (3, 9)]
    files = {"a.csv": csv_text("Visits", *visits[:22]), "b.csv": csv_text("Visits", *visits[2:])}
    assert read(tmp_path, files).problems == ()
