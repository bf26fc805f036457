"""Workbooks, XLSX and XLS, sheet by sheet, by calamine. A line is a row, counted as the spreadsheet does."""

import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from threading import Lock, local
from typing import Any

import numpy as np
import pyarrow as pa
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from scorecard.extract.files.compound import refuse_circles
from scorecard.extract.files.packed import WORKBOOK, ZIP, about_how_many_cells, refuse_bombs
from scorecard.extract.files.sheet import HEAD, Body, Sheet, Unreadable, as_text, categories
from scorecard.extract.problems import SHEET
from scorecard.extract.side_by_side import side_by_side


def sheets(data: bytes) -> list[Sheet]:
    """The sheets of a workbook's bytes that hold anything. Raises Unreadable for a workbook that cannot be opened."""
    if data.startswith(ZIP):
        refuse_bombs(data)
    else:
        refuse_circles(data, WORKBOOK)
    opened = local()

    def book() -> CalamineWorkbook:
        """This thread's own: calamine lets go of Python's lock while it parses, but not of its workbook."""
        if not hasattr(opened, "book"):
            opened.book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return opened.book

    def parsed(listed: SheetMetadata) -> Sheet | None:
        sheet = book().get_sheet_by_name(listed.name)
        hidden = listed.visible != SheetVisibleEnum.Visible
        return _sheet(listed.name, sheet, hidden) if sheet.height else None

    try:
        with _silent():
            listed = [each for each in book().sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
            cells = dict(zip([each.name for each in listed], about_how_many_cells(data)))
            return [*filter(None, side_by_side(parsed, listed, lambda each: cells.get(each.name, 0)))]
    except PasswordError:
        raise Unreadable("a workbook without a password") from None
    except (CalamineError, OSError, ValueError):
        raise Unreadable(WORKBOOK) from None
    except BaseException as error:  # calamine's panic is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable(WORKBOOK) from None


_AT_ONCE = 200
"""So few rows are let go of before Python's collector looks for what may be."""
_TERMINAL = Lock()
_kept_from: list[int | None] = []
"""The terminal, once for each workbook that is being read; None where there is none."""


@contextmanager
def _silent() -> Iterator[None]:
    """Keep off the terminal what calamine writes there, past Python, of a workbook that it cannot make sense of."""
    with _TERMINAL:
        _kept_from.append(_kept_from[0] if _kept_from else _without_terminal())
    try:
        yield
    finally:
        with _TERMINAL:
            terminal = _kept_from.pop()
            if terminal is not None and not _kept_from:
                os.dup2(terminal, 2)
                os.close(terminal)


def _without_terminal() -> int | None:
    try:
        terminal = os.dup(2)
    except OSError:
        return None
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return terminal


def _sheet(name: str, sheet: CalamineSheet, hidden: bool) -> Sheet:
    columns: list[list[Any]] = [[] for _ in range(sheet.width)]
    rows = sheet.iter_rows()
    while some := [*islice(rows, _AT_ONCE)]:
        for column, cells in zip(columns, zip(*some)):
            column += cells
    height = len(columns[0])

    def read(row: int, places: Sequence[int]) -> Body:
        texts = {place: categories(_texts(columns[place][row + 1 :])) for place in places}
        return Body(texts, np.arange(row + 2, height + 1))

    head = [[as_text(cell).strip() for cell in cells] for cells in zip(*(each[:HEAD] for each in columns))]
    return Sheet(f"{SHEET}{name}", head, range(1, len(head) + 1), read, hidden)


def _texts(cells: Sequence[Any]) -> pa.Array:
    """A column's cells as text; of one kind, as they mostly are, by Arrow, which is quicker."""
    try:
        return pa.array(cells, pa.string())
    except pa.ArrowTypeError:
        kinds = set(map(type, cells)) - {str}
    if len(kinds) == 1 and kinds < {date, datetime, float}:
        try:
            values = pa.array([cell if type(cell) in kinds else cell or None for cell in cells])
            values = values.dictionary_encode("encode")
            texts = values.dictionary.cast(pa.int64()) if float in kinds else values.dictionary
            return pa.DictionaryArray.from_arrays(values.indices, texts.cast(pa.string()).fill_null(""))
        except (pa.ArrowInvalid, pa.ArrowTypeError):  # words among them, or fractions
            pass
    return pa.array(map(as_text, cells), pa.string())
