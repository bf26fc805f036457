"""The public measures, and what is derived from the published counts to test them, are written apart and agree."""

from dataclasses import astuple
from datetime import date

import pandas as pd
import pytest
from councils import Council
from scorecard.disclosure.derived import derived
from scorecard.judgement.judge import months_judged
from scorecard.protection.figures import public_measures
from scorecard.protection.frozen import Frozen
from scorecard.protection.key import Key
from scorecard.protection.protect import protected
from scorecard.publication.safe import cell_of
from scorecard.reporting_month import ReportingMonth

PEOPLE, SINCE = 10_000.0, date(2019, 3, 31)


@pytest.mark.parametrize(
    ("children", "month"),
    [
        (300, ReportingMonth(2020, 5)),
        (70, ReportingMonth(2020, 6)),
        (70, ReportingMonth(2020, 3)),
        (20, ReportingMonth(2021, 3)),
    ],
)
def test_figures_of_the_pack_and_of_the_months_it_looks_back_at_are_as_derived(children, month):
    made = protected(Council.of(children, seed=3), month, Key(bytes(32)), Frozen({}, frozenset(), {}))
    counts = {cell_of(atom): number for atom, number in made.figures.items()}
    population = pd.Series([PEOPLE], index=pd.DatetimeIndex([pd.Timestamp(SINCE)]))

    for each in months_judged(month):
        table = public_measures(made.figures, made.size, [each], population)
        rows = derived(counts, each.as_at.date(), {SINCE: PEOPLE}, month.as_at.date())
        assert sorted(map(written, of_table(table))) == sorted(map(written, map(astuple, rows)))


def of_table(table: pd.DataFrame):
    for row in table.itertuples():
        start, end = row.period_start.date(), row.period_end.date()
        yield (
            *(row.indicator, row.period_type, start, end, row.category),
            *(row.numerator, row.denominator, row.value, row.suppressed),
        )


def written(row: tuple) -> tuple[str, ...]:
    return tuple(f"{float(each):g}" if isinstance(each, int | float) else str(each) for each in row)
