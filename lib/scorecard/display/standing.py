"""How a figure stands, in words that the page, its captions and the analyst's drafts share.

Better and worse are said of what chance does not explain, and always with the interval; of everything else the figures
stand, with "about the same" or "too few to tell". Rules: the definitions, "How a figure is judged".
"""

from math import ceil, floor

from scorecard.judgement.changes import Claim, YearChange
from scorecard.judgement.judge import Judgement
from scorecard.judgement.laney import Signal
from scorecard.judgement.points import Point
from scorecard.judgement.shares import Interval
from scorecard.judgement.targets import AgainstTarget
from scorecard.words import (
    ALWAYS,
    UP_TO,
    amount,
    bare,
    count,
    day,
    is_missing,
    month_name,
    number,
    out_of,
    printed,
)

AGAINST = {
    AgainstTarget.MET: "meets its target",
    AgainstTarget.TOLERATED: "is within the tolerance of its target",
    AgainstTarget.NOT_MET: "misses its target",
}
CLAIMED = dict.fromkeys((Claim.HIGHER, Claim.LOWER), "more than chance explains")
"""Where neither way is good."""

WHOLE = ("children", "episodes")
"""The units of which there are more or fewer."""

NOUNS = ("reviews", "visits", "care leavers", "children", "periods of care")


def span(interval: Interval, unit: str) -> str:
    """From where to where a figure may lie: "69.0% to 76.5%", "443 to 516 days"."""
    low, high = (number(end) if unit == "days" else bare(end, unit) for end in interval)
    return f"{low}% to {high}%" if unit == "%" else f"{low} to {high} {unit}"


def range_of(interval: Interval, unit: str) -> str:
    """From where to where a difference may lie, as a table writes it: "−7.5 to −4.6"."""
    decimals = ALWAYS.get(unit, UP_TO.get(unit, 0))
    return " to ".join(f"{round(end, decimals) + 0:.{decimals}f}".replace("-", "−") for end in interval)


def difference(made: YearChange, unit: str) -> str:
    """A difference with its interval: "6.1 points lower (4.6 to 7.5)", "1.8 points higher (7.2 lower to 10.7 higher)"."""
    if not made.difference:
        words = "the same figure"
    else:
        named = (bare if unit in WHOLE else amount)(abs(made.difference), "points" if unit == "%" else unit)
        words = f"{named} {_way(made.difference, unit)}"
    if made.interval is None:
        return words
    return f"{words} ({_ends(made.interval, made.unit, unit)})"


def in_a_year(judged: Judgement) -> str:
    """The change in a year with what is said of it: "76.3% (5,046 of 6,617) in the 12 months to May 2020, 82.3% (5,614 of
    6,818) in the 12 before: 6.1 points lower (4.6 to 7.5), worse"; "" without a figure of then."""
    made = judged.change_in_year
    if made.difference is None:
        return ""
    if in_counts(judged):
        now = f"{number(short_of(made.now))} of {amount(made.now.denominator, 'children')}"
        before = f"{number(short_of(made.before))} of {number(made.before.denominator)}"
        return f"not so for {now}; at {day(made.before.end)} for {before}"
    claim = CLAIMED.get(made.claim, str(made.claim))
    words = f"{_compared(judged)}: {difference(made, judged.unit)}"
    return f"{words}, {claim}" if claim else words


def in_counts(judged: Judgement) -> bool:
    """Whether its change is told as how many it is not so for."""
    return judged.method.census and judged.unit == "%"


def target(judged: Judgement) -> str:
    """How the figure stands against its target, with the distance in what is counted: "misses its target, above 98%: 135
    visits short"; "" where there is none to judge."""
    if judged.against_target not in AGAINST:
        return ""
    words = f"{AGAINST[judged.against_target]}, {judged.target.words(judged.unit)}"
    short = distance(judged)
    return "".join([words, f": {short}" if short else "", may_be_chance(judged)])


def distance(judged: Judgement, named: bool = True) -> str:
    """How far from its target the figure is, in what is counted: "one review short", "3 children too many", "50 days over",
    or not `named`: "1 short", "50 over"; "" where it is met."""
    if judged.against_target not in (AgainstTarget.TOLERATED, AgainstTarget.NOT_MET):
        return ""
    now, set_at, unit = judged.now, judged.target, judged.unit
    low = set_at.low is not None and now.value <= set_at.low
    if unit != "%":
        gap = abs(now.value - (set_at.low if low else set_at.high))
        way = "under" if low else "over"
        if unit == "days":
            gap = round(gap) or gap
        if bare(gap, unit) == "0":
            return "on the bound itself"
        return f"{(amount if named else bare)(gap, unit)} {way}"
    gap = _events_short(judged, low)
    if gap is None:
        return ""
    return f"{_counted(judged, gap) if named else number(gap)} {'short' if low else 'too many'}"


def may_be_chance(judged: Judgement) -> str:
    """The interval of the figure where it holds the target, so that which side it is on may be chance; else ""."""
    set_at, chance = judged.target, judged.chance
    if chance is None or set_at is None:
        return ""
    held = any(bound is not None and chance.holds(bound) for bound in (set_at.low, set_at.high))
    return f" (may be chance: {span(chance, judged.unit)})" if held else ""


def month(judged: Judgement) -> str:
    """How the latest month lies to its usual range: "below its usual range, 74.1% to 84.6%"; "" where that cannot be said."""
    found = judged.variation
    if found is None or judged.usual_now is None:
        return ""
    limits = span(judged.usual_now, judged.unit)
    run = found.signal is Signal.RUN
    return f"{found.words} (usual range: {limits})" if run else f"{found.words}, {limits}"


def unusual(judged: Judgement) -> str:
    """The same of a month that is a signal; "" of any other."""
    return month(judged) if judged.variation and judged.variation.side else ""


def late(judged: Judgement) -> str:
    """How its first figures fared: "earlier months mostly rose by 9.3 to 10.8 points once late entries were in"; "" where that
    is not told."""
    if judged.late is None:
        return ""
    near, far = sorted(judged.late, key=abs)
    way, unit = "rose" if far > 0 else "fell", "points" if judged.unit == "%" else judged.unit
    least, most = bare(abs(near), unit), amount(abs(far), unit)
    if near * far <= 0 or least == "0":
        by = f"up to {most}"
    else:
        by = most if least == bare(abs(far), unit) else f"{least} to {most}"
    return f"earlier months mostly {way} by {by} once late entries were in"


def noun(judged: Judgement) -> str:
    """What its figure counts: "visits", "children"."""
    declared = judged.indicator
    words = declared.denominator if declared.numerator.startswith("those") else declared.numerator
    return next((each for each in NOUNS if words.startswith(each)), "children")


def _counted(judged: Judgement, number_of: int) -> str:
    """ "one review", "135 visits"."""
    words = noun(judged)
    if number_of != 1:
        return f"{number(number_of)} {words}"
    singular = {"children": "child", "periods of care": "period of care"}
    return f"one {singular.get(words, words.removesuffix('s'))}"


def _events_short(judged: Judgement, low: bool) -> int | None:
    """How many more (or, of a share that is too high, fewer) of as many would meet the target; None if none could."""
    met, of, set_at = judged.now.numerator, judged.now.denominator, judged.target
    bound = (set_at.low if low else set_at.high) * of / 100
    nearest = (floor(bound), floor(bound) + 1) if low else (ceil(bound), ceil(bound) - 1)
    reached = (
        each for each in nearest if 0 <= each <= of and set_at.judge(100 * each / of) is AgainstTarget.MET
    )
    found = next(reached, None)
    return None if found is None else round(abs(found - met))


def _way(value: float, unit: str) -> str:
    if unit in WHOLE:
        return "more" if value > 0 else "fewer"
    if unit == "days":
        return "longer" if value > 0 else "shorter"
    return "higher" if value > 0 else "lower"


def _ends(interval: Interval, of: str, unit: str) -> str:
    """ "4.6 to 7.5", or with both ways where it holds 0; of a count that is judged as a share, the points of that."""
    low, high = (number(abs(end), ALWAYS.get(of, UP_TO.get(of, 0))) for end in interval)
    points = "" if of == unit else " points"
    if interval.low < 0 < interval.high:
        words = f"{low}{points} {_way(-1, of)} to {high}{points} {_way(1, of)}"
    else:
        words = " to ".join([high, low] if interval.high < 0 else [low, high]) + points
    return words if of == unit else f"of all in care, {words}"


def _compared(judged: Judgement) -> str:
    """The figures that are compared; of a state, whose own stands before, that of a year ago."""
    made = judged.change_in_year
    now, before = (_figure(judged, point) for point in (made.now, made.before))
    match judged.method.over:
        case "year":
            return f"{now} in the 12 months to {month_name(made.now.end)}, {before} in the 12 before"
        case "ytd":
            return f"{now} in the year to {day(made.now.end)}, {before} in the year before"
    return f"{before} a year ago"


def _figure(judged: Judgement, point: Point) -> str:
    if judged.unit == "%":
        return f"{printed(point.value, '%')} ({out_of(point.numerator, point.denominator)})"
    if judged.unit == "days" and not is_missing(point.denominator):
        return f"{printed(point.value, 'days')} over {count(point.denominator, 'children')}"
    return printed(point.value, judged.unit)


def short_of(point: Point) -> float:
    """Of a roll, of how many it is not so: "5 children have none" is what a share of 98.9% says."""
    return point.denominator - point.numerator
