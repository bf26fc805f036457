"""Small tables for tests: one line an episode, dates as DD/MM/YYYY, blanks as None; and tables at random.

Children are whole numbers, as in an extract's tables.
"""

from datetime import date, datetime, timedelta

import pandas as pd
from hypothesis import strategies as st
from scorecard.windows import Days, Window

A, B, C, D, NOBODY = range(5)
EPISODE = {
    "CHILD": A, "DECOM": None, "RNE": "S", "LS": "C2", "PLACE": "U4", "PLACE_PROVIDER": "PR1",
    "DEC": None, "REC": None, "PL_POST": "CB1 1AA", "URN": None,
}  # fmt: skip
DATES = {"DATE", "DECOM", "DEC", "REVIEW", "VISIT_DATE", "FROM", "TO", "DUC", "DOB"}


def table(columns: list[str], rows: list[dict]) -> pd.DataFrame:
    """A frame as the extract hands it on: children as numbers, dates as datetimes, text as categories."""
    frame = pd.DataFrame(rows, columns=columns)
    for column in DATES & set(columns):
        frame[column] = pd.to_datetime(frame[column], format="%d/%m/%Y")
    return typed(frame)


def typed(frame: pd.DataFrame) -> pd.DataFrame:
    """The types of an extract's columns; None is a blank."""
    types = {"CHILD": "int32", "WEEKS": "float64", **dict.fromkeys(DATES, "datetime64[us]")}
    # By way of text, for a column without any text would have categories that are no text.
    text = [column for column in frame if column not in types]
    frame = frame.astype(dict.fromkeys(text, "str"))
    return frame.astype({column: types.get(column, "category") for column in frame})


def episodes(*rows: dict) -> pd.DataFrame:
    """Episodes of child A in U4 with PR1, unless said otherwise."""
    return table(list(EPISODE), [EPISODE | row for row in rows])


FIRST_DAY = date(2019, 1, 1)
some_days = st.integers(0, 500).map(lambda days: FIRST_DAY + timedelta(days=days))


def day(text: str) -> pd.Timestamp:
    return pd.to_datetime(text, format="%d/%m/%Y")


def between(since: datetime, until: datetime) -> Days:
    """The days of one window."""
    return Days.of([Window("month", since, until, since)])


def texts(dates: pd.Series) -> list[str | None]:
    """Dates as DD/MM/YYYY, None for a blank."""
    return [None if pd.isna(date) else date.strftime("%d/%m/%Y") for date in dates]


@st.composite
def episode_tables(draw) -> list[dict]:
    """Up to three children, up to eight episodes each: gaps, overlaps, short breaks, blanks, returns."""
    rows = []
    for child in (A, B, C)[: draw(st.integers(1, 3))]:
        decom = date(2019, 1, 1).toordinal() + draw(st.integers(0, 20))
        for _ in range(draw(st.integers(1, 8))):
            length = draw(st.integers(1, 60))
            dec = draw(st.sampled_from([length] * 6 + [None]))
            rows.append(
                {
                    "CHILD": child,
                    "DECOM": date.fromordinal(decom),
                    "DEC": None if dec is None else date.fromordinal(decom + dec),
                    "RNE": draw(st.sampled_from("SLPBTU")),
                    "LS": draw(st.sampled_from(["C2", "C2", "V2", "V2", "V4"])),
                    "PLACE": draw(st.sampled_from(["U4", "U4", "T1", "T4", "A3", "A5", "A4"])),
                    "PLACE_PROVIDER": draw(st.sampled_from(["PR1", "PR1", None])),
                    "URN": draw(st.sampled_from([None, None, "SC1"])),
                    "PL_POST": draw(st.sampled_from(["CB1", "CB1", None])),
                    "REC": None if dec is None else "X1",
                }
            )
            decom += max(1, length + draw(st.sampled_from([0, 0, 0, 0, 1, 9, -9])))
    return rows


@st.composite
def extracts(draw) -> dict[str, list[dict]]:
    """Episodes, reviews, visits and agreed frequencies of the same few children."""

    def rows(column, most, once=False, **others):
        row = {"CHILD": st.sampled_from([A, B, C, NOBODY]), column: some_days} | others
        identity = (lambda row: (row["CHILD"], row[column])) if once else None
        return draw(st.lists(st.fixed_dictionaries(row), max_size=most, unique_by=identity))

    return {
        "episodes": draw(episode_tables()),
        "reviews": rows("REVIEW", 12),
        "visits": rows("VISIT_DATE", 30, SEEN=st.sampled_from("YYYN")),
        "frequencies": rows("FROM", 4, once=True, TO=st.none() | some_days, WEEKS=st.integers(1, 13)),
    }


def frame(rows: list[dict], columns: list[str] | None = None) -> pd.DataFrame:
    """Dictionaries with dates as the extract would hand them on."""
    return typed(pd.DataFrame(rows, columns=columns))


def rows_of(table: pd.DataFrame, columns: list[str]) -> list[tuple]:
    """Rows as tuples, dates as dates, blanks as None."""
    columns = [
        table[column].dt.date if table[column].dtype.kind == "M" else table[column] for column in columns
    ]
    return [tuple(None if pd.isna(value) else value for value in row) for row in zip(*columns, strict=True)]


def known_on(day: date, rows: list[dict], begins: str, ends: str | None = None) -> list[dict]:
    """The rows as known at the end of a day: what begins later is not there, what ends later still open."""
    known = [row for row in rows if row[begins] <= day]
    if ends:
        known = [row | {ends: None} if row[ends] and row[ends] > day else row for row in known]
    return known
