"""What published counts tell: the release test of all packs so far, as it is and with the DfE's year figures known."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import eye_array, hstack

from scorecard.disclosure.identities import Identity, identities, wholes
from scorecard.disclosure.programme import Programme, programme
from scorecard.disclosure.published import Figure
from scorecard.disclosure.witnesses import Leak, NoSolution, Search
from scorecard.disclosure.years import YearFigures


@dataclass(frozen=True)
class Told:
    """What figures tell. `left_out`: the identities that do not hold between extracts, as one was restated."""

    leaks: tuple[Leak, ...]
    left_out: tuple[Identity, ...]


def told_by(figures: Sequence[Figure], years: YearFigures) -> Told:
    """The leaks of figures, those of all packs so far as `as_published`: with the year figures of the DfE, and without.

    Identities that cannot hold are left out where their figures are of several packs, or of a pack and the DfE. Raises
    NoSolution where figures of one pack contradict each other.
    """
    cells = frozenset(figure.cell for figure in figures)
    pack = {figure.cell: figure.pack for figure in figures}
    known = [*identities(cells), *years.identities]
    out: list[Identity] = []
    informed = Search(programme(figures, known), wholes(cells), years.spared)
    if not informed.has_a_solution():
        apart = [
            each for each in known if each in years.identities or len({pack[cell] for cell in each.terms}) > 1
        ]
        out = broken(programme(figures, known), apart)
        known = [each for each in known if each not in out]
        informed = Search(programme(figures, known), wholes(cells), years.spared)
    found = informed.leaks()
    own = [each for each in known if each not in years.identities]
    found += Search(programme(figures, own), wholes(cells), witnesses=informed.witnesses).leaks()
    return Told(tuple(dict.fromkeys(found)), tuple(out))


def broken(programme: Programme, may_break: Sequence[Identity]) -> list[Identity]:
    """As few identities as may be, without which the rest have a solution. NoSolution where there is none even so."""
    rows = {
        id(each): n for n, each in enumerate(programme.known, len(programme.sum_low) - len(programme.known))
    }
    of = [rows[id(each)] for each in may_break]
    slack = eye_array(len(programme.sum_low), format="csr")[:, of]
    sums = hstack([programme.sums, slack, -slack], format="csr")
    unknowns, slacks = len(programme.low), 2 * len(of)
    found = milp(
        np.concatenate([np.zeros(unknowns), np.ones(slacks)]),
        integrality=np.concatenate([np.ones(unknowns), np.zeros(slacks)]),
        bounds=Bounds(
            np.concatenate([programme.low, np.zeros(slacks)]),
            np.concatenate([programme.high, np.full(slacks, np.inf)]),
        ),
        constraints=LinearConstraint(sums, programme.sum_low, programme.sum_high),
    )
    if found.x is None:
        raise NoSolution
    moved = found.x[unknowns:].reshape(2, -1).sum(axis=0) > 1e-6
    return [each for each, is_broken in zip(may_break, moved) if is_broken]


def because(figures: Sequence[Figure], years: YearFigures, told: Told, leak: Leak) -> list[str]:
    """The identities without which a count could not be told, in words; none where its own figures tell it."""
    cells = frozenset(figure.cell for figure in figures)
    others = frozenset(cells - {leak.figure.cell})
    known = [
        each
        for each in [*identities(cells), *years.identities]
        if each.why not in {o.why for o in told.left_out}
    ]
    found = []
    for why in dict.fromkeys(each.why for each in known):
        without = programme(figures, [each for each in known if each.why != why])
        if not Search(without, wholes(cells), others).leaks():
            found.append(why)
    return found
