"""What judgement says of the newest month where entries come late, beside what it says once they are in: benchmarks/README.md.

`python benchmarks/late.py 0.3 45`: of the sample's visits, reviews, plans, health checks and missing episodes that share is
entered up to so many days late, and a pack is made a week after each month.
"""

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd
from scorecard.judgement.benchmarks import read_benchmarks
from scorecard.judgement.judge import Judgement, judge
from scorecard.judgement.late import put_right, put_right_since, that_stand
from scorecard.loading import load
from scorecard.project import Project
from scorecard.reporting_month import ReportingMonth

SAMPLE = Path(__file__).parents[1] / "data" / "sample"
DATED = {
    "Visits": "VISIT_DATE",
    "Reviews": "REVIEW",
    "PathwayPlans": "PLAN_DATE",
    "Health": "DATE",
    "Missing": "MIS_START",
}
WAIT = pd.Timedelta(days=7)
MAY = ReportingMonth(2020, 5)


def said(judgements: Iterable[Judgement]) -> set[tuple[str, str]]:
    """Each change and each unusual month that is claimed."""
    found = set()
    for each in judgements:
        if each.change_in_year.claim.is_change:
            found.add((each.indicator.id, str(each.change_in_year.claim)))
        if each.variation and each.variation.side:
            found.add((each.indicator.id, f"unusual {each.variation.side:+d}"))
    return found


def main(share: float, days: int) -> None:
    rng = np.random.default_rng(2020)
    tables = {file.name: pd.read_csv(file, dtype=str, keep_default_na=False) for file in SAMPLE.glob("*.csv")}
    entered = {}
    for name, column in DATED.items():
        rows = tables[f"synthetic_{name}.csv"]
        late = np.where(rng.random(len(rows)) < share, rng.integers(1, days + 1, len(rows)), 0)
        entered[f"synthetic_{name}.csv"] = pd.to_datetime(rows[column], dayfirst=True) + pd.to_timedelta(
            late, "D"
        )
    published, packs, counted = read_benchmarks(Project()), [], np.zeros(5, dtype=int)
    for month in [MAY.previous(n) for n in range(24, -1, -1)]:
        with tempfile.TemporaryDirectory() as folder:
            for name, rows in tables.items():
                known = ~(entered[name] > month.as_at + WAIT) if name in entered else slice(None)
                rows[known].to_csv(Path(folder, name), index=False)
            board = load(str(month), folder, "internal")
        if len(packs) >= 12:
            first, first_said = pd.concat(packs, ignore_index=True), list(board.judgements.values())
            first = first[first["period_end"].dt.strftime("%Y-%m") == first["month"]]
            since = put_right_since(first, board.followed, month)
            again = [
                judge(each, board.evidence, month, board.targets, published)
                for each in put_right(board.followed, month, since)
            ]
            true = said(load(str(month), str(SAMPLE), "internal").judgements.values())
            before, now = said(first_said), said(that_stand(first_said, again, since))
            counted += len(true), len(before - true), len(true - before), len(now - true), len(true - now)
        packs.append(board.measures)
    print("said once all is in, then said falsely and not said: at first, and by the rule", *counted)


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]))
