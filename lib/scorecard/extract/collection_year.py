"""The financial year of the rows of the return's yearly tables (OC2, OC3), in files that have no column YEAR (data/README.md)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

import numpy as np
import pandas as pd

from scorecard.extract.cells import dates
from scorecard.extract.problems import Effect, Problem
from scorecard.extract.source import Source
from scorecard.extract.tables import TABLES
from scorecard.extract.written_day import financial_year_in
from scorecard.reporting_month import financial_year

_NUMBERS = re.compile(r"(?<!\d)(20\d\d[-_ ]?(?:20)?\d\d|\d{4})(?!\d)")
_NO_YEAR = (
    "the year in the file's or folder's name, as in {} 2019-20.csv, or a column YEAR, for there are several"
)


def with_years(sources: Sequence[Source]) -> list[Source]:
    """The sources of an extract, YEAR filled in those of a yearly table that have none: the year that the path names.

    Where it names none, a table's only source has that of the newest date in the Episodes of the same folder, else in all
    Episodes; one of several is refused, for its rows could be of any year.
    """
    episodes = [each for each in sources if each.table is TABLES["Episodes"]]
    ends = _a_bare_year_ends(episodes)
    return [_with_year(each, sources, episodes, ends) for each in sources]


def _with_year(source: Source, sources: Sequence[Source], episodes: Sequence[Source], ends: bool) -> Source:
    if source.table is None or "YEAR" not in source.table.columns:
        return source
    if not (source.rows["YEAR"] == "").all():
        return source
    known = tuple(column for column in source.absent if column != "YEAR")
    if source.rows.empty:  # whose rows, for there are none, are of no year
        return replace(source, absent=known)
    several = sum(each.table is source.table for each in sources) > 1
    beside = [each for each in episodes if each.path.parent == source.path.parent]
    year = _year_in(source.name) or (_bare_year_in(source.name, ends) if several else "")
    if several and not year:
        what = f"{_NO_YEAR.format(source.table.name)}: {Effect.FILE}"
        refused = Problem(source.name, 1, "YEAR", None, what, source.table.name, Effect.FILE)
        return Source(source.name, source.path, problems=(*source.problems, refused))
    year = year or _newest_year(beside) or _newest_year(episodes)
    return replace(
        source,
        rows=source.rows.assign(YEAR=pd.Categorical([year]).take(np.zeros(len(source.rows), "int8"))),
        absent=known,
    )


def _year_in(name: str) -> str:
    """The financial year in a path, the file's own name first: "2018/19" for "2018-19/OC3.csv"; else ""."""
    return next(filter(None, map(financial_year_in, _numbers_in(name))), "")


def _bare_year_in(name: str, ends: bool) -> str:
    """The financial year that ends, or begins, in the one year that a path names; else ""."""
    first = next((int(numbers) - ends for numbers in _numbers_in(name) if _is_bare(numbers)), None)
    return f"{first}/{(first + 1) % 100:02}" if first else ""


def _numbers_in(name: str) -> list[str]:
    return [each for part in reversed(PurePosixPath(name).parts) for each in reversed(_NUMBERS.findall(part))]


def _is_bare(numbers: str) -> bool:
    """Whether a number in a name is one year: 2021, which is not taken for 20-21."""
    return len(numbers) == 4 and numbers.startswith("20")


def _a_bare_year_ends(episodes: Sequence[Source]) -> bool:
    """Whether a bare year in a name is the one in which the financial year ends, as the DfE counts collections: not if the
    newest Episodes of each file so named began later."""
    bare = {each: int(year) for each in episodes for year in filter(_is_bare, _numbers_in(each.name)[:1])}
    begun = {each: dates(each.rows["DECOM"]).max() for each in bare}
    later = [
        financial_year(begun[each])[:4] == str(year)
        for each, year in bare.items()
        if not pd.isna(begun[each])
    ]
    return not later or not all(later)


def _newest_year(episodes: Sequence[Source]) -> str:
    """The financial year of the newest DECOM or DEC; "" where there is none."""
    newest = [dates(each.rows[column]).max() for each in episodes for column in ("DECOM", "DEC")]
    newest = pd.Series(newest, dtype="datetime64[us]").max()
    return "" if pd.isna(newest) else financial_year(newest)
