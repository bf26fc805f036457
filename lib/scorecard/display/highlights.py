"""What a reader should know first: what goes well, what needs attention and what else changed, a sentence each.

Going well and needing attention are for targets met and missed, and for changes in a year that chance does not explain;
each with its interval. Rules: the definitions, "How a figure is judged".
"""

from collections.abc import Iterable

from scorecard.display.captions import TOGETHER
from scorecard.display.figure import Markdown
from scorecard.display.performance import name
from scorecard.display.standing import in_a_year, late, span, target, unusual
from scorecard.indicators import SECTIONS
from scorecard.judgement.changes import Claim
from scorecard.judgement.judge import Judgement
from scorecard.judgement.targets import AgainstTarget
from scorecard.plain_text import in_markdown
from scorecard.reporting_month import MONTH_NAMES, Quarter
from scorecard.words import (
    COUNTED,
    amount,
    count,
    day,
    is_missing,
    month_name,
    number,
    out_of,
    printed,
    year_to_date,
)

SHOWN = 5
CHANGES = tuple(claim for claim in Claim if claim.is_change)
LOOKED_AT = (
    "Changes in a year that were looked at: {}. Those named here are more than chance explains: of such claims at most one "
    "in ten is chance after all. Brackets show where a figure or a change may lie, as far as chance goes."
)
NONE_LOOKED_AT = (
    "There was no change in a year to look at. Brackets show where a figure may lie, as far as chance goes."
)


def highlights(judgements: Iterable[Judgement]) -> Markdown:
    """What goes well, what needs attention and what else changed, at most five of each, and how many were looked at."""
    judged = [one for one in judgements if one.now and not one.is_part]
    attention = [
        *sorted(filter(_missed, judged), key=_distance, reverse=True),
        *sorted((one for one in judged if _claims(one, Claim.WORSE) and not _missed(one)), key=_evidence),
    ]
    rest = [one for one in judged if one not in attention]
    well = [
        *filter(_met, rest),
        *sorted((one for one in rest if _claims(one, Claim.BETTER) and not _met(one)), key=_evidence),
    ]
    first = well[:SHOWN] + attention[:SHOWN]
    others = [
        one
        for one in judged
        if one not in first and (_claims(one, Claim.HIGHER, Claim.LOWER) or unusual(one))
    ]
    parts = {"Going well": well, "Needing attention": attention, "Also changed or unusual": others}
    sections = [f"### {title}\n\n{_list(found[:SHOWN])}" for title, found in parts.items()]
    looked_at = next((one.looked_at for one in judged), 0)
    told = LOOKED_AT.format(number(looked_at)) if looked_at else NONE_LOOKED_AT
    return Markdown("\n\n".join([*sections, told]))


def _claims(judged: Judgement, *claims: Claim) -> bool:
    """Whether a test says so: of a census the figures stand, and have no place here."""
    return judged.change_in_year.claim in claims and judged.change_in_year.interval is not None


def _missed(judged: Judgement) -> bool:
    return judged.against_target is AgainstTarget.NOT_MET


def _met(judged: Judgement) -> bool:
    return judged.against_target is AgainstTarget.MET


def _distance(judged: Judgement) -> float:
    """How far from its target a figure is, as a share of the larger of the two: half of it and twice as much are as far,
    and from a target of 0 all of the figure is too much."""
    low, high, value = judged.target.low, judged.target.high, judged.now.value
    bound = low if low is not None and value <= low else high
    return abs(value - bound) / (max(abs(value), abs(bound)) or 1)


def _evidence(judged: Judgement) -> float:
    return judged.change_in_year.p_value


def _sentence(judged: Judgement) -> str:
    unit = judged.unit
    figure = (amount if unit in COUNTED else printed)(judged.now.value, unit)
    of = [out_of(judged.now.numerator, judged.now.denominator)] if unit == "%" else []
    if unit == "days" and not is_missing(judged.now.denominator):
        of.append(f"over {count(judged.now.denominator, 'children')}")
    if judged.chance:
        of.append(span(judged.chance, unit))
    brackets = f" ({'; '.join(of)})" if of else ""
    changed = in_a_year(judged) if _claims(judged, *CHANGES) else ""
    said = [target(judged), unusual(judged), changed, late(judged)]
    anchor = "-".join(SECTIONS[judged.indicator.section].lower().split())
    words = "; ".join(filter(None, said))
    return f"[{in_markdown(name(judged))}](#{anchor}): {figure}{brackets}{_when(judged)}; {words}."


def _when(judged: Judgement) -> str:
    """The days that a figure covers, where they are not the reporting month's."""
    start, end = judged.now.start, judged.now.end
    match judged.kind:
        case "quarter":
            if start < Quarter.of(end).start:
                return f" in {TOGETHER}{month_name(end)}"
            return f" in {MONTH_NAMES[start.month - 1]} to {month_name(end)}"
        case "ytd":
            return f" {year_to_date(start, end)}"
        case "snapshot" if not judged.category:
            return f" at {day(end)}"
    return ""


def _list(judged: list[Judgement]) -> str:
    return "\n".join(f"- {_sentence(one)}" for one in judged) if judged else "Nothing stands out."
