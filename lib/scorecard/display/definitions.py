"""The definitions appendix: every indicator as it is declared, with its targets and how it differs from the DfE's.

Nothing is written here by hand: the words come from the catalogue, the targets from the analysts' file.
"""

from collections.abc import Mapping

from scorecard.catalogue import INDICATORS, Indicator
from scorecard.display.figure import Markdown
from scorecard.judgement.targets import NO_TARGETS, IndicatorTargets
from scorecard.words import list_of


def definitions(targets: Mapping[str, IndicatorTargets]) -> Markdown:
    """For each indicator: its definition, what is counted of what, source, owner, targets, and the DfE's measure."""
    return Markdown("\n\n".join(_entry(one, targets.get(one.id, NO_TARGETS)) for one in INDICATORS.values()))


def _entry(indicator: Indicator, declared: IndicatorTargets) -> str:
    good = {
        "higher": "Higher is better.",
        "lower": "Lower is better.",
        None: "Neither higher nor lower is better.",
    }
    counted = indicator.numerator + (f"; out of: {indicator.denominator}" if indicator.denominator else "")
    sources = list_of([*indicator.inputs, *indicator.optional])
    lines = [
        f"Counted: {counted}.",
        f"Shown for: {indicator.period}. {good[indicator.good]}",
        f"Source: {sources}. Owner: {indicator.owner}.",
        f"Target: {_targets(indicator, declared)}.",
        f"Compared with the DfE: {indicator.dfe_difference or 'it publishes no such measure.'}",
    ]
    items = "\n".join(f"- {line}" for line in lines)
    return f"**{indicator.title}** (`{indicator.id}`)\n\n{indicator.definition}\n\n{items}"


def _targets(indicator: Indicator, declared: IndicatorTargets) -> str:
    """The targets, newest first, with who set each and from when it held; then the step changes."""
    parts = [
        f"{target.words(indicator.unit)} from {target.since.name}, set by {target.set_by}"
        for target in sorted(declared.targets, key=lambda target: target.since, reverse=True)
    ]
    steps = [f"limits start anew from {step.since.name} ({step.reason})" for step in declared.step_changes]
    return "; ".join([*(parts or ["none set"]), *steps])
