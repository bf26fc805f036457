"""Figures that pass the release test: drawn, tested, and where a count of a period would tell, drawn again."""

from collections.abc import Callable, Mapping, Sequence

from scorecard.disclosure.published import Cell, Figure, as_published
from scorecard.disclosure.told import told_by
from scorecard.disclosure.witnesses import Leak
from scorecard.disclosure.years import YearFigures
from scorecard.protection.counts import Atom, Counts
from scorecard.protection.frozen import Frozen
from scorecard.protection.key import Key
from scorecard.protection.protect import Protected, protected
from scorecard.protection.published import PUBLISHED, Kind
from scorecard.reporting_month import ReportingMonth

REPEATS = 20
"""How often a draw may be repeated: a leak that outlasts them is not one of a single draw."""


class Leaks(Exception):
    """The figures cannot be published: the `leaks` among all `figures` so far."""

    def __init__(self, leaks: Sequence[Leak], figures: Sequence[Figure]) -> None:
        super().__init__(f"{len(leaks)} figures can be told")
        self.leaks, self.figures = leaks, figures


def safe(
    counts: Counts,
    month: ReportingMonth,
    key: Key,
    frozen: Frozen,
    earlier: Sequence[tuple[str, list[Figure]]],
    years: Callable[[frozenset[Cell]], YearFigures],
    correct: ReportingMonth | None = None,
) -> tuple[Protected, Mapping[str, int]]:
    """A month's protected figures, of which nothing more can be told together with `earlier` packs, and how often their
    draws were repeated: of a flow that leaks, until it does not. Raises Leaks where only figures of a day leak, which share
    their draw with others, and what `protected` and `told_by` raise."""
    repeated = dict(key.repeated)
    for _ in range(REPEATS):
        made = protected(counts, month, key, frozen, correct, repeated)
        figures = as_published([*earlier, (str(month), figures_of(made, month))])
        found = told_by(figures, years(frozenset(figure.cell for figure in figures))).leaks
        if not found:
            return made, repeated
        leaking = {leak.figure.cell for leak in found}
        again = [
            atom
            for atom in made.new.keys() - frozen.figures.keys()
            if cell_of(atom) in leaking and not of_a_day(atom)
        ]
        if not again:
            break
        for atom in again:
            repeated[atom.drawn_for] = repeated.get(atom.drawn_for, 0) + 1
    raise Leaks(found, figures)


def of_a_day(atom: Atom) -> bool:
    """Whether a count shares its draw with those of other days, so that it cannot be drawn again."""
    return PUBLISHED[atom.indicator].kind is Kind.MONTH_END


def figures_of(made: Protected, month: ReportingMonth) -> list[Figure]:
    """Protected counts as the release test takes them."""
    return [Figure(cell_of(atom), count, str(month)) for atom, count in made.figures.items()]


def cell_of(atom: Atom) -> Cell:
    return Cell(atom.indicator, atom.category, atom.start.date(), atom.end.date())
