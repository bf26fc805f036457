"""How figures are judged: for each kind, whether a month can be unusual, and what a change in a year is measured by.

Neighbouring points of a state at a month's end or of a rolling figure are mostly the same children, so no chart of them
can tell a signal; a year apart they can be compared.
"""

from dataclasses import dataclass
from math import inf
from typing import Literal


@dataclass(frozen=True)
class Rounded:
    """Of how many counts, each rounded at random, a public share is made: its numerator of `part`, its denominator of
    `more` besides, if the numerator's are `inside` it, and else of `more` in all. `of_a_count`: the variance of one."""

    part: int
    more: int
    inside: bool
    of_a_count: float

    def variance(self, share: float, of: float) -> float:
        """What rounding alone adds to the variance of a share, from 0 to 1, of so many."""
        own = (1 - share) ** 2 if self.inside else 1
        return self.of_a_count * (self.part * own + self.more * share**2) / of**2


@dataclass(frozen=True)
class Method:
    """One kind of figure.

    `unusual`: whether a month is, by Laney's p' chart of "shares" or u' chart of "rates"; "" where it cannot be said.
    `over`: what is compared with a year before: the "point" itself, the 12 months to date ("year"), or the year to the
    quarter ("ytd"). `by`: how: "shares", "counts" (their ratio), "children" resampled, or "" for figures without a test.
    `per`: the indicator whose figures a count is a share or a rate of. `clustered`: several events may be of one child.
    `recurring`: a few children have most of them, so that a run must be longer.
    `words`: all this for the definitions. `approximate`: many of the children are the same a year apart. `census`: all
    there are were asked, so that no interval is given. `least`: without a test, the difference that is better or worse.
    `rounded`: in a public pack, how its counts are.
    """

    words: str
    unusual: Literal["shares", "rates", ""] = ""
    over: Literal["point", "year", "ytd"] = "point"
    by: Literal["shares", "counts", "children", ""] = ""
    per: str = ""
    clustered: bool = False
    recurring: bool = False
    approximate: bool = False
    census: bool = False
    least: float = inf
    rounded: Rounded | None = None


DUTIES = Method(
    "a month by Laney's p' chart; a change in a year by the 12 months to date against the 12 before, allowing for several "
    "of one child",
    unusual="shares",
    over="year",
    by="shares",
    clustered=True,
)
COMINGS = Method(
    "a month by Laney's u' chart, where there are 3 a month or more; a change in a year by the ratio of the 12 months to "
    "date to the 12 before, allowing for how widely months spread",
    unusual="rates",
    over="year",
    by="counts",
)
CHILDREN_OF_A_MONTH = Method(
    "a month by Laney's p' chart of the share of children in care; a change in a year by that share in the same month of "
    "the year before",
    unusual="shares",
    by="shares",
    per="children_in_care",
)
EPISODES = Method(
    "a month by Laney's u' chart of episodes to children in care; a change in a year by the 12 months to date against the "
    "12 before, resampling children",
    unusual="rates",
    over="year",
    by="children",
    per="children_in_care",
    recurring=True,
)
SHARE_TO_QUARTER = Method(
    "no quarter by itself; a change in a year by the financial year to the quarter against the same quarters of the year "
    "before",
    over="ytd",
    by="shares",
)
STATE = Method(
    "no month by itself; a change in a year by the same month's end of the year before, roughly, as many of the children "
    "are the same",
    by="shares",
    approximate=True,
)
SHARE_TO_DATE = Method(
    "a change in a year by the same part of the year before",
    by="shares",
)
MEAN = Method(
    "no month by itself; a change in a year by the 12 months to date against the 12 before, resampling children",
    by="children",
)
WHOLE_ROLL = Method("by its figures alone: it counts every child on the roll", census=True)
CASELOAD = Method(
    "by its figures alone, as all cases are counted; less than one case a worker is neither better nor worse",
    census=True,
    least=1,
)
FIGURES = Method("by its figures alone")
