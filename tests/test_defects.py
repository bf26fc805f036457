"""Defects planted one at a time in a part of the sample: what breaks a rule is told by file and line with its severity, and a
figure that it moves has a range that holds the true one. `python tests/test_defects.py` tries every kind.
"""

from functools import cache

import pandas as pd
import pytest
from defects import DEFECTS, Defect, extract_of, part_of_sample, whole_sample
from measured import population
from scorecard.care.history import Care
from scorecard.extract.reader import Extract
from scorecard.extract.tables import TABLES
from scorecard.indicators import INDICATORS
from scorecard.measures import monthly
from scorecard.measures.bounds import bounds
from scorecard.reporting_month import ReportingMonth

MAY = ReportingMonth(2020, 5)
FIGURE = ["indicator", "period_type", "period_end", "category"]
TRIED_HERE = [each for each in DEFECTS if each.effect is not None][::18]


def figures(extract: Extract, tables: set[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The month's measures of the indicators that use one of the tables, and their ranges."""
    of_tables = {id: each for id, each in INDICATORS.items() if set(each.tables) & tables}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(monthly, "INDICATORS", of_tables)
        care = Care(extract)
        measures = monthly.measures(care, [MAY], population())
    return measures, bounds(care, MAY, measures, population())


part = cache(part_of_sample)
true_figures = cache(lambda: figures(extract_of(part(), MAY), set(TABLES))[0])


def planted(defect: Defect) -> tuple[Extract, list[int], set[str]]:
    """An extract with one defect, the lines at which it may be told, and the tables that it changed."""
    frames = dict(part())
    rows = defect.plant(frames)
    changed = {name for name, frame in frames.items() if frame is not part()[name]}
    return extract_of(frames, MAY), [row + 2 for row in rows], changed


def told(defect: Defect, extract: Extract, lines: list[int]) -> bool:
    return any(
        (each.table, each.column, each.effect) == (defect.table, defect.column, defect.effect)
        and each.file == f"{defect.table}.csv"
        and (each.line in lines or not lines)
        for each in extract.problems
    )


def moved(extract: Extract, changed: set[str]) -> pd.DataFrame:
    """The figures that a defect moved, as they are, as they truly are (0 for a group that nobody is in) and their ranges."""
    (now, ranges), true = figures(extract, changed), true_figures()
    # A roll is the latest one, whichever its date.
    now, true, ranges = (
        frame.assign(
            period_end=frame["period_end"].mask(frame["indicator"].isin(["pep", "good_schools"]), MAY.as_at)
        )
        for frame in (now, true, ranges)
    )
    both = true[true["indicator"].isin(now["indicator"])].merge(now, "outer", FIGURE, suffixes=("_true", ""))
    both = both.merge(ranges[[*FIGURE, "low", "high", "doubtful"]], "left", FIGURE)
    nobody = both["numerator_true"].isna() & (both["category"] != "") & ~both["unit"].isin(["cases", "FTE"])
    both["value_true"] = both["value_true"].mask(nobody, 0.0)
    same = both["value"].eq(both["value_true"]) | both["value_true"].isna() | both["value"].isna()
    return both[~same]


def test_the_part_of_the_sample_has_no_defect_of_its_own():
    extract = extract_of(part(), MAY)
    assert (extract.problems, extract.late, len(extract.doubts)) == ((), (), 0)
    assert figures(extract, {"Health"})[1].empty


@pytest.mark.parametrize("defect", TRIED_HERE, ids=lambda each: each.name)
def test_a_defect_is_told_by_file_and_line_and_the_true_figure_lies_in_the_range(defect):
    extract, lines, changed = planted(defect)
    assert told(defect, extract, lines), [str(each) for each in extract.problems]
    for figure in moved(extract, changed).itertuples():
        assert figure.low - 1e-9 <= figure.value_true <= figure.high + 1e-9, figure
        assert narrow(figure), figure


def test_several_at_once_in_the_whole_sample_are_each_told_and_nothing_else_is():
    names = (
        "a date of birth lies in the future", "a review is of an unknown child", "a visit was seen and not seen",
        "a check is of no kind", "a missing episode lies before birth", "PEP is no code", "nobody is in post",
    )  # fmt: skip
    frames = whole_sample()
    planted_in = {defect: defect.plant(frames) for defect in DEFECTS if defect.name in names}
    extract = extract_of(frames, MAY)
    assert len(planted_in) == len(names)
    assert all(told(defect, extract, [row + 2 for row in rows]) for defect, rows in planted_in.items())
    assert len(extract.problems) == len(names), [str(each) for each in extract.problems]


def narrow(figure) -> bool:
    """Whether a range is no wider than the rows in doubt can make it: each child in doubt has a few rows in a figure."""
    if pd.isna(figure.doubtful) or pd.isna(figure.denominator) or INDICATORS[figure.indicator].unit != "%":
        return True
    a_child = 4 if figure.period_type == "month" else 14
    return figure.high - figure.low <= 100 * 2 * a_child * figure.doubtful / max(figure.denominator, 1)


def test_no_child_is_named_in_what_is_told():
    defect = next(each for each in DEFECTS if each.name == "a review is of another child")
    extract, _, _ = planted(defect)
    assert extract.problems and not any("SYN" in str(each) for each in extract.problems)


def try_all() -> None:
    """Print what is not as promised, of every kind, and how many figures were moved."""
    count = 0
    for defect in DEFECTS:
        extract, lines, changed = planted(defect)
        if defect.effect is None:
            continue
        if not told(defect, extract, lines):
            print("not told:", defect.name, lines, *map(str, extract.problems), sep="\n  ")
        for figure in moved(extract, changed).itertuples():
            count += 1
            if not figure.low - 1e-9 <= figure.value_true <= figure.high + 1e-9 or not narrow(figure):
                print(defect.name, figure, sep=": ")
    print(
        f"{len(DEFECTS)} kinds, {sum(each.effect is None for each in DEFECTS)} of which no rule sees; {count} figures moved"
    )


if __name__ == "__main__":
    try_all()
