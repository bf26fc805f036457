"""Random councils by the month: children who come, move, are seen and leave, and the counts that a pack is made from.

A cheap model: what matters to the protection is only that its counts have all the identities of true ones. Everything
happens in the middle of a month; month 0 is April 2017.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from zlib import crc32

import numpy as np
from scorecard.protection.counts import Atom, window
from scorecard.protection.published import PUBLISHED, REST, Kind
from scorecard.protection.sizes import Size
from scorecard.reporting_month import ReportingMonth

FIRST = ReportingMonth(2017, 4)
MONTHS = 66
FIRST_PACK = FIRST.next(36)
NEVER = 10_000
LEGAL = ("full care order", "interim care order", "placement order", "section 20", "other or not known")
LEGAL_ODDS = (60, 14, 8, 16, 2)
PLACED = tuple(PUBLISHED["placement_type"].groups)
PLACED_ODDS = (38, 31, 5, 2, 9, 14, 1)
CUTS = {"age": (12, 60, 120, 192), "time_in_care": (6, 12, 24, 60)}


@dataclass(frozen=True)
class Council:
    """`came`, `left` and `born` are months; a child is in care at the ends of the months from `came` to before `left`.
    `state` gives each child's group in each month; `restated` is how many times its records were put right."""

    seed: int
    came: np.ndarray
    left: np.ndarray
    born: np.ndarray
    uasc: np.ndarray
    adopted: np.ndarray
    restated: int = 0

    @classmethod
    def of(cls, children: int, seed: int) -> "Council":
        """One of about so many children in care."""
        random = np.random.default_rng([seed, children])
        months = np.arange(-110, MONTHS)
        came = np.repeat(months, random.poisson(children / 26, len(months)))
        stay = np.where(random.random(len(came)) < 0.1, 0, random.exponential(29, len(came))).astype(int)
        ages = random.integers(0, 210, len(came))
        left = came + np.minimum(stay, np.maximum(216 - ages, 1))
        uasc = (ages > 180) & (random.random(len(came)) < 0.4)
        adopted = (ages < 60) & (stay > 10) & (random.random(len(came)) < 0.7)
        return cls(seed, came, left, came - ages, uasc, adopted)

    def put_right(self, share: float) -> "Council":
        """The same with some of its records changed: when children came or left, and how old they are."""
        random = self._random(f"put right {self.restated}")
        changed = random.random(len(self.came)) < share
        return replace(
            self,
            left=np.maximum(
                self.left + np.where(changed, random.integers(-2, 3, len(self.left)), 0), self.came
            ),
            born=self.born + np.where(changed, random.integers(-9, 10, len(self.born)), 0),
            restated=self.restated + 1,
        )

    def in_care(self, month: ReportingMonth) -> tuple[Atom, float]:
        atom = Atom("children_in_care", "", month.as_at, month.as_at)
        return atom, float(self._in_care[:, _index(month)].sum())

    def of_pack(self, month: ReportingMonth, size: Size) -> dict[Atom, float]:
        """Every atom of a pack, as `Counts`."""
        found = {}
        for id, published in PUBLISHED.items():
            if not size.publishes(published):
                continue
            ends = size.ends(published, month)
            for end in [end for end in ends if published.kind is not Kind.ROLL or end.month in (3, 7, 11)]:
                if published.kind in (Kind.MONTH_END, Kind.ROLL):
                    kind = window(Kind.MONTH_END, end, size)
                    months = slice(_index(end), _index(end) + 1)
                else:
                    kind = window(published.kind, end, size)
                    months = slice(_index(end) + 1 - size.length(published.kind), _index(end) + 1)
                for category in [*published.groups, *([REST] if published.rest else [])]:
                    amount = self._count(id, category, months)
                    found[Atom(id, category, kind.start, kind.end)] = float(amount)
        return found

    def true(self, month: ReportingMonth) -> dict[tuple, float]:
        """The counts by what the DfE publishes: at each 31 March and in each financial year."""
        found = {}
        for end in (month.previous(n) for n in range(36)):
            if end.month == 3:
                index = _index(end)
                day = end.as_at.date()
                for id in (
                    "children_in_care",
                    "age",
                    "legal_status",
                    "placement_type",
                    *SHARES,
                    "time_in_care",
                ):
                    published = PUBLISHED[id]
                    for category in [*published.groups, *([REST] if published.rest else [])]:
                        found[id, category, day, day] = self._count(id, category, slice(index, index + 1))
                if index >= 11:
                    year = end.previous(11).start.date()
                    quarters = [slice(n, n + 3) for n in range(index - 11, index + 1, 3)]
                    for id in ("started", "ceased", "adopted_share", "neet", "unsuitable_accommodation"):
                        for category in PUBLISHED[id].groups:
                            found[id, category, year, day] = sum(
                                self._count(id, category, q) for q in quarters
                            )
        return found

    def _count(self, id: str, category: str, months: slice) -> int:
        here = self._in_care[:, months][:, -1]
        match id:
            case "children_in_care":
                return (here & (self.uasc if category else True)).sum()
            case "started":
                return self._within(self.came, months).sum()
            case "ceased":
                return self._within(self.left, months).sum()
            case "adopted_share":
                return (self._within(self.left, months) & self.adopted).sum()
            case "legal_status":
                return (
                    here & (self._state(id, LEGAL_ODDS, 20)[:, months.stop - 1] == LEGAL.index(category))
                ).sum()
            case "placement_type":
                return (
                    here & (self._state(id, PLACED_ODDS, 14)[:, months.stop - 1] == PLACED.index(category))
                ).sum()
            case "age" | "time_in_care":
                since = self.born if id == "age" else self.came
                bands = [*PUBLISHED[id].groups][:5]
                band = np.searchsorted(CUTS[id], months.stop - 1 - since, side="right")
                return (here & (band == bands.index(category))).sum() if category in bands else 0
            case "three_or_more_placements" | "reviews_overdue" | "visits_overdue":
                return (here & self._happens(id, 0.08)[:, months.stop - 1]).sum()
            case "annual_health" | "dental":
                long = here & (months.stop - 1 - self.came >= 12)
                return (long & self._happens(id, 0.84)[:, months.stop - 1]).sum()
            case "long_term_stability":
                last = months.stop - 1
                among = here & (last - self.born < 192) & (last - self.came >= 30)
                return (among & (self._happens(id, 0.66)[:, last] == (category == ""))).sum()
            case "reviews_on_time" | "visits_on_time":
                owed = self._in_care[:, months] & self._happens(id, 0.2 if id[0] == "r" else 0.75)[:, months]
                return (owed & (self._happens(f"{id} met", 0.85)[:, months] == (category == ""))).sum()
            case "missing_children":
                return (self._in_care[:, months] & self._happens(id, 0.04)[:, months]).any(axis=1).sum()
            case "initial_health_on_time":
                still = self._within(self.came + 1, months) & (self.left > self.came + 1)
                return (still & (self._happens(id, 0.5)[:, 0] == (category == ""))).sum()
            case "neet" | "unsuitable_accommodation":
                groups = [*PUBLISHED[id].groups]
                turned = sum(self._within(self.born + 12 * years, months) for years in (19, 20, 21)).astype(
                    bool
                )
                turned &= self.born + 192 < self.left
                return (turned & (self._state(id, (40, 45, 15), NEVER)[:, 0] == groups.index(category))).sum()
            case "pathway_plan":
                last = months.stop - 1
                among = (last - self.born >= 216) & (last - self.born < 252) & (self.born + 192 < self.left)
                return (among & (self._happens(id, 0.93)[:, last] == (category == ""))).sum()
            case "pep" | "good_schools":
                last = months.stop - 1
                among = here & (last - self.born >= 60) & (last - self.born < 192)
                among &= (id == "pep") | self._happens("graded", 0.9)[:, last]
                return (among & (self._happens(id, 0.85)[:, last] == (category == ""))).sum()
        return 450 + self.seed % 40

    def _within(self, when: np.ndarray, months: slice) -> np.ndarray:
        return (when >= months.start) & (when < months.stop)

    @cached_property
    def _in_care(self) -> np.ndarray:
        months = np.arange(MONTHS)
        return (self.came[:, None] <= months) & (months < self.left[:, None])

    @cached_property
    def _drawn(self) -> dict[str, np.ndarray]:
        return {}

    def _remember(self, name: str, make: Callable[[], np.ndarray]) -> np.ndarray:
        if name not in self._drawn:
            self._drawn[name] = make()
        return self._drawn[name]

    def _state(self, name: str, odds: tuple[int, ...], lasts: int) -> np.ndarray:
        """Each child's group in each month, kept for about so many."""

        def make() -> np.ndarray:
            random = self._random(name)
            groups = random.choice(len(odds), (len(self.came), MONTHS), p=np.array(odds) / sum(odds))
            moved = random.random(groups.shape) < 1 / lasts
            moved[:, 0] = True
            return np.take_along_axis(
                groups, np.maximum.accumulate(np.where(moved, np.arange(MONTHS), 0), axis=1), axis=1
            )

        return self._remember(name, make)

    def _happens(self, name: str, chance: float) -> np.ndarray:
        """True for a child in a month with that chance, and the same for some months."""
        return self._remember(
            name,
            lambda: self._state(f"{name} drawn", (1000 - round(1000 * chance), round(1000 * chance)), 5) == 1,
        )

    def _random(self, name: str) -> np.random.Generator:
        return np.random.default_rng([self.seed, crc32(name.encode())])


SHARES = ("three_or_more_placements", "long_term_stability", "annual_health", "dental")


def _index(month: ReportingMonth) -> int:
    return (month.year - FIRST.year) * 12 + month.month - FIRST.month
