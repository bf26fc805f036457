"""True differences between groups of children, to be found: who is a boy, and whose family is of mixed ethnicity, follows
what was done for them. Nothing else in the extract knows of either, so no other figure moves.

Boys have had fewer dental checks, and children of mixed ethnicity fewer visits on time. All other differences by sex and
ethnicity are chance; those by age come with the ages (who goes missing, who has lived long in one home).
"""

import numpy as np
import pandas as pd

from synthetic.days import day
from synthetic.draw import Draw

SINCE, AS_AT = day(2019, 6, 1), day(2020, 5, 31)
WITHOUT_A_CHECK = 14
"""The weight of a child without a dental check in the year for being a boy, 10 for the others."""
LATE_AFTER = 42
"""Days since the last visit."""


def sex_and_ethnicity(
    draw: Draw, named: pd.DataFrame, health: pd.DataFrame, visits: pd.DataFrame
) -> pd.DataFrame:
    """SEX and ETHNIC by CHILD, another for some: as many boys, and as many families of each ethnicity, as before."""
    in_care = (named["START"] <= AS_AT - 365) & (named["END"] > AS_AT) & ~named["UASC"]
    checked = _dated(health[health["TYPE"] == "DENTAL"], "DATE")["CHILD"]
    asked = named[in_care].drop_duplicates("CHILD")
    weights = np.where(asked["CHILD"].isin(checked), 10, WITHOUT_A_CHECK)
    boys = draw.exactly(int((asked["SEX"] == 1).sum()), weights)
    sex = pd.Series(np.where(boys, 1, 2), index=asked["CHILD"])

    late = _late(_dated(visits[visits["SEEN"] == "Y"], "VISIT_DATE"))
    usual = named[~named["UASC"]].drop_duplicates("CHILD")
    of_family = usual.assign(LATE=usual["CHILD"].map(late)).groupby("FAMILY")
    families = pd.DataFrame(
        {"LATE": of_family["LATE"].mean(), "ETHNIC": of_family["ETHNIC"].first()}
    ).dropna()
    mixed = families["ETHNIC"].str.startswith("M").to_numpy()
    chosen = draw.exactly(int(mixed.sum()), 1 + (100 * families["LATE"] ** 2).astype("int64"))
    codes = families["ETHNIC"].to_numpy().copy()
    gains, loses = np.flatnonzero(chosen & ~mixed), np.flatnonzero(mixed & ~chosen)
    codes[gains], codes[loses] = codes[loses], codes[gains].copy()
    of = named["FAMILY"].map(pd.Series(codes, index=families.index)).where(~named["UASC"])
    found = {
        "SEX": named["CHILD"].map(sex).fillna(named["SEX"]).astype("int64"),
        "ETHNIC": of.fillna(named["ETHNIC"]),
    }
    return pd.DataFrame(found).set_axis(named["CHILD"]).groupby(level=0).first()


def _dated(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """The rows of the year, with DAY."""
    dates = pd.to_datetime(rows[column], format="%d/%m/%Y").to_numpy().astype("datetime64[D]")
    rows = rows.assign(DAY=dates.astype("int64"))
    return rows[rows["DAY"].between(SINCE, AS_AT)]


def _late(visits: pd.DataFrame) -> pd.Series:
    """By child, the share of visits of the year that came later after the one before than they should."""
    visits = visits.sort_values(["CHILD", "DAY"], kind="stable")
    apart = visits["DAY"].diff().where(visits["CHILD"] == visits["CHILD"].shift())
    return (apart > LATE_AFTER)[apart.notna()].groupby(visits["CHILD"]).mean()
