"""The team of a child on a day: from the first day of an allocation to the day before its end."""

import pandas as pd
import pytest
from care_tables import A, B, day, table
from scorecard.care.teams import NO_TEAM, names_of_teams, team_of

ALLOCATED = [
    {"CHILD": A, "TEAM": "North", "FROM": "01/01/2020", "TO": "01/03/2020"},
    {"CHILD": A, "TEAM": "South", "FROM": "01/03/2020", "TO": "01/06/2020"},
    {"CHILD": B, "TEAM": "North", "FROM": "01/01/2020"},
]


def teams(on: str, *allocated: dict) -> list[str]:
    rows = table(["CHILD", "TEAM", "FROM", "TO"], allocated or ALLOCATED)
    asked = pd.DataFrame({"CHILD": [B, A], "DATE": day(on)}, index=[7, 3])
    return team_of(asked, rows).loc[[3, 7]].tolist()


@pytest.mark.parametrize(
    ("on", "of_a"),
    [
        ("31/12/2019", NO_TEAM),
        ("01/01/2020", "North"),
        ("29/02/2020", "North"),
        ("01/03/2020", "South"),
        ("31/05/2020", "South"),
        ("01/06/2020", NO_TEAM),
    ],
)
def test_an_allocation_holds_from_its_first_day_to_the_day_before_its_end(on, of_a):
    assert teams(on)[0] == of_a


def test_of_two_that_overlap_the_later_start_counts_and_the_earlier_again_when_that_has_ended():
    overlapping = (
        {"CHILD": A, "TEAM": "South", "FROM": "01/03/2020", "TO": "01/04/2020"},
        {"CHILD": A, "TEAM": "North", "FROM": "01/01/2020"},
    )
    assert [teams(on, *overlapping)[0] for on in ("28/02/2020", "01/03/2020", "01/04/2020")] == [
        "North", "South", "North",
    ]  # fmt: skip


def test_a_blank_team_is_no_team():
    assert teams("31/05/2020", {"CHILD": A, "TEAM": None, "FROM": "01/01/2020"}) == [NO_TEAM, NO_TEAM]


def test_the_names_of_teams_are_sorted_and_no_team_is_one():
    assert names_of_teams(table(["CHILD", "TEAM", "FROM", "TO"], ALLOCATED)) == ["North", "South", NO_TEAM]
