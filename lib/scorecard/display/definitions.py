"""The definitions appendix: every indicator as it is declared, with its targets and how it differs from the DfE's.

Nothing is written here by hand: the words come from the catalogue, the targets from the analysts' file.
"""

from collections.abc import Mapping

from scorecard.display.figure import Markdown
from scorecard.indicators import INDICATORS, Indicator
from scorecard.judgement.targets import NO_TARGETS, IndicatorTargets
from scorecard.judgement.variation import LIMIT, RUN_LENGTH
from scorecard.plain_text import in_markdown
from scorecard.words import list_of

HOW_TO_READ = (
    "Where no target is named, none is set; where nothing is said of the Department for Education (DfE), no comparison "
    "with its figures is made.\n\n"
    "The **usual range** of a figure is where chance alone would leave nearly all of its points: its average, and "
    f"{LIMIT:g} times the average change from one point to the next above and below it. It rests on the last 24 months or "
    "12 quarters, more than a chart shows. A **signal** is a point outside it, or one of the patterns that chance seldom "
    f"makes: {RUN_LENGTH} points in a row on one side of the average, {RUN_LENGTH} that rise or fall, or two of three "
    "near the same edge."
)


def definitions(targets: Mapping[str, IndicatorTargets]) -> Markdown:
    """For each indicator: its definition, what is counted of what, source, owner, targets, and the DfE's measure."""
    entries = [_entry(one, targets.get(one.id, NO_TARGETS)) for one in INDICATORS.values()]
    return Markdown("\n\n".join([HOW_TO_READ, *entries]))


def _entry(indicator: Indicator, declared: IndicatorTargets) -> str:
    good = {
        "higher": "Higher is better.",
        "lower": "Lower is better.",
        None: "Neither higher nor lower is better.",
    }
    counted = indicator.numerator + (f"; out of: {indicator.denominator}" if indicator.denominator else "")
    sources = list_of([*indicator.inputs, *indicator.optional])
    lines = [
        f"Counted: {counted}. Shown for: {indicator.period}. {good[indicator.good]}",
        f"Source: {sources}. Owner: {indicator.owner}. Name in the data: `{indicator.id}`.",
    ]
    if declared.targets or declared.step_changes:
        lines.append(f"Target: {_targets(indicator, declared)}.")
    if indicator.dfe_difference:
        lines.append(f"Compared with the DfE: {indicator.dfe_difference}")
    items = "\n".join(f"- {line}" for line in lines)
    return f"#### {indicator.title}\n\n{indicator.definition}\n\n{items}"


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
