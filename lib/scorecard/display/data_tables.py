"""The tables beside the charts: the figures behind each, and the staffing table.

A denominator is always shown, and one under 20 is marked as small. Missing figures are "no data", never 0.
"""

from datetime import date

import pandas as pd

from scorecard.display.captions import compositions, wholes
from scorecard.display.figure import Markdown, table
from scorecard.indicators import INDICATORS
from scorecard.judgement.judge import Judgement
from scorecard.reporting_month import financial_year
from scorecard.words import (
    SHARES_AND_MEANS,
    SMALL_DENOMINATOR,
    bare,
    category_words,
    change,
    day,
    is_missing,
    month_name,
    number,
    sentence,
    share,
    short_month,
)


def data_table(view: pd.DataFrame) -> Markdown:
    """The figures of a chart's view: a row for each period or, for a composition, for each group."""
    titles = "; ".join(view["title"].unique())
    parts = compositions(view)
    if len(parts):
        return table(_groups(parts), f"{titles}, {day(parts['period_end'].iloc[0])}: figures")
    shares = view[view["denominator"].notna() & (view["unit"] != "per 10,000")]
    meaning = ""
    if view["indicator"].nunique() == 1 and len(shares):
        declared = INDICATORS[view["indicator"].iloc[0]].of_kind(view["period_type"].iloc[-1])
        meaning = f". Number: {declared.numerator}. Out of: {declared.denominator}"
    return table(_periods(view), f"{titles}: figures{meaning}")


def staffing_table(view: pd.DataFrame, judgements: dict[tuple[str, str], Judgement]) -> Markdown:
    """Staffing by team from the view of caseload and establishment: posts, posts filled, open cases, average caseload, its
    change from the month before and how it stands against the target."""
    now = view[view["period_end"] == view["period_end"].max()]
    cases = now[now["indicator"] == "caseload"]
    establishment = now[now["indicator"] == "establishment"].set_index("category")["value"]
    stands = [judgements["caseload", team] for team in cases["category"]]
    before = [stand.change.before for stand in stands if stand.change.before]
    since = f" from {month_name(before[0].end)}" if before else ""
    frame = pd.DataFrame(
        {
            "Team": cases["category"],
            "Establishment (FTE)": [bare(establishment[team], "FTE") for team in cases["category"]],
            "In post (FTE)": [bare(value, "FTE") for value in cases["denominator"]],
            "Open cases": [bare(value, "cases") for value in cases["numerator"]],
            "Average caseload": [bare(value, "cases") for value in cases["value"]],
            f"Change{since}": [change(stand.change.difference, "cases") for stand in stands],
            "Performance": [_performance(stand) for stand in stands],
        }
    )
    return table(
        frame,
        f"Staffing: establishment and average caseload, {day(now['period_end'].iloc[0])}",
        texts=("Performance",),
    )


def _performance(stand: Judgement) -> str:
    """What is said of the change in a year, and how it stands against the target."""
    made = stand.change_in_year
    said = (
        f"{change(made.difference, 'cases')} in a year: {made.claim}" if made.claim else "no year to compare"
    )
    return f"{said}; target {stand.against_target}" if stand.target else said


def _groups(parts: pd.DataFrame) -> pd.DataFrame:
    """A row for each group, then all of them; below, a part of some, which does not add to the total and whose share is of
    those."""
    part = parts["part"]
    parts = parts.assign(whole=wholes(parts))
    total, decimals = parts.loc[~part, "whole"].max(), parts["decimals"].iloc[0]
    groups, rest = (
        zip(rows["category"], rows["numerator"], rows["whole"]) for rows in (parts[~part], parts[part])
    )
    rows = [*groups, ("all", total, total), *rest]
    return pd.DataFrame(
        [
            (sentence(category_words(name)), number(value), share(value, whole, decimals))
            for name, value, whole in rows
        ],
        columns=["Group", "Number", "Share"],
    )


def _periods(view: pd.DataFrame) -> pd.DataFrame:
    """One row a period; for each figure its value, with numerator and denominator where it has them, and beside
    the months of one indicator those of the year before."""
    several = view["indicator"].nunique() > 1
    view = view.assign(
        period=[_period(*each) for each in zip(view["period_type"], view["period_end"], view["period"])]
    )
    columns = {}
    for (_, category), rows in view.groupby(["indicator", "category"], sort=False):
        label, unit = rows["name"].iloc[0], rows["unit"].iloc[0]
        earlier = _year_before(rows)
        rows = rows[~rows["before"]].set_index("period")
        if unit in SHARES_AND_MEANS:
            named = f"{label}: " if several else ""
            if unit == "%":
                columns[f"{named}Number"] = rows["numerator"].map(lambda value: bare(value, "children"))
            columns[f"{named}{'Out of' if unit == '%' else 'Children'}"] = rows["denominator"].map(
                _denominator
            )
            columns[f"{named}{'Per cent' if unit == '%' else 'Average days'}"] = rows["value"].map(
                lambda value, unit=unit: bare(value, unit)
            )
        else:
            name = label if category == "" else category_words(category)
            named = f"{label}: {name}" if several and category else name
            columns[named] = rows["printed"].str.removesuffix(" per 10,000")
            named = f"{named}: "
        if earlier is not None and not several:
            of = {"%": " (out\u00a0of)", "days": " (children)"}.get(unit, "")
            columns[f"{named}{'year' if named else 'Year'} before{of}"] = earlier.reindex(
                rows.index, fill_value="–"
            )
    now = view[~view["before"]]
    periods = list(dict.fromkeys(now.sort_values(["period_type", "period_end"])["period"]))
    return pd.DataFrame(columns).reindex(periods).rename_axis("Period").reset_index()


def _year_before(rows: pd.DataFrame) -> pd.Series | None:
    """By period, the same month's figure of the year before, with its denominator; None where there are none."""
    old = rows[rows["before"]]
    if old.empty:
        return None
    said = [bare(*each) for each in zip(old["value"], old["unit"])]
    if set(old["unit"]) <= set(SHARES_AND_MEANS):
        said = [f"{value} ({bare(of, 'children')})" for value, of in zip(said, old["denominator"])]
    months = [_month(end.replace(year=end.year + 1, day=1)) for end in old["period_end"]]
    return pd.Series(said, index=months)


def _period(period_type: str, end: date, words: str) -> str:
    """As short as in the charts, so that a row is one line."""
    if period_type == "ytd":
        return f"{financial_year(end)} to {short_month(end)}"
    return _month(end) if period_type == "month" else words


def _month(day: date) -> str:
    return f"{short_month(day)} {day.year}"


def _denominator(value: float) -> str:
    if is_missing(value):
        return bare(value, "children")
    return f"{number(value)} (small)" if 0 < value < SMALL_DENOMINATOR else number(value)
