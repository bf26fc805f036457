"""What the DfE will publish of a council's years, counted from the extract as the council's return will be."""

from collections.abc import Iterable
from datetime import date, datetime, time

import pandas as pd

from scorecard.care.history import Care
from scorecard.disclosure.identities import REST
from scorecard.disclosure.published import Cell
from scorecard.disclosure.years import IN_THE_YEAR, ON_31_MARCH, SHARES, Table, YearFigures, year_figures
from scorecard.indicators import INDICATORS
from scorecard.measures.counter import cohort_of, counted
from scorecard.measures.data_needed import missing_tables
from scorecard.windows import Window

NOBODY = pd.Series(dtype="float64")
TOGETHER = dict.fromkeys(("youth justice", "emergency protection"), "other or not known")
"""Groups that packs publish as one."""


def known_from_the_dfe(care: Care, cells: frozenset[Cell]) -> YearFigures:
    """The DfE's figures of the cells' years, as far as the extract has their tables."""
    marches = sorted({cell.end for cell in cells if (cell.end.month, cell.end.day) == (3, 31)})
    true: dict[tuple[str, str, date, date], float] = {}
    for id in (*_indicators(ON_31_MARCH), "time_in_care", *SHARES):
        true |= _counts(care, id, [(day, day) for day in marches])
    for id in _indicators(IN_THE_YEAR):
        true |= _counts(care, id, [(date(day.year - 1, 4, 1), day) for day in marches])
    return year_figures(cells, true)


def _indicators(tables: Iterable[Table]) -> list[str]:
    return list(dict.fromkeys(id for table in tables for id, _ in table))


def _counts(
    care: Care, id: str, spans: Iterable[tuple[date, date]]
) -> dict[tuple[str, str, date, date], float]:
    windows = [Window("year", *(datetime.combine(day, time()) for day in (a, b, a))) for a, b in spans]
    if not windows or missing_tables(id, care.extract):
        return {}
    found = {}
    cohort = cohort_of(INDICATORS[id], windows, care)
    for category, numerators, denominators in counted(INDICATORS[id], cohort, windows, NOBODY):
        for window, numerator in zip(windows, numerators):
            key = id, TOGETHER.get(category, category), window.start.date(), window.end.date()
            found[key] = found.get(key, 0) + numerator
        if denominators is not None and not category:
            for window, rest in zip(windows, denominators - numerators):
                found[id, REST, window.start.date(), window.end.date()] = rest
    return found
