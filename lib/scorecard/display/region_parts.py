"""What the charts of a region share: names, scales and marks. Each chart is drawn for half a page."""

import pandas as pd

from scorecard.display.axes import UNIT_WORDS, Scale, scale_of
from scorecard.display.theme import alt
from scorecard.judgement.funnel import Place
from scorecard.judgement.region import Beside, unit_of
from scorecard.words import number

WIDE = 320
"""Printed 8.3 cm wide, so that the text is as large as in the other charts."""
LETTERS = 17
"""How many a line of a council's name takes."""

MOST_ROWS = 40
"""Of more councils a chart of rows has half as many from either end, and the reader's own."""


def short_names(names: tuple[str, ...]) -> dict[str, str]:
    """Each council's name without the last words that all have, such as Council."""
    words, shared = [name.split() for name in names], 0
    while len({tuple(each[len(each) - shared - 1 :]) for each in words}) == 1 < min(map(len, words)) - shared:
        shared += 1
    return {name: " ".join(each[: len(each) - shared]) for name, each in zip(names, words)}


def scale_with(each: Beside, values: list[float]) -> Scale:
    return scale_of(pd.Series(values), unit_of(each.indicator))


def heading(each: Beside, scale: Scale) -> str:
    """What the scale counts, and where it starts if that is not at zero."""
    unit = unit_of(each.indicator)
    if scale[0] == 0:
        return UNIT_WORDS[unit]
    return f"{UNIT_WORDS[unit]} (from {number(scale[0], 1)}{'%' if unit == '%' else ''}, not zero)"


def style_of(is_own: bool, place: Place) -> str:
    """How a council's point looks: the reader's own, filled where it lies beyond the limits, else open."""
    return "own" if is_own else "may-be-chance" if place is Place.WITHIN else "first"


def value_scale(scale: Scale, **more) -> alt.Scale:
    return alt.Scale(domain=list(scale[:2]), nice=False, zero=False, **more)
