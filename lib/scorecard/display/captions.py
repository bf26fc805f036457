"""Captions and alternative texts with this month's numbers, made from the measures and never by hand.

A caption leads with the message in bold, then says measure, period and source. An alternative text leads with what the chart
shows, then gives its figures, so that a reader who cannot see it learns the same.
"""

from collections.abc import Callable

import pandas as pd

from scorecard.indicators import INDICATORS
from scorecard.plain_text import in_markdown
from scorecard.reporting_month import Quarter
from scorecard.words import (
    category_words,
    count,
    day,
    ends_a_year,
    is_missing,
    list_of,
    month_name,
    number,
    out_of,
    sentence,
    share,
)

TOGETHER = "the four quarters to "


def caption(view: pd.DataFrame, left_out: int = 0, blank: int = 0, out_by: str = "") -> str:
    """The caption of a figure: the message, the year to date, how it stands to its target and a year before, the period,
    the source, how many rows with errors are left out or lack a cell, and what it may be out by (`ranges.in_caption`)."""
    messages = [_message(rows, in_markdown) for _, rows in view.groupby("indicator", sort=False)]
    parts = [f"**{first}**{rest}" for first, rest in messages]
    figures = view[["indicator", "period_type"]].drop_duplicates("indicator").values
    declared = [INDICATORS[id].of_kind(kind) for id, kind in figures]
    tables = dict.fromkeys(table for each in declared for table in each.inputs)
    notes = [f"Source: council records ({list_of(list(tables))}) as at {day(view['period_end'].max())}."]
    notes += [f"{sentence(each.note)}." for each in declared if each.note]
    if left_out or blank:
        notes.append(f"{sentence(lacking(left_out, blank))}.")
    if out_by:
        notes.append(in_markdown(out_by))
    return " ".join([*parts, _span(view), *notes]).replace("  ", " ")


def alternative(view: pd.DataFrame) -> str:
    """The alternative text of a figure: for each indicator what it shows, as in its caption, then the kind of chart and the
    figures that it draws."""
    indicators = [rows for _, rows in view.groupby("indicator", sort=False)]
    shown = ["".join(_message(rows, str)) for rows in indicators]
    drawn = [words for rows in indicators if (words := _drawn(rows, named=len(indicators) > 1))]
    return " ".join([*shown, f"{_kind(view)}.", *([f"{sentence('; '.join(drawn))}."] if drawn else [])])


def lacking(left_out: int, blank: int) -> str:
    """What errors keep from a figure, in words; "" for nothing."""
    words = [
        f"{count(left_out, 'rows')} with errors {'is' if left_out == 1 else 'are'} left out",
        f"{count(blank, 'rows')} {'has' if blank == 1 else 'have'} a cell that is blank or cannot be read",
    ]
    return "; ".join(said for said, rows in zip(words, (left_out, blank)) if rows)


def period_words(row) -> str:
    """What a row of the measures is for: "May 2020", "2019/20 Q4", "2020/21 up to 31 May 2020", "13 March 2020"."""
    match row.period_type:
        case "month":
            return month_name(row.period_end)
        case "quarter":
            last = Quarter.of(row.period_end)
            return last.label if row.period_start == last.start else f"{TOGETHER}{last.label}"
        case "ytd":
            whole = ends_a_year(row.period_end)
            return row.financial_year if whole else f"{row.financial_year} up to {day(row.period_end)}"
    return day(row.period_end)


def compositions(rows: pd.DataFrame) -> pd.DataFrame:
    """The groups of a composition; none for a series or a single figure."""
    return rows[rows["period_type"].isin(["snapshot", "ytd"]) & (rows["category"] != "")]


def wholes(parts: pd.DataFrame) -> pd.Series:
    """For each group of a composition, how many its share is of: all the children, for a part those in the groups that it
    is a part of; what the measures say, where they do, as those of a public pack."""
    if parts["denominator"].notna().all():
        return parts["denominator"]
    declared = INDICATORS[parts["indicator"].iloc[0]].parts
    apart = parts[~parts["category"].isin(declared)].set_index("category")["numerator"]

    def whole(category: str) -> float:
        within = declared[category].of if category in declared else ()
        return apart[apart.index.isin(within or apart.index)].sum()

    return parts["category"].map(whole).astype("float64")


def _main(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    return rows[(rows["period_type"] == kind) & (rows["category"] == "")].sort_values("period_end")


def _message(rows: pd.DataFrame, name: Callable[[str], str]) -> tuple[str, str]:
    """The headline, and what is said after it; a group's name as `name` writes it."""
    title = rows["title"].iloc[0]
    series = next(
        (found for found in (_main(rows, kind) for kind in ("month", "quarter", "snapshot")) if len(found)),
        None,
    )
    ytd = _main(rows, "ytd")
    if series is None and ytd.empty:
        return f"{title}, {day(rows['period_end'].iloc[0])}.", f" {_largest(compositions(rows), name)}"
    now = (series if series is not None else ytd).iloc[-1]
    to_date = ""
    if series is not None and len(ytd):
        to_date = f" Year to date, {ytd.iloc[-1]['financial_year']}: {_amount(ytd.iloc[-1])}."
    return f"{title}: {_figure(now)}.", f"{to_date}{_standing(rows)}{_usual(rows)}{_step(rows, name)}"


def _figure(row) -> str:
    if row.unit == "days" and not is_missing(row.denominator):
        return f"{row.printed} over {count(row.denominator, 'children')} in the 12 months to {row.period}"
    return f"{_amount(row)} {'at' if row.period_type == 'snapshot' else 'in'} {row.period}"


def _amount(row) -> str:
    of = row.unit == "%" and not is_missing(row.value)
    return f"{row.printed} ({out_of(row.numerator, row.denominator)})" if of else row.printed


def _largest(parts: pd.DataFrame, name: Callable[[str], str]) -> str:
    whole = parts[~parts["part"]]
    total = wholes(whole).max()
    if not total > 0:
        return "No children."
    first = whole.loc[whole["numerator"].idxmax()]
    return (
        f"The largest group: {name(category_words(first['category']))}, "
        f"{number(first['numerator'])} of {count(total, 'children')} "
        f"({share(first['numerator'], total, first['decimals'])})."
    )


def _span(view: pd.DataFrame) -> str:
    if set(view["unit"]) == {"days"}:
        months = view[~view["before"]].sort_values("period_end")["period"]
        if months.nunique() == 1:
            return ""
        return f"The pale bar goes from the lowest to the highest figure of {months.iloc[0]} to {months.iloc[-1]}."
    for kind, each in (("month", "Each month"), ("quarter", "Each quarter")):
        rows = view[view["period_type"] == kind].sort_values("period_end")
        if len(rows):
            first, last = rows["period"].iloc[0], rows["period"].iloc[-1]
            return f"{each} from {first.removeprefix(TOGETHER)} to {last.removeprefix(TOGETHER)}."
    return ""


def _kind(view: pd.DataFrame) -> str:
    kinds = set(view["period_type"])
    if len(compositions(view)):
        return "Bar chart"
    if "quarter" in kinds:
        return "Column chart by quarter"
    if "month" not in kinds:
        return "Bar from 0 to 100%"
    if view["indicator"].nunique() == 1:
        return "Line chart by month"
    return "Dots against targets" if set(view["unit"]) == {"days"} else "Pairs of marks by month"


def _drawn(rows: pd.DataFrame, named: bool) -> str:
    """The figures of an indicator's groups, quarters or months that a chart draws; "" for one alone."""
    parts, quarters, months = compositions(rows), _main(rows, "quarter"), _main(rows, "month")
    if len(parts) and parts["numerator"].sum():
        return "; ".join(
            f"{category_words(name)}: {number(value)}"
            for name, value in zip(parts["category"], parts["numerator"])
        )
    if len(quarters):
        return "; ".join(f"{row.period} {row.printed}" for row in quarters.itertuples())
    words = _range(months)
    return f"{rows['name'].iloc[0].lower()}: {words}" if words and named else words


def _step(rows: pd.DataFrame, name: Callable[[str], str]) -> str:
    """The step change within a series of months, with its reason."""
    row = rows.iloc[-1]
    if pd.isna(row["step"]) or "month" not in set(rows["period_type"]):
        return ""
    anew = "; the usual range starts anew there" if row["usual"] else ""
    reason = name(row["reason"].rstrip("."))
    return f" A step change (dotted line) in {month_name(row['step'])}: {reason}{anew}."


def _range(months: pd.DataFrame) -> str:
    known = months[months["value"].notna()]
    gaps = list(months.loc[months["value"].isna(), "period"])
    words = [f"no data for {list_of(gaps)}"] if gaps and len(known) else []
    if len(known) >= 2:
        low, high = known.loc[known["value"].idxmin()], known.loc[known["value"].idxmax()]
        ends = f"lowest {low['printed']} in {low['period']}, highest {high['printed']} in {high['period']}"
        words.insert(0, ends)
    return "; ".join(words)


def _standing(rows: pd.DataFrame) -> str:
    """How the figure stands to its target, how it changed in a year, and what late entries make of it, a sentence each."""
    said = (rows[column].iloc[-1] for column in ("stands", "changed", "late"))
    return "".join(f" {sentence(words)}." for words in said if words)


def _usual(rows: pd.DataFrame) -> str:
    return f" Usual range: {rows['usual'].iloc[-1]}." if rows["usual"].iloc[-1] else ""
