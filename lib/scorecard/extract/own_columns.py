"""A council's own headings and words, as data/reference/columns.yml says them (data/README.md): which of its headings are
which of our columns, which of its words are which of our codes, by table, and which of its sheets are none.

A column may come from two headings: of dates the first that is filled counts, of words both with a space between.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

import numpy as np
import pandas as pd
import yaml

from scorecard.edited_files import UnusableFile, read_yaml
from scorecard.extract.cell_text import folded, renamed
from scorecard.extract.problems import PERSONAL, SHEET
from scorecard.extract.recognise import heading
from scorecard.extract.tables import COUNCIL, TABLES, Table
from scorecard.project import Project

LEAVE_OUT = "leave out"
_KEYS = ("sheet", "columns", "words", "always", "row")
_LOST = "it may be left out"


@dataclass(frozen=True, eq=False)
class OwnTable:
    """One entry: where a council keeps a table. `sheet`: the name of the sheet, or of the file without its ending, `*` for
    anything; `columns`: our column → its headings; `words`: our column → its word in lower case → our code, or that the row
    is left out; `always`: our column → the text that it holds throughout; `row`: the heading of the whole number by which
    messages name a row, "" for its place in the file. A column that is not named has our own heading; an entry without
    `columns` is for what our headings say is the table."""

    table: Table
    sheet: str = "*"
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    always: Mapping[str, str] = field(default_factory=dict)
    row: str = ""

    @property
    def headings(self) -> set[str]:
        """All headings that are read."""
        return {
            heading(each)
            for named in (self.table.columns, (COUNCIL,), *self.columns.values(), (self.row,))
            for each in named
        }

    def places(self, headings: Sequence[str]) -> dict[str, tuple[int, ...]]:
        """Where in a row of headings each column of the table stands; () where its heading is missing."""
        found = {}
        for column in (*self.table.columns, COUNCIL):
            named = [heading(each) for each in self.columns.get(column, (column,))]
            there = all(each in headings for each in named)
            found[column] = tuple(headings.index(each) for each in named) if there else ()
        return found

    def lacking(self, headings: Sequence[str]) -> list[str]:
        """The columns of which a row of headings lacks one."""
        places = self.places(headings)
        return [column for column in self.columns if not places[column]]

    def text(self, column: str, cells: Sequence[pd.Categorical], rows: int) -> pd.Categorical:
        """A column of the table from those of the sheet, its words as codes."""
        if column in self.always:
            return pd.Categorical([self.always[column]]).take(np.zeros(rows, "int8"))
        joined = cells[0] if len(cells) == 1 else _joined(*cells, first=column in self.table.dates)
        if words := self.words.get(column):
            texts = joined.categories.tolist()
            joined = renamed(joined, texts, [words.get(folded(text), text) for text in texts])
        return joined


@dataclass(frozen=True)
class OwnColumns:
    """All of columns.yml: its entries by table, and the names of sheets and files that are not read, `*` for anything."""

    tables: tuple[OwnTable, ...] = ()
    left_out: tuple[str, ...] = ()

    def of(self, sheet: str) -> list[OwnTable]:
        """The entries that a sheet of this name may be."""
        return [each for each in self.tables if _is_named(sheet, each.sheet)]

    def leaves_out(self, sheet: str) -> bool:
        """Whether a sheet of this name is not read."""
        return any(_is_named(sheet, each) for each in self.left_out)


NONE = OwnColumns()


def sheet_named(name: str) -> str:
    """A sheet's name, or a file's without its ending, from that of a source."""
    return name.partition(SHEET)[2] or PurePosixPath(name).stem


def _is_named(sheet: str, pattern: str) -> bool:
    sheet, pattern = sheet.casefold(), pattern.casefold()
    return sheet == pattern or fnmatch(sheet, pattern)


def read_own_columns(project: Project) -> OwnColumns:
    """What columns.yml says; NONE without the file. Raises UnusableFile, one line with the line of the file."""
    if not project.own_columns.is_file():
        return NONE
    return own_columns_in(project.own_columns, project.shown(project.own_columns))


def own_columns_in(path: Path, name: str) -> OwnColumns:
    """The same from any file, by its name in messages."""
    tree = read_yaml(path, name, _LOST).tree
    tables, left_out = [], []
    for key, value in tree.value if tree else ():
        if key.value == LEAVE_OUT:
            left_out += [_text(name, each) for each in _each(value)]
        elif key.value in TABLES:
            tables += [_entry(TABLES[key.value], name, each) for each in _each(value)]
        else:
            among = ", ".join((*TABLES, f"`{LEAVE_OUT}`"))
            raise _refused(name, key, f"“{key.value}” is no table; expected one of {among}")
    return OwnColumns(tuple(tables), tuple(left_out))


def _each(node: yaml.Node) -> list[yaml.Node]:
    """What a line names: one, or a list."""
    return node.value if isinstance(node, yaml.SequenceNode) else [node]


def _entry(table: Table, name: str, node: yaml.Node) -> OwnTable:
    parts = dict(_pairs(name, node, "lines that read `columns:`, `words:`, `always:` or `sheet:`"))
    for key, _ in parts.items():
        if key.value not in _KEYS:
            raise _refused(name, key, f"expected one of {', '.join(_KEYS)}, found “{key.value}”")
    of = {key.value: value for key, value in parts.items()}
    columns = {
        column: tuple(_text(name, each) for each in _each(value))
        for column, value in _columns(table, name, of.get("columns"))
    }
    words = {
        column: {
            folded(word.value): _text(name, code) for word, code in _pairs(name, value, "lines `word: code`")
        }
        for column, value in _columns(table, name, of.get("words"))
    }
    always = {column: _text(name, value) for column, value in _columns(table, name, of.get("always"))}
    lacking = [column for column in table.key if column not in columns | always]
    row = _row_key(name, of["row"], columns) if "row" in of else ""
    if columns and lacking or not (columns or words or row):
        raise _refused(
            name, node, f"expected, under columns, the heading of {' and '.join(lacking) or 'a column'}"
        )
    sheet = _text(name, of["sheet"]) if "sheet" in of else table.name if row and not columns else "*"
    return OwnTable(table, sheet, columns, words, always, row)


def _row_key(name: str, node: yaml.Node, columns: Mapping[str, tuple[str, ...]]) -> str:
    """The heading by which rows are named: never one of what is personal."""
    row = _text(name, node)
    personal = {heading(each) for column in PERSONAL for each in (column, *columns.get(column, ()))}
    if heading(row) in personal:
        raise _refused(
            name, node, f"“{row}” is personal, and cannot name rows; expected a number of the row's own"
        )
    return row


def _columns(table: Table, name: str, node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    for key, value in _pairs(name, node, "lines that read `column: heading`") if node else ():
        if key.value not in (*table.columns, COUNCIL):
            among = ", ".join(table.columns)
            raise _refused(name, key, f"“{key.value}” is no column of {table.name}; expected one of {among}")
        yield key.value, value


def _pairs(name: str, node: yaml.Node, expected: str) -> list[tuple[yaml.Node, yaml.Node]]:
    if not isinstance(node, yaml.MappingNode):
        raise _refused(name, node, f"expected {expected}")
    return node.value


def _text(name: str, node: yaml.Node) -> str:
    """A word as it stands in the file: `No` is the word, not falsehood."""
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        raise _refused(name, node, "expected a word after the colon")
    return node.value.strip()


def _refused(name: str, node: yaml.Node, words: str) -> UnusableFile:
    return UnusableFile(f"{name}, line {node.start_mark.line + 1}: {words}")


def _joined(one: pd.Categorical, other: pd.Categorical, first: bool) -> pd.Categorical:
    """Two columns as one, each pair of texts once: the first that is filled, or both with a space between."""
    pairs, places = np.unique(
        one.codes.astype("int64") * len(other.categories) + other.codes, return_inverse=True
    )
    texts = []
    for pair in pairs.tolist():
        a, b = one.categories[pair // len(other.categories)], other.categories[pair % len(other.categories)]
        texts.append((a or b) if first else f"{a} {b}".strip())
    codes, unique = pd.factorize(np.array(texts, dtype=object))
    return pd.Categorical.from_codes(codes.take(places), pd.Index(unique, dtype="str"))
