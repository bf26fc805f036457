"""Councils whose groups of children are served alike, as many times as are asked for: what each figure would be by chance.

As many children as in the sample, of its ages, sexes and ethnic groups; of the duties several fall to one child, which are
alike as there (`unchanging`). Counted by `measures.groups`, as a council's are.
"""

import numpy as np
import pandas as pd
from scorecard.care.characteristics import Grouping
from scorecard.measures.groups import COLUMNS, COMPARED, Compared, counts_by
from scorecard.reporting_month import ReportingMonth

NOW = ReportingMonth(2020, 5)
OWED = {
    "reviews_on_time": (740, 2.3, 0.92, 0.13),
    "visits_on_time": (990, 6.7, 0.76, 0.02),
    "initial_health_on_time": (205, 1, 0.33, 0),
    "three_or_more_placements": (717, 1, 0.08, 0),
    "long_term_stability": (210, 1, 0.64, 0),
    "dental": (564, 1, 0.77, 0),
    "pep": (456, 1, 0.99, 0),
    "ever_missing": (989, 1, 0.17, 0),
    "neet": (332, 1, 0.41, 0),
    "unsuitable_accommodation": (332, 1, 0.1, 0),
}
"""How many children, how many duties each, the share met, and how alike those of one child are."""
GROUPS = {
    "age": {"under 1": 4, "1 to 4": 11, "5 to 9": 17, "10 to 15": 38, "16 and over": 30},
    "sex": {"boys": 60, "girls": 40},
    "ethnicity": {"White": 72, "Mixed": 8, "Asian": 4, "Black": 3, "other": 2, "unaccompanied": 11},
}
"""How many in a hundred."""


def council(rng) -> pd.DataFrame:
    """The counts of one council."""
    groups = {
        name: rng.choice(list(sizes), 1000, p=np.array(list(sizes.values())) / 100)
        for name, sizes in GROUPS.items()
    }
    groupings = tuple(
        Grouping(
            name, lambda care, rows, of=of: pd.Series(of[rows["CHILD"]], rows.index), tuple(GROUPS[name])
        )
        for name, of in groups.items()
    )
    return counts({id: owed(rng, *declared) for id, declared in OWED.items()}, groupings)


def counts(rows: dict[str, pd.DataFrame], groupings) -> pd.DataFrame:
    """The counts of rows by the figure that they are of."""
    found = [
        row
        for each in COMPARED
        if each.id in rows
        for row in counts_by(
            Compared(each.id, each.label, each.indicator, True, lambda *_, at=each.id: rows[at]),
            groupings,
            None,
            NOW,
        )
    ]
    return pd.DataFrame(found, columns=list(COLUMNS))


def owed(rng, children: int, each: float, share: float, rho: float) -> pd.DataFrame:
    """A row a duty: whose, and whether it was met."""
    times = np.ones(children, int) if each == 1 else rng.poisson(each, children)
    child = np.repeat(rng.permutation(1000)[:children], times)
    chance = rng.beta(share * (1 / rho - 1), (1 - share) * (1 / rho - 1), 1000)[child] if rho else share
    return pd.DataFrame({"CHILD": child, "DATE": NOW.as_at, "NUMERATOR": rng.random(len(child)) < chance})


def with_a_difference(rng, found: pd.DataFrame, one=(120, 0.6), rest=(400, 0.8)) -> pd.DataFrame:
    """The counts of a council, but that its dental checks are of so many children, of whom one group has another share."""
    children = np.arange(one[0] + rest[0])
    of_one = children < one[0]
    met = rng.random(len(children)) < np.where(of_one, one[1], rest[1])
    rows = pd.DataFrame({"CHILD": children, "DATE": NOW.as_at, "NUMERATOR": met})
    group = pd.Series(np.where(of_one, "the one", "the others"))
    planted = counts({"dental": rows}, (Grouping("sex", lambda *_: group, ("the one", "the others")),))
    others = found[(found["measure"] != "dental") | (found["grouping"] != "sex")]
    return pd.concat([others, planted], ignore_index=True)
