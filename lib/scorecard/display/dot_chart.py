"""The chart of a region's councils as dots with their intervals, a row each."""

from textwrap import wrap

import pandas as pd

from scorecard.display.axes import LINE, tick_words
from scorecard.display.layers import SAID, as_data
from scorecard.display.region_parts import (
    LETTERS,
    MOST_ROWS,
    WIDE,
    heading,
    scale_with,
    short_names,
    style_of,
    value_scale,
)
from scorecard.display.theme import alt
from scorecard.judgement.region import Beside, unit_of
from scorecard.words import bare

NAMES, RIGHT, GAP = 118, 252, 4
"""Where the plot begins, beside the names, where it ends, and the room between rows."""


def dot_chart(each: Beside, own: str, said: dict[str, str]) -> alt.LayerChart:
    """A row a council, the highest first, with its interval and the region's figure as a line."""
    found = each.funnel
    rows, height = _rows(each, own, said)
    scale = scale_with(each, [*rows["low"], *rows["high"]])
    across = {
        "scale": value_scale(scale, range=[NAMES, RIGHT]),
        "axis": alt.Axis(
            values=[scale[0], sum(scale[:2]) / 2, scale[1]],
            labelExpr=tick_words(unit_of(each.indicator)),
            grid=True,
        ),
    }
    down = {"scale": alt.Scale(domain=[height, 0], nice=False), "axis": None}
    centre = alt.Chart(alt.Data(values=[{"value": round(found.scale * found.centre, 3)}]))
    layers = [centre.mark_rule(style="none").encode(alt.X("value:Q", **across))]
    for styles, alike in rows.groupby(["line", "point", "words"], sort=False):
        line, point, words = styles
        base = alt.Chart(as_data(alike, "y", "low", "high", "value", "said")).encode(
            alt.Y("y:Q", **down), **SAID
        )
        names = alt.Chart(as_data(alike, "y", "first", "name", "printed")).mark_text(
            style=words, lineHeight=LINE, baseline="middle"
        )
        layers += [
            base.mark_rule(style=line).encode(alt.X("low:Q", **across), alt.X2("high:Q")),
            base.mark_point(style=point).encode(alt.X("value:Q", **across)),
            names.encode(alt.Y("first:Q", **down), x=alt.XValue(0), text=alt.Text("name:N")),
            names.encode(alt.Y("y:Q", **down), x=alt.XValue(RIGHT + 8), text=alt.Text("printed:N")),
        ]
    return alt.layer(*layers).properties(title=heading(each, scale), width=WIDE, height=height)


def _order(each: Beside, own: str) -> list[int]:
    """The councils from the highest down; of very many those at either end, and the reader's own."""
    names, half = each.funnel.names, MOST_ROWS // 2
    order = sorted(range(len(names)), key=lambda at: -each.funnel.shares[at])
    if len(order) <= MOST_ROWS:
        return order
    return [*order[:half], *(at for at in order[half:-half] if names[at] == own), *order[-half:]]


def _rows(each: Beside, own: str, said: dict[str, str]) -> tuple[pd.DataFrame, float]:
    """What is drawn of each council, from the top, and how high all of them are."""
    found, short, top, rows = each.funnel, short_names(each.funnel.names), float(GAP), []
    for index in _order(each, own):
        name, lines = found.names[index], wrap(short[found.names[index]], LETTERS)
        value, chance = found.scale * found.shares[index], found.chance(index)
        rows.append(
            {
                "y": top + len(lines) * LINE / 2,
                "first": top + LINE / 2,
                "low": round(found.scale * chance.low, 3),
                "high": round(found.scale * chance.high, 3),
                "value": round(value, 3),
                "said": said[name],
                "name": lines if len(lines) > 1 else lines[0],
                "printed": bare(value, unit_of(each.indicator)) + ("%" if found.scale == 100 else ""),
                "line": "own-interval" if name == own else "interval",
                "point": style_of(name == own, found.places[index]),
                "words": "row-title" if name == own else "row-note",
            }
        )
        top += len(lines) * LINE + GAP
    return pd.DataFrame(rows), top
