"""What the Department for Education publishes of a council each year, to the child: known to every reader sooner or later.

Counted from the extract, as the council's return will be: children in care and unaccompanied children on 31 March, those
who started, ceased and were adopted in the year, and shares in whole percent. A benchmark has them months later.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf

from scorecard.disclosure.identities import CHECKED, IN_CARE, Identity, wholes
from scorecard.disclosure.published import Cell

ON_31_MARCH = ((IN_CARE, ""), (IN_CARE, "uasc"))
FEWEST = 6
"""Smaller counts of a council it does not publish."""
IN_THE_YEAR = ("started", "ceased", "adopted_share")
SHARES = ("three_or_more_placements", "long_term_stability", *CHECKED)
DFE = "the DfE publishes it each year"


@dataclass(frozen=True)
class YearFigures:
    """What is known of counts from elsewhere, and the cells that are published exactly there, or nearly."""

    identities: tuple[Identity, ...]
    spared: frozenset[Cell]


def year_figures(cells: frozenset[Cell], true: Mapping[tuple[str, str, date, date], float]) -> YearFigures:
    """Of the published cells, what the DfE gives too. `true`: the counts by indicator, category, and the first and last day
    (the same for a state on a day)."""
    found, spared = [], set()
    whole_of = wholes(cells)
    for day in sorted({cell.end for cell in cells if (cell.end.month, cell.end.day) == (3, 31)}):
        for id, category in ON_31_MARCH:
            cell = Cell(id, category, day, day)
            if cell in cells and (count := true.get((id, category, day, day), 0)) >= FEWEST:
                found.append(Identity(DFE, {cell: 1}, count, count))
                spared.add(cell)
        for id in IN_THE_YEAR:
            year = date(day.year - 1, 4, 1)
            of_it = [c for c in cells if c.indicator == id and year <= c.start and c.end <= day]
            count = true.get((id, "", year, day), 0)
            if count >= FEWEST and _whole_year(of_it):
                found.append(Identity(DFE, dict.fromkeys(of_it, 1), count, count))
                spared |= set(of_it) if len(of_it) == 1 else set()
        for id in SHARES:
            cell = Cell(id, "", day, day)
            part = true.get((id, "", day, day), 0)
            if cell in whole_of and part >= FEWEST:
                whole = sum(true[each.indicator, each.category, day, day] for each in whole_of[cell])
                if whole:
                    found += _share(cell, whole_of[cell], int(100 * part / whole + 0.5))
                    spared |= {cell, *({each for each in whole_of[cell] if each.indicator == id})}
    return YearFigures(tuple(found), frozenset(spared))


def _share(cell: Cell, whole: tuple[Cell, ...], percent: int) -> Iterator[Identity]:
    """A share in whole percent, as two sums: 200 times the part is within 1 of twice the percentage of the whole."""
    for side, low, high in ((2 * percent - 1, 0, inf), (2 * percent + 1, -inf, 0)):
        terms = dict.fromkeys(whole, -side)
        terms[cell] = terms.get(cell, 0) + 200
        yield Identity(DFE, terms, low, high)


def _whole_year(cells: list[Cell]) -> bool:
    return sum((cell.end - cell.start + timedelta(days=1)).days for cell in cells) in (365, 366)
