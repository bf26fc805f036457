"""The table of measures: every figure of a month in one long frame, and the file that it is kept in.

One row a figure: month, indicator, period_type (month, quarter, ytd, snapshot), period_start, period_end,
category (blank, or the band, group or team), numerator, denominator, value, unit, suppressed. A count has no
denominator; a mean has the sum and how many; a value over nothing is blank: "no data". A monthly point has the
dates of its calendar month, a rolling one too.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from scorecard.measures.columns import COLUMNS, DATES, NUMBERS
from scorecard.plain_text import no_formula, of_cell
from scorecard.reporting_month import ReportingMonth
from scorecard.unusable import Unusable
from scorecard.windows import Window

Counted = tuple[str, np.ndarray, np.ndarray | None]
"""A category with, for each of some windows, its numerator and its denominator (None for a count)."""


def empty() -> pd.DataFrame:
    """The table without a row."""
    types = dict.fromkeys(DATES, "datetime64[us]") | dict.fromkeys(NUMBERS, "float64")
    return pd.DataFrame(columns=list(COLUMNS)).astype(types)


class Figures(NamedTuple):
    """An indicator's figures of a month: those of its `windows`, by category. Without a denominator the value is the numerator
    itself, else `scale` times the quotient."""

    month: ReportingMonth
    indicator: str
    unit: str
    windows: Sequence[Window]
    counted: Sequence[Counted]
    scale: float


def rows(*figures: Figures) -> pd.DataFrame:
    """The table of some figures: one row a category and window. Over nothing the value is NaN, "no data", never 0."""
    each = [(of, *counted) for of in figures for counted in of.counted]
    if not each:
        return empty()
    long = [len(of.windows) for of, *_ in each]
    windows = [window for of, *_ in each for window in of.windows]
    numerator = np.concatenate([numerator for _, _, numerator, _ in each])
    denominator = np.concatenate(
        [np.full(len(of.windows), np.nan) if below is None else below for of, _, _, below in each]
    )
    value = np.where(np.repeat([below is None for *_, below in each], long), numerator, np.nan)
    scale = np.repeat([of.scale for of, *_ in each], long)
    np.divide(scale * numerator, denominator, out=value, where=denominator > 0)
    return pd.DataFrame(
        {
            "month": np.repeat([str(of.month) for of, *_ in each], long),
            "indicator": np.repeat([of.indicator for of, *_ in each], long),
            "period_type": [window.type for window in windows],
            "period_start": np.array([window.start for window in windows], dtype="datetime64[us]"),
            "period_end": np.array([window.end for window in windows], dtype="datetime64[us]"),
            "category": np.repeat([category for _, category, *_ in each], long),
            "numerator": numerator,
            "denominator": denominator,
            "value": value,
            "unit": np.repeat([of.unit for of, *_ in each], long),
            "suppressed": False,
        }
    )


def latest(measures: pd.DataFrame) -> pd.DataFrame:
    """The rows of each indicator's newest period of each kind."""
    newest = measures.groupby(["indicator", "period_type"])["period_end"].transform("max")
    return measures[measures["period_end"] == newest]


def csv_of(measures: pd.DataFrame) -> bytes:
    """Their file: UTF-8, unrounded, whole numbers without a decimal point. Same figures, same bytes."""
    written = measures.loc[:, list(COLUMNS)].assign(category=measures["category"].map(no_formula))
    for column in DATES:
        written[column] = written[column].dt.strftime("%Y-%m-%d")
    for column in NUMBERS:
        written[column] = [_number(number) for number in measures[column]]
    return written.to_csv(index=False, lineterminator="\n").encode("utf-8")


def read_measures(path: Path) -> pd.DataFrame:
    """Read such a file: the same frame again."""
    frame = pd.read_csv(
        path,
        encoding="utf-8",
        dtype={
            "council": str,
            "month": str,
            "category": str,
            **dict.fromkeys(NUMBERS, "float64"),
            "suppressed": bool,
        },
        parse_dates=DATES,
        keep_default_na=False,
        na_values={column: [""] for column in NUMBERS},
    )
    categories = frame["category"].map(of_cell)  # a team's name may be any text
    named = [present_name(*each) for each in zip(frame["indicator"], categories, frame["unit"])]
    frame[["indicator", "category"]] = pd.DataFrame(
        named, columns=["indicator", "category"], index=frame.index
    )
    return frame.astype(dict.fromkeys(DATES, "datetime64[us]"))


def read_merged(path: Path, name: str) -> pd.DataFrame:
    """Read the merged file of a batch: the same columns after `council`. `name` is the file as it is shown. Raises Unusable
    for one that is not there or is none."""
    try:
        with path.open(encoding="utf-8") as file:
            headings = file.readline().rstrip("\r\n").split(",")
    except FileNotFoundError:
        raise Unusable(f"{name}: not there; `scorecard batch` makes it") from None
    except UnicodeDecodeError:
        headings = []
    if headings != ["council", *COLUMNS]:
        raise Unusable(f"{name}: not the measures.csv that `scorecard batch` makes; name that one")
    return read_measures(path).astype({"council": str})


def present_name(indicator: str, category: str, unit: str) -> tuple[str, str]:
    """The indicator and category that a figure has now which a release before 2.0.0 kept by other names."""
    if (indicator, category) == ("children_in_care", "rate"):
        return "children_in_care_rate", ""
    if (indicator, unit) == ("caseload", "FTE"):
        return "establishment", category
    return indicator, category


def _number(number: float) -> str:
    if pd.isna(number):
        return ""
    return str(int(number)) if number == int(number) else repr(float(number))
