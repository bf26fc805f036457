"""What is said of the newest figures where entries come late: a visit that is not entered yet makes the month look worse.

How first figures fared is known from the packs that are kept. A change or an unusual month is said only if it would stand as
well with the newest figure put right as the middle half of the last 12 months' first figures have been since.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from scorecard.judgement.changes import Claim
from scorecard.judgement.judge import Judgement
from scorecard.judgement.shares import Interval
from scorecard.reporting_month import ReportingMonth
from scorecard.words import COUNTED

LEAST_KEPT = 6
"""With fewer packs kept than this nobody can say how first figures fare."""
WORTH_TELLING = 1
"""Points, or children: so much at least has to come in late to be told where it changes nothing that is said."""
OF_A_FIGURE = ["indicator", "period_end"]

PutRight = Mapping[str, Interval]
"""By indicator, from where to where the middle half of its first figures were put right, in its unit."""


def put_right_since(first: pd.DataFrame, now: pd.DataFrame, month: ReportingMonth) -> PutRight:
    """How the first figures of the 12 months before, each as its own month's pack printed it, were put right by `now`; nothing
    of figures that were not."""
    of_year = first["period_end"].between(month.previous(12).start, month.previous().as_at)
    both = _monthly(first[of_year]).merge(
        _monthly(now).drop_duplicates(OF_A_FIGURE, keep="last"), on=OF_A_FIGURE, suffixes=("_was", "_is")
    )
    moved = (both["value_is"] - both["value_was"]).dropna()
    quarters = moved.groupby(both["indicator"]).quantile([0.25, 0.75]).unstack()
    kept = moved.groupby(both["indicator"]).size()
    ends = quarters[(kept >= LEAST_KEPT) & quarters.any(axis=1)]
    return {id: Interval(low, high) for id, low, high in ends.itertuples()}


def put_right(measures: pd.DataFrame, month: ReportingMonth, by: PutRight) -> Iterator[pd.DataFrame]:
    """The measures with the month's own figures put right by the lower, and by the upper end."""
    newest = _monthly(measures)
    newest = newest[(newest["month"] == str(month)) & (newest["period_end"] == month.as_at)]
    newest = newest[newest["indicator"].isin(by)]
    most = newest["unit"].map({"%": 100.0})
    for end in ("low", "high"):
        moved = newest["indicator"].map({id: getattr(each, end) for id, each in by.items()})
        value = (newest["value"] + moved).clip(0, most)
        made = measures.copy()
        made.loc[newest.index, "value"] = value
        made.loc[newest.index, "numerator"] = value.where(most.isna(), value * newest["denominator"] / 100)
        yield made


def that_stand(
    judgements: Sequence[Judgement], again: Iterable[Sequence[Judgement]], since: PutRight
) -> list[Judgement]:
    """The judgements, without what is said in them and not in each of those of the figures as put right."""
    judged = zip(judgements, *again, strict=True)
    return [_that_stands(one, others, since.get(one.indicator.id)) for one, *others in judged]


def _that_stands(judged: Judgement, others: Sequence[Judgement], late: Interval | None) -> Judgement:
    if late is None or judged.category:
        return judged
    made, month = judged.change_in_year, judged.variation
    if made.claim.is_change and any(each.change_in_year.claim is not made.claim for each in others):
        made = replace(made, claim=Claim.TOO_EARLY)
    if (
        month
        and month.side
        and any(not each.variation or each.variation.side != month.side for each in others)
    ):
        month = None
    withheld = made is not judged.change_in_year or month is not judged.variation
    told = late if withheld or late.low >= WORTH_TELLING or late.high <= -WORTH_TELLING else None
    return replace(judged, change_in_year=made, variation=month, late=told)


def _monthly(measures: pd.DataFrame) -> pd.DataFrame:
    """The figures of months and month ends that are counted, of what is judged."""
    whole = (measures["period_type"] == "month") & (measures["category"] == "")
    return measures[whole & measures["unit"].isin(["%", *COUNTED])]
