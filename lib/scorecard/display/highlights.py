"""What a reader should know first: what goes well, what needs attention and what changed, a sentence each.

A figure is counted as going well or as needing attention by how many of these say so: the target, the latest signal
(unless its points overlap, as those of rolling 12 months do), the change in a year, and the council's published place
among authorities.
"""

from collections.abc import Iterable
from datetime import timedelta

from scorecard.display.figure import Markdown
from scorecard.display.performance import name, part_of_a_whole
from scorecard.indicators import SECTIONS
from scorecard.judgement.benchmarks import BEST, WORST
from scorecard.judgement.judge import Direction, Judgement
from scorecard.judgement.targets import AgainstTarget
from scorecard.judgement.variation import LIMIT, Assurance
from scorecard.plain_text import in_markdown
from scorecard.reporting_month import MONTH_NAMES
from scorecard.words import COUNTED, amount, change, day, month_name, number, out_of, printed

SHOWN = 5
FIRST = 100


def highlights(judgements: Iterable[Judgement], area: str) -> Markdown:
    """What goes well, what needs attention and what changed, at most five of each, a sentence each with its section.
    Of two with as many reasons the one that moved more in a year, as a share of what it was, comes first."""
    judged = [one for one in judgements if one.now and not part_of_a_whole(one)]
    weighed = [(one, *reasons(one, area)) for one in judged if one.indicator.good]
    weighed.sort(key=lambda found: -_share_moved(found[0]))
    well = sorted((found for found in weighed if _lean(*found) > 0), key=lambda found: -_lean(*found))
    attention = sorted((found for found in weighed if _lean(*found) < 0), key=lambda found: _lean(*found))
    moved = sorted((one for one in judged if _times_usual(one) > 1), key=_times_usual, reverse=True)
    parts = {
        "Going well": [_sentence(one, good) for one, good, _ in well[:SHOWN]],
        "Needing attention": [_sentence(one, bad) for one, _, bad in attention[:SHOWN]],
        "Changed most since the month before": [_sentence(one, [_step(one)]) for one in moved[:SHOWN]],
    }
    return Markdown("\n\n".join(f"### {title}\n\n{_list(sentences)}" for title, sentences in parts.items()))


def reasons(judged: Judgement, area: str) -> tuple[list[str], list[str]]:
    """Why a figure counts as going well, and why as needing attention, in words."""
    good, bad = [], []
    if judged.target:
        words = f"its target, {judged.target.words(judged.unit)}"
        match judged.against_target:
            case AgainstTarget.MET:
                good.append(f"meets {words}")
            case AgainstTarget.NOT_MET:
                out_of_reach = judged.assurance is Assurance.MISSES and not judged.indicator.overlapping
                bad.append(
                    f"misses {words}" + (", which its usual range does not reach" if out_of_reach else "")
                )
    if judged.variation and judged.variation.side and not judged.indicator.overlapping:
        side = good if (judged.variation.side > 0) == (judged.indicator.good == "higher") else bad
        side.append(judged.variation.words)
    if judged.change_in_year.direction in (Direction.BETTER, Direction.WORSE):
        side = good if judged.change_in_year.direction is Direction.BETTER else bad
        side.append(f"{change(judged.change_in_year.difference, judged.unit)} in a year")
    place = judged.benchmark.position(area, judged.indicator.good) if judged.benchmark else ""
    if place in (BEST, WORST):
        side = good if place == BEST else bad
        side.append(f"among the {place} of authorities in {judged.benchmark.year}, as the DfE measures it")
    return good, bad


def _lean(judged: Judgement, good: list[str], bad: list[str]) -> int:
    """How far a figure leans to going well; one whose target is not met needs attention, and before all others."""
    missed = judged.against_target is AgainstTarget.NOT_MET
    return -FIRST - len(bad) if missed else len(good) - len(bad)


def _sentence(judged: Judgement, words: list[str]) -> str:
    now = (amount if judged.unit in COUNTED else printed)(judged.now.value, judged.unit)
    of = f" ({out_of(judged.now.numerator, judged.now.denominator)})" if judged.unit == "%" else ""
    anchor = "-".join(SECTIONS[judged.indicator.section].lower().split())
    return f"[{in_markdown(name(judged))}](#{anchor}): {now}{of}{_when(judged)}; {'; '.join(words)}."


def _when(judged: Judgement) -> str:
    """The days that a figure covers, where they are not the reporting month's."""
    start, end = judged.now.start, judged.now.end
    match judged.kind:
        case "quarter":
            return f" in {MONTH_NAMES[start.month - 1]} to {month_name(end)}"
        case "ytd":
            return f" since {day(start)}"
        case "snapshot" if not judged.category:
            return f" at {day(end)}"
    return ""


def _list(sentences: list[str]) -> str:
    return "\n".join(f"- {sentence}" for sentence in sentences) if sentences else "Nothing stands out."


def _step(judged: Judgement) -> str:
    before = printed(judged.change.before.value, judged.unit)
    times = number(_times_usual(judged), 1)
    return f"{change(judged.change.difference, judged.unit)} from {before}, {times} times the usual"


def _usual_step(judged: Judgement) -> float:
    return (judged.variation.upper - judged.variation.mean) / LIMIT


def _times_usual(judged: Judgement) -> float:
    """The change since the month before as a multiple of the usual one; 0 where either is not known."""
    if (
        judged.variation is None
        or judged.change.difference is None
        or judged.now.end - judged.now.start > timedelta(days=31)
    ):
        return 0.0
    usual = _usual_step(judged)
    return abs(judged.change.difference) / usual if usual else 0.0


def _share_moved(judged: Judgement) -> float:
    """How far a figure moved in a year, as a share of what it was; 0 where that is not known."""
    moved = judged.change_in_year
    return abs(moved.difference / moved.before.value) if moved.difference and moved.before.value else 0.0
