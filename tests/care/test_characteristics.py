"""The group of a child on the day of a row."""

from functools import cache

import pandas as pd
import pytest
from miniature_extract import MINIATURE
from scorecard.care.characteristics import ETHNICITY, GROUPINGS, UNACCOMPANIED
from scorecard.care.history import Care
from scorecard.extract.reader import read_extract

care = cache(lambda: Care(read_extract(MINIATURE)))


def group(grouping, *rows):
    """The groups of some children of the miniature on some days."""
    numbers = {id: number for number, id in enumerate(care().extract.children)}
    frame = pd.DataFrame(
        {"CHILD": [numbers[id] for id, _ in rows], "DATE": pd.to_datetime([on for _, on in rows])}
    )
    return GROUPINGS[grouping].of(care(), frame).tolist()


@pytest.mark.parametrize(
    ("grouping", "child", "before", "group_before", "on", "group_on"),
    [
        ("age", "M02", "2020-11-09", "10 to 15", "2020-11-10", "16 and over"),
        ("age", "M01", "2021-02-28", "1 to 4", "2021-03-01", "5 to 9"),
        ("ethnicity", "M19", "2020-11-29", UNACCOMPANIED, "2020-11-30", "Asian"),
        ("legal status", "M03", "2018-07-19", "interim care order", "2018-07-20", "full care order"),
        ("placement", "M17", "2020-01-05", "in-house foster care", "2020-01-06", "placed for adoption"),
        ("time in care", "M26", "2021-02-27", "under 6 months", "2021-02-28", "6 months to 1 year"),
        ("team", "M07", "2020-07-31", "East", "2020-08-01", "West"),
    ],
)
def test_a_group_is_that_of_the_day(grouping, child, before, group_before, on, group_on):
    assert group(grouping, (child, before), (child, on)) == [group_before, group_on]


def test_by_sex():
    assert group("sex", ("M02", "2021-02-28"), ("M03", "2021-02-28")) == [
        "boys and young men",
        "girls and young women",
    ]


def test_what_is_not_known_is_in_no_group():
    (age,) = group("age", ("M21", "2021-02-28"))
    (placement,) = group("placement", ("M21", "2019-06-02"))
    assert pd.isna(age) and pd.isna(placement), "no date of birth; not in care yet"


def test_the_five_ethnic_groups_hold_the_codes_of_the_return_once_each():
    """The codes of the SSDA903 guide; refused and not obtained are in no group."""
    held = [code for codes in ETHNICITY.values() for code in codes]
    assert sorted(held) == sorted(
        "WBRI WIRI WOTH WIRT WROM MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH BCRB BAFR BOTH CHNE OOTH".split()
    )
