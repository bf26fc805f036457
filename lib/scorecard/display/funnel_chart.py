"""The chart of a region's councils in their funnel, by how many each figure is of."""

from textwrap import wrap
from typing import NamedTuple

import numpy as np
import pandas as pd

from scorecard.display.axes import LINE, Scale, height_on, tick_words, ticks
from scorecard.display.layers import SAID, as_data, fixed
from scorecard.display.region_parts import (
    LETTERS,
    WIDE,
    heading,
    scale_with,
    short_names,
    style_of,
    value_scale,
)
from scorecard.display.theme import alt
from scorecard.judgement.funnel import ALARM, WARNING, Place
from scorecard.judgement.region import Beside, unit_of

HIGH, PLOT, LETTER = 190, 270, 7
"""How high the plot is, about how wide beside its axis, and about how wide a letter is."""
STEPS = 48
LINES = (
    ("inner-limit", "inner_low"),
    ("inner-limit", "inner_high"),
    ("limit", "outer_low"),
    ("limit", "outer_high"),
    ("none", "centre"),
)


class Box(NamedTuple):
    """What a point or a name covers of the plot."""

    left: float
    top: float
    right: float
    bottom: float

    def is_free(self, taken: list["Box"]) -> bool:
        """Whether it lies inside the plot and over none of the others."""
        inside = self.left >= 0 and self.right <= PLOT and self.top >= 0 and self.bottom <= HIGH
        return inside and not any(
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
            for other in taken
        )


def funnel_chart(each: Beside, own: str, said: dict[str, str]) -> alt.LayerChart:
    """The councils between the limits: the shade is what chance leaves in 99.8%, the lines take in how councils spread.
    Named are those beyond the outer lines, and the reader's own."""
    found = each.funnel
    smallest, end = min(found.denominators), 1.06 * max(found.denominators)
    sizes = np.unique(np.linspace(0.7 * smallest, end, STEPS).round())
    limits = pd.DataFrame([_limits(each, of) for of in sizes])
    within = limits.loc[limits["of"] >= smallest, ["outer_low", "outer_high"]]
    scale = scale_with(each, [*(found.scale * share for share in found.shares), *within.stack()])
    ends = (float(sizes[0]), float(end))
    across = alt.X(
        "of:Q",
        scale=alt.Scale(domain=ends, nice=False, zero=False),
        axis=alt.Axis(tickCount=4, labelExpr="format(datum.value, ',')"),
    )
    up = {
        "scale": value_scale(scale),
        "axis": alt.Axis(
            values=ticks(scale), tickCount=len(ticks(scale)), labelExpr=tick_words(unit_of(each.indicator))
        ),
    }
    chance = alt.Chart(as_data(limits, "of", "low", "high")).mark_area(style="by-chance", clip=True)
    shade = chance.encode(across, alt.Y("low:Q", **up), alt.Y2("high:Q"))
    lines = [
        alt.Chart(as_data(limits, "of", column))
        .mark_line(style=style, clip=True)
        .encode(across, alt.Y(f"{column}:Q", **up))
        for style, column in LINES
    ]
    layers = [shade, *lines, *_points(each, own, said, across, up), *_names(each, own, scale, ends, across)]
    return alt.layer(*layers).properties(title=heading(each, scale), width=WIDE, height=HIGH)


def _limits(each: Beside, of: float) -> dict[str, float]:
    """The limits of chance at the outer level, and the adjusted ones at both, in the figure's unit."""
    found = each.funnel
    chance, inner, outer = found.exact(of, ALARM), found.adjusted(of, WARNING), found.adjusted(of, ALARM)
    ends = {
        "low": chance.low, "high": chance.high, "centre": found.centre,
        "inner_low": inner.low, "inner_high": inner.high, "outer_low": outer.low, "outer_high": outer.high,
    }  # fmt: skip
    return {"of": of} | {name: round(found.scale * value, 3) for name, value in ends.items()}


def _points(each: Beside, own: str, said: dict[str, str], across: alt.X, up: dict) -> list[alt.Chart]:
    found = each.funnel
    rows = pd.DataFrame(
        {
            "of": found.denominators,
            "value": [round(found.scale * share, 3) for share in found.shares],
            "said": [said[name] for name in found.names],
            "style": [style_of(name == own, place) for name, place in zip(found.names, found.places)],
        }
    )
    return [
        alt.Chart(as_data(alike, "of", "value", "said"))
        .mark_point(style=style)
        .encode(across, alt.Y("value:Q", **up), **SAID)
        for style, alike in rows.groupby("style", sort=False)
    ]


def _names(each: Beside, own: str, scale: Scale, ends: tuple[float, float], across: alt.X) -> list[alt.Chart]:
    """The names of those to be named, each beside its point, where it lies over no point, no other name and not the line if it
    can."""
    found, short = each.funnel, short_names(each.funnel.names)
    at = [
        (PLOT * (of - ends[0]) / (ends[1] - ends[0]), height_on(scale, found.scale * share, HIGH))
        for of, share in zip(found.denominators, found.shares)
    ]
    line = height_on(scale, found.scale * found.centre, HIGH)
    taken = [Box(0, line - 1, PLOT, line + 1), *(Box(x - 6, y - 6, x + 6, y + 6) for x, y in at)]
    layers = []
    for index, name in enumerate(found.names):
        if name != own and found.places[index] is Place.WITHIN:
            continue
        (x, y), lines = at[index], wrap(short[name], LETTERS)
        wide, half = LETTER * max(map(len, lines)) + 12, LINE * len(lines) / 2
        sides = {"right": (x + 7, x + wide), "left": (x - wide, x - 7)}
        places = [
            (side, y + down, Box(left, y + down - half, right, y + down + half))
            for down in (0, -LINE, LINE, -2 * LINE, 2 * LINE)
            for side, (left, right) in sides.items()
        ]
        side, height, box = next((place for place in places if place[2].is_free(taken)), places[0])
        taken.append(box)
        point = alt.Chart(alt.Data(values=[{"of": found.denominators[index]}]))
        words = point.mark_text(style=f"{'own-' if name == own else ''}{side}-of", lineHeight=LINE)
        first = height - half + LINE / 2 + 1
        layers.append(words.encode(across, y=alt.YValue(first), text=fixed(lines)))
    return layers
