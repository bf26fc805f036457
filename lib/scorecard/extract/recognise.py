"""Which table a file is, told by its headings and never by its name (data/README.md). Standard library only."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scorecard.extract.tables import TABLES, Table


@dataclass(frozen=True)
class Recognised:
    """What a file's headings say: its table (None: not read), the needed columns that it lacks, and why it is
    not read."""

    table: Table | None
    missing: tuple[str, ...] = ()
    refusal: str = ""


def heading(text: str) -> str:
    """A heading without what does not matter in it: case, spaces, `_` and what is not seen."""
    return "".join(letter for letter in text.upper() if letter.isprintable() and letter not in " _")


def recognise(headings: Iterable[str]) -> Recognised:
    """The table of a file with these headings.

    A table claims a file that has all columns that are needed, one of them in no other table; a table without such a
    column (Allocations) claims what none of these does. Failing that, the file looks like the table of whose columns it
    lacks fewest, if it has half of the needed ones and one that is in no other table.
    """
    present = set(headings)
    lacking = {
        name: [column for column in table.needed if heading(column) not in present]
        for name, table in TABLES.items()
        if present & _OWN[name] or not _OWN[name]
    }
    whole = [name for name, columns in lacking.items() if not columns]
    claims = [name for name in whole if _OWN[name]] or whole
    if len(claims) > 1:
        return Recognised(None, refusal=f"the columns of one table, but it has those of {_and(claims)}")
    if claims:
        return Recognised(TABLES[claims[0]])
    like = {
        name: gaps
        for name, gaps in lacking.items()
        if _OWN[name] and len(gaps) <= len(TABLES[name].needed) / 2
    }
    if not like:
        return Recognised(None)
    fewest = min(map(len, like.values()))
    nearest = [name for name, gaps in like.items() if len(gaps) == fewest]
    if len(nearest) > 1:
        return Recognised(None, refusal=f"the columns of one table, but it looks like {_and(nearest)}")
    table, missing = TABLES[nearest[0]], tuple(like[nearest[0]])
    return Recognised(table, missing)


def _and(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


_TIMES_USED = Counter(heading(column) for table in TABLES.values() for column in table.columns)
_OWN = {
    name: {heading(column) for column in table.columns if _TIMES_USED[heading(column)] == 1}
    for name, table in TABLES.items()
}
