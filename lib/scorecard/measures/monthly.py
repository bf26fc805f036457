"""All measures of some months, of one council or of each of many: what every indicator's cohort counts in their windows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from scorecard.care.history import Care
from scorecard.indicators import INDICATORS, Indicator
from scorecard.measures.as_counted import as_counted
from scorecard.measures.counter import SCALE, cohort_of, counted_by, groups_of, windows_of
from scorecard.measures.data_needed import missing_tables
from scorecard.measures.records import Said, said
from scorecard.measures.table import Figures, rows
from scorecard.reporting_month import ReportingMonth
from scorecard.windows import Window


@dataclass(frozen=True, eq=False)
class CouncilCare:
    """A council's own care histories, and its population as from `read_population`."""

    care: Care
    population: pd.Series


def measures(care: Care, months: Sequence[ReportingMonth], population: pd.Series) -> pd.DataFrame:
    """The measures of each month, one below the other: of all indicators whose tables are in the extract and say
    something of the month, in the catalogue's order. `population` as from `read_population`."""
    return measures_of_each(care, {"": CouncilCare(care, population)}, months)[""]


def measures_of_each(
    care: Care, councils: Mapping[str, CouncilCare], months: Sequence[ReportingMonth]
) -> dict[str, pd.DataFrame]:
    """The same of each council, by its name; an indicator's cohort is made once for all of them. `care` is that of their
    extract, a council's that of its own rows (`Extract.of_each_council`)."""
    told = {name: {month: said(of.care.extract, month) for month in months} for name, of in councils.items()}
    found: dict[str, list[Figures]] = {name: [] for name in councils}
    for id, declared in INDICATORS.items():
        for indicator in (declared, *([declared.counted_instead] if declared.instead else [])):
            theirs = {
                name: (of, {month: each[id] for month, each in told[name].items() if not each[id].silent})
                for name, of in councils.items()
                if as_counted(id, of.care.extract) is indicator
                and not missing_tables(indicator, of.care.extract)
            }
            for name, figures in _of_each(indicator, care, theirs):
                found[name].append(figures)
    return {
        name: rows(*sorted(each, key=lambda figures: months.index(figures.month)))
        for name, each in found.items()
    }


def _of_each(
    indicator: Indicator,
    care: Care,
    councils: Mapping[str, tuple[CouncilCare, Mapping[ReportingMonth, Said]]],
) -> Iterator[tuple[str, Figures]]:
    """Each council's figures of the months of which its extract says something, blank for the time before it does."""
    windows = {
        name: {month: windows_of(indicator, month, of.care) for month in told}
        for name, (of, told) in councils.items()
        if told
    }
    for name, cohort in _cohorts(
        indicator, care, {name: councils[name][0].care for name in windows}, windows
    ):
        of, told = councils[name]
        for figures in _by_month(indicator, cohort, windows[name], told, of.population):
            yield name, figures


def _cohorts(
    indicator: Indicator,
    care: Care,
    councils: Mapping[str, Care],
    windows: Mapping[str, Mapping[ReportingMonth, tuple[Window, ...]]],
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Each council's cohort for all of its windows: of children its part of everybody's."""
    shared = indicator.of_children and care.extract.councils is not None
    every = {name: _each_once(each.values()) for name, each in windows.items()}
    if not shared:
        for name, own in councils.items():
            yield name, _soon_compared(cohort_of(indicator, every[name], own))
    elif every:
        cohort = _soon_compared(cohort_of(indicator, _each_once(every.values()), care))
        flags = [part.flag for part in indicator.parts.values()]
        used = {"CHILD", "DATE", "NUMERATOR", "DENOMINATOR", "GROUP", indicator.distinct, *flags}
        of_each = care.extract.councils.rows_of_each(cohort[[name for name in cohort if name in used]])
        for name, own in councils.items():
            lacks = any(not own.has_rows(table) for table in indicator.optional)
            yield name, of_each[name].drop(columns=flags, errors="ignore") if lacks else of_each[name]


def _each_once(windows: Iterable[Iterable[Window]]) -> list[Window]:
    return [*dict.fromkeys(window for each in windows for window in each)]


def _soon_compared(cohort: pd.DataFrame) -> pd.DataFrame:
    """With its groups in a form that is soon compared with each."""
    return cohort.astype({"GROUP": "category"}) if "GROUP" in cohort else cohort


def _by_month(
    indicator: Indicator,
    cohort: pd.DataFrame,
    windows: Mapping[ReportingMonth, tuple[Window, ...]],
    told: Mapping[ReportingMonth, Said],
    population: pd.Series,
) -> Iterator[Figures]:
    """The figures of each month. Each window is counted once, however many months show it."""
    every = _each_once(windows.values())
    groups_in = groups_of(indicator, cohort)
    groups = {month: groups_in(each) for month, each in windows.items()}
    of_any = dict.fromkeys(name for names in groups.values() for name in names)
    found = {each[0]: each for each in counted_by(indicator, cohort, every, population, of_any)}
    parts = [name for name in found if name and name not in of_any]
    place = {window: at for at, window in enumerate(every)}
    for month, each in windows.items():
        shown = [*({""} & found.keys()), *groups[month], *parts]
        at = [place[window] for window in each]
        since = np.array([window.end >= told[month].since for window in each])
        figures = [
            (name, *(of if of is None else np.where(since, of[at], np.nan) for of in found[name][1:]))
            for name in shown
        ]
        if figures:
            yield Figures(month, indicator.id, indicator.unit, each, figures, SCALE.get(indicator.unit, 1))
