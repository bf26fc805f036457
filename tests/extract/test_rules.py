"""The rules are a list that holds together, and each says only what the extract can tell."""

import numpy as np
import pandas as pd
import pytest
from extract_files import csv_text, read
from scorecard.extract.problems import Effect
from scorecard.extract.rows import Absent, Rows
from scorecard.extract.rules import RULES
from scorecard.extract.tables import TABLES


def test_every_rule_is_of_a_table_and_column_that_there_are_and_casts_doubt_on_such():
    for rule in RULES:
        for table, column in ((rule.table, rule.column), *rule.in_doubt):
            assert column in TABLES[table].columns, rule
    told = [(rule.table, rule.column, rule.expected) for rule in RULES]
    assert len(told) == len(set(told)), "two rules that nobody could tell apart"
    assert all(rule.effect in (Effect.ROW, Effect.BLANK, Effect.NONE) for rule in RULES)


def rows(dates: list[str], **more) -> Rows:
    visits = pd.DataFrame({"CHILD": 0, "VISIT_DATE": pd.to_datetime(dates).as_unit("us")})
    return Rows({"Visits": visits}, 1, **more)


def test_a_mistyped_year_does_not_move_the_end_of_the_extract_and_lies_after_it():
    days = [*pd.date_range("2020-03-01", "2020-05-31").strftime("%Y-%m-%d"), "2031-05-05"]
    extract = rows(days)
    assert pd.Timestamp(2020, 5, 25) < extract.last_day <= pd.Timestamp(2020, 5, 31)
    assert np.flatnonzero(extract.to_come("Visits", "VISIT_DATE")).tolist() == [len(days) - 1]


def test_of_a_handful_of_events_nobody_can_tell_where_the_extract_ends():
    extract = rows(["2020-03-01", "2031-05-05"])
    assert pd.isna(extract.last_day) and not extract.to_come("Visits", "VISIT_DATE").any()


def test_a_line_that_is_the_sum_of_the_month_s_teams_is_told_and_of_two_teams_none_is(tmp_path):
    def lines(month: str, *numbers: tuple[float, int]) -> list[dict[str, str]]:
        return [
            {
                "MONTH": month,
                "TEAM": f"T{at}",
                "ESTABLISHMENT": str(posts),
                "IN_POST": str(posts),
                "CASES": str(cases),
            }
            for at, (posts, cases) in enumerate(numbers)
        ]

    rows = [*lines("2020-04", (3.3, 40), (4.2, 60), (7.6, 100)), *lines("2020-05", (4, 50), (4, 50))]
    found = read(tmp_path, {"staff.csv": csv_text("Staffing", *rows)}).problems
    assert [(each.line, each.value) for each in found if "sum of" in each.expected] == [(4, "T2")]


@pytest.mark.parametrize(
    "more", [{"missing": {"Visits": ("VISIT_DATE",)}}, {"incomplete": frozenset({"Visits"})}]
)
def test_what_the_extract_lacks_breaks_no_rule(more):
    with pytest.raises(Absent):
        rows(["2020-03-01"], **more)["Visits", "VISIT_DATE"]
    with pytest.raises(Absent):
        rows(["2020-03-01"]).is_known("Visits")
