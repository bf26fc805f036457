"""The virtual school's roll, termly: year group, Personal Education Plan and Ofsted's grade of the school."""

import numpy as np
import pandas as pd

from synthetic.days import age, day, text
from synthetic.draw import Draw, nearest_count, prints_as
from synthetic.population import in_care

GOLDEN_ROLL = day(2020, 3, 13)
ON_GOLDEN_ROLL, PEP, GOOD_SCHOOLS = 456, 98.9, 78.3

# Date of the roll: share with a PEP, and in schools graded good or outstanding.
ROLLS = {
    day(2017, 12, 15): (93.1, 74.2),
    day(2018, 3, 16): (94.0, 74.8),
    day(2018, 7, 13): (94.8, 75.1),
    day(2018, 12, 14): (95.9, 75.9),
    day(2019, 3, 15): (96.4, 76.6),
    day(2019, 7, 12): (97.2, 77.0),
    day(2019, 12, 13): (98.1, 77.6),
    GOLDEN_ROLL: (PEP, GOOD_SCHOOLS),
    day(2020, 7, 10): (97.6, 78.8),
}
YEAR_OF_AGE = {3: "N", 4: "R", **{years: str(years - 4) for years in range(5, 18)}}
FEWEST_NOT_GRADED = 0.03


def roll_table(draw: Draw, periods: pd.DataFrame, scale: float) -> pd.DataFrame:
    """VirtualSchool, one row a child and roll; those who came into care last are not on it yet."""
    return pd.concat([_roll(draw, periods, date, round(ON_GOLDEN_ROLL * scale)) for date in ROLLS])


def _roll(draw: Draw, periods: pd.DataFrame, date: int, golden: int) -> pd.DataFrame:
    at_start_of_year = day(_academic_year(date), 8, 31)
    years = age(periods["DOB"].to_numpy(), at_start_of_year)
    there = in_care(periods, date) & np.isin(years, list(YEAR_OF_AGE))
    compulsory = there & (years >= 5) & (years <= 15)
    newest = np.flatnonzero(compulsory)[np.argsort(periods["START"].to_numpy()[compulsory], kind="stable")]
    there[newest[golden if date == GOLDEN_ROLL else int(len(newest) * 0.985) :]] = False
    rows = np.flatnonzero(there)
    compulsory = compulsory[rows]
    pep, good = ROLLS[date]
    n = compulsory.sum()
    has_pep = draw.happens(0.9, len(rows))
    has_pep[compulsory] = draw.exactly(nearest_count(pep, n), np.ones(n))
    return pd.DataFrame(
        {
            "AS_AT": text(np.full(len(rows), date)),
            "CHILD": periods["CHILD"].to_numpy()[rows],
            "NC_YEAR": [YEAR_OF_AGE[y] for y in years[rows]],
            "PEP": np.where(has_pep, "Y", "N"),
            "URN": 900_000 + draw.between(1, 400, len(rows)),
            "OFSTED": _grades(draw, compulsory, good),
        }
    )


def _grades(draw: Draw, compulsory: np.ndarray, good: float) -> np.ndarray:
    """Ofsted's grade, blank for schools not graded: as few as make the share a whole number."""
    n = int(compulsory.sum())
    most = n - int(n * FEWEST_NOT_GRADED)
    graded = next((g for g in range(most, 0, -1) if prints_as(good, nearest_count(good, g), g)), most)
    high = np.where(draw.happens(0.22, n), "1", "2")
    low = np.where(draw.happens(0.25, n), "4", "3")
    is_graded = draw.exactly(graded, np.ones(n))
    is_good = np.zeros(n, bool)
    is_good[is_graded] = draw.exactly(nearest_count(good, graded), np.ones(graded))
    grades = np.full(len(compulsory), "", dtype=object)
    grades[compulsory] = np.where(is_graded, np.where(is_good, high, low), "")
    return grades


def _academic_year(date: int) -> int:
    year = 1970 + int(np.asarray(date).astype("datetime64[D]").astype("datetime64[Y]").astype("int64"))
    return year if date >= day(year, 9, 1) else year - 1
