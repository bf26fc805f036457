"""Targets: each month is judged by the target that held in it, and a target that cannot be right is refused by line."""

import pytest
from scorecard.judgement.targets import AgainstTarget, TargetsError, read_targets
from scorecard.project import Project
from scorecard.reporting_month import ReportingMonth
from scorecard.unusable import Unusable

SET = "set_by: Board, set_on: 2020-01-07"


@pytest.fixture
def targets(project):
    def read(text):
        (project.reference / "targets.yml").write_text(text, encoding="utf-8")
        return read_targets(project)

    return read


def one(targets, bounds, indicator="visits_on_time"):
    return targets(f"{indicator}:\n  targets:\n    - {{from: 2019-04, {bounds}, {SET}}}\n")[
        indicator
    ].targets[0]


@pytest.mark.parametrize(
    ("value", "stands"),
    [
        (98.01, AgainstTarget.MET),
        (98.0, AgainstTarget.TOLERATED),
        (95.0, AgainstTarget.TOLERATED),
        (94.99, AgainstTarget.NOT_MET),
    ],
)
def test_above_98_is_not_met_by_98_itself_and_tolerated_down_to_95(targets, value, stands):
    assert one(targets, "above: 98, tolerated: 95").judge(value) is stands


@pytest.mark.parametrize(("value", "stands"), [(429.9, AgainstTarget.MET), (430.0, AgainstTarget.NOT_MET)])
def test_without_a_tolerance_a_target_is_met_or_not(targets, value, stands):
    assert one(targets, "below: 430", "entry_to_placement").judge(value) is stands


@pytest.mark.parametrize(
    ("value", "stands"),
    [
        (16, "met"),
        (18, "met"),
        (15, "within tolerance"),
        (21, "within tolerance"),
        (14.9, "not met"),
        (22.5, "not met"),
    ],
)
def test_a_range_has_a_tolerance_on_both_sides(targets, value, stands):
    assert one(targets, "at_least: 16, at_most: 20, tolerated: [15, 22]", "caseload").judge(value) == stands


def test_a_target_is_written_in_words(targets):
    assert one(targets, "above: 98").words("%") == "above 98%"
    assert (
        one(targets, "at_least: 16, below: 20", "caseload").words("cases")
        == "at least 16 cases and below 20 cases"
    )


def test_a_month_has_the_target_that_held_in_it(targets):
    history = targets(
        f"visits_on_time:\n  targets:\n    - {{from: 2020-04, above: 98, {SET}}}\n    - {{from: 2019-04, above: 95, {SET}}}\n"
    )["visits_on_time"]
    assert history.at(ReportingMonth(2019, 3)) is None
    assert history.at(ReportingMonth(2020, 3)).above == 95
    assert history.at(ReportingMonth(2020, 4)).above == 98


def test_the_last_step_change_up_to_the_month_counts(targets):
    steps = targets("dental:\n  step_changes:\n    - {from: 2020-04, reason: Dentists closed}\n")["dental"]
    assert steps.step_change(ReportingMonth(2020, 3)) is None
    assert steps.step_change(ReportingMonth(2020, 6)).reason == "Dentists closed"


def test_an_empty_file_is_no_target(targets):
    assert targets("# none yet\n") == {}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (
            f"visits_on_tim:\n  targets:\n    - {{from: 2019-04, above: 98, {SET}}}\n",
            1,
            "visits_on_tim is not an indicator",
        ),
        (
            f"pep:\n  targets:\n    - {{from: 2019-04, above: 98, tolerated: 99, {SET}}}\n",
            3,
            "wrong side of the target",
        ),
        (f"pep:\n  targets:\n    - {{from: 2019-04, below: 98, {SET}}}\n", 3, "higher is better"),
        (f"neet:\n  targets:\n    - {{from: 2019-04, above: 98, {SET}}}\n", 3, "lower is better"),
        (f"pep:\n  targets:\n    - {{from: 2019-13, above: 98, {SET}}}\n", 3, "'2019-13' is not a month"),
        (
            f"pep:\n  targets:\n    - from: 2019-04\n      over: 98\n      {SET.replace(', ', chr(10) + '      ')}\n",
            4,
            "over",
        ),
        (
            f"caseload:\n  targets:\n    - {{from: 2019-04, above: 20, below: 16, {SET}}}\n",
            3,
            "the range is empty",
        ),
        (
            f"caseload:\n  targets:\n    - {{from: 2019-04, above: 9, below: 16, tolerated: 8, {SET}}}\n",
            3,
            "a pair for a range",
        ),
        (f"pep:\n  targets:\n    - {{from: 2019-04, {SET}}}\n", 3, "give a bound"),
        (f"pep:\n  targets:\n    - {{from: 2019-04, above: 9, at_least: 8, {SET}}}\n", 3, "one bound a side"),
        (
            f"pep:\n  targets:\n    - {{from: 2019-04, above: 9, tolerated: [8, 7, 6], {SET}}}\n",
            3,
            "a pair for a range",
        ),
        (
            f"pep:\n  targets:\n    - {{from: 2019-04, above: 98%, {SET}}}\n",
            3,
            "expected a number, such as 95, for above",
        ),
        (
            f"pep:\n  targets:\n    - {{from: 2019-04, above: .nan, {SET}}}\n",
            3,
            "expected a number, such as 95, for above",
        ),
        (
            "pep:\n  targets:\n    - {from: 2019-04, above: 98, set_by: Board, set_on: 31/03/2019}\n",
            3,
            "expected a day, such as 2019-04-01, for set_on",
        ),
        (
            "pep:\n  targets:\n    - {from: 2019-04, above: 98, set_by: 2019, set_on: 2019-03-31}\n",
            3,
            "expected words, in quotes if they are a number, for set_by",
        ),
        (f"pep:\n  targets:\n    - {{from: 2019-04, above: 950, {SET}}}\n", 3, "a target from 0 to 100"),
        (f"age:\n  targets:\n    - {{from: 2019-04, above: 9, {SET}}}\n", 3, "no figure of its own"),
        (
            f"pep:\n  targets:\n    - {{from: 2019-04, above: 95, {SET}}}\n    - {{from: 2019-04, above: 97, {SET}}}\n",
            4,
            "pep has another target from 2019-04; keep one",
        ),
        ("pep:\n  targets: 98\n", 2, "expected a list"),
        ("# ours\npep: 98\n", 2, "expected names with values"),
        ("dental:\n  step_changes: []\npep: {}\ndental: {}\n", 4, "dental is given on line 1 already"),
        ("To be decided.\n", 1, "expected lines that read"),
        ("pep: \x07\n", 1, "control character"),
        ("pep:\n  targets: [\n", 3, ""),
    ],
)
def test_what_cannot_be_right_is_refused_by_file_and_line(targets, text, line, words):
    with pytest.raises(Unusable, match=rf"targets\.yml, line {line}: .*") as refused:
        targets(text)
    assert words in str(refused.value)


def test_all_problems_are_named_at_once(targets):
    with pytest.raises(TargetsError) as refused:
        targets(
            f"pep:\n  targets:\n    - {{from: x, above: 1, {SET}}}\nneet:\n  targets:\n    - {{from: y, below: 1, {SET}}}\n"
        )
    assert len(str(refused.value).splitlines()) == 2


def test_the_targets_that_come_with_the_repository_are_those_of_the_published_scorecard():
    read = read_targets(Project())
    may = ReportingMonth(2020, 5)
    assert {
        name: entry.at(may).words(unit) for (name, entry), unit in zip(read.items(), ["%", "days", "days"])
    } == {
        "visits_on_time": "above 98%",
        "entry_to_placement": "below 430 days",
        "order_to_match": "below 185 days",
    }
