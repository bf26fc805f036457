"""The table of measures: every figure of a month in one long frame, and the file that it is kept in.

One row a figure: month, indicator, period_type (month, quarter, ytd, snapshot), period_start, period_end,
category (blank, or the band, group or team), numerator, denominator, value, unit, suppressed. A count has no
denominator; a mean has the sum and how many; a value over nothing is blank: "no data". A monthly point has the
dates of its calendar month, a rolling one too.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from scorecard.plain_text import no_formula, of_cell
from scorecard.reporting_month import ReportingMonth
from scorecard.unusable import Unusable
from scorecard.windows import Window

COLUMNS = (
    "month", "indicator", "period_type", "period_start", "period_end", "category",
    "numerator", "denominator", "value", "unit", "suppressed",
)  # fmt: skip
DATES = ["period_start", "period_end"]
NUMBERS = ["numerator", "denominator", "value"]


Counted = tuple[str, np.ndarray, np.ndarray | None]
"""A category with, for each of some windows, its numerator and its denominator (None for a count)."""


def empty() -> pd.DataFrame:
    """The table without a row."""
    types = dict.fromkeys(DATES, "datetime64[us]") | dict.fromkeys(NUMBERS, "float64")
    return pd.DataFrame(columns=list(COLUMNS)).astype(types)


def rows(
    month: ReportingMonth,
    indicator: str,
    unit: str,
    windows: Sequence[Window],
    counted: Iterable[Counted],
    scale: float,
) -> pd.DataFrame:
    """One row a category and window. Without a denominator the value is the numerator itself, else `scale` times the
    quotient; over nothing it is NaN, "no data", never 0."""
    categories, numerators, denominators = zip(*counted)
    is_count = np.repeat([each is None for each in denominators], len(windows))
    numerator = np.concatenate(numerators)
    blank = np.full(len(windows), np.nan)
    denominator = np.concatenate([blank if each is None else each for each in denominators])
    value = np.where(is_count, numerator, np.nan)
    np.divide(scale * numerator, denominator, out=value, where=denominator > 0)
    of_all = tuple(windows) * len(categories)
    return pd.DataFrame(
        {
            "month": str(month),
            "indicator": indicator,
            "period_type": [window.type for window in of_all],
            "period_start": np.array([window.start for window in of_all], dtype="datetime64[us]"),
            "period_end": np.array([window.end for window in of_all], dtype="datetime64[us]"),
            "category": [category for category in categories for _ in windows],
            "numerator": numerator,
            "denominator": denominator,
            "value": value,
            "unit": unit,
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


def write_measures(measures: pd.DataFrame, path: Path) -> None:
    """Write that file."""
    path.write_bytes(csv_of(measures))


def read_measures(path: Path) -> pd.DataFrame:
    """Read what `write_measures` wrote: the same frame again."""
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
