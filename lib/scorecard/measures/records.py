"""Whether an extract says anything of what an indicator counts. Where a kind of record is wholly absent, such as dental
checks in a list of health checks, a count of it would be 0 for want of data: that is "no data", never 0%.

The same holds for a column that may not be blank and is, throughout, and for the time before the first such record.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import pandas as pd

from scorecard.dates import birthday_in_financial_year, year_ends
from scorecard.extract.reader import Extract
from scorecard.extract.span import DATED_BY, ended
from scorecard.extract.tables import TABLES
from scorecard.indicators import INDICATORS, Indicator, Record
from scorecard.measures.as_counted import as_counted
from scorecard.reporting_month import ReportingMonth, financial_year
from scorecard.words import list_of

OF = {"OC3": "OC3 of young people who turn 19, 20 or 21"}
"""What is counted of a table, where that is not all of it."""
MONTHS_FOLLOWED = 36
"""How far back reach the points that are shown, and those that they are judged against."""
BEFORE_ALL = pd.Timestamp(1900, 1, 1)
LISTED = 4
"""Of a record with more codes than this, the words do not say which."""


@dataclass(frozen=True)
class Said:
    """What an extract says of an indicator. `silent`: the tables that say nothing of the month, each with the kind of
    record that it lacks, in words; `since`: the first day of which it says something, NaT where a table is silent; `whole`:
    the first whose figures it is not too short for, as they look back."""

    silent: tuple[str, ...]
    since: pd.Timestamp
    whole: pd.Timestamp


@lru_cache(maxsize=2)
def said(extract: Extract, month: ReportingMonth) -> dict[str, Said]:
    """For each indicator, what the extract says of it.

    A table says nothing of the month without a record of each kind up to its end, or in an extract whose newest record,
    of any table, is older than its first day. Tables that the extract lacks are left out of account.
    """
    over = ended(extract, month)

    @cache
    def first(record: Record) -> pd.Timestamp:
        day = pd.NaT if over else _first_day(record, extract, month if record.table in RENEWED else None)
        return day if day <= month.as_at else pd.NaT

    found = {}
    for id in INDICATORS:
        needed = [record for record in _needed(as_counted(id, extract)) if record.table in extract.tables]
        lacking: dict[tuple[str, str], Record] = {}
        for record in needed:
            if pd.isna(first(record)):
                lacking.setdefault((record.table, record.column), record)
        silent = tuple(
            _words(record)
            for (table, column), record in lacking.items()
            if not column or (table, "") not in lacking
        )
        since = pd.NaT if silent else max(map(first, needed), default=pd.NaT)
        looks_back = as_counted(id, extract).looks_back
        whole = since + pd.DateOffset(months=looks_back) if looks_back and since > BEFORE_ALL else since
        found[id] = Said(silent, since, whole)
    return found


def too_short(extract: Extract, month: ReportingMonth) -> dict[str, pd.Timestamp]:
    """The indicators of which some figure of the past three years looks back beyond the extract's records, each with the
    first day of which none does."""
    oldest = pd.Timestamp(month.previous(MONTHS_FOLLOWED).start)
    return {id: whole for id, whole in first_whole(extract, month).items() if whole > oldest}


def first_whole(extract: Extract, month: ReportingMonth) -> dict[str, pd.Timestamp]:
    """The indicators that look back and of which the extract says something in a month, each with the first day of which no
    figure looks back beyond its records."""
    return {
        id: each.whole
        for id, each in said(extract, month).items()
        if as_counted(id, extract).looks_back and pd.notna(each.whole)
    }


def silent_tables(extract: Extract, month: ReportingMonth) -> dict[str, tuple[str, ...]]:
    """The tables that say nothing of the month, in words, for each indicator that has any."""
    return {id: each.silent for id, each in said(extract, month).items() if each.silent}


def _needed(declared: Indicator) -> Iterator[Record]:
    """Any row of each of its tables, one with a value in each column that may not be blank, and what it declares."""
    for table, columns in declared.inputs.items():
        yield Record(table)
        yield from (Record(table, column) for column in columns if column in TABLES[table].filled)
    yield from declared.records


@lru_cache(maxsize=256)
def _first_day(record: Record, extract: Extract, month: ReportingMonth | None) -> pd.Timestamp:
    """The date of the first such record of an extract, NaT if there is none; of a table that is renewed, among the rows that
    count in a month. One of a table without dates counts from always."""
    rows = _renewed(record.table, extract, month) if month else extract.tables[record.table]
    dated_by = "DEC" if record.column in ("DEC", "REC") else DATED_BY.get(record.table)
    dates = rows[dated_by] if dated_by else pd.Series(pd.Timestamp.min, index=rows.index)
    if record.column:
        cells = rows[record.column]
        dates = dates[cells.isin(record.codes) if record.codes else cells.notna()]
    return dates.min()


@lru_cache(maxsize=8)
def _renewed(table: str, extract: Extract, month: ReportingMonth) -> pd.DataFrame:
    return RENEWED[table](extract, month)


def _latest_roll(extract: Extract, month: ReportingMonth) -> pd.DataFrame:
    rows = extract.tables["VirtualSchool"]
    return rows[rows["AS_AT"] == rows.loc[rows["AS_AT"] <= month.as_at, "AS_AT"].max()]


def _outcomes_of_year(extract: Extract, month: ReportingMonth) -> pd.DataFrame:
    rows = _outcomes_at_19_to_21(extract)
    return rows[rows["YEAR"] == financial_year(month.as_at)]


@lru_cache(maxsize=2)
def _outcomes_at_19_to_21(extract: Extract) -> pd.DataFrame:
    rows = extract.tables["OC3"]
    return rows[birthday_in_financial_year(rows["DOB"], rows["YEAR"])[1].between(19, 21)]


def _latest_return(extract: Extract, month: ReportingMonth) -> pd.DataFrame:
    rows = extract.tables["OC2"]
    ends = year_ends(rows["YEAR"])
    return rows[ends == ends[ends <= month.as_at].max()]


def _of_month(extract: Extract, month: ReportingMonth) -> pd.DataFrame:
    rows = extract.tables["Staffing"]
    return rows[rows["MONTH"] == str(month)]


RENEWED = {
    "VirtualSchool": _latest_roll, "OC3": _outcomes_of_year, "OC2": _latest_return, "Staffing": _of_month,
}  # fmt: skip
"""Tables of which a month's figures come from some rows alone, and which those are."""


def _words(record: Record) -> str:
    if not record.column:
        return OF.get(record.table, record.table)
    if not record.codes:
        return f"{record.table} with {record.column} filled in"
    if len(record.codes) > LISTED:
        return f"{record.table} with a known {record.column}"
    return f"{record.table} with {record.column} {list_of(list(record.codes), 'or')}"
