"""The chart of the differences between groups of children and the rest."""

from itertools import groupby
from math import ceil

import pandas as pd

from scorecard.display.layers import SAID, as_data
from scorecard.display.theme import alt
from scorecard.judgement.groups import Comparison
from scorecard.words import sentence

INDENT, LABELS, RIGHT, STEP = 8, 140, 384, 13.5
"""Where the groups' names begin, and the plot; where it ends; and from row to row."""
WIDEST = 30
"""Points that the axis reaches at least."""


def groups_chart(shown: list[Comparison], said: list[str]) -> alt.LayerChart:
    """A title for each figure, below it a row a group: its name, the interval and the difference, with what is said of it."""
    titles, rows, below = [], [], STEP / 2
    for label, of_one in groupby(zip(shown, said), key=lambda row: row[0].counts.label):
        titles.append({"y": below, "words": label})
        for each, words in of_one:
            below += STEP
            rows.append({"y": below, **_row(each, words)})
        below += STEP * 4 / 3
    height = below - STEP / 2
    points = pd.DataFrame(rows)
    base = alt.Chart(as_data(points, "y", "low", "high", "said")).encode(_down(height), **SAID)
    across = _across(points)
    dots = [
        base.properties(data=as_data(points[points["style"] == style], "y", "value", "said"))
        .mark_point(style=style)
        .encode(alt.X("value:Q", **across))
        for style in ("first", "may-be-chance")
    ]
    none = alt.Chart(alt.Data(values=[{"value": 0}])).mark_rule(style="none")
    return alt.layer(
        none.encode(alt.X("value:Q", **across)),
        base.mark_rule(style="interval").encode(alt.X("low:Q", **across), alt.X2("high:Q")),
        *dots,
        _texts(pd.DataFrame(titles), "words", 0, height).mark_text(style="row-title"),
        _texts(points, "group", INDENT, height).mark_text(style="row-note"),
    ).properties(title="Points fewer (left) or more (right)", height=height)


def _row(each: Comparison, words: str) -> dict[str, object]:
    low, high = (100 * end for end in each.interval)
    return {
        "group": sentence(each.counts.group),
        "low": low,
        "high": high,
        "value": 100 * (each.share - each.rest),
        "style": "first" if each.found.is_difference else "may-be-chance",
        "said": words,
    }


def _across(points: pd.DataFrame) -> dict[str, object]:
    """From as many points fewer to as many more, in whole tens."""
    reach = 10 * ceil(max(WIDEST, *points[["low", "high"]].abs().max()) / 10)
    return {
        "scale": alt.Scale(domain=[-reach, reach], range=[LABELS, RIGHT], nice=False, zero=False),
        "axis": alt.Axis(
            values=[-reach, -reach / 2, 0, reach / 2, reach],
            labelExpr="datum.value ? format(datum.value, '+~f') : '0'",
            grid=True,
        ),
    }


def _down(height: float) -> alt.Y:
    return alt.Y("y:Q", scale=alt.Scale(domain=[0, height], range=[0, height]), axis=None)


def _texts(rows: pd.DataFrame, words: str, x: float, height: float) -> alt.Chart:
    return alt.Chart(as_data(rows, "y", words)).encode(
        _down(height), x=alt.XValue(x), text=alt.Text(f"{words}:N")
    )
