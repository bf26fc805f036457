"""Workbooks, XLSX and XLS, sheet by sheet, by calamine. A line is a row, counted as the spreadsheet does."""

import io
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime
from threading import Lock, local
from typing import Any

import numpy as np
import pyarrow as pa
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from scorecard.extract.files.compound import refuse_circles
from scorecard.extract.files.packed import WORKBOOK, ZIP, refuse_bombs
from scorecard.extract.files.sheet import HEAD, Body, Sheet, Unreadable, as_text, categories
from scorecard.extract.problems import SHEET
from scorecard.extract.side_by_side import THREADS


def sheets(data: bytes) -> list[Sheet]:
    """The sheets of a workbook's bytes that hold anything. Raises Unreadable for a workbook that cannot be opened."""
    if data.startswith(ZIP):
        refuse_bombs(data)
    else:
        refuse_circles(data, WORKBOOK)
    try:
        with _silent():
            return [_sheet(name, sheet) for name, sheet in _parsed(data) if sheet.height]
    except PasswordError:
        raise Unreadable("a workbook without a password") from None
    except (CalamineError, OSError, ValueError):
        raise Unreadable(WORKBOOK) from None
    except BaseException as error:  # calamine's panic is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable(WORKBOOK) from None


def _parsed(data: bytes) -> list[tuple[str, CalamineSheet]]:
    """Its sheets by name, by two threads: calamine lets go of Python's lock while it parses, but not of its workbook."""
    opened = local()

    def book() -> CalamineWorkbook:
        if not hasattr(opened, "book"):
            opened.book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return opened.book

    names = [each.name for each in book().sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    with ThreadPoolExecutor(THREADS) as threads:
        return [*zip(names, threads.map(lambda name: book().get_sheet_by_name(name), names))]


_TERMINAL = Lock()


@contextmanager
def _silent() -> Iterator[None]:
    """Keep off the terminal what calamine writes there, past Python, of a workbook that it cannot make sense of."""
    with _TERMINAL:
        try:
            terminal = os.dup(2)
        except OSError:  # there is none
            yield
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 2)
            yield
        finally:
            os.dup2(terminal, 2)
            os.close(nowhere)
            os.close(terminal)


def _sheet(name: str, sheet: CalamineSheet) -> Sheet:
    rows = sheet.to_python(skip_empty_area=False)

    def read(row: int, places: Sequence[int]) -> Body:
        below = rows[row + 1 :]
        texts = {place: categories(_texts([cells[place] for cells in below])) for place in places}
        return Body(texts, np.arange(row + 2, len(rows) + 1))

    head = [[as_text(cell).strip() for cell in cells] for cells in rows[:HEAD]]
    return Sheet(f"{SHEET}{name}", head, range(1, len(head) + 1), read)


def _texts(cells: Sequence[Any]) -> pa.Array:
    """A column's cells as text; of one kind, as they mostly are, by Arrow, which is quicker."""
    kinds = set(map(type, cells)) - {str}
    if not kinds:
        return pa.array(cells, pa.string())
    if len(kinds) == 1 and kinds < {date, datetime, float}:
        try:
            values = pa.array([cell if type(cell) in kinds else cell or None for cell in cells])
            return (values.cast(pa.int64()) if float in kinds else values).cast(pa.string()).fill_null("")
        except (pa.ArrowInvalid, pa.ArrowTypeError):  # words among them, or fractions
            pass
    return pa.array(map(as_text, cells), pa.string())
