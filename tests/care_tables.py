"""Small tables for tests: one line an episode, dates as DD/MM/YYYY, blanks as None."""

import pandas as pd

EPISODE = {
    "CHILD": "A", "DECOM": None, "RNE": "S", "LS": "C2", "PLACE": "U4", "PLACE_PROVIDER": "PR1",
    "DEC": None, "REC": None, "PL_POST": "CB1 1AA", "URN": None,
}  # fmt: skip
DATES = ("DECOM", "DEC", "REVIEW", "VISIT_DATE", "FROM", "TO", "DUC", "DOB")


def table(columns: list[str], rows: list[dict]) -> pd.DataFrame:
    """A frame as the extract hands it on: dates as datetimes, everything else as text with NA for a blank."""
    frame = pd.DataFrame(rows, columns=columns)
    for column in columns:
        if column in DATES:
            frame[column] = pd.to_datetime(frame[column], format="%d/%m/%Y").astype("datetime64[us]")
        elif column != "WEEKS":
            frame[column] = frame[column].astype("str")
    return frame


def episodes(*rows: dict) -> pd.DataFrame:
    """Episodes of child A in U4 with PR1, unless said otherwise."""
    return table(list(EPISODE), [EPISODE | row for row in rows])


def day(text: str) -> pd.Timestamp:
    return pd.to_datetime(text, format="%d/%m/%Y")


def texts(dates: pd.Series) -> list[str | None]:
    """Dates as DD/MM/YYYY, None for a blank."""
    return [None if pd.isna(date) else date.strftime("%d/%m/%Y") for date in dates]
