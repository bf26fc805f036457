"""What the lists of care leavers, plans, the virtual school and staff may not hold, nor OC2 and OC3."""

import numpy as np
import pandas as pd

from scorecard.dates import add_months, birthday_in_financial_year, completed_years, year_ends
from scorecard.extract import codes
from scorecard.extract.rows import Absent, Rows
from scorecard.extract.rule_tests.any_table import Test

UNLIKE = 5
"""A number so many times its neighbours, or a part of them, is a slip of the decimal point rather than a change."""


def leaver_over_26(rows: Rows) -> np.ndarray:
    until = rows["CareLeavers", "TO"].fillna(rows.last_day)
    return (until > _leaver_turns(rows, 26)).to_numpy()


def leaver_under_16(rows: Rows) -> np.ndarray:
    return (rows["CareLeavers", "FROM"] < _leaver_turns(rows, 16)).to_numpy()


def plan_under_15(rows: Rows) -> np.ndarray:
    return (rows["PathwayPlans", "PLAN_DATE"] < rows.birthday("PathwayPlans", 15)).to_numpy()


def birthday_not_in_year(rows: Rows) -> np.ndarray:
    _, age = birthday_in_financial_year(rows["OC3", "DOB"], rows["OC3", "YEAR"])
    return (age.notna() & ~age.between(17, 21)).to_numpy()


def activity_not_in_use(rows: Rows) -> np.ndarray:
    late = rows["OC3", "YEAR"].astype("str") > codes.TRAINING_OR_EMPLOYMENT_UNTIL
    return (rows["OC3", "ACTIV"].isin(["F3", "P3"]) & late).to_numpy()


def in_touch_but_blank(column: str) -> Test:
    return lambda rows: (rows["OC3", "IN_TOUCH"].eq("YES") & rows["OC3", column].isna()).to_numpy(bool)


def blank_beside(column: str, other: str) -> Test:
    """Of young people with whom the council is not in touch: with the others it must be known (`in_touch_but_blank`)."""

    def test(rows: Rows) -> np.ndarray:
        beside = rows["OC3", column].isna() & rows["OC3", other].notna()
        return (beside & ~rows["OC3", "IN_TOUCH"].eq("YES")).to_numpy(bool)

    return test


def born_otherwise_than_listed(table: str) -> Test:
    """Of young people whose birth the Header does not say."""

    def test(rows: Rows) -> np.ndarray:
        listed = rows["CareLeavers", "DOB"].groupby(rows["CareLeavers", "CHILD"]).first()
        here, there = rows[table, "DOB"].to_numpy(), listed.reindex(rows[table, "CHILD"]).to_numpy()
        return (here != there) & ~np.isnat(here) & ~np.isnat(there) & rows.dob(table).isna().to_numpy()

    return test


def known_but_not_in_touch(rows: Rows) -> np.ndarray:
    known = (rows["OC3", column].notna() & (rows["OC3", column] != "0") for column in ("ACTIV", "ACCOM"))
    return (rows["OC3", "IN_TOUCH"].isin(["DIED", "RHOM"]).to_numpy()) & np.logical_or.reduce([*known])


def not_in_the_return(rows: Rows) -> np.ndarray:
    """At the end of the newest year of OC2; a list of health checks is better than it, and asks for no return."""
    if rows.has("Health"):
        raise Absent
    years = year_ends(rows["OC2", "YEAR"])
    last, begun = years.max(), rows["Episodes", "DECOM"]
    then = begun.le(last) & ~rows["Episodes", "DEC"].le(last)
    returned = rows.child("OC2")[years == last]
    owed = rows.a_year_in_care("Episodes", pd.Series(last, index=begun.index)) & then.to_numpy()
    return owed & rows.counted & ~np.isin(rows.child("Episodes"), returned)


def blank_after_a_year(column: str) -> Test:
    def test(rows: Rows) -> np.ndarray:
        owed = rows.a_year_in_care("OC2", year_ends(rows["OC2", "YEAR"]))
        return owed & rows["OC2", column].isna().to_numpy()

    return test


def not_of_school_year(rows: Rows) -> np.ndarray:
    """A child is in year 1 in the school year after the fifth birthday: two years off is no repeated or skipped year."""
    code, at = rows["VirtualSchool", "NC_YEAR"].cat, rows["VirtualSchool", "AS_AT"]
    years = pd.to_numeric(code.categories.to_series(), errors="coerce").where(lambda year: year < 12)
    months = at.to_numpy().astype("datetime64[M]")
    september = (months - 8).astype("datetime64[Y]").astype("datetime64[M]") + 8
    turned = completed_years(rows.dob("VirtualSchool"), pd.Series(september.astype("datetime64[us]")))
    return np.abs(turned.to_numpy() - 4 - np.append(years, np.nan).take(code.codes)) >= 2


def small_roll(rows: Rows) -> np.ndarray:
    """The first row of a roll with less than half of the pupils that rolls usually have."""
    roll = rows["VirtualSchool", "AS_AT"]
    pupils = roll.value_counts()
    return (roll.isin(pupils.index[pupils < pupils.median() / 2]) & ~roll.duplicated()).to_numpy()


def nobody_in_post(rows: Rows) -> np.ndarray:
    return (rows["Staffing", "IN_POST"].eq(0) & ~rows["Staffing", "CASES"].eq(0)).to_numpy()


def more_than_posts(rows: Rows) -> np.ndarray:
    posts = rows["Staffing", "ESTABLISHMENT"]
    return (rows["Staffing", "IN_POST"] > 2 * posts).to_numpy()


def unlike_neighbours(column: str) -> Test:
    def test(rows: Rows) -> np.ndarray:
        numbers = rows["Staffing", column]
        of_teams = numbers.where(numbers > 0).groupby(rows["Staffing", "TEAM"], observed=True)
        usual = of_teams.transform(_median_of_others)
        return ((numbers > 0) & ((numbers >= UNLIKE * usual) | (numbers <= usual / UNLIKE))).to_numpy()

    return test


def sum_of_others(rows: Rows) -> np.ndarray:
    """A line that has as many posts, up to rounding, and as many cases as all others of its month."""
    month = rows["Staffing", "MONTH"]
    found = month.groupby(month, observed=True).transform("count") > 2
    for column, rounding in (("ESTABLISHMENT", 0.5), ("CASES", 0)):
        numbers = rows["Staffing", column]
        others = numbers.groupby(month, observed=True).transform("sum") - numbers
        found &= (numbers > 0) & ((numbers - others).abs() <= rounding)
    return found.to_numpy()


def team_of_one_month(rows: Rows) -> np.ndarray:
    months = rows["Staffing", "MONTH"].groupby(rows["Staffing", "TEAM"], observed=True).transform("count")
    return ((months == 1) & (rows["Staffing", "MONTH"].nunique() > 2)).to_numpy()


def month_left_out(rows: Rows) -> np.ndarray:
    month = pd.to_datetime(rows["Staffing", "MONTH"].astype("str"), format="%Y-%m")
    number = month.dt.year * 12 + month.dt.month
    order = number.sort_values().index
    gap = number[order].groupby(rows["Staffing", "TEAM"][order], observed=True).diff()
    return (gap > 1).reindex(number.index).to_numpy()


def _median_of_others(numbers: pd.Series) -> list[float]:
    """Beside each number the median of the others: of two, nobody can say which is the slip."""
    values = numbers.to_numpy()
    others = [np.delete(values, place) for place in range(len(values))]
    known = [each[~np.isnan(each)] for each in others]
    return [np.median(each) if len(each) else np.nan for each in known]


def _leaver_turns(rows: Rows, age: int) -> pd.Series:
    """The birthday by the list's own date of birth, else the Header's."""
    born = rows["CareLeavers", "DOB"].fillna(rows.dob("CareLeavers"))
    return add_months(born, 12 * age)
