"""The report's variables: every number that prose may name, as ready words, so that none is typed by hand.

`{{< var reviews_on_time.value >}}` gives "93.1%". Without data a variable says "no data"; none is ever absent.
"""

from typing import Any

import pandas as pd

from scorecard.board import Board
from scorecard.captions import compositions
from scorecard.catalogue import INDICATORS
from scorecard.judgement import Change, Judgement
from scorecard.words import (
    NO_DATA,
    bare,
    change,
    day,
    identifier,
    is_part,
    month_name,
    number,
    out_of,
    printed,
    share,
)


def variables(board: Board) -> dict[str, Any]:
    """What `_variables.yml` holds: month, council, and for each indicator its figures by name."""
    this = board.month
    named = {
        "month": {"name": this.name, "as_at": day(this.as_at), "previous": this.previous().name},
        "council": board.council,
    }
    return named | {id: _indicator(board, id) for id in INDICATORS}


def _indicator(board: Board, id: str) -> dict[str, Any]:
    rows = board.measures[board.measures["indicator"] == id]
    found = {category: judged for (name, category), judged in board.judgements.items() if name == id}
    figures = _figures(found[""]) if "" in found else {}
    figures |= {identifier(category): _figures(judged) for category, judged in found.items() if category}
    if "ytd" in INDICATORS[id].series:
        figures["ytd"] = _single(rows[(rows["period_type"] == "ytd") & (rows["category"] == "")])
    return figures | _composition(id, rows)


def _figures(judged: Judgement) -> dict[str, str]:
    now, unit = judged.now, judged.unit
    known = [point for point in judged.series if point.value == point.value]
    low, high = (choose(known, key=lambda point: point.value, default=None) for choose in (min, max))
    england = judged.benchmark.values.get("England") if judged.benchmark else None
    return {
        "value": printed(now.value if now else None, unit),
        "number": bare(now.value if now else None, unit),
        "numerator": number(now.numerator) if now else NO_DATA,
        "denominator": NO_DATA if now is None or pd.isna(now.denominator) else number(now.denominator),
        "of": out_of(now.numerator, now.denominator) if now else NO_DATA,
        "when": day(now.end) if now else NO_DATA,
        "target": judged.target.words(unit) if judged.target else "no target",
        "against_target": str(judged.against_target),
        **_change("change", judged.change, unit),
        **_change("year_change", judged.change_in_year, unit),
        "lowest": printed(low.value if low else None, unit),
        "lowest_month": month_name(low.end) if low else NO_DATA,
        "highest": printed(high.value if high else None, unit),
        "highest_month": month_name(high.end) if high else NO_DATA,
        "england": printed(england, unit),
        "england_year": str(judged.benchmark.year) if judged.benchmark else NO_DATA,
    }


def _change(name: str, made: Change, unit: str) -> dict[str, str]:
    """`change` in words, and `before`: the figure it changed from."""
    before = made.before.value if made.before else None
    return {name: change(made.difference, unit), f"{name}_from": printed(before, unit)}


def _single(rows: pd.DataFrame) -> dict[str, str]:
    if rows.empty:
        return {"value": NO_DATA, "of": NO_DATA, "to": NO_DATA}
    row = rows.iloc[0]
    return {
        "value": printed(row["value"], row["unit"]),
        "of": out_of(row["numerator"], row["denominator"]),
        "to": day(row["period_end"]),
    }


def _composition(id: str, rows: pd.DataFrame) -> dict[str, Any]:
    parts = compositions(rows)
    if parts.empty or INDICATORS[id].unit == "cases":
        return {}
    total = parts.loc[~parts["category"].map(is_part), "numerator"].sum()
    named = zip(parts["category"], parts["numerator"])
    return {"total": number(total)} | {
        identifier(name): {"value": number(value), "share": share(value, total)} for name, value in named
    }
