"""What groups of children have, each beside the rest of the same children: counted from the cohorts, never shown by child.

One row a figure and a group: month, measure, label, good, period_start, period_end, grouping, group and others (whom it stands
beside), and of each side how many are in the numerator and the denominator, of how many children, and the design effect of
the share, several of whose events may be of one child. Rows whose group is not known are left out of both sides, and
counted in `not_known`. Of two groups that are each the other's rest there is one row.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from scorecard.care.characteristics import CHARACTERISTICS, Grouping
from scorecard.care.history import Care
from scorecard.dates import NEVER
from scorecard.indicators import INDICATORS, Indicator
from scorecard.measures.children import window_of
from scorecard.measures.clusters import design_effect
from scorecard.measures.counter import rows_of_figure
from scorecard.measures.data_needed import no_data
from scorecard.measures.records import too_short
from scorecard.reporting_month import ReportingMonth
from scorecard.windows import Window, year_to

THE_REST = "the rest"
SIDE = ("numerator", "denominator", "children", "design_effect")
COLUMNS = (
    "month", "measure", "label", "good", "period_start", "period_end", "grouping", "group", "others", "not_known",
    *SIDE, *(f"rest_{name}" for name in SIDE),
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Compared:
    """A figure by which groups are compared. `indicator`: what it is of, and needs; `in_year`: for the 12 months to date, else
    as the indicator's own figure; `rows`: those counted in a window."""

    id: str
    label: str
    indicator: Indicator
    in_year: bool
    rows: Callable[[Indicator, Care, Window], pd.DataFrame]


def _own(indicator: Indicator, care: Care, window: Window) -> pd.DataFrame:
    return rows_of_figure(indicator, care, window)[0]


def _ever_missing(indicator: Indicator, care: Care, window: Window) -> pd.DataFrame:
    """A row a child in care on any day of the window, on the last of them; in the numerator who went missing in it."""
    periods = care.periods[(care.periods["START"] <= window.end) & ~(care.periods["END"] <= window.first)]
    last = periods["END"].fillna(NEVER) - pd.Timedelta(days=1)
    children = periods.assign(DATE=last.clip(upper=pd.Timestamp(window.end)).astype("datetime64[us]"))
    children = children.sort_values(["CHILD", "DATE"]).drop_duplicates("CHILD", keep="last")
    missing = _own(indicator, care, window)["CHILD"]
    return children[["CHILD", "DATE"]].assign(NUMERATOR=children["CHILD"].isin(missing))


def _compared(id: str, in_year: bool) -> Compared:
    return Compared(id, INDICATORS[id].label, INDICATORS[id], in_year, _own)


COMPARED = (
    *(_compared(id, True) for id in ("reviews_on_time", "visits_on_time", "initial_health_on_time")),
    *(_compared(id, False) for id in ("three_or_more_placements", "long_term_stability", "dental", "pep")),
    Compared("ever_missing", "Ever missing", INDICATORS["missing_episodes"], True, _ever_missing),
    *(_compared(id, True) for id in ("neet", "unsuitable_accommodation")),
)
"""The fixed list. Annual health assessments are not on it by age, for under fives need two."""


def group_counts(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """The fixed list of a month by age, sex and ethnicity, of the figures that the extract has data for, and records as far
    back as they look."""
    short = too_short(care.extract, month)
    found = [
        row
        for compared in COMPARED
        if not no_data(compared.indicator.id, care.extract, month)
        and short.get(compared.id, pd.Timestamp.min) <= _looks_from(compared, care, month)
        for row in counts_by(compared, CHARACTERISTICS, care, month)
    ]
    return pd.DataFrame(found, columns=list(COLUMNS))


def counts_of(indicator: Indicator, grouping: Grouping, care: Care, month: ReportingMonth) -> pd.DataFrame:
    """One indicator's own figure of a month by one grouping. The indicator is a share, and the extract has what is needed."""
    compared = Compared(indicator.id, indicator.label, indicator, False, _own)
    return pd.DataFrame(counts_by(compared, (grouping,), care, month), columns=list(COLUMNS))


def counts_by(
    compared: Compared, groupings: tuple[Grouping, ...], care: Care, month: ReportingMonth
) -> Iterator[dict[str, Any]]:
    """The rows of one figure by some groupings."""
    indicator = compared.indicator
    window = _window(compared, care, month)
    rows = compared.rows(indicator, care, window).reset_index(drop=True)
    about = {
        "month": str(month), "measure": compared.id, "label": compared.label, "good": compared.indicator.good,
        "period_start": window.first, "period_end": window.end,
    }  # fmt: skip
    for grouping in groupings:
        group = grouping.of(care, rows)
        known = rows[group.notna()]
        of_all = design_effect(known["CHILD"], known["NUMERATOR"])
        there = [name for name in grouping.names or sorted(group.dropna().unique()) if (group == name).any()]
        beside = dict(zip(there, [there[1]] if len(there) == 2 else [THE_REST] * len(there)))
        for name, others in beside.items() if len(there) > 1 else ():
            one, rest = (_side(known[each], of_all) for each in _parted(group[known.index] == name))
            sides = one | {f"rest_{column}": value for column, value in rest.items()}
            whom = {
                "grouping": grouping.name,
                "group": name,
                "others": others,
                "not_known": len(rows) - len(known),
            }
            yield about | whom | sides


def _window(compared: Compared, care: Care, month: ReportingMonth) -> Window:
    return year_to(month) if compared.in_year else window_of(compared.indicator, month, care)


def _looks_from(compared: Compared, care: Care, month: ReportingMonth) -> pd.Timestamp:
    """The first day that its records must reach back from."""
    window = _window(compared, care, month)
    return pd.Timestamp(window.start if compared.in_year else window.end)


def _parted(held: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    return held.to_numpy(), ~held.to_numpy()


def _side(rows: pd.DataFrame, of_all: float) -> dict[str, float]:
    # Few children may happen to be alike: what holds for all of them is the least.
    effect = max(of_all, design_effect(rows["CHILD"], rows["NUMERATOR"]))
    return dict(zip(SIDE, (int(rows["NUMERATOR"].sum()), len(rows), rows["CHILD"].nunique(), effect)))
