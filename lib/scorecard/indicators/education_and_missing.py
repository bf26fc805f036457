"""Education, from the virtual school's roll, and children in care who go missing.

The rules are those of the same ids under "Indicators" in the definitions.
"""

import pandas as pd

from scorecard.care.child_days import in_force_at
from scorecard.care.history import Care
from scorecard.indicators.declaration import IN_CARE, Record, indicator
from scorecard.indicators.methods import CHILDREN_OF_A_MONTH, EPISODES, WHOLE_ROLL
from scorecard.windows import LATEST_ROLL, MONTHS, Days

ROLL = ("AS_AT", "CHILD", "NC_YEAR")
MISSING = {"Episodes": IN_CARE, "Missing": ("CHILD", "MISSING", "MIS_START")}
KINDS = {"M": "missing", "A": "away without authorisation"}
SCHOOL_YEARS = tuple(str(year) for year in range(1, 12))
GRADED = ("1", "2", "3", "4")
GOOD = ("1", "2")
SINCE = {"START": "In care since"}
ON_ROLL = {"NC_YEAR": "School year", "URN": "School (URN)"}


@indicator(
    title="School-aged children in care with a Personal Education Plan in place",
    label="Personal Education Plan",
    unit="%",
    good="higher",
    method=WHOLE_ROLL,
    windows=(LATEST_ROLL,),
    audit=ON_ROLL,
    numerator="those of them with a Personal Education Plan",
    denominator="children in years 1 to 11 on the virtual school's roll",
    inputs={"VirtualSchool": (*ROLL, "PEP")},
    owner="Virtual School",
)
def pep(care: Care, days: Days) -> pd.DataFrame:
    """Of the children in years 1 to 11 on the virtual school's roll, the share with a Personal Education Plan in place,
    at the latest roll not after the as-at date. The date of that roll is shown with the figure."""
    roll = _school_aged(care, days)
    return roll.assign(NUMERATOR=roll["PEP"] == "Y")


@indicator(
    title="School-aged children in care taught in good or outstanding schools",
    label="Good or outstanding schools",
    unit="%",
    good="higher",
    method=WHOLE_ROLL,
    windows=(LATEST_ROLL,),
    audit={**ON_ROLL, "OFSTED": "Ofsted grade"},
    numerator="those of them whose school is graded 1 or 2",
    denominator="children in years 1 to 11 on the virtual school's roll whose school has an Ofsted grade",
    inputs={"VirtualSchool": (*ROLL, "OFSTED")},
    records=(Record("VirtualSchool", "OFSTED"),),
    owner="Virtual School",
)
def good_schools(care: Care, days: Days) -> pd.DataFrame:
    """Of the children in years 1 to 11 on the virtual school's roll whose school has a grade from Ofsted (1 to 4), the
    share whose school is outstanding (1) or good (2), at the latest roll not after the as-at date."""
    roll = _school_aged(care, days)
    roll = roll[roll["OFSTED"].isin(GRADED)]
    return roll.assign(NUMERATOR=roll["OFSTED"].isin(GOOD))


@indicator(
    title="Children in care who went missing",
    label="Children missing",
    unit="children",
    good="lower",
    method=CHILDREN_OF_A_MONTH,
    windows=(MONTHS,),
    groups=tuple(KINDS.values()),
    figure="missing",
    distinct="CHILD",
    audit=SINCE,
    numerator="children who went missing in the month",
    inputs=MISSING,
    records=(Record("Missing", "MISSING", ("M",)),),
    owner="Missing and exploitation team",
    dfe_difference=(
        "The DfE publishes the share of all children in care in a year who went missing in it; ours is a number for each "
        "month, so the two are not shown side by side."
    ),
)
def missing_children(care: Care, days: Days) -> pd.DataFrame:
    """Children in care with one or more episodes recorded as missing (M) that started in the month, on a day when the
    child was in care; a child is counted once a month. Children away from placement without authorisation (A) are shown
    apart and are not in the figure."""
    return _episodes_in_care(care, days)


@indicator(
    title="Episodes of children in care going missing",
    label="Missing episodes",
    unit="episodes",
    good="lower",
    method=EPISODES,
    windows=(MONTHS,),
    groups=tuple(KINDS.values()),
    figure="missing",
    audit=SINCE,
    numerator="episodes of going missing that started in the month",
    inputs=MISSING,
    records=(Record("Missing", "MISSING", ("M",)),),
    owner="Missing and exploitation team",
)
def missing_episodes(care: Care, days: Days) -> pd.DataFrame:
    """Episodes recorded as missing (M) that started in the month, on a day when the child was in care; one child can
    have several. Episodes of being away from placement without authorisation (A) are shown apart and are not in the
    figure."""
    return _episodes_in_care(care, days)


def _school_aged(care: Care, days: Days) -> pd.DataFrame:
    """Children in years 1 to 11 on the rolls of the days."""
    rolls = care.table("VirtualSchool")
    rolls = rolls[rolls["AS_AT"].isin(days) & rolls["NC_YEAR"].isin(SCHOOL_YEARS)]
    return rolls.rename(columns={"AS_AT": "DATE"})


def _episodes_in_care(care: Care, days: Days) -> pd.DataFrame:
    """Episodes of going missing or away that began by the last day, on a day in care."""
    episodes = care.up_to(days[-1], "Missing", "MIS_START")
    start = in_force_at(care.periods, "START", "END", episodes["CHILD"], episodes["DATE"])["START"]
    return episodes.assign(GROUP=episodes["MISSING"].map(KINDS), START=start)[start.notna()]
