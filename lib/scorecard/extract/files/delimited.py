"""Text with a delimiter between cells: CSV and its kin, in any encoding, with any delimiter and line ends, by pyarrow.

A row's line is that on which it starts, counted as an editor does: between quotation marks a line end is text.
"""

import csv
import io
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow
from pandas.api.types import union_categoricals

from scorecard.extract.files.sheet import HEAD, Body, Sheet, Unreadable, categories

_DELIMITERS = ",;\t|"
_HEAD_BYTES = 65_536
_BLOCK = 4_194_304
_LINE_END = 10
_PAIRS = "quotation marks in pairs"
_TEXT = "text in UTF-8, saved as “CSV UTF-8 (Comma delimited)”"


def sheets(data: bytes) -> list[Sheet]:
    """The one sheet of a file's bytes. What is no text in one encoding has headings all the same, but cannot be read."""
    try:
        data, wrong = _utf8(data), None
    except Unreadable as error:
        data, wrong = data.decode("utf-8", errors="replace").encode(), error
    text = data[:_HEAD_BYTES].decode("utf-8", errors="ignore")
    said = text.partition("\n")[0].strip().strip('"')
    excel = said.lower().startswith("sep=") and len(said) == 5  # Excel's own first line
    delimiter = said[4] if excel else _delimiter(text, len(data) > _HEAD_BYTES)
    head, lines, ends = [], [], []
    for cells, line, end in _rows(text, delimiter):
        head.append([] if excel and not head else cells)
        lines.append(line)
        ends.append(end)
        if len(head) == HEAD:
            break

    def read(row: int, places: Sequence[int]) -> Body:
        if wrong:
            raise wrong
        return _body(data, delimiter, ends[row], _width(head, row), places)

    return [Sheet("", head, lines, read)]


def _width(head: Sequence[Sequence[str]], row: int) -> int:
    """How many cells the rows below the headings have: one more than these where each ends in a delimiter, and they do not."""
    width, below = len(head[row]), [cells for cells in head[row + 1 :] if any(cells)]
    return width + (bool(below) and all(len(cells) == width + 1 and not cells[-1] for cells in below))


def _utf8(data: bytes) -> bytes:
    """The text as UTF-8 without a mark, each line ended by a line feed."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        data = _decoded(data, "utf-16").encode()
    elif data[:200].count(b"\0") > len(data[:200]) / 4:
        data = _decoded(data, "utf-16-be" if data[0] == 0 else "utf-16-le").encode()
    elif not data.isascii():
        data = data.removeprefix(BOM_UTF8)
        data = data if _is_utf8(data) else _decoded(data, "cp1252").encode()
    if b"\0" in data:
        raise Unreadable(_TEXT, data.count(b"\n", 0, data.index(b"\0")) + 1)
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return data


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(_TEXT, data.count(b"\n", 0, error.start) + 1) from None


def _is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8, not Windows-1252. Raises Unreadable for UTF-8 with other bytes in it."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        letters = [
            letter for letter in data.decode("utf-8", errors="surrogateescape") if not letter.isascii()
        ]
        if 2 * sum("\udc80" <= letter <= "\udcff" for letter in letters) <= len(letters):
            raise Unreadable(_TEXT, data.count(b"\n", 0, error.start) + 1) from None
        return False
    return True


def _rows(text: str, delimiter: str):
    """The first rows of a text: their cells, the line on which each starts and that on which it ends."""
    reader, before = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 0
    try:
        for cells in reader:
            yield [cell.strip() for cell in cells], before + 1, reader.line_num
            before = reader.line_num
    except csv.Error:
        raise Unreadable(_PAIRS, before + 1) from None


def _delimiter(text: str, cut: bool) -> str:
    """The delimiter by which the most rows are of one width, and the widest."""

    def cells_in_step(delimiter: str) -> int:
        rows = [cells for (cells, _, _), _ in zip(_rows(text, delimiter), range(HEAD))]
        widths = Counter(map(len, rows[:-1] if cut and len(rows) > 1 else rows))
        return max(((width - 1) * times**2 for width, times in widths.items()), default=0)

    return max(_DELIMITERS, key=cells_in_step)


def _body(data: bytes, delimiter: str, line: int, width: int, places: Sequence[int]) -> Body:
    """The rows after a line."""
    quoted = b'"' in data
    if quoted and data.count(b'"') % 2:
        raise Unreadable(_PAIRS, _last_odd_line(data))
    start, end = _after_line(data, line), len(data)
    while end > start and data[end - 1] == _LINE_END:
        end -= 1
    if start == end:
        return Body({place: categories(pa.array([], pa.string())) for place in places}, np.zeros(0, "int64"))
    rows = pa.py_buffer(data)[start:end]
    wanted = range(width) if quoted else places or [0]
    table, odd = _parsed(rows, delimiter, width, wanted, quoted)
    if len(odd) == 1 and odd[0][0] == len(table) > 0 and data[-1] != _LINE_END:
        _not_cut_off(odd[0][1], delimiter, width, data.count(b"\n") + 1)
    columns = {place: categories(table[str(place)]) for place in wanted}
    lines = line + 1 + np.arange(len(table) + len(odd))
    if quoted:
        breaks = sum(_line_ends(column) for column in table.columns)
        breaks = np.insert(breaks, _before(odd), [text.count("\n") for _, text in odd])
        lines[1:] += np.cumsum(breaks)[:-1]
    columns = {place: columns[place] for place in places}
    return _with_odd_rows(columns, odd, lines, delimiter, width) if odd else Body(columns, lines)


def _not_cut_off(last: str, delimiter: str, width: int, line: int) -> None:
    """Raises Unreadable for a last row, the only one of its kind, that ends before its last column does and without a line
    end: so end files that were cut off on their way, and nobody knows how much of them is gone."""
    if len(next(csv.reader(io.StringIO(last, newline=""), delimiter=delimiter), [])) < width:
        raise Unreadable("a whole last row, where the file breaks off (export it anew)", line)


def _parsed(rows: pa.Buffer, delimiter: str, width: int, wanted: Sequence[int], quoted: bool):
    """The rows of the usual width as a table, and the others by number (from 0) and text."""
    odd: list[tuple[int | None, str]] = []

    def keep(row: arrow.InvalidRow) -> str:
        odd.append((row.number, row.text))
        return "skip"

    def parsed(threads: bool, block: int = _BLOCK) -> pa.Table:
        odd.clear()
        names = [str(place) for place in wanted]
        return arrow.read_csv(
            rows,
            arrow.ReadOptions(
                column_names=[str(place) for place in range(width)], use_threads=threads, block_size=block
            ),
            arrow.ParseOptions(
                delimiter=delimiter,
                newlines_in_values=quoted,
                ignore_empty_lines=False,
                invalid_row_handler=keep,
            ),
            arrow.ConvertOptions(
                include_columns=names,
                column_types=dict.fromkeys(names, pa.dictionary(pa.int32(), pa.string())),
                strings_can_be_null=False,
                check_utf8=False,
            ),
        )

    try:
        table = parsed(threads=True)
        if odd:  # only one thread counts rows
            table = parsed(threads=False)
    except pa.ArrowInvalid:  # a row longer than a block
        table = parsed(threads=False, block=rows.size + 1)
    return table, [(number - 1, text) for number, text in odd]


def _with_odd_rows(
    columns: dict[int, pd.Categorical],
    odd: list[tuple[int, str]],
    lines: np.ndarray,
    delimiter: str,
    width: int,
) -> Body:
    """With the shorter rows, blank to the right, among the others; the wider ones by their lines."""
    short, too_wide = {}, []
    for number, text in odd:
        cells = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
        if len(cells) > width:
            too_wide.append(number)
        else:
            short[number] = [*cells, *[""] * (width - len(cells))]
    usual = np.delete(np.arange(len(lines)), [number for number, _ in odd])
    order = np.argsort(np.append(usual, list(short)).astype("int64"))
    if short:
        columns = {
            place: union_categoricals(
                [column, categories(pa.array([cells[place] for cells in short.values()]))]
            )
            for place, column in columns.items()
        }
    return Body(
        {place: column.take(order) for place, column in columns.items()},
        np.delete(lines, too_wide),
        tuple(lines[too_wide].tolist()),
    )


def _before(odd: list[tuple[int, str]]) -> list[int]:
    """Among the usual rows, the places before which the odd ones stand."""
    return [number - place for place, (number, _) in enumerate(odd)]


def _line_ends(column: pa.ChunkedArray) -> np.ndarray:
    """How many line ends each cell holds."""
    counts = [
        pc.count_substring(chunk.dictionary, "\n").to_numpy().take(chunk.indices) for chunk in column.chunks
    ]
    return np.concatenate([np.zeros(0, "int64"), *counts])


def _after_line(data: bytes, line: int) -> int:
    """Where the line after this one starts."""
    start = 0
    for _ in range(line):
        start = data.find(b"\n", start) + 1 or len(data)
    return start


def _last_odd_line(data: bytes) -> int:
    """The last line with an odd number of quotation marks: the likeliest to lack one."""
    return max((n for n, line in enumerate(data.split(b"\n"), 1) if line.count(b'"') % 2), default=1)
