"""Parts that charts share: the data as they draw it, the target, the financial year, and the labels at the side."""

from textwrap import wrap

import pandas as pd

from scorecard.display.axes import LINE, Scale, height_on, keep_clear
from scorecard.display.theme import HEIGHT, alt
from scorecard.words import short_month, whole

# A mark says in words what it stands for: as a tooltip in Jupyter, and in the picture itself, where the page's script
# (report/theme/interactive.js) finds the words at their place. Marks that say the same are one point to it.
SAID = {"tooltip": alt.Tooltip("said:N"), "description": alt.Description("said:N")}

NAME_MONTHS = 6
"""How many months the name of what is published is long."""


def as_data(rows: pd.DataFrame, *columns: str) -> alt.Data:
    """Rows as plain values of the named columns, null for no data. There are no times among them: a browser would move
    those to its own zone."""
    cells = (zip(rows[name].tolist(), rows[name].isna().tolist()) for name in columns)
    known = ([None if missing else cell for cell, missing in column] for column in cells)
    return alt.Data(values=[dict(zip(columns, row)) for row in zip(*known)])


def fixed(text: str | list[str]) -> alt.TextValue:
    """A text that is the same for all data; several lines as a list."""
    return alt.TextValue(text)


def once() -> alt.Chart:
    """A layer that draws each of its marks once, whatever the data."""
    return alt.Chart(alt.Data(values=[{}]))


def by_month(view: pd.DataFrame) -> pd.DataFrame:
    """The monthly rows, or without any those of quarters, oldest first and within a month in the order of the view, with
    `month`, that of their end, as YYYY-MM."""
    kind = "month" if (view["period_type"] == "month").any() else "quarter"
    rows = view[view["period_type"] == kind].sort_values("period_end", kind="stable")
    return rows.assign(month=rows["period_end"].dt.strftime("%Y-%m"))


def target_layers(base: alt.Chart, points: pd.DataFrame, scale: Scale) -> list[alt.Chart]:
    """The band that meets the target, month by month as it held, and a dashed line along its edge."""
    held = points[points[["target_low", "target_high"]].notna().any(axis=1)]
    if held.empty:
        return []
    band = held.assign(low=held["target_low"].fillna(scale[0]), high=held["target_high"].fillna(scale[1]))
    across = base.properties(data=as_data(band, "month", "low", "high")).encode(
        alt.X("month:O", bandPosition=0), alt.X2("month:O", bandPosition=1)
    )
    edges = [edge for edge in ("low", "high") if held[f"target_{edge}"].notna().any()]
    lines = [across.mark_rule(style="target").encode(alt.Y(f"{edge}:Q")) for edge in edges]
    return [across.mark_rect(style="target-band").encode(alt.Y("low:Q"), alt.Y2("high:Q")), *lines]


def usual_range(base: alt.Chart, points: pd.DataFrame) -> list[alt.Chart]:
    """The band between the limits of each month, which step with its denominator: what chance alone explains."""
    known = points[points["usual_low"].notna()]
    if known.empty:
        return []
    across = base.properties(data=as_data(known, "month", "usual_low", "usual_high")).encode(
        alt.X("month:O", bandPosition=0), alt.X2("month:O", bandPosition=1)
    )
    return [across.mark_rect(style="usual-range").encode(alt.Y("usual_low:Q"), alt.Y2("usual_high:Q"))]


def step_change(base: alt.Chart, points: pd.DataFrame) -> list[alt.Chart]:
    """A dotted line where a step change begins: what lies before it is of another process."""
    step = points["step"].iloc[-1]
    if pd.isna(step):
        return []
    at = base.properties(data=alt.Data(values=[{"month": f"{step:%Y-%m}"}])).encode(
        alt.X("month:O", bandPosition=0)
    )
    return [at.mark_rule(style="step-change").encode(y=alt.value(0), y2=alt.value(HEIGHT))]


def judged_against(base: alt.Chart, points: pd.DataFrame, style: str = "year-ago") -> list[alt.Chart]:
    """A ring at the figure of a year before, where the latest is judged against that, and behind the latest where chance may
    put it."""
    last, before = points.iloc[-1], points[points["before"]].tail(1)
    layers = []
    if pd.notna(last["chance_low"]):
        data = as_data(points.iloc[[-1]], "month", "chance_low", "chance_high")
        ends = {"y": alt.Y("chance_low:Q"), "y2": alt.Y2("chance_high:Q")}
        layers.append(base.properties(data=data).mark_rule(style="interval").encode(**ends))
    if pd.notna(last["year_ago"]) and len(before):
        data = as_data(before, "month", "value", "said")
        layers.append(base.properties(data=data).mark_point(style=style).encode(**SAID))
    return layers


def published(base: alt.Chart, points: pd.DataFrame, scale: Scale) -> list[alt.Chart]:
    """What is published of England and of similar councils, each a mark at its 31 March with its name."""
    last = points.iloc[-1]
    areas = {"England": last["england"], "Similar": last["similar"]}
    known = {name: value for name, value in areas.items() if pd.notna(value)}
    if not known or last["march"] not in set(points["month"]):
        return []
    words = [f"{name} {whole(value, last['unit'])}" for name, value in known.items()]
    rows = pd.DataFrame({"month": last["march"], "value": known.values(), "said": words})
    heights = keep_clear([height_on(scale, value) for value in rows["value"]], [1] * len(rows))
    line = [height_on(scale, value) for value in _beside(points, last["march"]).dropna()]
    if any(abs(height - own) < LINE / 2 for height in heights for own in line):
        foot = sum(line) / len(line) < HEIGHT / 2
        heights = keep_clear([HEIGHT if foot else 0] * len(rows), [1] * len(rows))
    names = [
        base.properties(data=as_data(rows.iloc[[at]], "month"))
        .mark_text(style="published-name")
        .encode(y=alt.YValue(height), text=fixed(words[at]))
        for at, height in enumerate(heights)
    ]
    marks = base.properties(data=as_data(rows, "month", "value", "said"))
    return [marks.mark_point(style="published").encode(**SAID), *names]


def _beside(points: pd.DataFrame, month: str) -> pd.Series:
    """The values of the months over which a name would lie that begins at one."""
    return points.loc[points["month"] > month, "value"].head(NAME_MONTHS)


def year_layers(base: alt.Chart, months: list[str]) -> list[alt.Chart]:
    """A rule where each financial year begins, with the years named above, as far as there is room."""
    layers = []
    for index, april in enumerate(months):
        if index == 0 or not april.endswith("-04"):
            continue
        year = int(april[:4])
        at = base.properties(data=alt.Data(values=[{"month": april}])).encode(
            alt.X("month:O", bandPosition=0)
        )
        above = at.encode(y=alt.YValue(-11))
        layers.append(at.mark_rule(style="year-boundary").encode(y=alt.YValue(-17), y2=alt.Y2Value(HEIGHT)))
        if "-04" not in "".join(month[4:] for month in months[1:index]):
            layers.append(
                above.mark_text(style="year-before").encode(text=fixed(f"{year - 1}/{year % 100:02d}"))
            )
        if index <= len(months) * (1 - 1 / 7):
            layers.append(
                above.mark_text(style="year-after").encode(text=fixed(f"{year}/{(year + 1) % 100:02d}"))
            )
    return layers


def last_point(base: alt.Chart, points: pd.DataFrame) -> list[alt.Chart]:
    """The last month's point, large; none when that month has no data."""
    last = points.iloc[[-1]]
    if last["value"].isna().all():
        return []
    data = as_data(last, "month", "value", "said")
    return [base.properties(data=data).mark_point(style="now").encode(**SAID)]


def named_at_the_side(points: pd.DataFrame, scale: Scale) -> list[alt.Chart]:
    """The last value, the target in words and the usual range, named beside the plot at their own heights."""
    last = points.iloc[-1]
    missing = pd.isna(last["value"])
    texts = [["no data", f"for {short_month(last['period_end'])}"] if missing else [last["printed"]]]
    at = [HEIGHT / 2 if missing else height_on(scale, last["value"])]
    edge = last["target_low"] if pd.notna(last["target_low"]) else last["target_high"]
    if pd.notna(edge):
        texts.append(["Target", *wrap(last["target"], 12)])
        at.append(height_on(scale, edge))
    if pd.notna(last["usual_low"]):
        texts.append(["Usual", "range"])
        at.append(height_on(scale, (last["usual_low"] + last["usual_high"]) / 2))
    return side_labels(texts, at, ["now-label", *["side-label"] * (len(texts) - 1)])


def side_labels(texts: list[list[str]], at: list[float], styles: list[str]) -> list[alt.Chart]:
    """Texts (their lines) beside the plot, each as near to its height as it can be without touching another."""
    heights = keep_clear(at, [len(text) for text in texts])
    return [
        once().mark_text(style=style).encode(x=alt.XValue("width"), y=alt.YValue(height), text=fixed(text))
        for style, text, height in zip(styles, texts, heights)
    ]
