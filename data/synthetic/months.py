"""The shares that a series is to have by month: the published ones, and round them a story that fits."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Series:
    """Percentages by financial year (its first calendar year), April first; `before` for earlier months."""

    before: float
    years: dict[int, tuple[float, ...]]

    def percent(self, month: int) -> float:
        """The share of a month counted from January 1970."""
        since_april = month - 3
        year, number = 1970 + since_april // 12, since_april % 12
        return self.years[year][number] if year in self.years else self.before
