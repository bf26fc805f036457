"""Restated figures: a board that decided on a figure is told when it has changed, and by how many."""

import pytest
from measure_rows import MAY, frame, row, series
from scorecard.display.restated import issued_measures, restated, restated_table
from scorecard.indicators.measures import write_measures


@pytest.fixture
def history(tmp_path):
    """Keep a month's measures as an issued pack does."""

    def keep(month, *rows):
        write_measures(frame(*rows), tmp_path / f"{month}.csv")
        return tmp_path

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
    ]  # fmt: skip


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


def test_packs_of_this_month_and_later_are_not_looked_at(history):
    assert issued_measures(history("2020-05", visits(1.0, 1.0, "2020-05")), MAY) is None


def test_without_an_earlier_pack_it_says_so(tmp_path):
    assert "nothing to compare" in restated_table(issued_measures(tmp_path, MAY), frame()).text


def test_when_nothing_has_changed_it_says_so(history):
    issued = issued_measures(history("2020-04", visits(69.0, 69.0)), MAY)
    assert (
        restated_table(issued, frame(visits(69.0, 69.0))).text == "No figure of an earlier pack has changed."
    )
