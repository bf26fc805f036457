"""The public measures are worked out from protected counts alone: by hand here, with what is capped and what is not shown."""

import pandas as pd
import pytest
from councils import Council
from scorecard.measures.columns import COLUMNS
from scorecard.protection.counts import Atom
from scorecard.protection.figures import public_measures
from scorecard.protection.frozen import Frozen
from scorecard.protection.key import Key
from scorecard.protection.protect import protected
from scorecard.protection.published import REST
from scorecard.protection.sizes import FULL, QUARTERLY, YEARLY
from scorecard.reporting_month import ReportingMonth

MAY, JUNE = ReportingMonth(2020, 5), ReportingMonth(2020, 6)
POPULATION = pd.Series([10_000.0], index=pd.DatetimeIndex(["2019-03-31"]))


def shown(figures: dict[Atom, int], month=JUNE, size=FULL, **of) -> list[str]:
    """The rows of an indicator: "2020-06-30 category numerator/denominator value", * where something is not shown."""
    rows = public_measures(figures, size, [month], POPULATION)
    for column, value in of.items():
        rows = rows[rows[column] == value]
    return [
        " ".join(
            filter(
                None,
                [
                    f"{r.period_end:%Y-%m-%d}",
                    r.category,
                    f"{r.numerator:g}/{r.denominator:g}",
                    f"{r.value:g}",
                ],
            )
        )
        + ("*" if r.suppressed else "")
        for r in rows.itertuples()
    ]


def on(id: str, month: ReportingMonth, *counts: int, groups=("",)) -> dict[Atom, int]:
    return {Atom(id, group, month.as_at, month.as_at): n for group, n in zip(groups, counts)}


def quarters(id: str, *counts: int, group: str = "", last: ReportingMonth = JUNE) -> dict[Atom, int]:
    ends = [last.previous(3 * n) for n in range(len(counts))][::-1]
    return {Atom(id, group, end.previous(2).start, end.as_at): n for end, n in zip(ends, counts)}


def test_a_share_is_in_whole_percent_of_the_public_count():
    figures = on("children_in_care", JUNE, 55) | on("visits_overdue", JUNE, 25)
    assert shown(figures, indicator="visits_overdue")[-1] == "2020-06-30 25/55 45"
    assert shown(figures, indicator="children_in_care_rate")[-1] == "2020-06-30 55/10000 55"


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(55, 55, "55/55 95"), (0, 55, "0/55 5"), (60, 55, "55/55 95"), (5, 15, "5/15 nan*")],
)
def test_ends_are_capped_and_no_share_is_given_of_fewer_than_20(part, whole, words):
    figures = on("children_in_care", JUNE, whole) | on("visits_overdue", JUNE, part)
    assert shown(figures, indicator="visits_overdue")[-1] == f"2020-06-30 {words}"


def test_a_month_without_a_figure_is_not_shown():
    assert (
        shown(on("missing_children", JUNE, 5), indicator="missing_children")[0] == "2019-07-31 nan/nan nan*"
    )


def test_four_quarters_are_shown_together_and_the_year_to_date_is_of_complete_quarters():
    figures = quarters("adopted_share", *[5] * 11, 10) | quarters("ceased", *[20] * 12)
    rows = shown(figures, indicator="adopted_share")
    assert rows[0] == "2018-09-30 20/80 25" and rows[-2:] == ["2020-06-30 25/80 31", "2020-06-30 10/20 50"]


def test_until_a_years_first_quarter_is_complete_the_year_to_date_is_the_whole_year_before():
    march = ReportingMonth(2020, 3)
    figures = {}
    for group, count in (("EET", 20), ("NEET", 10), ("not known", 5)):
        figures |= quarters("neet", *[count] * 8, group=group, last=march)
    assert shown(figures, MAY, indicator="neet") == [
        "2020-03-31 40/140 29",
        "2020-03-31 EET 80/140 57",
        "2020-03-31 NEET 40/140 29",
        "2020-03-31 not known 20/140 14",
    ]


def test_duties_are_met_out_of_met_and_missed_and_their_year_to_date_is_of_months():
    figures = {}
    for month, met, missed in ((MAY, 60, 20), (JUNE, 50, 50), (ReportingMonth(2020, 4), 30, 10)):
        for group, count in (("", met), (REST, missed)):
            figures[Atom("visits_on_time", group, month.start, month.as_at)] = count
    assert shown(figures, indicator="visits_on_time")[-2:] == [
        "2020-06-30 50/100 50",
        "2020-06-30 140/220 64",
    ]


def test_health_checks_are_out_of_those_a_year_in_care():
    bands = ("under 6 months", "6 months to 1 year", "1 to 2 years", "2 to 5 years", "5 years and over")
    figures = on("dental", JUNE, 60) | on("time_in_care", JUNE, 10, 20, 30, 40, 50, groups=bands)
    assert shown(figures, indicator="dental")[-1] == "2020-06-30 60/120 50"


def test_a_group_of_those_not_known_stands_only_where_it_has_a_public_figure():
    groups = ("under 1", "1 to 4", "5 to 9", "10 to 15", "16 and over", "not known")
    in_care = on("children_in_care", JUNE, 60)
    assert len(shown(in_care | on("age", JUNE, *[10] * 5, 0, groups=groups), indicator="age")) == 5
    known = in_care | on("age", JUNE, *[10] * 5, 5, groups=groups)
    assert shown(known, indicator="age")[-1] == "2020-06-30 not known 5/60 5"


def test_a_mean_has_neither_numerator_nor_denominator():
    mean = Atom("order_to_match", "", ReportingMonth(2019, 4).start, ReportingMonth(2020, 3).as_at)
    assert shown({mean: 270}, indicator="order_to_match") == ["2020-03-31 nan/nan 270"]


@pytest.mark.parametrize(
    ("size", "month"), [(FULL, MAY), (QUARTERLY, JUNE), (YEARLY, ReportingMonth(2021, 3))]
)
def test_councils_of_every_size_have_a_table_like_the_internal_one(size, month):
    council = Council.of({FULL: 300, QUARTERLY: 70, YEARLY: 20}[size], seed=3)
    made = protected(council, month, Key(bytes(32)), Frozen({}, frozenset(), {}))
    assert made.size == size
    table = public_measures(made.figures, size, [month], POPULATION)
    assert tuple(table.columns) == COLUMNS
    assert (table["value"].isna() == table["suppressed"]).all()
    shares = table[(table["unit"] == "%") & ~table["suppressed"]]
    assert shares["value"].between(5, 95).all() and (shares["denominator"] >= 20).all()
    assert (shares["numerator"] <= shares["denominator"]).all()
    assert {*table["indicator"]} >= {"children_in_care", "age", "dental", "neet"}
    assert not {*table["indicator"]} & {"caseload", "establishment", "other_settings", "missing_episodes"}
