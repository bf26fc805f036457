"""What only a reporting month shows to be wrong: tables that end before it does or hold hardly anything of it, and care
leavers' birthdays of the year without the row that they should have.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pandas as pd

from scorecard.dates import birthday_in_financial_year
from scorecard.extract.doubts import in_doubt, of_everybody
from scorecard.extract.problems import Problem
from scorecard.extract.reader import Extract
from scorecard.extract.span import DATED_BY, ended
from scorecard.reporting_month import ReportingMonth, financial_year
from scorecard.words import count, day, number

STEADY = ("Reviews", "Visits", "Health", "Missing", "PathwayPlans")
"""Tables in which something happens every week."""
ENOUGH = 10
"""Events in the poorest of the 12 months before: of fewer, chance alone may halve them."""
A_FORTNIGHT = timedelta(days=14)


def seen_from(extract: Extract, month: ReportingMonth) -> Extract:
    """The extract with the problems and doubts of a month, and in `late` a sentence for each table that ends early or holds
    far fewer events of its last month than of any of the 12 before."""
    if ended(extract, month):
        return extract
    problems, doubts, late = [], [], []
    for table in STEADY:
        for problem, first, words in _late(table, extract, month):
            problems.append(problem)
            doubts.append(of_everybody(table, DATED_BY[table], first, month.as_at))
            late.append(words)
    for rows in _birthdays_without_row(extract, month):
        expected = f"a row in OC3 for {financial_year(month.as_at)}, for a 19th to 21st birthday of this year"
        places = zip(rows["_FILE"], rows["_LINE"].tolist())
        problems += [Problem(file, line, "DOB", None, expected, "CareLeavers") for file, line in places]
        of_year = rows.assign(YEAR=financial_year(month.as_at))
        doubts.append(in_doubt("OC3", of_year, (("OC3", "ACTIV"),), left_out=True))
    if not problems:
        return extract
    every = sorted(
        (*extract.problems, *problems), key=lambda each: (each.file, each.line, each.column, each.expected)
    )
    together = pd.concat([extract.doubts, *doubts], ignore_index=True).astype(
        {"CHILD": "int64", "LEFT_OUT": bool}
    )
    return replace(extract, problems=tuple(every), doubts=together, late=tuple(late))


def _late(table: str, extract: Extract, month: ReportingMonth) -> Iterator[tuple[Problem, pd.Timestamp, str]]:
    """Why a table is late, if it is: the problem, the first day in doubt, and a sentence."""
    if table not in extract.tables:
        return
    rows = extract.tables[table]
    column = DATED_BY[table]
    rows = rows[rows[column] <= month.as_at]
    dates = rows[column]
    if dates.isna().all():
        return
    newest = rows.loc[dates.idxmax()]
    its_month = ReportingMonth(newest[column].year, newest[column].month)
    before = [dates.between(each.start, each.as_at).sum() for each in its_month.previous().last_12]
    if min(before) < ENOUGH:
        return
    days = dates[dates >= its_month.previous(12).start].drop_duplicates().sort_values()
    longest = max(days.diff().max(), A_FORTNIGHT / 2)
    last = dates.between(month.start, month.as_at).sum()
    if month.as_at - newest[column] > 2 * longest:
        words = f"{table} end on {day(newest[column])}, well before {day(month.as_at)}"
        first = newest[column] + timedelta(days=1)
    elif last < min(before) / 2:
        usual = f"each of the 12 months before has {number(min(before))} or more"
        words = f"{table} has {count(last, 'rows')} for {month.name}; {usual}"
        first = pd.Timestamp(month.start)
    else:
        return
    expected = f"rows up to {day(month.as_at)} as in the months before: {words}"
    yield (
        Problem(str(newest["_FILE"]), int(newest["_LINE"]), column, None, expected, table),
        first,
        f"{words}.",
    )


def _birthdays_without_row(extract: Extract, month: ReportingMonth) -> Iterator[pd.DataFrame]:
    """The rows of care leavers on the list on a 19th, 20th or 21st birthday of the year so far, who have no row in OC3."""
    year = financial_year(month.as_at)
    if not {"OC3", "CareLeavers"} <= set(extract.tables):
        return
    of_year = extract.tables["OC3"].loc[lambda rows: rows["YEAR"] == year, "CHILD"]
    if of_year.empty:
        return
    leavers = extract.tables["CareLeavers"]
    birthday, age = birthday_in_financial_year(leavers["DOB"], pd.Series(year, index=leavers.index))
    on_list = (leavers["FROM"] <= birthday) & ~(leavers["TO"] < birthday)
    owed = (
        age.between(19, 21) & (birthday <= month.as_at) & on_list & (leavers["ELIGIBILITY"] != "qualifying")
    )
    lacking = leavers[owed & ~leavers["CHILD"].isin(of_year)].drop_duplicates("CHILD")
    if len(lacking):
        yield lacking
