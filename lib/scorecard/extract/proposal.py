"""What columns.yml might say of the sheets that no table claims, by the names of their columns and by what they hold."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from scorecard.extract import also_called
from scorecard.extract.cell_text import without_nothing
from scorecard.extract.cells import code_of, codes_by_word, parse_numbers
from scorecard.extract.date_text import Order, as_dates, as_months, as_years, days
from scorecard.extract.files.formats import sheets_of
from scorecard.extract.files.found import extract_files, name_in
from scorecard.extract.files.sheet import Sheet, Unreadable
from scorecard.extract.ids import plain
from scorecard.extract.layout import layout
from scorecard.extract.own_columns import OwnColumns, sheet_named
from scorecard.extract.tables import TABLES, Table

_ENOUGH = 0.45
_MOST_WORDS = 25


@dataclass(frozen=True, eq=False)
class Unknown:
    """A sheet that no table claims: its name, and its columns by their headings as written, each of texts."""

    name: str
    columns: dict[str, pd.Categorical]

    @property
    def short(self) -> str:
        return sheet_named(self.name)


@dataclass(frozen=True, eq=False)
class Proposal:
    """The table that a sheet may be. `columns`: our column → its headings; `words`: our column → its word → our code, ""
    where none is known; `always`: our column → the code that the sheet's name says; `unused`: headings that are of none;
    `missing`: needed columns that have none."""

    sheet: Unknown
    table: Table
    columns: dict[str, tuple[str, ...]]
    words: dict[str, dict[str, str]]
    always: dict[str, str]
    unused: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Proposed:
    """`proposals`, and the names of the sheets that stay unknown."""

    proposals: list[Proposal] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def proposed(folder: Path, own: OwnColumns) -> Proposed:
    """A proposal for each sheet in a folder that is of no table, by our headings or the council's own."""
    unknown, children = [], set()
    for path in extract_files(folder):
        try:
            for sheet in sheets_of(path):
                name = f"{name_in(folder, path)}{sheet.name}"
                if sheet.hidden or own.leaves_out(sheet_named(name)):
                    continue
                found = layout(sheet, name, own)
                if found.table is None:
                    unknown += _unknown(name, sheet)
                elif found.table.name == "Header" and found.places["CHILD"]:
                    ids = sheet.read(found.row, found.places["CHILD"]).columns[found.places["CHILD"][0]]
                    children |= set(map(plain, ids.categories.tolist()))
        except Unreadable:
            continue  # the reader says so
    result = Proposed()
    for sheet in unknown:
        guesses = [guess for table in TABLES.values() if (guess := _guess(table, sheet, children))]
        likely = [(fit + 0.1 * len(each.columns), each) for fit, each in guesses if fit >= _ENOUGH]
        if likely:
            result.proposals.append(max(likely, key=lambda each: each[0])[1])
        else:
            result.unknown.append(sheet.name)
    return result


def _unknown(name: str, sheet: Sheet) -> Iterable[Unknown]:
    """A sheet with its columns, the headings in the first row of the head that is as wide as any."""
    widths = [sum(map(bool, cells)) for cells in sheet.head]
    if not widths or max(widths) < 2:
        return
    row = widths.index(max(widths))
    named = {place: text for place, text in enumerate(sheet.head[row]) if text}
    body = sheet.read(row, [*named])
    yield Unknown(
        name, {text: without_nothing(body.columns[place]) for place, text in reversed(named.items())}
    )


def _guess(table: Table, sheet: Unknown, children: set[str]) -> tuple[float, Proposal] | None:
    """A table that a sheet may be, and how well it fits, from 0 to 1; None where its key is not there."""
    scores = {
        (column, heading): score
        for column in table.columns
        for heading, texts in sheet.columns.items()
        if (score := _score(table, column, heading, texts, children)) > 0
    }
    columns: dict[str, tuple[str, ...]] = {}
    total, taken = 0.0, set()
    for (column, heading), score in sorted(scores.items(), key=lambda each: -each[1]):
        if column not in columns and heading not in taken:
            columns[column] = (heading,)
            taken.add(heading)
            total += score * (column in table.needed)
    always = _said_by_name(table, sheet, columns)
    if [column for column in table.key if column not in columns and column not in always]:
        return None
    _from_two(table, sheet, columns, scores, taken)
    named = set(_tokens(sheet.short)) & set(also_called.TABLES.get(table.name, "").split())
    fit = (total + 0.8 * len(always)) / len(table.needed) * 0.75 + 0.25 * bool(named)
    words = {
        column: found
        for column, (heading, *_) in columns.items()
        if column in table.codes and (found := _words(table, column, sheet.columns[heading], children))
    }
    unused = tuple(heading for heading in reversed(sheet.columns) if heading not in taken)
    missing = tuple(column for column in table.needed if column not in columns and column not in always)
    order = {column: columns[column] for column in table.columns if column in columns}
    return fit, Proposal(sheet, table, order, words, always, unused, missing)


def _score(table: Table, column: str, heading: str, texts: pd.Categorical, children: set[str]) -> float:
    """How likely a heading is of a column, from 0 to 1: by its name, and by the share of its texts that fit."""
    name = _likeness(heading, column)
    filled = [text for text in texts.categories.tolist() if text]
    if not filled or name < 0.3:
        return 0
    content = _share(table, column, filled, children)
    if column in table.codes:
        return name * (0.6 + 0.4 * content) if len(filled) <= _MOST_WORDS else 0
    return 0 if content < 0.5 else 0.6 * name + 0.4 * content


def _likeness(heading: str, column: str) -> float:
    """How like a heading is to what a column is called: the words that both have, of all the words."""
    words = set(_tokens(heading))
    called = [set(_tokens(each)) for each in (column, *also_called.COLUMNS.get(column, "").split(";"))]
    return max((len(words & each) / len(words | each) for each in called if each), default=0) if words else 0


def _tokens(text: str) -> list[str]:
    """Its words in lower case, VisitDate as two and D.O.B. as one."""
    text = re.sub(r"\b([A-Za-z])\.(?=[A-Za-z]\b)", r"\1", text)
    text = re.sub(r"(?<=[a-z])(?=[A-Z][A-Za-z])", " ", text)
    return re.findall(r"[a-z0-9]+", text.lower())


def _share(table: Table, column: str, filled: list[str], children: set[str]) -> float:
    """The share of a column's texts that fit ours."""
    texts = pd.Categorical(filled)
    if column == "CHILD":
        known = sum(plain(text) in children for text in filled) / len(filled)
        return max(known, 0.5)  # care leavers need not be in Header
    if column in table.dates:
        dated, order = as_dates(texts)
        readable = pd.notna(days(dated.categories.tolist())).mean()
        return 0 if order is Order.CONTRADICTORY else float(readable)
    if column in table.codes:
        return sum(bool(_code(table, column, text)) for text in filled) / len(filled)
    if column in table.patterns:
        pattern = table.patterns[column][0]
        alike = as_months(texts) if column == "MONTH" else as_years(texts)
        return sum(bool(re.fullmatch(pattern, text)) for text in alike.categories) / len(filled)
    if column in table.numbers:
        return float(pd.notna(parse_numbers(pd.Index(filled, dtype="str"))).mean())
    return 0.6


def _code(table: Table, column: str, word: str) -> str:
    """The code that a word is or likely means; "" if none is known."""
    said = " ".join(_tokens(word))
    likely = codes_by_word(also_called.CODES.get(column, {}))
    return code_of(table, column, word) or code_of(table, column, said) or likely.get(said, "")


def _words(table: Table, column: str, texts: pd.Categorical, children: set[str]) -> dict[str, str]:
    """The words of a column that are not read as codes, with the code of each; without what may name a child."""
    found = {
        text: _code(table, column, text)
        for text in texts.categories.tolist()
        if text
        and not code_of(table, column, text)
        and plain(text) not in children
        and not re.search(r"\d{4}", text)
    }
    return dict(sorted(found.items()))


def _said_by_name(table: Table, sheet: Unknown, columns: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """The code of a key column that has no heading, if the sheet's name says it."""
    said = {
        column: code
        for column in table.key
        if column in table.codes and column not in columns and (code := _code(table, column, sheet.short))
    }
    return said


def _from_two(table: Table, sheet: Unknown, columns, scores, taken) -> None:
    """Where a date of the key is blank in some rows in which another column of such dates is filled, take both."""
    for column in set(table.key) & set(table.dates) & set(columns):
        (first,) = columns[column]
        others = [
            h
            for (of, h), _ in sorted(scores.items(), key=lambda each: -each[1])
            if of == column and h not in taken
        ]
        for other in others[:1]:
            blank = (sheet.columns[first] == "") & (sheet.columns[other] != "")
            if blank.any():
                columns[column] = (first, other)
                taken.add(other)
