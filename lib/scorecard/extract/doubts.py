"""What is in doubt: for each row that breaks a rule whose child it is, which cells may be at fault and for which days that
can matter. The ranges of the figures (`measures/bounds.py`) come from it.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

COLUMNS = ("TABLE", "COLUMN", "CHILD", "TEAM", "FIRST", "LAST", "LEFT_OUT", "ROW")
NOBODY, EVERYBODY = -1, -2
"""In place of a child's number: nobody knows whose row it is; it may be any child's."""

LISTS = ("Header", "Episodes", "OC3", "CareLeavers")
"""The tables that say who the children are."""
OF_A_CHILD = ("Reviews", "Visits", "VisitFrequency", "Health", "PathwayPlans", "UASC", "OC2")
"""The tables whose rows say something of a child, and are not counted for themselves."""

# The first and the last day of which a row says something.
_SPANS = {
    "Episodes": ("DECOM", "DEC"),
    "Reviews": ("REVIEW", "REVIEW"),
    "Visits": ("VISIT_DATE", "VISIT_DATE"),
    "VisitFrequency": ("FROM", "TO"),
    "Health": ("DATE", "DATE"),
    "Missing": ("MIS_START", "MIS_START"),
    "VirtualSchool": ("AS_AT", "AS_AT"),
    "CareLeavers": ("FROM", "TO"),
    "PathwayPlans": ("PLAN_DATE", None),
    "OC2": ("YEAR", "YEAR"),
    "OC3": ("YEAR", "YEAR"),
    "Staffing": ("MONTH", "MONTH"),
}


def in_doubt(
    table: str, rows: pd.DataFrame, places: Iterable[tuple[str, str]], left_out: bool
) -> pd.DataFrame:
    """The doubts that `rows` of a table (typed) cast on `places`, tables and columns: COLUMNS, CHILD as `rows` have it,
    FIRST and LAST blank where the day itself is in doubt, or there is none; ROW is one for all doubts of a row."""
    doubted = {column for of, column in places if of == table}
    begins, ends = (column if column not in doubted else None for column in _SPANS.get(table, (None, None)))
    first, last = _days(rows, begins), _days(rows, ends, last=True)
    team = rows["TEAM"].astype(object) if table == "Staffing" else None
    row = rows["_FILE"].astype("str") + ":" + rows["_LINE"].astype("str")
    found = []
    for of, column in places:
        own = of == table
        found.append(
            pd.DataFrame(
                {
                    "TABLE": of,
                    "COLUMN": column,
                    "CHILD": rows["CHILD"].to_numpy() if "CHILD" in rows else None,
                    "TEAM": None if team is None else team.to_numpy(),
                    "FIRST": first if own else _days(rows, None),
                    "LAST": last if own else _days(rows, None),
                    "LEFT_OUT": left_out and own,
                    "ROW": row.to_numpy(),
                },
                index=range(len(rows)),
            )
        )
    return pd.concat(found, ignore_index=True)


def of_nobody(places: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """Rows left out that could not even be read: of a table and column each."""
    frame = pd.DataFrame(list(places), columns=["TABLE", "COLUMN"])
    return frame.assign(
        CHILD=None,
        TEAM=None,
        FIRST=pd.NaT,
        LAST=pd.NaT,
        LEFT_OUT=True,
        ROW=[f"unread:{n}" for n in frame.index],
    )


def of_everybody(table: str, column: str, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """From a day to another nobody's rows of a table can be relied on."""
    row = {"TABLE": table, "COLUMN": column, "CHILD": EVERYBODY, "TEAM": None, "FIRST": first, "LAST": last}
    return pd.DataFrame([row | {"LEFT_OUT": True, "ROW": f"{table}:late"}])


def together(found: list[pd.DataFrame], children: pd.Index) -> pd.DataFrame:
    """All doubts, CHILD by its number in `children`, or NOBODY."""
    found = [each for each in found if len(each)]
    if not found:
        return pd.DataFrame({column: [] for column in COLUMNS}).astype(
            {"CHILD": "int64", "LEFT_OUT": bool, "FIRST": "datetime64[us]", "LAST": "datetime64[us]"}
        )
    every = pd.concat([each.astype({"CHILD": object, "TEAM": object}) for each in found], ignore_index=True)
    number = children.get_indexer(pd.Index(every["CHILD"].fillna("").astype("str")))
    dates = {column: every[column].astype("datetime64[us]") for column in ("FIRST", "LAST")}
    return every.assign(CHILD=np.where(number < 0, NOBODY, number), **dates)[list(COLUMNS)]


def of_known(doubts: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The doubts, those of a child whom no list of children knows as of NOBODY, for the id is the likelier mistake; but where a
    row is counted for itself the child stays what it is counted as."""
    if doubts.empty:
        return doubts
    lists = [tables[name]["CHILD"] for name in LISTS if name in tables]
    known = doubts["CHILD"].isin([NOBODY, EVERYBODY, *pd.concat(lists).unique()])
    counted = ~doubts["LEFT_OUT"].astype(bool) & ~doubts["TABLE"].isin(OF_A_CHILD)
    return doubts.assign(CHILD=doubts["CHILD"].where(known | counted, NOBODY))


def _days(rows: pd.DataFrame, column: str | None, last: bool = False) -> np.ndarray:
    """A column as days: of a month, or of a financial year, the first or the last."""
    if column is None:
        return np.full(len(rows), np.datetime64("NaT"), dtype="datetime64[us]")
    if column not in ("YEAR", "MONTH"):
        return rows[column].to_numpy().astype("datetime64[us]")
    text = rows[column].astype("str").str.extract(r"^(20\d\d-\d\d$|20\d\d(?=/))", expand=False)
    first = pd.Series(pd.to_datetime(text + ("-01" if column == "MONTH" else "-04-01"), errors="coerce"))
    after = first + pd.DateOffset(months=1 if column == "MONTH" else 12)
    return (after - pd.Timedelta(days=1) if last else first).to_numpy().astype("datetime64[us]")
