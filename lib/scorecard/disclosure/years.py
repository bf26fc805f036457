"""What the Department for Education publishes of a council each year, to the child: known to every reader sooner or later.

Counted from the extract, as the council's return will be: children in care on 31 March, by age, legal status and placement,
and the unaccompanied among them; those who started, ceased and were adopted in the year; care leavers by what they do and
where they live; and shares in whole percent. A benchmark has them months later. Source: DfE, Children looked after in England
including adoptions, the tables of councils; their numbers are not rounded, and those from 1 to 5 are withheld.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import inf

from scorecard.disclosure.identities import AGES, CHECKED, GROUPS, HOMES, IN_CARE, OUTCOMES, Identity, wholes
from scorecard.disclosure.published import Cell

Row = tuple[str, tuple[str, ...]]
"""A number of a table: an indicator and the groups of it that add up to the number."""
Table = tuple[Row, ...]
Counts = Mapping[tuple[str, str, date, date], float]


def _table(id: str, *groups: str) -> Table:
    return tuple((id, (group,)) for group in groups)


FOSTER_CARE = ("in-house foster care", "agency foster care", "foster care, provider not known")
ON_31_MARCH: tuple[Table, ...] = (
    _table(IN_CARE, ""),
    _table(IN_CARE, "uasc"),
    _table("age", *AGES[:-1]),
    _table("legal_status", *GROUPS["legal_status"]),
    (("placement_type", FOSTER_CARE),),
    _table("placement_type", "placed for adoption"),
    _table("placement_type", "placed with parents"),
)
IN_THE_YEAR = (
    *(_table(id, "") for id in ("started", "ceased", "adopted_share")),
    _table("neet", *OUTCOMES),
    _table("unsuitable_accommodation", *HOMES),
)
"""Tables of numbers, several of which add up to one that is given too."""
FEWEST = 6
"""A smaller count of a council is withheld, but for 0."""
LEFT_BY_THEM = (("age", "not known"), ("placement_type", "residential"), ("placement_type", "other settings"))
"""Groups that the tables of 31 March have in other words, or leave nobody for."""
SHARES = ("three_or_more_placements", "long_term_stability", *CHECKED)
DFE = "the DfE publishes figures of 31 March and of the year"


@dataclass(frozen=True)
class YearFigures:
    """What is known of counts from elsewhere, and the cells that are published exactly there, or nearly."""

    identities: tuple[Identity, ...]
    spared: frozenset[Cell]


def year_figures(cells: frozenset[Cell], true: Counts) -> YearFigures:
    """Of the published cells, what the DfE gives too. `true`: the counts by indicator, category, and the first and last day
    (the same for a state on a day)."""
    found, spared = [], set()
    whole_of = wholes(cells)
    for day in sorted({cell.end for cell in cells if (cell.end.month, cell.end.day) == (3, 31)}):
        year = date(day.year - 1, 4, 1)
        for tables, start in ((ON_31_MARCH, day), (IN_THE_YEAR, year)):
            for of_it, count in _added_up(tables, cells, true, start, day):
                found.append(Identity(DFE, dict.fromkeys(of_it, 1), count, count))
                spared |= set(of_it) if len(of_it) == 1 or not count else set()
        spared |= {Cell(*group, day, day) for group in LEFT_BY_THEM}
        for id in SHARES:
            cell = Cell(id, "", day, day)
            part = true.get((id, "", day, day), 0)
            if cell in whole_of and part >= FEWEST:
                whole = sum(true[each.indicator, each.category, day, day] for each in whole_of[cell])
                if whole:
                    found += _share(cell, whole_of[cell], int(100 * part / whole + 0.5))
                    spared |= {cell, *({each for each in whole_of[cell] if each.indicator == id})}
    return YearFigures(tuple(found), frozenset(spared))


def _added_up(tables: Iterable[Table], cells: frozenset[Cell], true: Counts, start: date, end: date):
    """The cells that add up to a number that is given, with the number."""
    for table in tables:
        keys = {row: [(row[0], group, start, end) for group in row[1]] for row in table}
        counts = {row: sum(true[key] for key in keys[row]) for row in table if set(keys[row]) <= true.keys()}
        for id, groups in _given(counts):
            of_it = [c for c in cells if c.indicator == id and c.category in groups]
            of_it = [c for c in of_it if start <= c.start and c.end <= end]
            if sum(map(_days, of_it)) == len(groups) * _days(Cell(id, "", start, end)):
                yield of_it, counts[id, groups]


def _given(counts: Mapping[Row, float]) -> list[Row]:
    """The numbers of a table that are not withheld: with a single small one goes the next, or the rest would tell it."""
    in_order = sorted((row for row in counts if counts[row]), key=lambda row: counts[row])
    small = sum(counts[row] < FEWEST for row in in_order)
    withheld = in_order[: 2 if small == 1 else small]
    return [row for row in counts if row not in withheld]


def _share(cell: Cell, whole: tuple[Cell, ...], percent: int) -> Iterator[Identity]:
    """A share in whole percent, as two sums: 200 times the part is within 1 of twice the percentage of the whole."""
    for side, low, high in ((2 * percent - 1, 0, inf), (2 * percent + 1, -inf, 0)):
        terms = dict.fromkeys(whole, -side)
        terms[cell] = terms.get(cell, 0) + 200
        yield Identity(DFE, terms, low, high)


def _days(cell: Cell) -> int:
    return (cell.end - cell.start).days + 1
