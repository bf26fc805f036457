"""What charts have in common: the months along the bottom, the scale at the side, and labels that keep clear of each other."""

from math import ceil, floor, log10

import pandas as pd

from scorecard.display.theme import HEIGHT, alt
from scorecard.words import COUNTED, number

LINE, GAP = 15, 5
MONTHS = "['Jan','Feb','Mar','Apr','May','Jun','Jul','Aug','Sep','Oct','Nov','Dec']"
UNIT_WORDS = {"%": "Per cent", "per 10,000": "Per 10,000 under-18s"}


Scale = tuple[float, float, float]
"""A scale of values: its start, its end and the step between ticks."""


def month_axis(months: list[str]) -> alt.X:
    """Every second month as `Jun`, of two years every fourth, the last one among them, with the year once under its first."""
    named = months[::-1][:: 2 * ceil(len(months) / 12)][::-1]
    first_of_year = [month for month, before in zip(named, [""] + named) if month[:4] != before[:4]]
    name = f"{MONTHS}[toNumber(slice(datum.value, 5)) - 1]"
    with_year = f"indexof({first_of_year}, datum.value) < 0 ? {name} : [{name}, slice(datum.value, 0, 4)]"
    return alt.X(
        "month:O",
        scale=alt.Scale(type="band", domain=months, padding=0),
        axis=alt.Axis(labelExpr=f"indexof({named}, datum.value) < 0 ? '' : ({with_year})"),
    )


def scale_of(values: pd.Series, unit: str) -> Scale:
    """The scale's start, end and step: from zero, unless the values lie so close that from there no change could be seen.

    A share that is all under a quarter keeps its zero, and no share's scale goes past 100.
    """
    values = values.dropna()
    if values.empty or values.max() < 1e-6:
        return (0, 100, 25) if unit == "%" else (0, 4, 1)
    low, high = values.min(), values.max()
    spread = max(high - low, high / 10)
    from_zero = low < 2 * spread or (unit == "%" and high <= 25)
    step = _round_step((high if from_zero else 1.4 * spread) / 4)
    if unit in COUNTED:
        step = max(step, 1)
    start = 0 if from_zero else floor((low - spread / 5) / step) * step
    end = ceil((high + spread / 10) / step) * step
    return start, min(end, 100) if unit == "%" else end, step


def _round_step(size: float) -> float:
    power = 10 ** floor(log10(size))
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= 0.999 * size)


def value_axis(scale: Scale, unit: str) -> alt.Y:
    """The axis of values on `scale_of`'s scale."""
    scaled = alt.Scale(domain=list(scale[:2]), nice=False, zero=False)
    values = ticks(scale)
    axis = alt.Axis(values=values, tickCount=len(values), labelExpr=tick_words(unit))
    return alt.Y("value:Q", scale=scaled, axis=axis)


def ticks(scale: Scale) -> list[float]:
    """The values that a scale names."""
    start, end, step = scale
    return [round(start + step * n, 6) for n in range(round((end - start) / step) + 1)]


def tick_words(unit: str) -> str:
    """How it names them, as Vega writes them."""
    sign = " + '%'" if unit == "%" else ""
    return f"format(datum.value, ',~f'){sign}"


def heading(scale: Scale, unit: str) -> str:
    """What the scale counts, above it, and where it starts if that is not at zero."""
    named = UNIT_WORDS.get(unit, unit.capitalize())
    if scale[0] == 0:
        return named
    return f"{named} (scale starts at {number(scale[0], 1)}{'%' if unit == '%' else ''}, not at zero)"


def height_on(scale: Scale, value: float, height: float = HEIGHT) -> float:
    """How far below the plot's top a value lies."""
    return height * (scale[1] - value) / (scale[1] - scale[0])


def keep_clear(wanted: list[float], lines: list[int]) -> list[float]:
    """Where labels of so many lines go, in units below the plot's top: as near as they can to where each is wanted
    (its middle) with a gap between them, and inside the plot. Returns the middle of each label's first line, in their order."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    tops, floor_of_last = {}, 0.0
    for index in order:
        tops[index] = max(wanted[index] - lines[index] * LINE / 2, floor_of_last)
        floor_of_last = tops[index] + lines[index] * LINE + GAP
    ceiling = float(HEIGHT)
    for index in reversed(order):
        tops[index] = min(tops[index], ceiling - lines[index] * LINE)
        ceiling = tops[index] - GAP
    return [tops[index] + LINE / 2 for index in range(len(wanted))]
