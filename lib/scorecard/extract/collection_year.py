"""The financial year of care leavers' rows (OC3) in files that have no column YEAR (data/README.md)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

import numpy as np
import pandas as pd

from scorecard.extract.cells import dates
from scorecard.extract.problems import Problem
from scorecard.extract.source import Source
from scorecard.extract.tables import TABLES
from scorecard.reporting_month import financial_year

_YEARS = re.compile(r"(20\d\d)[-_ ]?(?:20)?(\d\d)(?!\d)")


def with_years(files: Sequence[Source]) -> list[Source]:
    """The files of an extract, YEAR filled in those of OC3 that have none: the year that the path names, else
    the year of the newest date in the Episodes of the same folder, else in all Episodes.

    Where there are several OC3 files, a year that no path names is a problem: they may be of different years.
    """
    episodes = [file for file in files if file.table is TABLES["Episodes"]]
    several = sum(file.table is TABLES["OC3"] for file in files) > 1
    return [_with_year(file, episodes, several) if file.table is TABLES["OC3"] else file for file in files]


def _with_year(file: Source, episodes: Sequence[Source], several: bool) -> Source:
    if file.rows.empty or not (file.rows["YEAR"] == "").all():
        return file
    named = _year_in(file.name)
    beside = [each for each in episodes if each.path.parent == file.path.parent]
    year = named or _newest_year(beside) or _newest_year(episodes)
    filled = replace(
        file,
        rows=file.rows.assign(YEAR=pd.Categorical([year]).take(np.zeros(len(file.rows), "int8"))),
        absent=tuple(column for column in file.absent if column != "YEAR"),
    )
    if named or not several:
        return filled
    what = f"this column, for there is more than one OC3 file: its rows count for {year or 'no year'}"
    return replace(filled, problems=(*file.problems, Problem(file.name, 1, "YEAR", None, what, "OC3")))


def _year_in(name: str) -> str:
    """The financial year in a path, the file's own name first: "2018/19" for "2018-19/OC3.csv"; else ""."""
    for part in reversed(PurePosixPath(name).parts):
        for first, second in _YEARS.findall(part):
            if (int(first) + 1) % 100 == int(second):
                return f"{first}/{second}"
    return ""


def _newest_year(episodes: Sequence[Source]) -> str:
    """The financial year of the newest DECOM or DEC; "" where there is none."""
    newest = [dates(file.rows[column]).max() for file in episodes for column in ("DECOM", "DEC")]
    newest = pd.Series(newest, dtype="datetime64[us]").max()
    return "" if pd.isna(newest) else financial_year(newest)
