"""The charts of the scorecard on two sides: as small as they can be read, each a function of a view, as in `charts`.

A unit is a point of the printed page: charts are 160 by 64, so that those of months share their axis, and its words are
set in 7.5 points. Places are worked out here, from the top left. Ink is for data: there is no axis but the names of the first
and the last month, and the ends of a scale.
"""

from math import inf
from textwrap import wrap

import pandas as pd

from scorecard.display.axes import scale_of
from scorecard.display.captions import wholes
from scorecard.display.layers import SAID, as_data, by_month
from scorecard.display.theme import BLUE, CHARCOAL, FAINT_INK, GRID, INK, LILAC, ORANGE, PALE, TEAL, alt
from scorecard.reporting_month import financial_year
from scorecard.words import NO_DATA, category_words, number, sentence, share, short_month

WIDTH, HEIGHT, TEXT, LINE = 160, 64, 7.5, 8
# The plot of months: beside it the ends of the scale and the names of its lines, below it the months.
LEFT, RIGHT, TOP, BOTTOM = 26, 122, 5, 51
NAMES, BAR, LETTER = 82, 5, 3.8
MOST_LINES = HEIGHT // LINE
MARKS = ({"color": BLUE, "shape": "circle"}, {"color": ORANGE, "shape": "diamond"})


def over_time(view: pd.DataFrame) -> alt.LayerChart:
    """A line by month and its target, dashed, from the month in which it began to hold; the last point large; a gap where
    there is no data. A figure of a single day is a part of a whole."""
    if not len(by_month(view)):
        return part_of_whole(view)
    points = by_month(view[view["category"] == ""])
    last, ends = points.iloc[-1], ["target_low", "target_high"]
    edges = last[ends].dropna().astype("float64")
    scale = scale_of(pd.concat([points["value"], edges]), last["unit"])
    placed = _placed(points, list(points["month"]), scale)
    layers = [
        _line(placed, BLUE),
        _dots(placed, **MARKS[0], size=7),
        _dots(placed.tail(1), **MARKS[0], size=34),
    ]
    if len(edges):
        first = placed.loc[(placed[ends].fillna(inf) == last[ends].fillna(inf)).all(axis=1), "x"].iloc[0]
        heights = [_height(edge, scale) for edge in edges]
        rules = [
            _rule(min(first, RIGHT - LINE), at, RIGHT, at, color=CHARCOAL, strokeDash=[3, 2])
            for at in heights
        ]
        layers = [*rules, *layers, *_names([("Target", sum(heights) / len(heights))])]
    elif pd.isna(last["value"]):
        layers += _names([(NO_DATA, HEIGHT / 2)])
    return _chart(*_frame(points, scale), *layers)


def paired_over_time(view: pd.DataFrame) -> alt.LayerChart:
    """Two figures by month, circles and diamonds, each named at its last point."""
    points = by_month(view[view["category"] == ""])
    months, units = sorted(set(points["month"])), points["unit"].unique()
    scale = scale_of(pd.concat([points["value"], pd.Series([0.0])]), units[0])
    called = "name" if len(units) == 1 else "unit"
    layers, named = [], []
    for marks, (name, rows) in zip(MARKS, points.groupby(called, sort=False)):
        placed = _placed(rows, months, scale)
        layers += [_line(placed, marks["color"]), _dots(placed, **marks, size=16)]
        last = placed["y"].iloc[-1]
        named.append((sentence(name.split()[0]), HEIGHT / 2 if pd.isna(last) else last))
    return _chart(*_frame(points, scale), *layers, *_names(named))


def quarters(view: pd.DataFrame) -> alt.LayerChart:
    """A column a quarter with its value above, the quarter below and the financial year below its first; one of which the last
    quarter alone is shown has no room."""
    rows = view[(view["period_type"] == "quarter") & (view["category"] == "")].sort_values("period_end")
    step = WIDTH / max(len(rows), 1)
    top, foot = LINE + 2, HEIGHT - 19
    most = max(rows["value"].max(), 1)
    years = rows["period_end"].map(financial_year)
    rows = rows.assign(
        x=[step * (place + 0.5) for place in range(len(rows))],
        y=foot - rows["value"].fillna(0) / most * (foot - top),
        above=rows["printed"].str.removesuffix("%").replace(NO_DATA, "–"),
        quarter=["Q" + str((day.month - 4) % 12 // 3 + 1) for day in rows["period_end"]],
        year=years.where(~years.duplicated() & (years == years.shift(-1).fillna(years)), ""),
    )
    bars = (
        _base(as_data(rows, "x", "y", "said"))
        .mark_bar(color=BLUE, width=step - 5)
        .encode(y2=alt.Y2Datum(foot), **SAID)
    )
    texts = [
        _texts(rows.assign(y=rows["y"] - 5), "above", align="center"),
        _texts(rows.assign(y=foot + 5.5), "quarter", align="center", color=FAINT_INK),
        _texts(
            rows.assign(x=(rows["x"] - step / 2 + 2).clip(upper=WIDTH - 30), y=foot + 13.5),
            "year",
            color=FAINT_INK,
        ),
    ]
    return _chart(bars, _rule(0, foot, WIDTH, foot, color=FAINT_INK), *texts)


def bands(view: pd.DataFrame) -> alt.LayerChart:
    """A bar for each band, in the bands' own order, with number and share."""
    return _bars(view[view["category"] != ""])


def groups(view: pd.DataFrame) -> alt.LayerChart:
    """A bar for each group that has anyone in it, the largest first, parts of the others last; the smallest together where
    there are more than there is room for."""
    found = view[(view["category"] != "") & (view["numerator"] > 0)]
    return _bars(found.sort_values(["part", "numerator"], ascending=[True, False], kind="stable"))


def part_of_whole(view: pd.DataFrame) -> alt.LayerChart:
    """How much of a bar from 0 to 100% is reached."""
    row = view[view["category"] == ""].tail(1)
    value = row["value"].fillna(0).iloc[0]
    texts = [
        _words(words, x, 42, align=side, color=FAINT_INK)
        for words, x, side in (("0%", 0, "left"), ("100%", WIDTH, "right"))
    ]
    whole = pd.DataFrame({"x": [0], "y": [16], "x2": [WIDTH], "y2": [34]})
    reached = row.assign(x=0, y=16, x2=WIDTH * value / 100, y2=34)
    box = _base(as_data(whole, "x", "y", "x2", "y2")).mark_rect(color=PALE, stroke=BLUE, strokeWidth=0.75)
    bar = _base(as_data(reached, "x", "y", "x2", "y2", "said")).mark_rect(color=BLUE).encode(**SAID)
    return _chart(*(each.encode(x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q")) for each in (box, bar)), *texts)


def days_against_target(view: pd.DataFrame) -> alt.LayerChart:
    """A row for each indicator: the days now as a dot, the range of its months as a pale bar, the target as an upright line."""
    rows = [by_month(points) for _, points in view.groupby("indicator", sort=False)]
    end = scale_of(pd.concat([pd.Series([0.0]), view["value"], view["target_high"]]), "days")[1]
    layers = []
    for place, points in enumerate(rows):
        last, y = points.iloc[-1], 13 + place * 27
        low, high, target = (points["value"].min(), points["value"].max(), last["target_high"])
        layers += [_rule(0, y, WIDTH, y, color=GRID), _words(last["name"], 0, y - 9)]
        if pd.notna(low):
            layers.append(_rule(WIDTH * low / end, y, WIDTH * high / end, y, color=LILAC, strokeWidth=5))
            layers.append(
                _dots(points.tail(1).assign(x=WIDTH * last["value"] / end, y=y), **MARKS[0], size=34)
            )
        if pd.notna(target):
            at = WIDTH * target / end
            layers += [
                _rule(at, y - 5, at, y + 5, color=CHARCOAL, strokeWidth=1.5),
                _words(f"Target {number(target)}", at, y + 9, align="center", color=FAINT_INK),
            ]
    return _chart(*layers, height=27 * len(rows))


def _bars(rows: pd.DataFrame) -> alt.LayerChart:
    if rows.empty:
        return _chart(_words("No children", 0, 10))
    rows = rows.assign(
        name=[wrap(sentence(category_words(name)), 21) for name in rows["category"]],
        words=[
            f"{number(n)} ({share(n, of, decimals)})"
            for n, of, decimals in zip(rows["numerator"], wholes(rows), rows["decimals"])
        ],
    )
    rows = _fitting(rows)
    lines = rows["name"].map(len)
    step = HEIGHT / max(lines.sum(), MOST_LINES - 3)
    tops = (lines.cumsum() - lines) * step
    middle = tops + lines * step / 2
    room = WIDTH - NAMES - 3 - LETTER * rows["words"].map(len).max()
    longest = room * rows["numerator"] / max(rows["numerator"].max(), 1)
    rows = rows.assign(x=NAMES, x2=NAMES + longest, y=middle - BAR / 2, y2=middle + BAR / 2)
    rows["said"] = [f"{' '.join(name)}: {words}" for name, words in zip(rows["name"], rows["words"])]
    bars = [
        _base(as_data(rows[rows["part"] == part], "x", "y", "x2", "y2", "said"))
        .mark_rect(color=TEAL if part else BLUE)
        .encode(x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q"), **SAID)
        for part in (False, True)
    ]
    names = pd.DataFrame(
        [
            {"x": NAMES - 4, "y": top + (place + 0.5) * step, "words": line}
            for top, name in zip(tops, rows["name"])
            for place, line in enumerate(name)
        ]
    )
    values = rows.assign(x=rows["x2"] + 3, y=middle)
    return _chart(*bars, _texts(names, "words", align="right"), _texts(values, "words"))


def _fitting(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, the last of which is all that there is no room for."""
    lines = rows["name"].map(len)
    if lines.sum() <= MOST_LINES:
        return rows
    kept = rows[(lines.cumsum() <= MOST_LINES - 1) & ~rows["part"]]
    rest = rows.drop(kept.index)
    rest = rest[~rest["part"]]
    size = rest["numerator"].sum()
    of_all = share(size, wholes(rows).iloc[0], rows["decimals"].iloc[0])
    together = kept.tail(1).assign(name=[["All others"]], numerator=size, words=f"{number(size)} ({of_all})")
    return pd.concat([kept, together], ignore_index=True)


def _placed(points: pd.DataFrame, months: list[str], scale) -> pd.DataFrame:
    across = (RIGHT - LEFT) / max(len(months) - 1, 1)
    x = [LEFT + across * months.index(month) for month in points["month"]]
    return points.assign(x=x, y=[_height(value, scale) for value in points["value"]])


def _height(value: float, scale) -> float:
    return BOTTOM - (value - scale[0]) / (scale[1] - scale[0]) * (BOTTOM - TOP)


def _frame(points: pd.DataFrame, scale) -> list[alt.Chart]:
    """The ends of the scale, a faint rule at each, and the first and the last month."""
    unit = points["unit"].iloc[0]
    sign = "%" if unit == "%" else ""
    ends = [
        _words(number(end, 1) + sign, LEFT - 4, y, align="right", color=FAINT_INK)
        for end, y in ((scale[0], BOTTOM), (scale[1], TOP))
    ]
    first, last = points["period_end"].min(), points["period_end"].max()
    months = [
        _words(f"{short_month(day)} {day.year}", x, HEIGHT - 5, align=side, color=FAINT_INK)
        for x, day, side in ((LEFT, first, "left"), (RIGHT, last, "right"))
    ]
    rules = [_rule(LEFT, y, RIGHT, y, color=GRID) for y in (TOP, BOTTOM)]
    return [*rules, *ends, *months]


def _names(named: list[tuple[str, float]]) -> list[alt.Chart]:
    """Names right of the plot, as near to their heights as they can be without touching one another."""
    named = sorted(named, key=lambda each: each[1])
    heights = [min(max(at, TOP), BOTTOM) for _, at in named]
    if len(heights) == 2 and heights[1] - heights[0] < LINE:
        middle = min(max(sum(heights) / 2, TOP + LINE / 2), BOTTOM - LINE / 2)
        heights = [middle - LINE / 2, middle + LINE / 2]
    rows = pd.DataFrame({"x": RIGHT + 5, "y": heights, "words": [name for name, _ in named]})
    return [_texts(rows, "words")]


def _chart(*layers: alt.Chart, height: float = HEIGHT) -> alt.LayerChart:
    return (
        alt.layer(*layers)
        .properties(width=WIDTH, height=height, autosize=alt.AutoSizeParams(type="none"))
        .configure(padding=0)
    )


def _base(data: alt.Data) -> alt.Chart:
    across, down = (alt.Scale(domain=[0, end], range=[0, end]) for end in (WIDTH, HEIGHT))
    return alt.Chart(data).encode(alt.X("x:Q", scale=across, axis=None), alt.Y("y:Q", scale=down, axis=None))


def _texts(rows: pd.DataFrame, words: str, align: str = "left", color: str = INK) -> alt.Chart:
    return _written(as_data(rows, "x", "y", words), words, align, color)


def _words(words: str, x: float, y: float, align: str = "left", color: str = INK) -> alt.Chart:
    return _written(alt.Data(values=[{"x": x, "y": y, "words": words}]), "words", align, color)


def _written(data: alt.Data, words: str, align: str, color: str) -> alt.Chart:
    looks = {"fontSize": TEXT, "align": align, "baseline": "middle", "color": color}
    return _base(data).mark_text(**looks).encode(text=alt.Text(f"{words}:N"))


def _line(rows: pd.DataFrame, color: str) -> alt.Chart:
    return _base(as_data(rows, "x", "y")).mark_line(color=color, strokeWidth=1.25)


def _dots(rows: pd.DataFrame, size: float, color: str, shape: str) -> alt.Chart:
    dots = _base(as_data(rows, "x", "y", "said")).mark_point(
        filled=True, opacity=1, size=size, color=color, shape=shape
    )
    return dots.encode(**SAID)


def _rule(x: float, y: float, x2: float, y2: float, **looks) -> alt.Chart:
    ends = _base(alt.Data(values=[{"x": x, "y": y, "x2": x2, "y2": y2}]))
    return ends.mark_rule(**{"strokeWidth": 0.75, **looks}).encode(x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q"))
