"""What of an extract names a child, and whether a text shows it: ids, pupil numbers, dates of birth, and the postcodes and
reference numbers of homes and schools (data/README.md).

An id is looked for as a whole word, in either case, however HTML or Markdown escapes it. Not taken for one is what may well
be something else: a number of up to four digits, which a count or a year is too, or digits within a longer number. A date
may be a roll's or a record's: dates of birth count where there are two, and none of the last years, which records are of.
"""

import csv
import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from scorecard.extract.files.found import extract_files
from scorecard.extract.files.sheet import Unreadable
from scorecard.extract.ids import plain
from scorecard.extract.own_columns import NONE, OwnTable
from scorecard.extract.recognise import heading
from scorecard.extract.source import texts_in
from scorecard.extract.tables import PLACES
from scorecard.reporting_month import MONTH_NAMES

if TYPE_CHECKING:
    from scorecard.disclosure.places import Place

IDS = ("CHILD", "UPN")
BIRTHDAYS = ("DOB", "MC_DOB")
NAMING = (*IDS, *BIRTHDAYS, *PLACES)
COLUMNS = {heading(column): column for column in NAMING}
"""The columns that name a child, or the home or school of one, by their headings."""

CHILDREN = "shows children, or where they live, by an id, a date of birth, a postcode or a URN"
PACKED = (".pdf", ".docx", ".png")
"""The files of which only the places are looked through: no bytes of theirs are text."""
IN_BASE64 = re.compile(r"[A-Za-z0-9+/=]{200,}")
SHORTEST_NUMBER = 5
"""An id that is a number of fewer digits cannot be told from a count or a year; longer ones a table writes with commas."""
YEARS_OF_RECORDS = 3
BIRTHDAYS_TO_TELL = 2
LONGEST_CELL = 2**31 - 1
"""A mark without its pair makes one cell of the rest of a file."""

_WORD = re.compile(r"[^\W_]+")
_PUPIL_NUMBER = re.compile(r"[a-z]\d{11}[\da-z]")
_MONTHS = [name[:3].casefold() for name in MONTH_NAMES]
_DAY, _MONTH = r"(?<!\d)(?P<day>\d{1,2})", rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_DAY}(?P<by>[/.-])(?P<month>\d{{1,2}})(?P=by)(?P<year>\d{{4}}|\d\d)(?!\d)",
        r"(?<!\d)(?P<year>\d{4})(?P<by>[/.-])(?P<month>\d{1,2})(?P=by)(?P<day>\d{1,2})(?!\d)",
        rf"{_DAY}(?:st|nd|rd|th)?[ -]?(?:of )?{_MONTH}[ ,-]*(?P<year>\d{{4}}|\d\d)(?!\d)",
        rf"\b{_MONTH}[ -]?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ ,-]+(?P<year>\d{{4}})(?!\d)",
    )
)


@dataclass(frozen=True)
class Personal:
    """`ids`: those of an extract's children by the first word of each, with where in it that word begins; `birthdays`: the
    dates of birth that can be told from others."""

    ids: dict[str, list[tuple[str, int]]]
    birthdays: frozenset[date]

    def shown_in(self, texts: Iterable[str]) -> bool:
        """Whether texts that stand together show a child by an id, or children by their dates of birth."""
        born: set[date] = set()
        for text in map(_plain, texts):
            if self._has_an_id(text):
                return True
            born |= self.birthdays.intersection(_dates_in(text))
        return len(born) >= BIRTHDAYS_TO_TELL

    def _has_an_id(self, text: str) -> bool:
        return any(
            text.startswith(id, word.start() - before)
            and _is_whole(text, word.start() - before, word.start() - before + len(id))
            for word in _WORD.finditer(text)
            for id, before in self.ids.get(word[0], ())
            if word.start() >= before
        )


def shown_in_file(file: Path, places: Iterable["Place"], personal: Personal) -> bool:
    """Whether a file shows a child in any of its places or, where it is text, anywhere in it but in what base 64 holds."""
    texts = [place.text for place in places]
    if file.suffix not in PACKED:
        texts.append(IN_BASE64.sub(" ", file.read_text(encoding="utf-8", errors="replace")))
    return personal.shown_in(texts)


def personal_in(folder: Path, as_at: date, own: Sequence[OwnTable] = NONE) -> Personal:
    """What names a child in an extract's files, for a pack of figures as at a day; `own`: the council's own headings."""
    ids, birthdays = set(), set()
    for column, cell in _personal_cells(folder, own):
        if column in BIRTHDAYS:
            birthdays.update(_dates_in(cell))
        elif column == "CHILD" or _PUPIL_NUMBER.fullmatch(cell):
            ids |= {cell, plain(cell).casefold()}
        elif column in PLACES:
            ids |= {cell, cell.replace(" ", "")} - {""}
    by_word = defaultdict(list)
    for id in ids:
        word = _WORD.search(id)
        if word and not (id.isdigit() and len(id) < SHORTEST_NUMBER):
            by_word[word[0]].append((id, word.start()))
    old = (as_at.year - YEARS_OF_RECORDS, as_at.month, as_at.day)
    return Personal(dict(by_word), frozenset(day for day in birthdays if day.timetuple()[:3] < old))


def _personal_cells(folder: Path, own: Sequence[OwnTable]) -> Iterator[tuple[str, str]]:
    """The cells of the files' columns that name a child, each text of a file once."""
    for file in extract_files(folder):
        try:
            cells = set(texts_in(file, COLUMNS, own))
        except Unreadable:
            cells = _cells_of_text(file)
        yield from ((column, _plain(text)) for column, text in cells)


def _cells_of_text(file: Path) -> set[tuple[str, str]]:
    """The same of a file that no table is read from: as far as it is text with commas."""
    csv.field_size_limit(LONGEST_CELL)
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        rows = csv.reader(lines)
        headings = enumerate(map(heading, next(rows, [])))
        places = {n: COLUMNS[name] for n, name in headings if name in COLUMNS}
        return {(column, row[n]) for row in rows for n, column in places.items() if n < len(row)}


def _plain(text: str) -> str:
    """A text as it is read: without the escapes of HTML and Markdown, one space for any, in lower case."""
    return " ".join(re.sub(r"\\([^\w\s]|_)", r"\1", html.unescape(text)).split()).casefold()


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text is no piece of a longer word or, if it is a number, of a longer number."""
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    if before[-1:].isalnum() or after[:1].isalnum():
        return False
    in_number = re.fullmatch(r"\d[.,]", before) or re.fullmatch(r"[.,]\d", after)
    return not (in_number and text[start:end].isdigit())


def _dates_in(text: str) -> Iterator[date]:
    """The days that a plain text names, the day before the month where both are numbers."""
    for found in (found for pattern in _DATES for found in pattern.finditer(text)):
        year, month = int(found["year"]), found["month"]
        try:
            yield date(
                year if year > 99 else year + (1900 if year > 68 else 2000),
                int(month) if month.isdigit() else _MONTHS.index(month) + 1,
                int(found["day"]),
            )
        except ValueError:
            continue
