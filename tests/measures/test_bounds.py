"""What a figure may be out by holds whatever is true of the rows in doubt, and nothing is in doubt without a reason."""

from functools import cache

import pandas as pd
import pytest
from defects import Frames, date, extract_of
from measured import population
from miniature_extract import MINIATURE
from miniature_figures import miniature as whole_miniature
from scorecard.care.history import Care
from scorecard.display.ranges import could_be, in_caption
from scorecard.extract.of_month import seen_from
from scorecard.extract.reader import Extract, read_extract
from scorecard.indicators import INDICATORS
from scorecard.measures import monthly
from scorecard.measures.bounds import COLUMNS, bounds
from scorecard.measures.table import latest
from scorecard.reporting_month import ReportingMonth

FEBRUARY = ReportingMonth(2021, 2)
FIGURE = ["indicator", "period_type", "period_end", "category"]
VISITS = ("visits_on_time", "visits_overdue")
MISTAKES = (
    ("VisitFrequency", "M07,01/08/2020,,12\n", "12,01/08/2020,,M07\n"),
    ("Staffing", "2021-02,Leaving Care,5.5,", "2021-02,Leaving Care,1e5,"),
    ("Episodes", "M02,08/01/2018,S,C2,N1,K2,PR4,28/02/2021,E4A,,CB1 1AA,CB2 1AB,SC000002\n", ""),
    ("Visits", "M07,21/08/2020,Y,Y\n", "21/08/2020,M07,Y,Y\n"),
    ("Header", "M15,1,11/11/2008,", "M15,1,04/04/2012,"),
)
"""In a table of the miniature a text, and what stands there by mistake."""


@cache
def miniature() -> Frames:
    """The miniature extract without the children in it whose rows are in doubt on purpose."""
    frames = {
        path.stem: pd.read_csv(path, dtype=str, keep_default_na=False) for path in MINIATURE.glob("*.csv")
    }
    extract = extract_of(frames, FEBRUARY)
    doubtful = extract.children[extract.doubts["CHILD"]]
    return {
        name: frame[~frame["CHILD"].isin(doubtful)].reset_index(drop=True) if "CHILD" in frame else frame
        for name, frame in frames.items()
    }


def figures(extract: Extract, ids: tuple[str, ...]) -> tuple[pd.DataFrame, pd.DataFrame]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(monthly, "INDICATORS", {id: INDICATORS[id] for id in ids})
        care = Care(extract)
        measures = monthly.measures(care, [FEBRUARY], population())
    return measures, bounds(care, FEBRUARY, measures, population())


def latest_figures(extract: Extract, table: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The newest figures that use one of an extract's tables, and their ranges."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            monthly, "INDICATORS", {id: each for id, each in INDICATORS.items() if table in each.tables}
        )
        measures = latest(monthly.measures(Care(extract), [FEBRUARY], population()))
    return measures, bounds(Care(extract), FEBRUARY, measures, population())


@pytest.mark.parametrize(("table", "text", "mistake"), MISTAKES, ids=lambda each: each.split(",")[0])
def test_a_mistake_is_told_and_the_true_figure_lies_in_the_range_of_each_that_it_moves(
    tmp_path, table, text, mistake
):
    for path in MINIATURE.glob("*.csv"):
        whole = path.read_text(encoding="utf-8")
        changed = whole.replace(text, mistake) if path.stem == table else whole
        assert (changed != whole) == (path.stem == table)
        (tmp_path / path.name).write_text(changed, encoding="utf-8", newline="")
    before, extract = (seen_from(each, FEBRUARY) for each in (whole_miniature(), read_extract(tmp_path)))
    (true, _), (now, ranges) = (latest_figures(each, table) for each in (before, extract))
    assert {*map(str, extract.problems)} - {*map(str, before.problems)}
    both = true.merge(now, "left", FIGURE, suffixes=("_true", "")).merge(ranges, "left", FIGURE)
    moved = both[(both["value"] != both["value_true"]) & both["value_true"].notna() & both["value"].notna()]
    assert len(moved)
    for figure in moved.itertuples():
        assert figure.low - 1e-9 <= figure.value_true <= figure.high + 1e-9, figure


def with_visit_on(day: str) -> Frames:
    """The miniature with M07's visit of 26/05/2020 on another day."""
    visits = miniature()["Visits"].copy()
    visits.loc[(visits["CHILD"] == "M07") & (visits["VISIT_DATE"] == "26/05/2020"), "VISIT_DATE"] = day
    return miniature() | {"Visits": visits}


def test_whenever_a_visit_without_a_readable_date_was_made_the_true_figure_lies_in_the_range():
    now, ranges = figures(extract_of(with_visit_on("?"), FEBRUARY), VISITS)
    assert {*ranges["indicator"]} == {*VISITS} and (ranges["doubtful"] == 1).all()
    reached = {"low": set(), "high": set()}
    for day in pd.date_range("2020-03-20", "2021-02-20", periods=5):
        true, _ = figures(extract_of(with_visit_on(day.strftime("%d/%m/%Y")), FEBRUARY), VISITS)
        both = true.merge(ranges, "left", FIGURE).merge(
            now[[*FIGURE, "value"]], "left", FIGURE, suffixes=("", "_now")
        )
        moved = both[both["value"] != both["value_now"]].dropna(subset=["value"])
        assert (moved["low"] <= moved["value"] + 1e-9).all() and (
            moved["value"] <= moved["high"] + 1e-9
        ).all(), day
        reached["low"] |= {*moved.index[moved["value"] < moved["value_now"]]}
        reached["high"] |= {*moved.index[moved["value"] > moved["value_now"]]}
    assert reached["low"] and reached["high"], "the figures move both ways, so the range is no idle one"


def test_an_old_visit_in_doubt_reaches_to_the_next_one_and_no_further():
    visits = miniature()["Visits"]
    at = visits.index[(visits["CHILD"] == "M07") & (date(visits["VISIT_DATE"]) == "2020-05-26")]
    unknown = visits.copy()
    unknown.loc[at, "SEEN"] = "?"
    _, ranges = figures(extract_of(miniature() | {"Visits": unknown}, FEBRUARY), VISITS)
    monthly = ranges[(ranges["indicator"] == "visits_on_time") & (ranges["period_type"] == "month")]
    assert monthly["period_end"].dt.strftime("%Y-%m").tolist() == ["2020-05", "2020-06", "2020-07"]


def test_a_health_check_that_cannot_be_read_can_only_add_to_those_who_had_one():
    health = miniature()["Health"]
    dental = health.index[health["TYPE"] == "DENTAL"]
    unread = health.copy()
    unread.loc[dental[0], "DATE"] = "?"
    now, ranges = figures(extract_of(miniature() | {"Health": unread}, FEBRUARY), ("dental",))
    both = now.merge(ranges, "inner", FIGURE)
    assert len(both) and (both["low"] >= both["value"] - 1e-9).all() and (both["high"] > both["value"]).any()


def test_words_are_said_only_where_another_digit_would_be_printed():
    row = ("dental", "month", *pd.to_datetime(["2020-05-01", "2020-05-31"]), "")
    wide, narrow = ([(*row, low, high, 2)] for low, high in ((70.0, 72.5), (70.01, 70.03)))
    assert (
        could_be("dental", pd.DataFrame(wide, columns=COLUMNS))
        == "could be 70.0% to 72.5%: 2 rows are in doubt"
    )
    assert could_be("dental", pd.DataFrame(narrow, columns=COLUMNS)) == ""
    assert in_caption(("dental", "pep"), pd.DataFrame(wide, columns=COLUMNS)).startswith(
        "Dental check could be 70.0%"
    )
