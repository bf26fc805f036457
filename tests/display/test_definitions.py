"""The definitions appendix: every indicator, from its declaration and the analysts' targets."""

from measure_rows import target
from scorecard.display.definitions import definitions, how_judged
from scorecard.indicators import INDICATORS
from scorecard.judgement.targets import IndicatorTargets, StepChange


def entry(id, targets=None):
    rows = definitions(targets or {}).text.splitlines()
    return next(row for row in rows if row.startswith(f"| **{INDICATORS[id].title}** |"))


def test_every_indicator_has_its_definition_its_counts_its_source_and_its_owner():
    shown = definitions({}).text
    for indicator in INDICATORS.values():
        assert f"| **{indicator.title}** | {indicator.definition}" in shown
        assert f"**Name in the data:** `{indicator.id}`." in shown
        assert indicator.numerator in shown and indicator.denominator in shown and indicator.owner in shown


def test_the_difference_from_the_dfe_is_said_or_that_there_is_none():
    assert "**Compared with the DfE:** " + INDICATORS["dental"].dfe_difference in entry("dental")
    assert "DfE" not in entry("pathway_plan")
    assert (
        "where nothing is said of the Department for Education (DfE), no comparison with its figures is made"
        in definitions({}).caption
    )


def test_a_targets_history_is_told_newest_first_with_who_set_it():
    old, new = target(above=95).targets[0], target(**{"above": 98, "from": "2020-04"}).targets[0]
    steps = (StepChange.model_validate({"from": "2020-03", "reason": "Video calls"}),)
    told = entry(
        "visits_on_time", {"visits_on_time": IndicatorTargets(targets=(old, new), step_changes=steps)}
    )
    assert (
        "**Target:** above 98% from April 2020, set by Board; above 95% from April 2019, set by Board; "
        "limits start anew from March 2020 (Video calls)."
    ) in told
    assert "Target" not in entry("dental")
    assert "Where no target is named, none is set" in definitions({}).caption


def test_what_judgements_rest_on_is_told_once_and_each_figures_method_with_it():
    assert "Laney's" in how_judged().text and "Newcombe's" in how_judged().text
    for id, indicator in INDICATORS.items():
        assert f"**Judged:** {indicator.method.words}." in entry(id)
