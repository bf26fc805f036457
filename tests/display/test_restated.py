"""Restated figures: a board that decided on a figure is told when it has changed, and by how many."""

import pytest
from measure_rows import MAY, frame, row, series
from scorecard.display.restated import first_printed, kept_measures, last_printed, restated, restated_table
from scorecard.edited_files import UnusableFile
from scorecard.measures.table import csv_of
from scorecard.project import Project


def issued_measures(project, month):
    return last_printed(kept_measures(project, month))


@pytest.fixture
def history(tmp_path):
    """Keep a month's measures as an issued pack does."""

    def keep(month, *rows):
        project = Project(tmp_path)
        project.history.mkdir(parents=True, exist_ok=True)
        (project.history / f"{month}.csv").write_bytes(csv_of(frame(*rows)))
        return project

    return keep


def visits(value, numerator, month="2020-04", end="2020-04-30"):
    kept = list(row("visits_on_time", end, value, month=month))
    kept[6] = numerator
    return tuple(kept)


def test_a_figure_that_is_another_now_is_listed_with_was_is_and_by_how_many(history):
    issued = issued_measures(history("2020-04", visits(69.0, 69.0)), MAY)
    lines = restated_table(issued, frame(visits(72.0, 72.0, "2020-05"))).text.splitlines()
    assert [cell.strip() for cell in lines[2].strip("|").split("|")] == [
        "Visits on time", "April 2020", "April 2020", "69.0% (69 of 100)", "72.0% (72 of 100)", "+3", "0",
        "definition put right: after a late visit, the next is due by the frequency in force on the day of that visit "
        "(release 2.0.0)",
    ]  # fmt: skip


@pytest.mark.parametrize("spoil", [lambda kept: kept[:-4], lambda kept: b"", lambda kept: b"a;b\n\xff\n"])
def test_a_file_that_is_not_as_it_was_kept_is_named_in_one_line(history, spoil):
    file = history("2020-04", visits(69.0, 69.0)).history / "2020-04.csv"
    file.write_bytes(spoil(file.read_bytes()))
    with pytest.raises(
        UnusableFile, match=r"2020-04\.csv is not as it was kept; copy it from packs/2020-04/"
    ):
        issued_measures(Project(file.parents[2]), MAY)


def test_a_kept_file_without_one_of_the_columns_is_named(history):
    file = history("2020-04", visits(69.0, 69.0)).history / "2020-04.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",unit,", ",units,"), encoding="utf-8")
    with pytest.raises(UnusableFile, match="not as it was kept"):
        issued_measures(Project(file.parents[2]), MAY)


def test_the_same_figure_is_not_listed(history):
    issued = issued_measures(
        history("2020-04", *series("visits_on_time", [70.0, float("nan")], MAY.previous())), MAY
    )
    assert restated(issued, frame(*series("visits_on_time", [70.0, float("nan")], MAY.previous()))).empty


def test_a_figure_that_had_no_data_and_now_has_is_listed(history):
    issued = issued_measures(history("2020-04", visits(float("nan"), 0.0)), MAY)
    assert len(restated(issued, frame(visits(50.0, 1.0, "2020-05")))) == 1


def test_a_figure_is_held_against_the_last_pack_that_printed_it(history):
    history("2020-03", visits(60.0, 60.0, "2020-03", "2020-02-29"))
    folder = history("2020-04", visits(62.0, 62.0, "2020-04", "2020-02-29"))
    found = restated(issued_measures(folder, MAY), frame(visits(63.0, 63.0, "2020-05", "2020-02-29")))
    assert list(found["value_was"]) == [62.0]


def test_a_first_figure_is_that_of_its_own_month_s_pack_by_the_definition_of_now(history):
    def reviews(value, month, end):
        return row("dental", end, value, month=month)

    history("2020-03", reviews(60.0, "2020-03", "2020-03-31"), visits(50.0, 50.0, "2020-03", "2020-03-31"))
    folder = history(
        "2020-04", reviews(61.0, "2020-04", "2020-04-30"), reviews(63.0, "2020-04", "2020-03-31")
    )
    first = first_printed(kept_measures(folder, MAY))
    assert list(zip(first["indicator"], first["value"])) == [("dental", 60.0), ("dental", 61.0)]


def test_packs_of_this_month_and_later_are_not_looked_at(history):
    assert kept_measures(history("2020-05", visits(1.0, 1.0, "2020-05")), MAY) is None


def test_without_an_earlier_pack_it_says_so(tmp_path):
    assert "nothing to compare" in restated_table(kept_measures(Project(tmp_path), MAY), frame()).text


def test_when_nothing_has_changed_it_says_so(history):
    issued = issued_measures(history("2020-04", visits(69.0, 69.0)), MAY)
    assert (
        restated_table(issued, frame(visits(69.0, 69.0))).text == "No figure of an earlier pack has changed."
    )
