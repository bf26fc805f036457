"""The report's variables: every number that prose may name, as ready words, so that none is typed by hand.

`{{< var reviews_on_time.value >}}` gives "93.1%". Without data a variable says "no data"; none is ever absent.
"""

from typing import Any

import pandas as pd

from scorecard.board import Board
from scorecard.display.captions import compositions, wholes
from scorecard.display.notes import read_with_care
from scorecard.display.standing import difference, distance, in_a_year, month, span, target
from scorecard.indicators import INDICATORS, Indicator
from scorecard.judgement.judge import Judgement
from scorecard.judgement.points import Point
from scorecard.plain_text import in_markdown
from scorecard.words import (
    NO_DATA,
    UP_TO,
    bare,
    change,
    day,
    identifier,
    month_name,
    number,
    out_of,
    printed,
    share,
    whole,
)


def variables(board: Board) -> dict[str, Any]:
    """What `_variables.yml` holds: audience, month, council, how figures are protected, and for each indicator its figures by
    name; every text is Markdown."""
    this = board.month
    named = {
        "audience": board.audience,
        "month": {
            "name": this.name,
            "as_at": day(this.as_at),
            "previous": this.previous().name,
            "previous_as_at": day(this.previous().as_at),
            "read_with_care": " ".join(read_with_care(board.extract)),
        },
        "council": as_markdown(board.council),
        "without_data": _without_data(board),
        "protection": board.protection(),
    }
    return board.said(named | {id: _indicator(board, id) for id in INDICATORS})


def as_markdown(council: dict[str, Any]) -> dict[str, Any]:
    """The council's lines, those under a name among them, with every text as Markdown."""
    kinds = {dict: as_markdown, str: in_markdown}
    return {name: kinds.get(type(value), lambda same: same)(value) for name, value in council.items()}


def _without_data(board: Board) -> list[str]:
    """The indicators of which no figure at all is known: the report leaves their commentary out."""
    known = set(board.measures.loc[board.measures["value"].notna(), "indicator"])
    return [id for id in INDICATORS if id not in known]


def _indicator(board: Board, id: str) -> dict[str, Any]:
    rows = board.measures[board.measures["indicator"] == id]
    judged = {category: found for (name, category), found in board.judgements.items() if name == id}
    named = {}
    for category, found in judged.items():
        figures = _figures(found, board.council) | _range(rows[rows["category"] == category])
        named |= {identifier(category): figures} if category else figures
    if "ytd" in INDICATORS[id].types:
        named["ytd"] = _single(rows[(rows["period_type"] == "ytd") & (rows["category"] == "")])
    named |= _composition(INDICATORS[id], rows, board.decimals)
    missing = dict.fromkeys(
        [*(name for name, value in named.items() if isinstance(value, str)), "value", "share"], NO_DATA
    )
    return {identifier(part): missing for part in (*INDICATORS[id].groups, *INDICATORS[id].parts)} | named


PERIODS = {"month": "month", "quarter": "quarter", "ytd": "year", "snapshot": "day"}


def _figures(judged: Judgement, council: dict[str, Any]) -> dict[str, str]:
    """The figure now, how it stands, how it changed, and what is published of England and of similar councils, with `ours`
    beside them.

    `year` is the change in a year as it is judged, a clause with its figures; `claim` what is said of it; `stands` how the
    figure stands to its target, `distance` how far from it; `unusual` how the month lies to its usual range; `period` what
    it is of, as in "the quarter to"; `since` the change from the period before, or else in a year, with its month.
    """
    now, unit = judged.now, judged.unit
    published = judged.benchmark.values if judged.benchmark else {}
    made = judged.change_in_year
    return {
        "value": printed(now.value if now else None, unit),
        "number": bare(now.value if now else None, unit),
        "numerator": number(now.numerator) if now else NO_DATA,
        "denominator": NO_DATA
        if now is None or pd.isna(now.denominator)
        else number(now.denominator, UP_TO["FTE"]),
        "of": out_of(now.numerator, now.denominator) if now else NO_DATA,
        "about": _about(now, unit),
        "when": day(now.end) if now else NO_DATA,
        "period": PERIODS.get(judged.kind, NO_DATA),
        "target": judged.target.words(unit) if judged.target else "no target",
        "against_target": str(judged.against_target),
        "stands": target(judged) or "no target",
        "distance": distance(judged) or "none",
        "change": change(judged.change.difference, unit),
        "since": _since(judged),
        "change_from": printed(judged.change.before.value if judged.change.before else None, unit),
        "year": in_a_year(judged) or NO_DATA,
        "year_change": difference(made, unit) if made.difference is not None else NO_DATA,
        "year_change_from": printed(made.before.value if made.before else None, unit),
        "claim": str(made.claim) or "figures only",
        "chance": span(judged.chance, unit) if judged.chance else NO_DATA,
        "unusual": month(judged) or "not judged by itself",
        "england": whole(published.get("England"), unit),
        "similar": whole(published.get(council["similar"]), unit),
        "ours": whole(judged.compared.value if judged.compared else None, unit),
        "published": str(judged.benchmark.year) if judged.benchmark else NO_DATA,
    }


def _since(judged: Judgement) -> str:
    for made in (judged.change, judged.change_in_year):
        if made.difference is not None:
            return f"{change(made.difference, judged.unit)} since {month_name(made.before.end)}"
    return "no earlier figure"


def _about(now: Point | None, unit: str) -> str:
    """A figure as prose for the public says it: "about 73% (390 of 535)", "about 715"."""
    value = printed(now.value if now else None, unit)
    if now is None or value == NO_DATA:
        return NO_DATA
    if unit == "%":
        return f"{value} ({out_of(now.numerator, now.denominator)})"
    return f"about {value}" if now.value else "fewer than 5"


def _range(rows: pd.DataFrame) -> dict[str, str]:
    """The lowest and the highest of the months or quarters that the scorecard shows, and when they were."""
    known = rows[rows["period_type"].isin(["month", "quarter"]) & rows["value"].notna()]
    ends = {"lowest": known["value"].idxmin, "highest": known["value"].idxmax}
    named = {}
    for name, find in ends.items():
        found = known.loc[find()] if len(known) else None
        named[name] = NO_DATA if found is None else printed(found["value"], found["unit"])
        named[f"{name}_month"] = NO_DATA if found is None else month_name(found["period_end"])
    return named


def _single(rows: pd.DataFrame) -> dict[str, str]:
    if rows.empty:
        return {"value": NO_DATA, "of": NO_DATA, "to": NO_DATA}
    row = rows.iloc[0]
    return {
        "value": printed(row["value"], row["unit"]),
        "of": out_of(row["numerator"], row["denominator"]),
        "to": day(row["period_end"]),
    }


def _composition(declared: Indicator, rows: pd.DataFrame, decimals: int) -> dict[str, Any]:
    """The groups and parts as they are now, and what the groups add to."""
    if not declared.groups and not declared.is_composition:
        return {}
    parts = compositions(rows)
    parts = parts[parts["period_end"] == parts["period_end"].max()]
    if parts.empty:
        return {"total": NO_DATA} if declared.is_composition else {}
    total = wholes(parts[~parts["category"].isin(declared.parts)]).max()
    named = zip(parts["category"], parts["numerator"], wholes(parts))
    return {"total": number(total)} | {
        identifier(name): {"value": number(value), "share": share(value, whole, decimals)}
        for name, value, whole in named
    }
