"""The counter: rows in windows become numerators and denominators, by what is declared and by nothing else."""

from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from extracts import random_extract
from hypothesis import given, settings
from hypothesis import strategies as st
from measured import has_data, measured, population
from miniature_figures import miniature, miniature_measures
from scorecard.care.history import Care
from scorecard.indicators import INDICATORS, Indicator
from scorecard.indicators.declaration import Part, indicator
from scorecard.measures import counter
from scorecard.measures.counter import cohort_of, counted, in_window, of_figure, windows_of
from scorecard.measures.monthly import measures
from scorecard.measures.table import empty
from scorecard.reporting_month import ReportingMonth
from scorecard.windows import LATEST_ROLL, MONTHS, ROLLING_YEARS, Window, Windows

FEBRUARY = ReportingMonth(2021, 2)
JANUARY_DAYS = (datetime(2020, 1, 1), datetime(2020, 1, 31))
FEBRUARY_DAYS = (datetime(2020, 2, 1), datetime(2020, 2, 29))
TWO_MONTHS = tuple(Window("month", start, end, start) for start, end in (JANUARY_DAYS, FEBRUARY_DAYS))
# Each with the month before it, as rolling years overlap.
OVERLAPPING = tuple(
    Window("month", start, end, first)
    for (start, end), first in ((JANUARY_DAYS, datetime(2019, 12, 1)), (FEBRUARY_DAYS, JANUARY_DAYS[0]))
)
TEXTS = ("title", "label", "numerator", "denominator", "definition", "owner")


def declared(cohort: pd.DataFrame | None = None, **said) -> Indicator:
    """An indicator that gives a cohort, of which a test says only what matters to it."""

    @indicator(
        **dict.fromkeys(TEXTS, "") | {"unit": "children", "good": None, "windows": (), "inputs": {}} | said
    )
    def made_up(care, days):
        return cohort

    return made_up


def rows(*days: str, **columns) -> pd.DataFrame:
    """A cohort: a row a day, of January 2020 unless a month is said ("31/12/2019", "5" for 5 January)."""
    days = [each if "/" in each else f"{each}/01/2020" for each in days]
    return pd.DataFrame({"DATE": pd.to_datetime(days, format="%d/%m/%Y"), **columns})


def count(cohort: pd.DataFrame, windows=TWO_MONTHS, **said) -> dict[str, str]:
    """By category, for each window "numerator/denominator", or the numerator of a count; "-" for a blank."""
    made_up = declared(cohort, **said)
    found = counted(made_up, cohort_of(made_up, windows, None), windows, POPULATION)
    return {
        category: " ".join(_figure(*each) for each in zip(numerator, [None] * 2 if below is None else below))
        for category, numerator, below in found
    }


def _figure(numerator: float, denominator: float | None) -> str:
    parts = [numerator] if denominator is None else [numerator, denominator]
    return "/".join("-" if np.isnan(part) else f"{part:g}" for part in parts)


POPULATION = pd.Series([50_000.0], index=[datetime(2020, 2, 29)])


def test_a_count_is_of_the_rows_from_the_first_day_to_the_end():
    days = rows("31/12/2019", "1", "1", "31", "01/02/2020", "29/02/2020", "01/03/2020")
    assert count(days) == {"": "3 2"}


def test_a_count_of_amounts_adds_them_up():
    assert count(rows("1", "2", NUMERATOR=[5.5, 2.25]), unit="FTE") == {"": "7.75 0"}


def test_a_share_is_of_the_rows_of_which_the_numerator_is_true_and_over_none_it_is_nothing():
    assert count(rows("1", "2", "3", NUMERATOR=[True, False, True]), unit="%") == {"": "2/3 0/0"}


def test_a_mean_is_the_days_over_the_rows():
    assert count(rows("1", "2", "01/02/2020", NUMERATOR=[400, 30, 7]), unit="days") == {"": "430/2 7/1"}


def test_a_ratio_is_over_what_the_data_hold():
    cases = rows("31", "29/02/2020", NUMERATOR=[128.0, 40.0], DENOMINATOR=[8.0, 0.0])
    assert count(cases, unit="cases") == {"": "128/8 40/0"}


def test_a_rate_is_of_the_rows_per_population_and_before_the_first_population_there_is_none():
    assert count(rows("31", "31", "29/02/2020"), unit="per 10,000") == {"": "2/- 1/50000"}


def test_a_window_that_looks_back_counts_a_row_wherever_it_reaches():
    assert count(rows("31/12/2019", "5", "29/02/2020"), OVERLAPPING) == {"": "2 2"}


def test_without_any_row_a_count_is_0():
    nothing = rows(NUMERATOR=pd.Series(dtype=bool))
    assert count(nothing) == {"": "0 0"}
    assert count(nothing, unit="%") == {"": "0/0 0/0"}
    assert count(nothing.assign(GROUP=pd.Series(dtype="str")), groups=("a",), figure=None) == {"a": "0 0"}


def test_declared_groups_stand_in_their_order_the_figure_before_them():
    some = rows("1", "2", "29/02/2020", GROUP=["b", "a", "b"])
    assert count(some, groups=("a", "none", "b")) == {"": "2 1", "a": "1 0", "none": "0 0", "b": "1 1"}
    assert count(some, groups=("a", "b"), figure=None) == {"a": "1 0", "b": "1 1"}


def test_a_group_of_a_share_is_its_rows_out_of_all():
    some = rows("1", "2", "3", GROUP=["in work", "not in work", "not in work"], NUMERATOR=[False, True, True])
    assert count(some, unit="%", groups=("in work", "not in work")) == {
        "": "2/3 0/0", "in work": "1/3 0/0", "not in work": "2/3 0/0",
    }  # fmt: skip


def test_rows_of_no_group_are_shown_as_such_where_there_are_any_in_the_windows():
    named = {"groups": ("a",), "otherwise": "not known", "figure": None}
    assert count(rows("1", "2", GROUP=["a", None]), **named) == {"a": "1 0", "not known": "1 0"}
    assert count(rows("1", "2", GROUP=["a", "a"]), **named) == {"a": "2 0"}
    assert count(rows("1", "31/12/2019", GROUP=["a", None]), **named) == {"a": "1 0"}


def test_rows_of_no_group_count_with_those_of_a_declared_one_that_is_named_for_them():
    assert count(rows("1", "2", GROUP=["other", None]), groups=("a", "other"), otherwise="other", figure=None) == {
        "a": "0 0", "other": "2 0",
    }  # fmt: skip


def test_a_group_that_is_the_figure_is_not_shown_again():
    some = rows("1", "2", "3", GROUP=["missing", "away", "away"])
    assert count(some, groups=("missing", "away"), figure="missing") == {"": "1 0", "away": "2 0"}
    assert len(of_figure(some, declared(groups=("missing", "away"), figure="missing"))) == 1
    assert len(of_figure(some, declared(groups=("missing", "away")))) == 3


def test_groups_that_come_as_categories_count_the_same():
    some = rows("1", "2", GROUP=pd.Categorical(["a", None], categories=["a", "unused"]))
    assert count(some, groups=("a",), otherwise="not known", figure=None) == {"a": "1 0", "not known": "1 0"}


def test_undeclared_groups_are_those_of_the_last_window_and_blank_where_they_have_no_row():
    teams = rows("31", "31", "29/02/2020", "29/02/2020", GROUP=["East", "gone", "new", "East"])
    amounts = {"NUMERATOR": [90.0, 50.0, 7.0, 0.0], "DENOMINATOR": [9.0, 5.0, 1.0, 8.0]}
    assert count(teams.assign(**amounts), unit="cases", figure=None) == {"new": "-/0 7/1", "East": "90/9 0/8"}
    posts = teams.assign(NUMERATOR=amounts["NUMERATOR"])
    assert count(posts, unit="FTE", figure=None) == {"new": "- 7", "East": "90 0"}


def test_parts_overlap_the_figure_and_one_without_data_is_absent():
    some = rows("1", "2", "29/02/2020", UASC=[True, False, True])
    assert count(some, parts={"uasc": Part("UASC"), "other": Part("NOT_THERE")}) == {"": "2 1", "uasc": "1 1"}


def test_what_is_distinct_counts_once_a_window():
    went = rows("1", "2", "3", "01/02/2020", CHILD=[7, 7, 8, 7])
    assert count(went) == {"": "3 1"}
    assert count(went, distinct="CHILD") == {"": "2 1"}
    assert count(went, OVERLAPPING, distinct="CHILD") == {"": "2 2"}
    assert count(rows("31/12/2019", "1", CHILD=[7, 7]), OVERLAPPING, distinct="CHILD") == {"": "1 1"}


def test_what_is_distinct_counts_once_a_group_and_a_part_too():
    went = rows("1", "2", "3", "4", CHILD=[7, 7, 7, 8], GROUP=["missing", "away", "away", "away"])
    kinds = {"groups": ("missing", "away"), "figure": "missing", "distinct": "CHILD"}
    assert count(went, **kinds) == {"": "1 0", "away": "2 0"}
    assert len(in_window(went, TWO_MONTHS[0], declared(**kinds))) == 3, "7 missing, 7 away, 8 away"
    flagged = went.assign(PART=[True, True, False, False])
    assert count(flagged, parts={"part": Part("PART")}, distinct="CHILD") == {"": "2 0", "part": "1 0"}


def test_every_figure_adds_up_from_the_rows_that_its_window_counts():
    assert_adds_up(miniature(), FEBRUARY)


@settings(deadline=None, max_examples=6)
@given(st.integers(0, 10_000), st.integers(0, 23))
def test_every_figure_of_any_extract_adds_up_from_the_rows_that_its_window_counts(seed, back):
    assert_adds_up(random_extract(seed, children=30), ReportingMonth(2021, 3).previous(back))


def assert_adds_up(extract, month) -> None:
    """The rows counted one by one: another way to the figures than the counter's totals by day."""
    care = Care(extract)
    for one in INDICATORS.values():
        if one.figure is None or not has_data(one, extract, month):
            continue
        windows = windows_of(one, month, care)
        cohort = cohort_of(one, windows, care)
        (category, numerator, denominator), *_ = counted(one, cohort, windows, population())
        assert category == ""
        for place, window in enumerate(windows):
            found = of_figure(in_window(cohort, window, one), one)
            amount = found["NUMERATOR"].sum() if "NUMERATOR" in found else len(found)
            assert numerator[place] == pytest.approx(amount), f"{one.id}, {window}"
            if one.unit in ("%", "days"):
                assert denominator[place] == len(found), f"{one.id}, {window}"


@settings(deadline=None, max_examples=5)
@given(st.integers(0, 10_000))
def test_groups_add_to_the_children_in_care_whatever_their_codes(seed):
    found = measured(random_extract(seed, children=40), FEBRUARY)
    last = found.drop_duplicates(["indicator", "category"], keep="last")
    values = {id: dict(zip(of["category"], of["value"])) for id, of in last.groupby("indicator")}
    in_care = values["children_in_care"][""]
    for id in ("legal_status", "time_in_care", "age", "placement_type"):
        parts = INDICATORS[id].parts
        assert sum(value for name, value in values[id].items() if name not in parts) == in_care, id
    assert sum(values["other_settings"].values()) == values["placement_type"]["other settings"]


def test_several_months_are_counted_as_each_by_itself_one_below_the_other():
    months = [FEBRUARY.previous(12), FEBRUARY.previous(), FEBRUARY]
    together = measures(Care(miniature()), months, population())
    apart = pd.concat([measured(miniature(), month) for month in months], ignore_index=True)
    pd.testing.assert_frame_equal(together, apart)
    pd.testing.assert_frame_equal(
        together[together["month"] == "2021-02"].reset_index(drop=True), miniature_measures()
    )


def test_a_month_without_data_has_no_rows_and_the_others_keep_theirs():
    care, later = Care(miniature()), ReportingMonth(2022, 6)
    pd.testing.assert_frame_equal(measures(care, [later, FEBRUARY], population()), miniature_measures())
    assert measures(care, [later], population()).equals(empty())
    assert measures(care, [], population()).equals(empty())


def test_a_cohort_is_made_once_for_all_months_and_asked_for_the_last_days_of_their_windows(monkeypatch):
    asked = []

    @indicator(
        **dict.fromkeys(TEXTS, "") | {"unit": "children", "good": None, "inputs": {}}, windows=(MONTHS,)
    )
    def probe(care, days):
        asked.append(days)
        return rows("1")

    monkeypatch.setitem(INDICATORS, "probe", probe)
    found = measures(Care(miniature()), [FEBRUARY.previous(), FEBRUARY], population())
    found = found[found["indicator"] == "probe"]
    assert [day for days in asked for day in days] == [FEBRUARY.previous(12 - n).as_at for n in range(13)]
    assert len(found) == 24


def test_windows_stand_in_the_order_of_their_declaration_and_of_time():
    both = declared(windows=(MONTHS, ROLLING_YEARS))
    found = windows_of(both, FEBRUARY, Care(miniature()))
    assert found == (*MONTHS.of(FEBRUARY), *ROLLING_YEARS.of(FEBRUARY))


def test_a_window_that_is_dated_by_a_table_is_the_newest_day_in_it():
    roll = declared(windows=(LATEST_ROLL,))
    day = datetime(2021, 2, 12)
    assert windows_of(roll, FEBRUARY, Care(miniature())) == (Window("snapshot", day, day, day),)
    before = windows_of(roll, ReportingMonth(2016, 1), Care(miniature()))
    assert before[0].end == datetime(2016, 1, 31), "the month's end, where there is none yet"


def test_a_population_or_a_count_is_no_rule_of_an_indicator():
    """No id of an indicator stands in the counter: what it does is declared."""
    text = Path(counter.__file__).read_text(encoding="utf-8")
    assert [id for id in INDICATORS if f'"{id}"' in text] == []
    assert all(isinstance(each, Windows) for one in INDICATORS.values() for each in one.windows)
