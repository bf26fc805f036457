"""How finely a council may publish, by its public count of children in care on the last 31 March."""

from collections.abc import Callable
from dataclasses import dataclass

from scorecard.protection.published import Kind, Published
from scorecard.reporting_month import ReportingMonth
from scorecard.unusable import Unusable


class NoPublicPack(Unusable):
    """A council of this size publishes nothing for this month; one line that says when it does."""


@dataclass(frozen=True)
class Size:
    """A size of council: the months between two points of a series, and whether it publishes on adoption."""

    step: int
    adoption: bool

    def publishes(self, published: Published) -> bool:
        return self.adoption or not published.adoption

    def ends(self, published: Published, month: ReportingMonth) -> tuple[ReportingMonth, ...]:
        """The last months of an indicator's periods in a pack, oldest first; rolls are dated by the data."""
        step = self.length(published.kind)
        last = month if published.kind is Kind.MONTH_END else _last_end(month, step)
        return tuple(last.previous(n) for n in range(0, published.back, step))[::-1]

    def length(self, kind: Kind) -> int:
        """How many months lie between two ends; of a flow, how many one period has."""
        finest = {Kind.QUARTER: 3, Kind.YEAR: 12}.get(kind, 1)
        return max(self.step, finest)


FULL, QUARTERLY, YEARLY = Size(1, True), Size(3, False), Size(12, False)


def size_of(month: ReportingMonth, in_care: Callable[[ReportingMonth], float]) -> Size:
    """The size of a council in a month, by its public count at the end of a month, `in_care`. Raises NoPublicPack."""
    march = last_march(month)
    children = in_care(march)
    size = FULL if children >= 100 else QUARTERLY if children >= 50 else YEARLY
    if not _ends(month, size.step):
        next_one = next(later for n in range(12) if _ends(later := month.next(n), size.step))
        often = "once a year, for March" if size is YEARLY else "at the ends of quarters"
        raise NoPublicPack(
            f"with about {children:.0f} children in care at the end of {march.name}, public packs are made {often}; the "
            f"next is that of {next_one.name}"
        )
    return size


def last_march(month: ReportingMonth) -> ReportingMonth:
    """The last March not after a month."""
    return ReportingMonth(month.year if month.month >= 3 else month.year - 1, 3)


def _ends(month: ReportingMonth, step: int) -> bool:
    """Whether a month (step 1), a quarter (3) or a financial year (12) ends with this one."""
    return month.month % step == 3 % step


def _last_end(month: ReportingMonth, step: int) -> ReportingMonth:
    return next(before for n in range(step) if _ends(before := month.previous(n), step))
