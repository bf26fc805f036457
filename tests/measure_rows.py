"""Measures by hand, as rows of the contract, and their judgement."""

from datetime import date

import pandas as pd
from scorecard.judgement.benchmarks import COLUMNS as BENCHMARK_COLUMNS
from scorecard.judgement.judge import judge
from scorecard.judgement.targets import IndicatorTargets, Target
from scorecard.measures.evidence import FOUND, KEYS
from scorecard.reporting_month import ReportingMonth

MAY = ReportingMonth(2020, 5)
NOTHING_PUBLISHED = pd.DataFrame(columns=list(BENCHMARK_COLUMNS))


def row(
    indicator,
    end,
    value,
    kind="month",
    category="",
    unit="%",
    month="2020-05",
    denominator=100.0,
    numerator=None,
):
    end = pd.Timestamp(end)
    start = end.replace(day=1)
    met = value if numerator is None else numerator
    return (month, indicator, kind, start, end, category, met, denominator, value, unit, False)


def frame(*rows):
    names = "month indicator period_type period_start period_end category numerator denominator value unit suppressed"
    return pd.DataFrame(list(rows), columns=names.split())


def series(indicator, values, last=MAY, kind="month", **more):
    step = 3 if kind == "quarter" else 1
    months = [last.previous(step * n) for n in range(len(values))][::-1]
    return [
        row(indicator, month.as_at, value, kind, **more) for month, value in zip(months, values, strict=True)
    ]


def judged(rows, indicator, category="", targets=None, month=MAY, published=NOTHING_PUBLISHED, evidence=None):
    found = judge(frame(*rows), evidence, month, targets or {}, published)
    return next(one for one in found if (one.indicator.id, one.category) == (indicator, category))


def proof(*rows, month="2020-05"):
    """Evidence by hand: rows of indicator, kind of period, its last day, and what was found."""
    keyed = [
        {
            "month": month,
            "indicator": indicator,
            "period_type": kind,
            "period_end": pd.Timestamp(end),
            "category": "",
        }
        | found
        for indicator, kind, end, found in rows
    ]
    return pd.DataFrame(keyed, columns=[*KEYS, *FOUND])


def published(measure, year=2019, on=date(2019, 12, 5), **values):
    """A measure of the DfE by area."""
    rows = [(measure, "words", year, on, area, value, "DfE") for area, value in values.items()]
    return pd.DataFrame(rows, columns=list(BENCHMARK_COLUMNS))


def target(**bounds):
    declared = Target.model_validate({"from": "2019-04", "set_by": "Board", "set_on": "2019-04-01", **bounds})
    return IndicatorTargets(targets=(declared,))
