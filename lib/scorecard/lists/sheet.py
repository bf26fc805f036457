"""A list as it is written: what stands above it, and its rows under headings in words."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from scorecard.extract.reader import Extract

PERSONAL = (
    "Personal data: only for those who work with these children. Keep it outside the repository, the pack and e-mail, "
    "and delete it after use."
)


@dataclass(frozen=True, eq=False)
class Sheet:
    """`name` is that of its tab, `notes` the lines under the title. The columns of `rows` are text, numbers or dates; its
    headings are those that are printed."""

    name: str
    title: str
    notes: tuple[str, ...]
    rows: pd.DataFrame


def in_words(rows: pd.DataFrame, headings: Mapping[str, str], extract: Extract) -> pd.DataFrame:
    """The columns of `rows` that have a heading, in the order of the headings: children by their ids, yes or no for true
    or false."""
    columns = {}
    for column, heading in headings.items():
        if column == "CHILD":
            columns[heading] = extract.children.take(rows["CHILD"].to_numpy())
        elif column in rows:
            cells = rows[column]
            columns[heading] = cells.map({True: "Yes", False: "No"}) if cells.dtype == bool else cells
    return pd.DataFrame(columns)
