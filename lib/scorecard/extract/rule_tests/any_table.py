"""What any table may not hold, and what tests share."""

from collections.abc import Callable
from datetime import timedelta

import numpy as np
import pandas as pd

from scorecard.dates import NEVER, completed_years
from scorecard.extract import codes
from scorecard.extract.rows import EVENTS, Rows

Test = Callable[[Rows], np.ndarray]
A_WEEK = timedelta(days=7)


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
        same = np.logical_and.reduce([as_above(rows[table, column]) for column in ("CHILD", *of)])
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


def as_above(column: pd.Series) -> np.ndarray:
    """Whether each cell is that of the row above; a blank one is not."""
    coded = isinstance(column.dtype, pd.CategoricalDtype)
    cells, blank = (column.cat.codes.to_numpy(), -1) if coded else (column.to_numpy(), None)
    found = np.zeros(len(cells), dtype=bool)
    found[1:] = cells[1:] == cells[:-1]  # a blank date is no other
    return found & (cells != blank) if coded else found


def age_on(rows: Rows, table: str, column: str) -> pd.Series:
    return completed_years(rows.dob(table), rows[table, column])
