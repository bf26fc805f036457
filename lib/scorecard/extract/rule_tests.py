"""The tests of the rules in `rules.py`: each takes the `Rows` of an extract and gives, for every row of its table, whether
the rule is broken. A cell that is blank breaks no rule but one that asks for it.
"""

from collections.abc import Callable
from datetime import timedelta

import numpy as np
import pandas as pd

from scorecard.dates import (
    NEVER,
    add_months,
    birthday_in_financial_year,
    completed_years,
    day_numbers,
    year_ends,
)
from scorecard.extract import codes
from scorecard.extract.rows import EVENTS, Absent, Rows

Test = Callable[[Rows], np.ndarray]

GUARDIAN, INDEPENDENT = ("E45", "E46", "E47", "E48"), ("E5", "E6")
WITHOUT_PROVIDER = (*codes.TEMPORARY, "Z1", "Z11", "Z12", "Z13", "Z14")
PLACEMENT = ("PLACE", "PLACE_PROVIDER", "URN", "PL_POST")
THE_ACT = pd.Timestamp(1991, 10, 14)
FREEING_ENDED = pd.Timestamp(2005, 12, 30)
FIRST_ASSESSMENT_WITHIN = timedelta(days=366)
A_WEEK = timedelta(days=7)
UNLIKE = 5
"""A number so many times its neighbours, or a part of them, is a slip of the decimal point rather than a change."""


# Any table
def date_to_come(table: str, column: str) -> Test:
    return lambda rows: rows.to_come(table, column)


def before_birth(table: str) -> Test:
    return lambda rows: (rows[table, EVENTS[table]] < rows.dob(table)).to_numpy()


def not_in_header(table: str) -> Test:
    return lambda rows: ~rows.is_in(table, "Header") & rows.first_of_child(table)


def unknown(table: str) -> Test:
    return lambda rows: ~rows.is_known(table)


def not_in_care(table: str, column: str = "") -> Test:
    def test(rows: Rows) -> np.ndarray:
        return ~rows.in_care(table, column or EVENTS[table]) & rows.is_known(table)

    return test


def born_otherwise(table: str) -> Test:
    def test(rows: Rows) -> np.ndarray:
        other = rows[table, "DOB"].notna() & rows.dob(table).notna() & (rows[table, "DOB"] != rows.dob(table))
        return other.to_numpy() & ~pd.Series(rows.child(table)).where(other).duplicated().to_numpy()

    return test


def soon_after(table: str, *of: str) -> Test:
    """Less than a week after the row before of the same child (and kind): near-duplicates."""

    def test(rows: Rows) -> np.ndarray:
        same = np.logical_and.reduce([_as_above(rows[table, column]) for column in ("CHILD", *of)])
        dates = rows[table, EVENTS[table]]
        return same & (dates - dates.shift(1) < A_WEEK).to_numpy()

    return test


def to_before_from(table: str) -> Test:
    return lambda rows: (rows[table, "TO"] < rows[table, "FROM"]).to_numpy()


def listed_twice(table: str) -> Test:
    def test(rows: Rows) -> np.ndarray:
        return (rows[table, "TO"].fillna(NEVER) > _next_from(rows, table)).to_numpy()

    return test


def agreed_beyond_the_next(rows: Rows) -> np.ndarray:
    # One without an end is in force until the next.
    return (rows["VisitFrequency", "TO"] > _next_from(rows, "VisitFrequency")).to_numpy()


def _next_from(rows: Rows, table: str) -> pd.Series:
    child = rows[table, "CHILD"]
    return rows[table, "FROM"].shift(-1).where(child.eq(child.shift(-1)))


def without_episode(rows: Rows) -> np.ndarray:
    lists = [table for table in ("OC3", "CareLeavers") if rows.has(table)]
    lost = ~rows.is_in("Header", "Episodes", *lists)
    return lost & ~rows.is_written_in("Header", "Episodes") if lost.any() else lost


def old_sex(table: str) -> Test:
    def test(rows: Rows) -> np.ndarray:
        born = rows[table, "DOB"].mask(rows.to_come(table, "DOB")) > pd.Timestamp(codes.SEX_NUMBERED_UNTIL)
        return (rows[table, "SEX"].isin(["1", "2"]) & born).to_numpy()

    return test


def shared_pupil_number(rows: Rows) -> np.ndarray:
    numbers = rows["Header", "UPN"]
    return (
        numbers.notna() & ~numbers.astype("str").str.startswith("UN") & numbers.duplicated(keep=False)
    ).to_numpy()


# Episodes
def ends_before_start(rows: Rows) -> np.ndarray:
    return (rows["Episodes", "DEC"] < rows["Episodes", "DECOM"]).to_numpy()


def open_before_another(rows: Rows) -> np.ndarray:
    return (rows["Episodes", "DEC"].isna() & rows.after("DECOM").notna()).to_numpy()


def before_the_act(rows: Rows) -> np.ndarray:
    return (rows["Episodes", "DECOM"] < THE_ACT).to_numpy()


def overlapping(rows: Rows) -> np.ndarray:
    return (rows["Episodes", "DEC"] > rows.after("DECOM")).to_numpy()


def unfollowed(rows: Rows) -> np.ndarray:
    follows = rows["Episodes", "DEC"] >= rows.after("DECOM")
    return (_ended(rows, ("X1",)) & ~follows).to_numpy() & rows.counted


def ended_yet_followed(rows: Rows) -> np.ndarray:
    ended = rows["Episodes", "REC"].notna() & (rows["Episodes", "REC"] != "X1")
    return (ended & rows["Episodes", "DEC"].eq(rows.after("DECOM"))).to_numpy()


def followed_after_the_end(rows: Rows) -> np.ndarray:
    return (_ended(rows, ("E2", "E7", "E15", "E17")) & rows.after("DECOM").notna()).to_numpy()


def end_without_reason(rows: Rows) -> np.ndarray:
    return (rows["Episodes", "REC"].isna() != rows["Episodes", "DEC"].isna()).to_numpy()


def ended_at_once(rows: Rows) -> np.ndarray:
    return rows["Episodes", "DEC"].eq(rows["Episodes", "DECOM"]).to_numpy() & rows.counted


def started_again(rows: Rows) -> np.ndarray:
    return rows["Episodes", "RNE"].eq("S").to_numpy(bool) & rows.counted & rows.goes_on


def not_started(rows: Rows) -> np.ndarray:
    going_on = rows["Episodes", "RNE"].notna() & (rows["Episodes", "RNE"] != "S")
    overlaps = rows.before("DEC") > rows["Episodes", "DECOM"]
    return (going_on & ~overlaps).to_numpy() & rows.counted & ~rows.goes_on


def legal_status_the_same(rows: Rows) -> np.ndarray:
    return _begun(rows, "LU") & ~rows.changed("LS")


def legal_status_another(rows: Rows) -> np.ndarray:
    return _begun(rows, "PT") & rows.changed("LS")


def placement_another(rows: Rows) -> np.ndarray:
    return _begun(rows, "L") & _moved(rows)


def placement_the_same(rows: Rows) -> np.ndarray:
    return _begun(rows, "PB") & ~_moved(rows)


def new_carer_is_present_carer(rows: Rows) -> np.ndarray:
    return (rows["Episodes", "PLACE"].isin(["A3", "A5"])).to_numpy() & _begun(rows, "PB")


def place_not_in_use(rows: Rows) -> np.ndarray:
    """The days of the episode (to the newest date of all, if it is open) touch none of those of its code."""
    starts, ends, place = (rows["Episodes", column] for column in ("DECOM", "DEC", "PLACE"))
    ends = ends.fillna(max(starts.max(), ends.max()))
    found = np.zeros(len(place), dtype=bool)
    for code, (first, last) in codes.PLACE_DATES.items():
        outside = ends < pd.Timestamp(first) if first else np.zeros(len(place), dtype=bool)
        outside = outside | (starts > pd.Timestamp(last) if last else False)
        found |= (place.eq(code) & outside).to_numpy()
    return found


def no_provider(rows: Rows) -> np.ndarray:
    place = rows["Episodes", "PLACE"]
    return (
        rows["Episodes", "PLACE_PROVIDER"].isna() & place.notna() & ~place.isin(WITHOUT_PROVIDER)
    ).to_numpy()


def provider_not_of_place(rows: Rows) -> np.ndarray:
    provider, place = rows["Episodes", "PLACE_PROVIDER"], rows["Episodes", "PLACE"]
    return (provider.notna() & place.notna() & (provider.eq("PR0") != place.eq("P1"))).to_numpy(bool)


def freed_too_late(rows: Rows) -> np.ndarray:
    return (rows["Episodes", "LS"].eq("D1") & (rows["Episodes", "DECOM"] > FREEING_ENDED)).to_numpy(bool)


def placement_order_too_early(rows: Rows) -> np.ndarray:
    return (rows["Episodes", "LS"].eq("E1") & (rows["Episodes", "DECOM"] < FREEING_ENDED)).to_numpy(bool)


def begun_before_birth(rows: Rows) -> np.ndarray:
    return (rows["Episodes", "DECOM"] < rows.dob("Episodes")).to_numpy()


def begun_at_18(rows: Rows) -> np.ndarray:
    return (rows["Episodes", "DECOM"] >= rows.birthday("Episodes", 18)).to_numpy()


def in_care_at_18(rows: Rows) -> np.ndarray:
    return (
        rows["Episodes", "DEC"].fillna(rows.last_day) > rows.birthday("Episodes", 18) + timedelta(days=1)
    ).to_numpy()


def reason_from(reasons: tuple[str, ...], age: int) -> Test:
    """Care ended for one of the reasons at that age or older."""
    return lambda rows: (_ended(rows, reasons) & (_age_at_end(rows) >= age)).to_numpy()


def reason_under(reasons: tuple[str, ...], age: int) -> Test:
    """Care ended for one of the reasons under that age."""
    return lambda rows: (_ended(rows, reasons) & (_age_at_end(rows) < age)).to_numpy()


def adopted_from_elsewhere(rows: Rows) -> np.ndarray:
    return (_ended(rows, codes.ADOPTED) & ~rows["Episodes", "PLACE"].isin(codes.FOR_ADOPTION)).to_numpy()


def adopted_without(table: str) -> Test:
    return lambda rows: _ended(rows, codes.ADOPTED).to_numpy() & ~rows.is_in("Episodes", table)


# Events
def no_leaver(rows: Rows) -> np.ndarray:
    return ~rows.is_in("PathwayPlans", "CareLeavers", "Header")


def seen_and_not_seen(rows: Rows) -> np.ndarray:
    seen = rows["Visits", "SEEN"]
    return _same_visit(rows) & (seen.notna() & seen.shift(1).notna()).to_numpy() & ~_as_above(seen)


def visit_twice(rows: Rows) -> np.ndarray:
    return _same_visit(rows) & _as_above(rows["Visits", "SEEN"])


def alone_but_not_seen(rows: Rows) -> np.ndarray:
    return (rows["Visits", "SEEN_ALONE"].eq("Y") & rows["Visits", "SEEN"].eq("N")).to_numpy(bool)


def late_first_assessment(rows: Rows) -> np.ndarray:
    """An IHA a year or more after the start of care, all periods of care taken together."""
    found = rows["Health", "TYPE"].eq("IHA").to_numpy(bool, copy=True)
    first = np.flatnonzero(found)
    since = rows["Health", "DATE"].iloc[first] - rows.start_of_care("Health", "DATE", first)
    found[first] = since > FIRST_ASSESSMENT_WITHIN
    return found


def reviewed_as_infant(rows: Rows) -> np.ndarray:
    return (rows["Reviews", "REVIEW_CODE"].eq("PN0") & (_age(rows, "Reviews", "REVIEW") >= 4)).to_numpy(bool)


def reviewed_as_older(rows: Rows) -> np.ndarray:
    code = rows["Reviews", "REVIEW_CODE"]
    return (code.notna() & (code != "PN0") & (_age(rows, "Reviews", "REVIEW") < 4)).to_numpy(bool)


def back_before_gone(rows: Rows) -> np.ndarray:
    return (rows["Missing", "MIS_END"] < rows["Missing", "MIS_START"]).to_numpy()


def gone_twice(rows: Rows) -> np.ndarray:
    """More than a week before the end of the one before of the same kind."""
    order = np.lexsort(
        [
            day_numbers(rows["Missing", "MIS_START"]),
            rows["Missing", "MISSING"].cat.codes,
            rows.child("Missing"),
        ]
    )
    child, kind, start, end = (
        rows["Missing", column].take(order) for column in ("CHILD", "MISSING", "MIS_START", "MIS_END")
    )
    found = np.zeros(len(order), dtype=bool)
    found[order] = _as_above(child) & _as_above(kind) & (start + A_WEEK < end.shift(1)).to_numpy()
    return found


def ceased_before_placed(rows: Rows) -> np.ndarray:
    ceased = rows["PlacedAdoption", "DATE_PLACED_CEASED"]
    return (ceased < rows["PlacedAdoption", "DATE_PLACED"]).to_numpy()


def matched_after_placed(rows: Rows) -> np.ndarray:
    placed = rows["PlacedAdoption", "DATE_PLACED"].groupby(rows["PlacedAdoption", "CHILD"]).max()
    return rows["AD1", "DATE_MATCH"].to_numpy() > placed.reindex(rows["AD1", "CHILD"]).to_numpy()


def matched_before_decided(rows: Rows) -> np.ndarray:
    return (rows["AD1", "DATE_MATCH"] < rows["AD1", "DATE_INT"]).to_numpy()


def asylum_before_care(rows: Rows) -> np.ndarray:
    first = rows["Episodes", "DECOM"].groupby(rows["Episodes", "CHILD"]).min()
    return rows["UASC", "DUC"].to_numpy() < first.reindex(rows["UASC", "CHILD"]).to_numpy()


def asylum_after_18(rows: Rows) -> np.ndarray:
    return (rows["UASC", "DUC"] > rows.birthday("UASC", 18)).to_numpy()


# Lists
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


def _as_above(column: pd.Series) -> np.ndarray:
    """Whether each cell is that of the row above; a blank one is not."""
    coded = isinstance(column.dtype, pd.CategoricalDtype)
    cells, blank = (column.cat.codes.to_numpy(), -1) if coded else (column.to_numpy(), None)
    found = np.zeros(len(cells), dtype=bool)
    found[1:] = cells[1:] == cells[:-1]  # a blank date is no other
    return found & (cells != blank) if coded else found


def _same_visit(rows: Rows) -> np.ndarray:
    return _as_above(rows["Visits", "CHILD"]) & _as_above(rows["Visits", "VISIT_DATE"])


def _ended(rows: Rows, reasons: tuple[str, ...]) -> pd.Series:
    return rows["Episodes", "REC"].isin(reasons) & rows["Episodes", "DEC"].notna()


def _begun(rows: Rows, reasons: str) -> np.ndarray:
    """Whether each episode goes on from the one before for one of these reasons."""
    return rows["Episodes", "RNE"].isin([*reasons]).to_numpy() & rows.goes_on


def _moved(rows: Rows) -> np.ndarray:
    return np.logical_or.reduce([rows.changed(column) for column in PLACEMENT])


def _age(rows: Rows, table: str, column: str) -> pd.Series:
    return completed_years(rows.dob(table), rows[table, column])


def _age_at_end(rows: Rows) -> pd.Series:
    return _age(rows, "Episodes", "DEC")


def _leaver_turns(rows: Rows, age: int) -> pd.Series:
    """The birthday by the list's own date of birth, else the Header's."""
    born = rows["CareLeavers", "DOB"].fillna(rows.dob("CareLeavers"))
    return add_months(born, 12 * age)
