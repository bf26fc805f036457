"""Which published counts can be told more closely than they may: the leaks of a programme.

A solution is a witness that its counts are possible. A count is safe when witnesses show three values of it and, where it is
a part of a whole, one in which it is not the whole. Most solutions serve many counts at once; what is left is asked for by
itself, and has been told when there is none.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from random import Random

import numpy as np

from scorecard.disclosure.programme import Programme
from scorecard.disclosure.published import Cell, Figure

VALUES = 3
ROUNDS = 6


class NoSolution(Exception):
    """No true counts fit what is published and known."""


@dataclass(frozen=True)
class Leak:
    """A published count, and the values that it can still have; `whole`: it can only be all that it is a part of."""

    figure: Figure
    values: tuple[int, ...]
    whole: bool = False


class Search:
    """The leaks of a programme, in the figures' order; of `spared` cells, which others have published exactly, none.
    `witnesses` are solutions that are known already. Raises NoSolution."""

    def __init__(
        self,
        programme: Programme,
        wholes: Mapping[Cell, tuple[Cell, ...]],
        spared: Collection[Cell] = (),
        witnesses: Iterable[np.ndarray] = (),
    ) -> None:
        self._programme = programme
        self._asked = [n for n, figure in enumerate(programme.figures) if figure.cell not in spared]
        self._values: list[set[int]] = [set() for _ in programme.figures]
        place = programme.place
        self._wholes = {
            n: [place[part] for part in wholes[figure.cell]]
            for n, figure in enumerate(programme.figures)
            if figure.cell in wholes and place[figure.cell] == n
        }
        self._not_all: set[int] = set()
        self.witnesses: list[np.ndarray] = []
        for witness in witnesses:
            self._witness(witness)
        self._random = Random(0)  # which witnesses are looked for first, and nothing else

    def has_a_solution(self) -> bool:
        try:
            return self._see({})
        except NoSolution:
            return False

    def leaks(self) -> list[Leak]:
        for _ in range(ROUNDS):
            if unsure := self._unsure():
                self._see({n: self._random.random() - 0.5 for n in unsure})
        self._between()
        found = []
        for n in self._asked:
            if not self._safe(n) and not self._by_itself(n):
                whole = n in self._wholes and n not in self._not_all
                found.append(Leak(self._programme.figures[n], tuple(sorted(self._values[n])), whole))
        return found

    def _see(self, aim: Mapping[int, float], fixed: Mapping[int, tuple[float, float]] | None = None) -> bool:
        """Look for a witness; whether there is one."""
        found = self._programme.solve(aim, fixed)
        if found is None:
            if fixed:
                return False
            raise NoSolution
        self._witness(found)
        return True

    def _witness(self, found: np.ndarray) -> None:
        self.witnesses.append(found)
        for n in range(len(self._values)):
            self._values[n].add(int(found[n]))
        self._not_all |= {n for n, whole in self._wholes.items() if found[whole].sum() > found[n]}

    def _safe(self, n: int) -> bool:
        return len(self._values[n]) >= VALUES and (n not in self._wholes or n in self._not_all)

    def _unsure(self) -> list[int]:
        return [n for n in self._asked if not self._safe(n)]

    def _between(self) -> None:
        """Counts of which the least and the greatest are known, held between them, many at once."""
        held = self._gaps(self._unsure())
        size = len(held)
        while held and size:
            chosen = self._random.sample(sorted(held), min(size, len(held)))
            if not self._see({}, {n: held[n] for n in chosen}):
                size //= 2
            held = self._gaps(held)

    def _gaps(self, of: Iterable[int]) -> dict[int, tuple[int, int]]:
        values = {n: self._values[n] for n in of}
        return {
            n: (min(seen) + 1, max(seen) - 1)
            for n, seen in values.items()
            if len(seen) == VALUES - 1 and max(seen) - min(seen) > 1
        }

    def _by_itself(self, n: int) -> bool:
        """Whether a count is safe after all, by all that can be asked about it."""
        self._see({n: 1})
        self._see({n: -1})
        for value in range(min(self._values[n]) + 1, max(self._values[n])):
            if len(self._values[n]) < VALUES:
                self._see({}, {n: (value, value)})
        if n in self._wholes and n not in self._not_all:
            aim = dict.fromkeys(self._wholes[n], -1.0)
            aim[n] = aim.get(n, 0.0) + 1
            self._see(aim)
        return self._safe(n)
