"""The tables of a region: each figure's councils, all figures on a page, all months on a page, and who is in care."""

from collections.abc import Mapping

import pandas as pd

from scorecard.display.figure import Markdown, table
from scorecard.display.region_parts import short_names
from scorecard.display.region_words import when
from scorecard.indicators import INDICATORS
from scorecard.judgement.funnel import Funnel, Place
from scorecard.judgement.region import Beside, months, unit_of
from scorecard.plain_text import in_markdown
from scorecard.words import NO_DATA, bare, is_missing, list_of, month_name, number, printed, sentence, share

MONTHS = 12
"""How many a line of the page of months has at most."""


def figures_table(each: Beside, own: str) -> Markdown:
    """A row a council, in the order of their names, with where one lies that is beyond the limits: the figure, its interval."""
    found, unit, short = each.funnel, unit_of(each.indicator), short_names(each.funnel.names)
    rows = [
        {
            "Council": _named(_with_place(short[name], found.places[index]), name, own),
            "Figure": bare(found.scale * found.shares[index], unit),
            "Number": f"{number(found.numerators[index])} of {number(found.denominators[index])}",
            "95% interval": " to ".join(bare(found.scale * end, unit) for end in found.chance(index)),
        }
        for index, name in sorted(enumerate(found.names), key=lambda row: row[1])
    ]
    return table(
        pd.DataFrame(rows),
        f"{each.indicator.title}, {unit.replace('%', 'per cent')}, {when(each)}",
    )


def on_a_page(found: Mapping[str, Beside], own: str) -> Markdown:
    """A row a figure: the region, the lowest and the highest council, who is beyond the limits, and the reader's own."""
    if not found:
        return Markdown("No council has a figure for this month.", "All figures of the region: no data.")
    rows = []
    for each in found.values():
        order = sorted(zip(each.funnel.shares, each.funnel.names))
        short = short_names(each.funnel.names)
        beyond = [
            f"{place}: {list_of([in_markdown(short[name]) for name in names])}"
            for place in (Place.BELOW, Place.ABOVE)
            if (names := each.beyond(place))
        ]
        row = {"Figure": each.indicator.label, "For": when(each), "Region": _short(each, each.funnel.centre)}
        if own:
            row[own] = Markdown(f"**{_own(each, own)}**")
        row |= {
            "Lowest": _end(each, *order[0], short),
            "Highest": _end(each, *order[-1], short),
            "Beyond the limits": Markdown(f"**{sentence('; '.join(beyond))}**") if beyond else "none",
        }
        rows.append(row)
    texts = ("For", "Lowest", "Highest", "Beyond the limits")
    return table(pd.DataFrame(rows), "All figures of the region", texts=texts)


def months_table(measures: pd.DataFrame, ids: tuple[str, ...], own: str) -> Markdown:
    """A row a council and a column a figure: the latest month and the line of the months up to it, on one scale down the
    column."""
    columns = {id: months(measures, id).tail(MONTHS) for id in ids}
    columns = {id: values for id, values in columns.items() if len(values)}
    if not columns:
        return Markdown("There are no monthly figures here.", "All councils' months: no data.")
    councils = sorted({*measures["council"]})
    short = short_names(tuple(councils))
    rows = [
        {"Council": _named(short[name], name, own)}
        | {INDICATORS[id].label: _line(id, values, name) for id, values in columns.items()}
        for name in councils
    ]
    first, last = (min(v.index[0] for v in columns.values()), max(v.index[-1] for v in columns.values()))
    span = f"{month_name(first)} to {month_name(last)}"
    return table(
        pd.DataFrame(rows), f"All councils' months, {span}: the latest, and a line on the column's scale"
    )


def case_mix_table(found: Mapping[str, Funnel], own: str) -> Markdown:
    """Of each council's children in care, who they are."""
    if not found:
        return Markdown("There is nothing here of who the children are.", "Who is in care: no data.")
    councils = sorted({name for each in found.values() for name in each.names})
    short = short_names(tuple(councils))
    of = {name: of for each in found.values() for name, of in zip(each.names, each.denominators)}
    shares = {part: dict(zip(each.names, each.numerators)) for part, each in found.items()}
    rows = [
        {"Council": _named(short[name], name, own), "Children in care": number(of[name])}
        | {
            sentence(part): share(met[name], of[name]) if name in met else NO_DATA
            for part, met in shares.items()
        }
        for name in councils
    ]
    return table(pd.DataFrame(rows), "Who is in care, by council, as shares of the children in care")


def _with_place(name: str, place: Place) -> str:
    return name if place is Place.WITHIN else f"{name} ({place})"


def _named(words: str, name: str, own: str) -> str | Markdown:
    return Markdown(f"**{in_markdown(words)}**") if name == own else words


def _short(each: Beside, value: float) -> str:
    return printed(each.funnel.scale * value, unit_of(each.indicator)).removesuffix(" per 10,000")


def _end(each: Beside, value: float, name: str, short: dict[str, str]) -> str:
    return f"{_short(each, value)} {short[name]}"


def _own(each: Beside, own: str) -> str:
    if own not in each.funnel.names:
        return NO_DATA
    return _short(each, each.funnel.shares[each.funnel.names.index(own)])


def _line(id: str, values: pd.DataFrame, name: str) -> str | Markdown:
    """The latest value, and the months in a span that the theme draws on the scale from `low` to `high`."""
    unit = unit_of(INDICATORS[id])
    if name not in values or values[name].notna().sum() < 2:
        return NO_DATA
    series = values[name]
    written = ["-" if is_missing(value) else f"{value:.1f}" for value in series]
    ends = {"lowest": series.idxmin(), "highest": series.idxmax()}
    heard = " and ".join(
        f"the {words} was {bare(series[at], unit)} in {month_name(at)}" for words, at in ends.items()
    )
    low, high = values.min().min(), values.max().max()
    span = f'[{" ".join(written)}]{{.trend low="{low:.1f}" high="{high:.1f}" heard="{heard}"}}'
    return Markdown(f"{bare(series.iloc[-1], unit)} {span}")
