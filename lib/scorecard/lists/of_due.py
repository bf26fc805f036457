"""What is due as sheets: one of all by child, and one a kind of duty; and why some kinds have none."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pandas as pd

from scorecard.care.history import Care
from scorecard.care.teams import team_of
from scorecard.extract.reader import Extract
from scorecard.extract.span import DATED_BY
from scorecard.lists.sheet import Sheet, in_words
from scorecard.measures.data_needed import no_data
from scorecard.measures.due import DUTIES, TO_COME, Duty, due
from scorecard.reporting_month import ReportingMonth
from scorecard.words import count, day, number, sentence

WHO = {"CHILD": "Child", "TEAM": "Team"}


def why_not_due(duty: Duty, extract: Extract, on: datetime) -> str:
    """Why nothing is known of a duty on a day, in words; "" where it is."""
    if reason := no_data(duty.indicator, extract, ReportingMonth(on.year, on.month)):
        return reason
    table, dates = _dated(duty, extract)
    return "" if (dates <= on).any() else f"there is nothing up to {day(on)} in {table}"


def sheets_of_due(
    care: Care, on: datetime, within: int, team: str | None, duties: tuple[Duty, ...] = DUTIES
) -> list[Sheet]:
    """All by child, then a sheet a duty, of what is overdue on a day or falls due in so many days from it."""
    found = {duty: _of_team(due(duty, care, on, within), care, on, team) for duty in duties}
    until = f" and the {count(within, 'days')} to {day(on + timedelta(days=within))}" if within else ""
    span = f"On {day(on)}{until}{f', team: {team}' if team else ''}."
    sheets = [_by_child(found, care.extract, span)]
    for duty, rows in found.items():
        headings = {**WHO, "STATUS": "Status", "DUE": "Due", "DAYS": "Days overdue", **duty.audit}
        counts = rows["STATUS"].value_counts()
        said = ", ".join(f"{status} {number(many)}" for status, many in counts.items()) or "nobody"
        notes = (duty.rule, f"{span} {sentence(said)}. {_newest(duty, care.extract, on)}")
        sheets.append(Sheet(duty.title, f"{duty.title} due", notes, in_words(rows, headings, care.extract)))
    return sheets


def _of_team(rows: pd.DataFrame, care: Care, on: datetime, team: str | None) -> pd.DataFrame:
    if "Allocations" not in care.extract.tables:
        return rows
    rows = rows.assign(TEAM=team_of(rows.assign(DATE=on), care.table("Allocations")))
    return rows if team is None else rows[rows["TEAM"] == team].reset_index(drop=True)


def _by_child(found: Mapping[Duty, pd.DataFrame], extract: Extract, span: str) -> Sheet:
    """A row a child, who has most overdue first: how many duties are, how many will be, and the day of each."""
    every = pd.concat([rows.assign(DUTY=duty.title) for duty, rows in found.items()], ignore_index=True)
    children = every.groupby("CHILD", as_index=False).agg(
        **({"TEAM": ("TEAM", "first")} if "TEAM" in every else {}),
        LATE=("STATUS", lambda status: (status != TO_COME).sum()),
        COMING=("STATUS", lambda status: (status == TO_COME).sum()),
        FIRST=("DUE", "min"),
    )
    for duty, rows in found.items():
        dated = rows["DUE"] if rows["DUE"].notna().any() else rows["STATUS"]
        children[duty.title] = children["CHILD"].map(dated.set_axis(rows["CHILD"]))
    children = children.sort_values(
        ["LATE", "FIRST", "CHILD"], ascending=[False, True, True], ignore_index=True
    )
    headings = {
        **WHO,
        "LATE": "Overdue or none",
        "COMING": "Due",
        **{duty.title: duty.title for duty in found},
    }
    notes = (
        "A row a child; under each duty the day by which it is, or was, to be done. The other sheets say by which rule.",
        f"{span} {sentence(count(len(children), 'children'))}.",
    )
    return Sheet("All by child", "What is due, by child", notes, in_words(children, headings, extract))


def _newest(duty: Duty, extract: Extract, on: datetime) -> str:
    """How recent the records are, since what is not recorded yet looks overdue."""
    table, dates = _dated(duty, extract)
    return f"Newest record in {table} by then: {day(dates[dates <= on].max())}."


def _dated(duty: Duty, extract: Extract) -> tuple[str, pd.Series]:
    """The table in which a duty is recorded as done, and the dates of its rows."""
    table = [name for name in duty.figure.inputs if name in DATED_BY][-1]
    return table, extract.table(table)[DATED_BY[table]]
