"""The groups that children are compared by, each child's as on the day of a row: characteristics, and what is for management.

The census's five ethnic groups hold the codes of the return; unaccompanied children stand apart from them. Disability is not
in the return. Placement, legal status and team are for management, and no part of the duty of the Equality Act 2010.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from scorecard.care import groups
from scorecard.care.child_days import in_force_at
from scorecard.care.history import Care
from scorecard.care.teams import team_of
from scorecard.dates import completed_years

SEX = {"boys and young men": ("1", "M"), "girls and young women": ("2", "F")}
ETHNICITY = {
    "White": ("WBRI", "WIRI", "WOTH", "WIRT", "WROM"),
    "Mixed": ("MWBC", "MWBA", "MWAS", "MOTH"),
    "Asian": ("AIND", "APKN", "ABAN", "AOTH", "CHNE"),
    "Black": ("BCRB", "BAFR", "BOTH"),
    "other ethnic group": ("OOTH",),
}
UNACCOMPANIED = "unaccompanied children"
AGE = {**groups.AGE, "aged 19": 19, "aged 20": 20, "aged 21": 21}
"""The first year of each: those in care, then care leavers at these birthdays."""


@dataclass(frozen=True, eq=False)
class Grouping:
    """`of` gives the group of each row (CHILD, DATE), blank where it is not known; `names` are all there are, in order, none
    where the rows say. `tables`: what of the extract it needs."""

    name: str
    of: Callable[[Care, pd.DataFrame], pd.Series]
    names: tuple[str, ...] = ()
    tables: tuple[str, ...] = ("Episodes", "Header")


def _header(care: Care, rows: pd.DataFrame, column: str) -> pd.Series:
    found = care.table("Header").drop_duplicates("CHILD").set_index("CHILD")[column]
    return found.reindex(rows["CHILD"]).set_axis(rows.index)


def _episode(care: Care, rows: pd.DataFrame) -> pd.DataFrame:
    """The open episode of each row's child at the end of its DATE."""
    found = in_force_at(care.episodes, "DECOM", "DEC", rows["CHILD"], rows["DATE"])
    return found.assign(DATE=rows["DATE"])


def _age(care: Care, rows: pd.DataFrame) -> pd.Series:
    born = _header(care, rows, "DOB")
    years = completed_years(born.fillna(rows["DOB"]) if "DOB" in rows else born, rows["DATE"])
    return pd.cut(years, [*AGE.values(), np.inf], right=False, labels=list(AGE)).astype(object)


def _ethnicity(care: Care, rows: pd.DataFrame) -> pd.Series:
    found = groups.by_code(_header(care, rows, "ETHNIC"), ETHNICITY)
    return found.mask(care.is_uasc(rows), UNACCOMPANIED) if care.has_rows("UASC") else found


def _of_episode(of: Callable[[pd.DataFrame], pd.Series]) -> Callable[[Care, pd.DataFrame], pd.Series]:
    def grouped(care: Care, rows: pd.DataFrame) -> pd.Series:
        children = _episode(care, rows)
        return of(children).astype(object).where(children["DECOM"].notna())

    return grouped


CHARACTERISTICS = (
    Grouping("age", _age, tuple(AGE)),
    Grouping("sex", lambda care, rows: groups.by_code(_header(care, rows, "SEX"), SEX), tuple(SEX)),
    Grouping("ethnicity", _ethnicity, (*ETHNICITY, UNACCOMPANIED)),
)
FOR_MANAGEMENT = (
    Grouping("time in care", _of_episode(groups.time_in_care), tuple(groups.TIME_IN_CARE)),
    Grouping(
        "placement",
        _of_episode(groups.placement),
        (*groups.FOSTER_CARE, *groups.ELSEWHERE, groups.OTHER),
    ),
    Grouping("legal status", _of_episode(groups.legal_status), tuple(groups.LEGAL_STATUS)),
    Grouping("team", lambda care, rows: team_of(rows, care.table("Allocations")), tables=("Allocations",)),
)
GROUPINGS = {grouping.name: grouping for grouping in (*CHARACTERISTICS, *FOR_MANAGEMENT)}
