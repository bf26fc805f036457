"""What the release test found, in words."""

from scorecard.disclosure.derived import Row
from scorecard.disclosure.published import Cell
from scorecard.disclosure.witnesses import Leak
from scorecard.indicators import INDICATORS
from scorecard.words import category_words, day, list_of, number


def told_in_words(leak: Leak, because: list[str]) -> str:
    """ "Legal status, placement order, at 31 May 2020 is certain to be 1 (published as 0): the groups add to …"."""
    values = [number(value) for value in leak.values]
    if leak.whole:
        certain = "all of those it is out of"
    elif not any(leak.values):
        certain = "none"
    else:
        certain = list_of(values, "or")
    why = "; ".join(because) or "its figures tell it by themselves"
    return f"{name_of(leak.figure.cell)} is certain to be {certain} (published as {number(leak.figure.count)}): {why}"


def name_of(cell: Cell) -> str:
    """ "Started in 2020-04-01 to 2020-06-30", with the days spelled out."""
    declared = INDICATORS.get(cell.indicator)
    name = declared.label if declared else cell.indicator
    group = f", {category_words(cell.category)}," if cell.category else ""
    if cell.on_a_day:
        return f"{name}{group} at {day(cell.end)}"
    return f"{name}{group} from {day(cell.start)} to {day(cell.end)}"


def name_of_row(row: Row) -> str:
    """A figure of the measures: "Reviews on time, month to 31 May 2020"."""
    declared = INDICATORS.get(row.indicator)
    parts = [declared.label if declared else row.indicator, category_words(row.category)]
    return f"{', '.join(filter(None, parts))}, {row.kind} to {day(row.end)}"
