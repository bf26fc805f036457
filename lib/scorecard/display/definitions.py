"""The definitions appendix: every indicator as it is declared, with its targets and how it differs from the DfE's.

Nothing is written here by hand: the words come from the catalogue, the targets from the analysts' file.
"""

from collections.abc import Iterable, Mapping

import pandas as pd

from scorecard.display.figure import Markdown, table
from scorecard.indicators import INDICATORS, Indicator
from scorecard.judgement.laney import LEAST_MEAN, POINTS_NEEDED, RUN_LENGTH, RUN_OF_RECURRING
from scorecard.judgement.late import LEAST_KEPT
from scorecard.judgement.targets import NO_TARGETS, IndicatorTargets
from scorecard.plain_text import in_markdown
from scorecard.words import list_of

TEXTS = "How it is worked out, judged and compared"
CAPTION = (
    "How each figure is worked out. Where no target is named, none is set; where nothing is said of the Department for "
    "Education (DfE), no comparison with its figures is made"
)
GOOD = {
    "higher": "Higher is better.",
    "lower": "Lower is better.",
    None: "Neither higher nor lower is better.",
}
HOW_JUDGED = (
    "That something changed, or is unusual, is said only where chance does not explain it; else the figures stand, with "
    "“about the same” or, where one of the two rests on fewer than 20, “too few to tell”. Each figure's own "
    "method stands with its definition.\n\n"
    "- **A month.** The usual range is where chance leaves 99.7% of months of a process like that of the past two years "
    "(Laney's p' chart for shares and u' chart for counts: it knows the denominator, and that a child has several events). "
    f"It rests on {POINTS_NEEDED} to 24 months. A month outside it is unusual, and so are {RUN_LENGTH} in a row on one side "
    f"of the average ({RUN_OF_RECURRING} of missing episodes, most of which are of a few children). "
    "Seasons are not taken out: a month that stands out may do so every year. "
    f"With fewer than {LEAST_MEAN} events a month nothing is said. A state at a month's end and a figure of "
    "12 months are mostly the same children as a month before, so no month of them is called unusual. A figure that looks "
    "back beyond the first of its records is not judged.\n"
    "- **A change in a year.** Two shares by Newcombe's interval and the score test, with fewer counted where several "
    "events are of one child; means and missing episodes by resampling children; numbers started and ceased by their "
    "ratio. Of all changes looked at those are claimed that pass the rule of Benjamini and Hochberg at 10% and whose 95% "
    "interval leaves out no change.\n"
    f"- **Late entries.** Where {LEAST_KEPT} or more earlier packs are kept, the first figures of the 12 months before are held "
    "against what the records say of those months now. A change or an unusual month is said only if it would stand as well "
    "with the newest figure put right as the middle half of those were; else it is “too early to tell”.\n"
    "- **A target** is met or not: that is a fact. Where the interval of the figure (Wilson's) holds the target, which side "
    "it is on may be chance."
)


def how_judged() -> Markdown:
    """What "worse", "unusual" and "about the same" rest on, for whoever asks."""
    return Markdown(HOW_JUDGED)


def definitions(targets: Mapping[str, IndicatorTargets], ids: Iterable[str] | None = None) -> Markdown:
    """A row for each indicator, or for those of `ids`: how it is worked out, judged and compared, from what, and its name in
    the data."""
    rows = [_row(one, targets.get(one.id, NO_TARGETS)) for one in map(INDICATORS.get, ids or INDICATORS)]
    return table(pd.DataFrame(rows, columns=["Figure", TEXTS]), CAPTION, texts=(TEXTS,))


def _row(indicator: Indicator, declared: IndicatorTargets) -> list[Markdown]:
    text = [indicator.definition, f"**Counted:** {indicator.numerator}."]
    if indicator.denominator:
        text.append(f"**Out of:** {indicator.denominator}.")
    text.append(
        f"**Shown for:** {indicator.period}. {GOOD[indicator.good]} **Judged:** {indicator.method.words}."
    )
    if declared.targets or declared.step_changes:
        text.append(f"**Target:** {_targets(indicator, declared)}.")
    if other := indicator.instead:
        text.append(f"**Without a {other.without} file:** {other.definition}")
    if indicator.dfe_difference:
        text.append(f"**Compared with the DfE:** {indicator.dfe_difference}")
    sources = list_of([*indicator.inputs, *indicator.optional])
    text.append(f"**Source:** {sources}; {indicator.owner}. **Name in the data:** `{indicator.id}`.")
    return [Markdown(f"**{indicator.title}**"), Markdown(" ".join(text))]


def _targets(indicator: Indicator, declared: IndicatorTargets) -> str:
    """The targets, newest first, with who set each and from when it held; then the step changes."""
    parts = [
        f"{target.words(indicator.unit)} from {target.since.name}, set by {in_markdown(target.set_by)}"
        for target in sorted(declared.targets, key=lambda target: target.since, reverse=True)
    ]
    steps = [
        f"limits start anew from {step.since.name} ({in_markdown(step.reason)})"
        for step in declared.step_changes
    ]
    return "; ".join([*(parts or ["none set"]), *steps])
