"""The chart of the differences between groups of children and the rest."""

from itertools import groupby
from math import ceil

import altair as alt
import pandas as pd

from scorecard.display.layers import SAID, as_data, fixed, once
from scorecard.judgement.groups import Comparison
from scorecard.words import sentence

INDENT, LABELS, RIGHT, STEP = 8, 175, 384, 15
"""Where the groups' names begin, and the plot; where it ends; and from row to row."""
WIDEST = 0.3


def groups_chart(shown: list[Comparison], said: list[str]) -> alt.LayerChart:
    """A title for each figure, below it a row a group: its name, the interval and the difference, with what is said of it."""
    most = 100 * max(WIDEST, *(abs(end) for each in shown for end in each.interval))
    reach = 10 * ceil(most / 10)
    across = {
        "scale": alt.Scale(domain=[-reach, reach], range=[LABELS, RIGHT], nice=False, zero=False),
        "axis": alt.Axis(
            values=[-reach, -reach / 2, 0, reach / 2, reach],
            labelExpr="datum.value ? format(datum.value, '+~f') : '0'",
            grid=True,
        ),
    }
    none = alt.Chart(alt.Data(values=[{"value": 0}])).mark_rule(style="none")
    layers, top = [none.encode(alt.X("value:Q", **across))], STEP / 2
    for label, rows in groupby(zip(shown, said), key=lambda row: row[0].counts.label):
        layers.append(_text(label, 0, top, "row-title"))
        for each, words in rows:
            top += STEP
            layers += [
                _text(sentence(each.counts.group), INDENT, top, "row-note"),
                *_row(each, words, top, across),
            ]
        top += STEP * 4 / 3
    return alt.layer(*layers).properties(title="Points fewer (left) or more (right)", height=top - STEP / 2)


def _row(each: Comparison, words: str, at: float, across: dict) -> list[alt.Chart]:
    low, high = (100 * end for end in each.interval)
    point = {
        "low": low,
        "high": high,
        "value": 100 * (each.share - each.rest),
        "said": words,
    }
    base = alt.Chart(as_data(pd.DataFrame([point]), *point)).encode(y=alt.YValue(at), **SAID)
    style = "first" if each.found.is_difference else "may-be-chance"
    return [
        base.mark_rule(style="interval").encode(alt.X("low:Q", **across), alt.X2("high:Q")),
        base.mark_point(style=style).encode(alt.X("value:Q", **across)),
    ]


def _text(words: str, x: float, y: float, style: str) -> alt.Chart:
    return once().mark_text(style=style).encode(x=alt.XValue(x), y=alt.YValue(y), text=fixed(words))
