"""Protected counts for a month's pack: those published before as they were, and the others drawn."""

from collections.abc import Mapping
from dataclasses import dataclass

from scorecard.protection.counts import Atom, Counts
from scorecard.protection.frozen import Frozen
from scorecard.protection.key import Key, KeyUnusable, rounded
from scorecard.protection.published import PUBLISHED, Kind
from scorecard.protection.sizes import Size, size_of
from scorecard.reporting_month import ReportingMonth, financial_year

MEANS_TO = 10
FEWEST_FOR_A_MEAN = 20


@dataclass(frozen=True)
class Protected:
    """What a public pack may hold. `figures`: every atom of the pack; `new`: those that no pack before published, or
    published otherwise; `corrected`: those that were, in this pack or before; `keys`: the key's mark by financial year."""

    size: Size
    figures: Mapping[Atom, int]
    new: Mapping[Atom, int]
    corrected: frozenset[Atom]
    keys: Mapping[str, str]


def protected(
    counts: Counts,
    month: ReportingMonth,
    key: Key,
    frozen: Frozen,
    correct: ReportingMonth | None = None,
    repeated: Mapping[str, int] | None = None,
) -> Protected:
    """The figures of a public pack. `correct`: the month whose figures are taken from the extract again; `repeated`: how
    often a draw is repeated, beside those that the key's file notes.

    Raises NoPublicPack for a council that publishes nothing this month, KeyUnusable for another key than the one by which
    this financial year's figures, or those to be corrected, were drawn.
    """
    for needed in (each for each in (month, correct) if each):
        year = financial_year(needed.as_at)
        if frozen.keys.get(year, key.mark) != key.mark:
            raise KeyUnusable(
                f"the key is not the one by which the figures of {year} were drawn; a new key starts with a financial year"
            )
    draws = _Draws(key, frozen, {**key.repeated, **(repeated or {})}, correct)
    size = size_of(month, lambda march: draws.drawn(*counts.in_care(march)))
    true = counts.of_pack(month, size)
    figures = {
        atom: count
        for atom, amount in true.items()
        if PUBLISHED[atom.indicator].kind is not Kind.YEAR
        and (count := draws.public(atom, amount)) is not None
    }
    adopted = {atom: count for atom, count in figures.items() if atom.indicator == "adopted_share"}
    for atom, mean in true.items():
        if PUBLISHED[atom.indicator].kind is Kind.YEAR:
            of = sum(
                n for quarter, n in adopted.items() if atom.start <= quarter.start and quarter.end <= atom.end
            )
            if of >= FEWEST_FOR_A_MEAN:
                figures[atom] = draws.kept(atom, round(mean / MEANS_TO) * MEANS_TO)
    new = {atom: count for atom, count in figures.items() if frozen.figures.get(atom) != count}
    corrected = (frozen.corrected | (new.keys() & frozen.figures.keys())) & figures.keys()
    drawn = {financial_year(atom.end) for atom in new}
    return Protected(
        size, figures, new, frozenset(corrected), {**dict.fromkeys(drawn, key.mark), **frozen.keys}
    )


@dataclass(frozen=True)
class _Draws:
    key: Key
    frozen: Frozen
    repeated: Mapping[str, int]
    correct: ReportingMonth | None

    def kept(self, atom: Atom, figure: int) -> int:
        """The figure as it was published, or this one where it was not, or is to be corrected."""
        if self.correct and ReportingMonth(atom.end.year, atom.end.month) == self.correct:
            return figure
        return self.frozen.figures.get(atom, figure)

    def public(self, atom: Atom, true: float) -> int | None:
        """A count's figure; None for one that was never published, of a year whose key is lost."""
        if self.frozen.keys.get(financial_year(atom.end), self.key.mark) != self.key.mark:
            return self.frozen.figures.get(atom)
        return self.drawn(atom, true)

    def drawn(self, atom: Atom, true: float) -> int:
        """A count's figure, by this key where it was not published."""
        name = atom.drawn_for
        return self.kept(atom, rounded(int(true), self.key.draw(name, self.repeated.get(name, 0))))
