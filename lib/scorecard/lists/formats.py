"""A list as CSV and as an Excel workbook, with no cell that a spreadsheet would take for a formula.

Both are made in memory, for what is written to disk is personal data (`private_file`).
"""

from collections.abc import Sequence
from io import BytesIO
from math import ceil

import pandas as pd
import xlsxwriter

from scorecard.lists.sheet import PERSONAL, Sheet
from scorecard.plain_text import no_formula
from scorecard.unusable import Unusable

DATE_WIDTH, WIDEST = 12, 45
MOST_ROWS = 1_048_576
"""Of a worksheet."""


def csv_bytes(sheet: Sheet) -> bytes:
    """UTF-8 with a line of headings, as RFC 4180 has it, dates DD/MM/YYYY. A text that might be a formula has an apostrophe
    before it."""
    columns = {heading: _texts(sheet.rows[heading]) for heading in sheet.rows}
    return pd.DataFrame(columns).to_csv(index=False, lineterminator="\r\n").encode("utf-8")


def xlsx_bytes(sheets: Sequence[Sheet]) -> bytes:
    """A worksheet each: that it is personal data, title and notes above, then the headings, which stay in sight and have
    filters, then the rows. Texts are written as texts, dates as dates. Raises Unusable for more rows than a worksheet has."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        styles = {
            "warning": book.add_format({"bold": True, "font_color": "#a4262c", "text_wrap": True}),
            "title": book.add_format({"bold": True, "font_size": 14}),
            "note": book.add_format({"text_wrap": True, "valign": "top"}),
            "heading": book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"}),
            "date": book.add_format({"num_format": "dd/mm/yyyy"}),
            # Stays a text when the cell is edited, too.
            "text": book.add_format({"quote_prefix": True, "num_format": "@"}),
        }
        for sheet in sheets:
            _write(book.add_worksheet(sheet.name), sheet, styles)
    return file.getvalue()


def _write(tab, sheet: Sheet, styles: dict) -> None:
    lines = [(PERSONAL, "warning"), (sheet.title, "title"), *((note, "note") for note in sheet.notes)]
    top, rows = len(lines), sheet.rows
    if top + 1 + len(rows) > MOST_ROWS:
        raise Unusable(f"{sheet.name} has more rows than a worksheet: {len(rows):,}; name a .csv file")
    widths = [_width(heading, rows[heading]) for heading in rows]
    last_column = len(widths) - 1
    for row, (line, style) in enumerate(lines):
        tab.merge_range(row, 0, row, last_column, "", styles[style])
        tab.write_string(row, 0, line, styles[style])
        if style != "title":
            tab.set_row(row, 15 * ceil(1.1 * len(line) / sum(widths)))
    for column, heading in enumerate(rows):
        tab.set_column(column, column, widths[column])
        tab.write_string(top, column, heading, styles["heading"])
        _write_column(tab, top + 1, column, rows[heading], styles)
    tab.autofilter(top, 0, top + len(rows), last_column)
    tab.freeze_panes(top + 1, 0)
    tab.repeat_rows(top)
    tab.set_landscape()
    tab.fit_to_pages(1, 0)
    tab.set_footer("&LPersonal data&R&P / &N")


def _write_column(tab, first: int, column: int, cells: pd.Series, styles: dict) -> None:
    kind = cells.dtype.kind
    for row, value in enumerate(cells, first):
        if pd.isna(value):
            continue
        if kind == "M":
            tab.write_datetime(row, column, value.to_pydatetime(), styles["date"])
        elif kind in "if":
            tab.write_number(row, column, value)
        else:
            tab.write_string(row, column, str(value), styles["text"])


def _width(heading: str, cells: pd.Series) -> float:
    """Enough for the widest cell, and for the longest word of the heading with its filter's arrow beside it."""
    longest = (
        DATE_WIDTH if cells.dtype.kind == "M" else max(cells.dropna().astype("str").str.len(), default=0) + 2
    )
    return min(max(longest, max(map(len, heading.split())) + 4), WIDEST)


def _texts(cells: pd.Series) -> list[str]:
    if cells.dtype.kind == "M":
        return cells.dt.strftime("%d/%m/%Y").fillna("").tolist()
    if cells.dtype.kind in "if":
        return ["" if pd.isna(value) else f"{value:.10g}" for value in cells]
    return [no_formula(str(value)) for value in cells.astype(object).where(cells.notna(), "")]
