"""The facts of a figure on the scorecard's two sides: the figure first, then of how many, its target and how it moved.

They are the caption of its small chart: spans, to each of which the theme gives its looks. Everything is read from the
judgements.
"""

from collections.abc import Iterable, Mapping
from textwrap import shorten

import pandas as pd

from scorecard.display.captions import TOGETHER, compositions, wholes
from scorecard.display.figure import Markdown, table
from scorecard.display.performance import STANDS
from scorecard.judgement.changes import Change
from scorecard.judgement.judge import Judgement
from scorecard.words import (
    COUNTED,
    NO_DATA,
    bare,
    count,
    day,
    is_missing,
    number,
    out_of,
    printed,
    sentence,
    short_month,
    size_of,
    year_to_date,
)

MOST_TEAMS, LONGEST_NAME = 5, 45


def facts(view: pd.DataFrame, judgements: Mapping[tuple[str, str], Judgement], *, alone: bool = True) -> str:
    """The facts of one indicator, or of those that share a tile, as spans: `now` or, of one that is not `alone`, `each`; `of`,
    `stands` and `moved`."""
    ids = list(dict.fromkeys(view["indicator"]))
    judged = [judgements[id, ""] for id in ids if (id, "") in judgements]
    if not judged:
        return _composed(view)
    alone = alone and len(judged) == 1
    return " ".join(span for each in judged for span in _facts(each, view, alone))


def staffing(view: pd.DataFrame, judgements: Mapping[tuple[str, str], Judgement]) -> Markdown:
    """Establishment and average caseload of the teams, and its change from the month before; the largest of many."""
    now = view[view["period_end"] == view["period_end"].max()]
    posts = now[now["indicator"] == "establishment"].set_index("category")["value"]
    cases = now[now["indicator"] == "caseload"]
    shown = cases[cases["category"].isin(posts.sort_values(ascending=False).head(MOST_TEAMS).index)]
    stands = [judgements["caseload", team] for team in shown["category"]]
    frame = pd.DataFrame(
        {
            "Team": [shorten(team, LONGEST_NAME, placeholder="…") for team in shown["category"]],
            "Posts": [bare(posts[team], "FTE") for team in shown["category"]],
            "Cases": [bare(value, "cases") for value in shown["value"]],
            "Change": [_change(stand.change, "cases", "") or "–" for stand in stands],
        }
    )
    more = len(cases) - len(shown)
    rest = f"; the pack has {count(more, 'teams')} more" if more else ""
    return table(frame, f"Posts, average caseload and its change in a month{rest}", texts=("Change",))


def _span(words: str, name: str) -> str:
    return f"[{words}]{{.{name}}}" if words else ""


def _composed(view: pd.DataFrame) -> str:
    parts = compositions(view)
    total = wholes(parts[~parts["part"]]).max()
    when = day(parts["period_end"].max())
    return f"{_span(number(total), 'now')} {_span(f'children on {when}', 'of')}"


def _facts(judged: Judgement, view: pd.DataFrame, alone: bool) -> Iterable[str]:
    rows = view[(view["indicator"] == judged.indicator.id) & (view["category"] == "")]
    to_date = rows[rows["period_type"] == "ytd"]
    figure, of, besides = _figure(judged, rows, to_date.iloc[-1] if len(to_date) else None)
    yield _span(figure, "now" if alone else "each")
    yield _span(of if alone else ": ".join(filter(None, [judged.indicator.label, of])), "of")
    yield _span(sentence("; ".join(filter(None, [_target(judged), besides]))), "stands")
    yield _span(_moved(judged), "moved")


def _target(judged: Judgement) -> str:
    if not judged.target:
        return ""
    return f"{STANDS[judged.against_target]} {judged.against_target}: {judged.target.words(judged.unit)}"


def _figure(judged: Judgement, rows: pd.DataFrame, to_date) -> tuple[str, str, str]:
    """The figure, what it is of, and the figure beside it. Of one by quarter the year to date leads: single quarters
    swing."""
    now, unit = judged.now, judged.unit
    if now is None:
        return NO_DATA, "", ""
    of = out_of(now.numerator, now.denominator)
    if judged.kind == "quarter" and to_date is not None:
        of_year = f"{out_of(to_date['numerator'], to_date['denominator'])} in {to_date['financial_year']}"
        period = rows.loc[rows["period_type"] == "quarter", "period"].iloc[-1]
        four = "four quarters to " if period.startswith(TOGETHER) else ""
        name = f"{four}{period.rpartition(' ')[2]}"
        return to_date["printed"], of_year, f"{name}: {printed(now.value, unit)} ({of})"
    if unit == "%":
        besides = f"year to date {to_date['printed']}" if to_date is not None and judged.kind != "ytd" else ""
        return printed(now.value, unit), f"{of}{_when(judged)}", besides
    if unit == "days":
        mean_of = "" if is_missing(now.denominator) else f"mean of {count(now.denominator, 'children')}"
        return printed(now.value, unit), "", mean_of
    return bare(now.value, unit), "" if unit in COUNTED else unit, ""


def _when(judged: Judgement) -> str:
    """The days of a figure that is not of the month."""
    match judged.kind:
        case "ytd":
            return f" {year_to_date(judged.now.start, judged.now.end)}"
        case "snapshot":
            return f" at {day(judged.now.end)}{', by the return' if judged.indicator.note else ''}"
    return ""


def _moved(judged: Judgement) -> str:
    """The change since the month before and in a year."""
    told = [_change(judged.change_in_year, judged.unit, "in a year")]
    if judged.kind == "month" and judged.change.before:
        told.insert(0, _change(judged.change, judged.unit, f"since {short_month(judged.change.before.end)}"))
    return ", ".join(filter(None, told))


def _change(made: Change, unit: str, since: str) -> str:
    if made.difference is None:
        return ""
    if not made.difference:
        return f"→ the same {since}".strip()
    return f"{'↑' if made.difference > 0 else '↓'} {size_of(made.difference, unit)} {since}".strip()
