"""The charts: each function takes a view (the measures of one figure) and returns an Altair chart, nothing else.

A view has the columns of the measures with the words, targets and usual range that `views` adds. Looks come from the
theme, by the names of its styles. Rules: the Analysis Function's guidance on charts.
"""

from textwrap import wrap

import pandas as pd

from scorecard.display.axes import heading, height_on, month_axis, scale_of, value_axis
from scorecard.display.captions import wholes
from scorecard.display.layers import (
    SAID,
    as_data,
    by_month,
    fixed,
    judged_against,
    last_point,
    named_at_the_side,
    once,
    published,
    side_labels,
    step_change,
    target_layers,
    usual_range,
    year_layers,
)
from scorecard.display.theme import BAR, HEIGHT, ROW, alt
from scorecard.reporting_month import financial_year
from scorecard.words import NO_DATA, category_words, number, out_of, sentence, share, short_month, with_unit

LONGEST = 66
"""Letters of a heading on one line."""
ROOM = 0.25
"""The share of a chart's height that a value needs between a column and a ring."""


def over_time(view: pd.DataFrame) -> alt.LayerChart:
    """A line by month with its target and usual range, the last point marked and named, a gap where there is no data; a
    ring at the year before where that is what the last is judged against, and what is published where it is like it. A
    figure of a single day is a part of a whole."""
    if not len(by_month(view)):
        return part_of_whole(view)
    points = by_month(view[view["category"] == ""])
    months, unit = list(points["month"]), points["unit"].iloc[0]
    lines = ["value", "target_low", "target_high", "usual_low", "usual_high", "chance_low", "chance_high"]
    scale = scale_of(pd.concat([points[line] for line in (*lines, "england", "similar")]), unit)
    data = as_data(points, "month", "value", "said")
    base = alt.Chart(data).encode(month_axis(months), value_axis(scale, unit))
    return alt.layer(
        *usual_range(base, points),
        *target_layers(base, points, scale),
        *year_layers(base, months),
        *step_change(base, points),
        base.mark_line(style="series"),
        base.mark_point(style="month").encode(**SAID),
        *judged_against(base, points),
        *published(base, points, scale),
        *last_point(base, points),
        *named_at_the_side(points, scale),
    ).properties(title=_titled(heading(scale, unit), _ring(points)), height=HEIGHT)


def _titled(first: str, then: str) -> str | list[str]:
    """On a line, or on two where that is too long."""
    return [first, then] if then and len(first) + len(then) > LONGEST else f"{first} {then}".rstrip()


def _ring(points: pd.DataFrame) -> str:
    """What the marks are that the side has no room to name."""
    last = points.iloc[-1]
    named = ["ring: a year ago"] if pd.notna(last["year_ago"]) and points["before"].any() else []
    named += ["upright line: where chance may put it"] if pd.notna(last["chance_low"]) else []
    return f"({'; '.join(named)})" if named else ""


def paired_over_time(view: pd.DataFrame) -> alt.LayerChart:
    """Two counts by month as two marks joined by a rule: circles and diamonds, each named at its last point; a ring where one
    is judged against a year before. Their usual ranges lie over each other, so they stand in the caption."""
    points = by_month(view[view["category"] == ""])
    months, last = sorted(set(points["month"])), points[points["period_end"] == points["period_end"].max()]
    scale = scale_of(pd.concat([points["value"], pd.Series([0.0])]), "children")
    names = list(dict.fromkeys(view["name"]))
    nouns = last["name"] if last["unit"].nunique() == 1 else last["unit"]
    texts = [[with_unit(row, noun.lower())] for row, noun in zip(last["printed"], nouns)]
    noun_of = dict(zip(last["name"], nouns))
    counted = [with_unit(row, noun_of[name].lower()) for row, name in zip(points["printed"], points["name"])]
    both = pd.Series(counted, points.index).groupby(points["period"], sort=False).agg(", ".join)
    points = points.assign(said=points["period"] + ": " + points["period"].map(both))
    data = as_data(points, "month", "value", "name", "said")
    base = alt.Chart(data).encode(month_axis(months), value_axis(scale, "children"))
    marks = [
        base.transform_filter(alt.datum.name == name).mark_point(style=style).encode(**SAID)
        for name, style in zip(names, ("first", "second"))
    ]
    of_each = [points[points["name"] == name] for name in names]
    rings = [layer for each in of_each for layer in judged_against(base, each, "year-ago-around")]
    return alt.layer(
        *year_layers(base, months),
        *[layer for each in of_each for layer in step_change(base, each)],
        base.mark_rule(style="pair").encode(alt.Y("min(value):Q"), alt.Y2("max(value):Q")),
        *marks,
        *rings,
        *side_labels(
            texts, [height_on(scale, value) for value in last["value"].fillna(0)], ["side-label"] * 2
        ),
    ).properties(title="Number (ring: a year ago)" if rings else "Number", height=HEIGHT)


def quarters(view: pd.DataFrame) -> alt.LayerChart:
    """A column for each quarter and, set apart by colour and name, one for the year to date; values above them."""
    rows = view.sort_values(["period_type", "period_end"])
    years = rows["period_end"].map(financial_year)
    named = "Q" + ((rows["period_end"].dt.month - 4) % 12 // 3 + 1).astype(str)
    named = named.where(years.duplicated(), named + "|" + years).mask(
        rows["period_type"] == "ytd", "Year to|date"
    )
    places = [str(place) for place in range(len(rows))]
    rows = rows.assign(
        place=places,
        above=rows["printed"].str.removesuffix("%").replace(NO_DATA, ""),
        top=rows["value"].fillna(0),
    )
    top = max(1, rows[["top", "year_ago", "chance_high"]].max().max())
    ring = rows["year_ago"].where(rows["year_ago"] < rows["top"] + ROOM * top)  # else there is room below it
    rows = rows.assign(clear=pd.concat([rows[["top", "chance_high"]], ring], axis=1).max(axis=1))
    columns = (
        "place",
        "top",
        "clear",
        "above",
        "period_type",
        "said",
        "chance_low",
        "chance_high",
        "year_ago",
    )
    base = alt.Chart(as_data(rows, *columns)).encode(
        alt.X(
            "place:O",
            sort=None,
            axis=alt.Axis(labelExpr=f"split({dict(zip(places, named))}[datum.value], '|')", ticks=False),
        ),
        alt.Y("top:Q", scale=alt.Scale(domain=[0, top], nice=False), axis=None),
        **SAID,
    )
    uncertain, ago = rows["chance_low"].notna(), rows["year_ago"].notna()
    named = ["upright line: where chance may put it"] if uncertain.any() else []
    named += ["ring: a year ago"] if ago.any() else []
    return alt.layer(
        base.transform_filter(alt.datum.period_type == "quarter").mark_bar(style="bar"),
        base.transform_filter(alt.datum.period_type == "ytd").mark_bar(style="year-to-date"),
        base.mark_text(style="above-column").encode(alt.Y("clear:Q"), text=alt.Text("above:N")),
        base.transform_filter("datum.above === ''")
        .mark_text(style="no-column")
        .encode(text=fixed(["no", "data"])),
        base.transform_filter("datum.chance_low !== null")
        .mark_rule(style="interval-on-bar")
        .encode(alt.Y("chance_low:Q"), alt.Y2("chance_high:Q")),
        base.transform_filter("datum.year_ago !== null")
        .mark_point(style="year-ago")
        .encode(alt.Y("year_ago:Q")),
    ).properties(title=f"Per cent ({'; '.join(named)})" if named else "Per cent", height=HEIGHT)


def bands(view: pd.DataFrame) -> alt.LayerChart:
    """A bar for each band, in the bands' own order, with number and share."""
    return _bars(view[view["category"] != ""])


def groups(view: pd.DataFrame) -> alt.LayerChart:
    """A bar for each group that has anyone in it, the largest first, parts of the others last, with number and share."""
    found = view[(view["category"] != "") & (view["numerator"] > 0)]
    return _bars(found.sort_values(["part", "numerator"], ascending=[True, False], kind="stable"))


def part_of_whole(view: pd.DataFrame) -> alt.LayerChart:
    """One bar from 0 to 100% and how much of it is reached, with numerator and denominator."""
    row = view[view["category"] == ""].iloc[[0]].assign(whole=100.0)
    now = row.iloc[0]
    across = {
        "scale": alt.Scale(domain=[0, 100]),
        "axis": alt.Axis(values=[0, 25, 50, 75, 100], labelExpr="datum.label + '%'"),
    }
    base = alt.Chart(as_data(row, "value", "whole", "said")).encode(**SAID)
    words = now["printed"]
    if words != NO_DATA:
        words = f"{words} ({out_of(now['numerator'], now['denominator'])})"
    return alt.layer(
        base.mark_bar(style="whole").encode(alt.X("whole:Q", **across)),
        base.mark_bar(style="bar").encode(alt.X("value:Q", **across)),
        once().mark_text(style="row-title").encode(x=alt.XValue(0), y=alt.YValue(-10), text=fixed(words)),
    ).properties(height=BAR)


def days_against_target(view: pd.DataFrame) -> alt.LayerChart:
    """A row for each indicator: the days now as a dot, behind it the range of the last 12 months, the target as a bar."""
    rows = [by_month(points) for _, points in view[~view["before"]].groupby("indicator", sort=False)]
    longest = pd.concat([pd.Series([0.0]), view["value"], view["target_high"]])
    across = {
        "scale": alt.Scale(domain=[0, scale_of(longest, "days")[1]], nice=False),
        "axis": alt.Axis(format=",~f", grid=True, tickCount=5),
    }
    title = "Days (dot: now; pale bar: the last 12 months; upright line: target)"
    layers = [layer for place, points in enumerate(rows) for layer in _days(points, place * ROW, across)]
    return alt.layer(*layers).properties(title=title, height=ROW * len(rows))


def _days(points: pd.DataFrame, top: int, across: dict) -> list[alt.Chart]:
    now = points.iloc[[-1]].assign(low=points["value"].min(), high=points["value"].max())
    row = now.iloc[0]
    middle = alt.YValue(top + 54)
    note = f"{row['printed']} in {short_month(row['period_end'])}"
    if row["target"]:
        note += f"; target {row['target']}"
    now = now.assign(said=f"{row['name']}: {note}")
    base = alt.Chart(as_data(now, "value", "low", "high", "target_high", "said")).encode(y=middle, **SAID)
    layers = [
        once()
        .mark_text(style="row-title")
        .encode(x=alt.XValue(0), y=alt.YValue(top + 10), text=fixed(row["name"])),
        once().mark_text(style="row-note").encode(x=alt.XValue(0), y=alt.YValue(top + 26), text=fixed(note)),
        base.mark_rule(style="range").encode(alt.X("low:Q", **across), alt.X2("high:Q")),
        base.mark_point(style="now").encode(alt.X("value:Q", **across)),
    ]
    if pd.notna(row["target_high"]):
        ends = {"y": alt.YValue(top + 42), "y2": alt.Y2Value(top + 66)}
        layers.append(base.mark_rule(style="target-tick").encode(alt.X("target_high:Q", **across), **ends))
    return layers


def _bars(rows: pd.DataFrame) -> alt.LayerChart:
    if rows.empty:
        return alt.layer(
            once().mark_text(style="row-note").encode(x=alt.XValue(0), text=fixed("No children"))
        )
    rows = rows.assign(
        name=[sentence(category_words(name)) for name in rows["category"]],
        words=[
            f"{number(n)} ({share(n, of, decimals)})"
            for n, of, decimals in zip(rows["numerator"], wholes(rows), rows["decimals"])
        ],
    )
    rows = rows.assign(
        group=["|".join(_two_lines(name)) for name in rows["name"]],
        said=rows["name"] + ": " + rows["words"],
    )
    two_lines = {"condition": {"test": "indexof(datum.value, '|') > 0", "value": -7}, "value": 0}
    uncertain = rows["chance_low"].notna().any()
    scaled = {f"chance_{end}": rows[f"chance_{end}"] * rows["denominator"] / 100 for end in ("low", "high")}
    rows = rows.assign(**scaled, beside=rows[["numerator"]].assign(high=scaled["chance_high"]).max(axis=1))
    most = max(rows["beside"].max(), 1)
    columns = ("group", "numerator", "words", "part", "said", "beside", "chance_low", "chance_high")
    base = alt.Chart(as_data(rows, *columns)).encode(
        alt.X("numerator:Q", axis=None, scale=alt.Scale(domain=[0, most], nice=False)),
        alt.Y(
            "group:N", sort=None, axis=alt.Axis(labelExpr="split(datum.value, '|')", labelOffset=two_lines)
        ),
        **SAID,
    )
    return alt.layer(
        base.transform_filter("!datum.part").mark_bar(style="bar"),
        base.transform_filter("datum.part").mark_bar(style="part"),
        base.transform_filter("datum.chance_low !== null")
        .mark_rule(style="interval-on-bar")
        .encode(alt.X("chance_low:Q"), alt.X2("chance_high:Q")),
        base.mark_text(style="beside-bar").encode(alt.X("beside:Q"), text=alt.Text("words:N")),
    ).properties(**({"title": "Number (thin line: where chance may put it)"} if uncertain else {}))


def _two_lines(words: str) -> list[str]:
    """As narrow as two lines make it, and short names in one."""
    return next(lines for width in range(21, len(words) + 22) if len(lines := wrap(words, width)) <= 2)
