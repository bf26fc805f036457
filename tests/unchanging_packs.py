"""Packs of a council in which nothing changes but the children, as `unchanging` has it: measures and evidence of May 2020."""

import numpy as np
import pandas as pd
from scorecard.measures.clusters import (
    design_effect,
    difference_of_means,
    difference_of_totals,
    interval_of_mean,
)
from scorecard.measures.evidence import FOUND, KEYS
from scorecard.reporting_month import ReportingMonth
from unchanging import CHILDREN, REVIEWS, VISITS, by_duty, by_episode, comings, since

NOW, BEFORE = ReportingMonth(2020, 5), ReportingMonth(2019, 5)
MONTHS = [NOW.previous(n) for n in range(23, -1, -1)]
YEARS = slice(12), slice(12, None)
# How many, and the share: as the sample has them.
STATES = {
    "reviews_overdue": (740, 0.01),
    "visits_overdue": (740, 0.1),
    "three_or_more_placements": (740, 0.08),
    "long_term_stability": (220, 0.63),
    "annual_health": (550, 0.83),
    "dental": (550, 0.75),
    "pathway_plan": (360, 0.93),
}
TO_DATE = {
    "adopted_share": (275, 0.2),
    "initial_health_on_time": (270, 0.3),
    "neet": (58, 0.35),
    "unsuitable_accommodation": (58, 0.13),
}
DAYS = {"entry_to_placement": (4, 120.0, 54), "order_to_match": (3, 87.0, 51)}
KEPT = 0.7


def pack(rng) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The measures and the evidence of one pack."""
    came = since(rng, 1, CHILDREN, len(MONTHS))
    child = (np.arange(CHILDREN)[:, None] * len(MONTHS) + came[0]).astype(int)
    figures, found = [], []
    series(figures, "children_in_care", np.full(24, CHILDREN), unit="children")
    for id, declared in (("visits_on_time", VISITS), ("reviews_on_time", REVIEWS)):
        met, due = (each[0] for each in by_duty(rng, came, *declared))
        series(figures, id, met.sum(axis=0), due.sum(axis=0))
        spans = [("month", NOW, slice(23, None)), ("year", BEFORE, YEARS[0]), ("year", NOW, YEARS[1])]
        for kind, month, span in spans:
            owed = due[:, span]
            effect = design_effect(pd.Series(child[:, span][owed]), pd.Series(met[:, span][owed]))
            found.append(key(id, kind, month) | {"design_effect": effect})
    episodes = by_episode(rng, came)[0]
    series(figures, "missing_children", (episodes > 0).sum(axis=0), unit="children")
    series(figures, "missing_episodes", episodes.sum(axis=0), unit="episodes")
    before, now = (pd.Series(np.repeat(child[:, span].ravel(), episodes[:, span].ravel())) for span in YEARS)
    found.append(key("missing_episodes", "year", NOW) | difference(difference_of_totals(now, before, rng)))
    for id in ("started", "ceased"):
        series(figures, id, comings(rng, 1)[0], unit="children")
    for id, (number, share) in STATES.items():
        there = rng.random((2, number)) < share
        same = rng.random(number) < KEPT
        there[1] = np.where(same, there[0], there[1])
        points(figures, id, there.sum(axis=1), [number] * 2, "month")
    for id, (number, share) in TO_DATE.items():
        size = rng.poisson(number, 2)
        points(figures, id, rng.binomial(size, share), size, "ytd")
    for id, (shape, scale, number) in DAYS.items():
        before, now = (rng.gamma(shape, scale, rng.poisson(number)) for _ in range(2))
        points(figures, id, [before.sum(), now.sum()], [len(before), len(now)], "month", "days")
        low, high = interval_of_mean(now, rng)
        own = {"low": low, "high": high, "least": now.min(), "most": now.max()}
        found.append(key(id, "month", NOW) | own | difference(difference_of_means(now, before, rng)))
    return pd.DataFrame(figures), pd.DataFrame(found, columns=[*KEYS, *FOUND])


def series(figures, id, numerators, denominators=None, unit="%"):
    """Rows of the measures for 24 months."""
    for at, month in enumerate(MONTHS):
        owed = np.nan if denominators is None else float(denominators[at])
        figures.append(row(id, month, "month", float(numerators[at]), owed, unit))


def points(figures, id, numerators, denominators, kind, unit="%"):
    """Rows for this month and the same a year before; of quarters, the year to the last."""
    quarterly = id in ("adopted_share", "initial_health_on_time")
    for month, met, owed in zip((BEFORE, NOW), numerators, denominators):
        figures.append(
            row(id, month.previous(2) if quarterly else month, kind, float(met), float(owed), unit)
        )
        if quarterly:
            figures.append(row(id, month.previous(2), "quarter", met // 4, owed // 4, unit))


def row(id, month, kind, numerator, denominator, unit):
    scale = {"%": 100, "days": 1}.get(unit)
    value = scale * numerator / denominator if scale else numerator
    return key(id, kind, month) | {
        "month": str(NOW if month >= NOW.previous(11) else BEFORE),
        "numerator": numerator,
        "denominator": denominator,
        "value": value,
        "unit": unit,
        "suppressed": False,
    }


def key(id, kind, month):
    return {
        "month": str(NOW),
        "indicator": id,
        "period_type": kind,
        "period_start": pd.Timestamp(month.start),
        "period_end": pd.Timestamp(month.as_at),
        "category": "",
    }


def difference(found):
    return {"difference_low": found.low, "difference_high": found.high, "p_value": found.p_value}
