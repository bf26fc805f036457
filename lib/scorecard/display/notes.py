"""The data notes: what was read, how recent it is and what was wrong with it.

Rows are counted by table and column; a child is never named, and a problem's line is for the analyst only. A file is
named where it is not read.
"""

import pandas as pd

from scorecard.display.captions import lacking
from scorecard.display.figure import Markdown, table
from scorecard.display.ranges import could_be
from scorecard.extract.reader import Extract
from scorecard.extract.span import DATED_BY, newest_record
from scorecard.indicators import INDICATORS
from scorecard.measures.as_counted import as_counted
from scorecard.measures.bounds import none_in_doubt
from scorecard.measures.data_needed import files_not_read, missing_tables, rows_lacking
from scorecard.measures.records import silent_tables, too_short
from scorecard.plain_text import in_markdown
from scorecard.reporting_month import ReportingMonth
from scorecard.words import NO_DATA, day, is_old, list_of, month_name, number

NONE_IN_DOUBT = none_in_doubt()


def files_read(extract: Extract, month: ReportingMonth) -> Markdown:
    """Each table: how many files and rows it came from, its newest record up to the as-at date, marked when old."""
    rows = []
    for name, frame in extract.tables.items():
        newest = _newest(frame, DATED_BY.get(name), month)
        rows.append((name, number(len(extract.files.get(name, ()))), number(len(frame)), newest))
    frame = pd.DataFrame(rows, columns=["Table", "Files", "Rows", "Newest record"])
    return table(
        frame, f"What was read, with the newest record up to {day(month.as_at)}", texts=("Newest record",)
    )


def problems_found(extract: Extract) -> Markdown:
    """How many rows have a problem, by table and column, with what was expected there."""
    if not extract.problems:
        return Markdown("No problems were found in the extract.", "Problems in the extract: none")
    found = pd.DataFrame([(problem.table, problem.column, problem.expected) for problem in extract.problems])
    counted = found.value_counts(sort=False).reset_index()
    counted.columns = ["Table", "Column", "Expected", "Rows"]
    counted["Rows"] = counted["Rows"].map(number)
    return table(counted, "Problems in the extract", texts=("Column", "Expected"))


def effect_on_figures(
    extract: Extract, month: ReportingMonth, ranges: pd.DataFrame = NONE_IN_DOUBT
) -> Markdown:
    """The indicators without data because a file is missing, not read or says nothing of the month, those from which rows
    were left out or that could be another figure (`measures.bounds`), and the files that might belong to any."""
    unknown = [f"{file} is not read: its table cannot be told" for file in extract.not_read.get("", ())]
    rows = [("Not known", effect) for effect in (*unknown, *extract.warnings, *extract.late)]
    silent, short = silent_tables(extract, month), too_short(extract, month)
    for id in INDICATORS:
        indicator = as_counted(id, extract)
        missing, lost = missing_tables(indicator, extract), lacking(*rows_lacking((id,), extract))
        range = could_be(id, ranges)
        if missing:
            refused = list_of(list(files_not_read((id,), extract)))
            no_file = f"no data: the extract has no {list_of(list(missing))} file"
            rows.append((indicator.title, f"{no_file}; not read: {refused}" if refused else no_file))
        elif id in silent:
            rows.append(
                (indicator.title, f"no data: nothing for {month.name} in {list_of(list(silent[id]))}")
            )
        elif said := [words for words in (indicator.note, lost, range, _late(short.get(id), month)) if words]:
            rows.append((indicator.title, "; ".join(said)))
    if not rows:
        return Markdown("Every indicator has its data, and no row was left out.", "Figures affected: none")
    return table(
        pd.DataFrame(rows, columns=["Indicator", "Effect"], dtype=object),
        "Figures affected",
        texts=("Effect",),
    )


def _late(whole: pd.Timestamp | None, month: ReportingMonth) -> str:
    """Of an indicator whose records begin too late for the month."""
    if whole is None or whole <= pd.Timestamp(month.as_at):
        return ""
    return f"its records begin too late: what was done before is not known, and it is not judged before {month_name(whole)}"


def read_with_care(extract: Extract) -> tuple[str, ...]:
    """What page one says of records that are late, so that nobody takes their figures for the month's; usually nothing."""
    if not extract.late:
        return ()
    said = in_markdown(" ".join(extract.late))
    return (
        f"**Read with care.** {said} What needs these records may be far out; the data notes say how far.",
    )


def _newest(frame: pd.DataFrame, column: str | None, month: ReportingMonth) -> str:
    if column is None or column not in frame:
        return "not dated"
    newest = newest_record(frame, column, month)
    if pd.isna(newest):
        return NO_DATA
    return f"{day(newest)}{' (old: more than three months before)' if is_old(newest, month.as_at) else ''}"
