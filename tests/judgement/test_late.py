"""What is said of the newest figures where entries come late: no more than would stand once they are in."""

import pandas as pd
import pytest
from measure_rows import MAY, NOTHING_PUBLISHED, frame, proof, row, series
from scorecard.display.standing import late
from scorecard.judgement.changes import Claim
from scorecard.judgement.judge import judge
from scorecard.judgement.late import put_right, put_right_since, that_stand
from scorecard.judgement.shares import Interval

EFFECTS = proof(
    *(
        ("visits_on_time", kind, end, {"design_effect": 1.0})
        for kind, end in (("month", "2020-05-31"), ("year", "2020-05-31"), ("year", "2019-05-31"))
    )
)


def overdue(now, late_by, months=12):
    """Visits overdue, 8% of 700 in each month and then `now`; the first figures of the months before were so much higher."""
    known = series("visits_overdue", [8.0] * 24 + [now])
    rows = frame(*(([*one[:6], one[8] * 7, 700.0, *one[8:]]) for one in known))
    first = rows.assign(value=rows["value"] + late_by, month=rows["period_end"].dt.strftime("%Y-%m"))
    return rows, first.iloc[-1 - months : -1]


def judged(rows, first, id, evidence=None):
    def of(measures):
        return judge(measures, evidence, MAY, {}, NOTHING_PUBLISHED)

    since = put_right_since(first, rows, MAY)
    found = (
        that_stand(of(rows), [of(each) for each in put_right(rows, MAY, since)], since) if since else of(rows)
    )
    return next(one for one in found if one.indicator.id == id)


@pytest.mark.parametrize(
    ("now", "late_by", "months", "claim"),
    [
        (17.0, 9.0, 12, Claim.TOO_EARLY),
        (17.0, 9.0, 6, Claim.TOO_EARLY),
        (17.0, 9.0, 5, Claim.WORSE),
        (17.0, 0.0, 12, Claim.WORSE),
        (30.0, 9.0, 12, Claim.WORSE),
        (8.5, 9.0, 12, Claim.SAME),
    ],
)
def test_what_late_entries_may_take_away_is_not_said(now, late_by, months, claim):
    assert judged(*overdue(now, late_by, months), "visits_overdue").change_in_year.claim is claim


def test_it_is_told_what_they_mostly_make_of_a_first_figure():
    rows, first = overdue(17.0, pd.Series([8.0, 9.0, 10.0] * 8 + [9.0]))
    found = judged(rows, first, "visits_overdue")
    assert late(found) == "earlier months mostly fell by 8 to 10 points once late entries were in"
    assert not late(judged(*overdue(8.0, 0.4), "visits_overdue"))


def test_a_month_that_they_may_bring_back_is_not_called_unusual():
    rows = frame(*series("visits_on_time", [89.0, 91.0] * 12 + [75.0]))
    first = rows.assign(value=rows["value"] - 14, month=rows["period_end"].dt.strftime("%Y-%m")).iloc[-13:-1]
    assert judged(rows, first.iloc[:3], "visits_on_time", EFFECTS).variation.side == -1
    found = judged(rows, first, "visits_on_time", EFFECTS)
    assert found.variation is None and found.usual_now
    assert late(found) == "earlier months mostly rose by 14 points once late entries were in"


def test_no_figure_is_put_right_beyond_what_it_can_be():
    rows = frame(
        row("dental", "2020-05-31", 97.0),
        row("missing_children", "2020-05-31", 3.0, unit="children", denominator=float("nan")),
    )
    low, high = put_right(rows, MAY, {"dental": Interval(1.0, 9.0), "missing_children": Interval(-5.0, 2.0)})
    assert list(low["numerator"]) == [98.0, 0.0] and list(high["value"]) == [100.0, 5.0]
