"""Groups of children: a difference is claimed where chance does not explain it, and of councils without any hardly ever."""

import numpy as np
import pandas as pd
import pytest
from scorecard.judgement.groups import Found, claimed, compare
from scorecard.measures.groups import COLUMNS
from unchanging_groups import council, with_a_difference

DENTAL = {
    "measure": "dental",
    "label": "Dental check",
    "good": "higher",
    "grouping": "sex",
    "others": "the rest",
}


def counts(*sides, **about):
    """Rows of (met, of) for a group and for the rest, a child an event unless it is said how many children there are."""
    rows = [
        DENTAL
        | {"group": f"group {index}", "numerator": one[0], "denominator": one[1], "children": one[1]}
        | {"rest_numerator": rest[0], "rest_denominator": rest[1], "rest_children": rest[1]}
        | {"design_effect": 1.0, "rest_design_effect": 1.0}
        | about
        for index, (one, rest) in enumerate(sides)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def found(*sides, **about):
    return [each.found for each in compare(counts(*sides, **about))]


def test_a_difference_that_chance_does_not_explain_is_claimed_with_its_interval():
    (made,) = compare(counts(((71, 98), (410, 466))))
    assert made.found is Found.WORSE and made.interval.low < 71 / 98 - 410 / 466 < made.interval.high < 0
    assert found(((95, 98), (350, 466))) == [Found.BETTER]


def test_which_way_is_good_is_the_figures_own():
    assert found(((30, 98), (40, 466)), good="lower") == [Found.WORSE]
    assert found(((30, 98), (40, 466)), good=None) == [Found.HIGHER]


def test_with_fewer_than_twenty_children_on_a_side_nothing_is_said():
    assert found(((2, 19), (410, 466))) == [Found.TOO_FEW]
    assert found(((71, 98), (18, 19))) == [Found.TOO_FEW]
    assert found(((70, 190), (410, 466)), children=19) == [Found.TOO_FEW], "many events of few children"
    assert found(((2, 20), (410, 466))) == [Found.WORSE]


def test_less_than_five_points_are_never_claimed():
    assert found(((9000, 10000), (9490, 10000))) == [Found.SAME]
    assert found(((9000, 10000), (9510, 10000))) == [Found.WORSE]


def test_what_may_hide_a_difference_is_too_few_to_tell_and_never_none():
    assert found(((70, 100), (320, 430))) == [Found.TOO_FEW]


def test_several_events_of_a_child_count_for_less():
    sides = ((600, 800), (2050, 2500))
    assert found(sides) == [Found.WORSE]
    assert found(sides, design_effect=16.0, rest_design_effect=16.0) == [Found.TOO_FEW]


def test_of_many_that_were_looked_at_one_that_is_only_just_unusual_does_not_stand():
    slight, alike = ((68, 98), (368, 466)), [((80, 100), (370, 466))] * 20
    assert found(slight) == [Found.WORSE]
    assert found(slight, *alike)[0] is Found.TOO_FEW
    assert found(((50, 98), (368, 466)), *alike)[0] is Found.WORSE


def test_intervals_are_wider_the_more_was_looked_at_and_the_less_was_found():
    """As Benjamini and Yekutieli 2005 have it: of 21 with one that stands, 1 - 0.1 / 21."""
    one, many = (
        compare(counts(((50, 98), (368, 466)), *rest))[0].interval
        for rest in ([], [((80, 100), (370, 466))] * 20)
    )
    assert many.low < one.low < one.high < many.high < 0


def test_those_served_less_well_come_first_then_the_evidence():
    sides = ((95, 98), (350, 466)), ((71, 98), (410, 466)), ((50, 98), (410, 466))
    assert [each.counts.group for each in claimed(compare(counts(*sides)))] == [
        "group 2",
        "group 1",
        "group 0",
    ]


def test_nothing_to_compare_is_no_comparison():
    assert compare(counts()) == []


def test_councils_that_serve_all_alike_hardly_ever_claim_a_difference():
    """At most 10% do, as 1,000 of benchmarks/chance.py show; of 6, two or fewer in 98 of 100 cases."""
    rng = np.random.default_rng(2020)
    assert sum(bool(claimed(compare(council(rng)))) for _ in range(6)) <= 2


def test_twenty_points_on_120_children_against_400_are_nearly_always_found():
    """In 80% and more where one share is 75% or higher, as benchmarks/chance.py shows; of 20, fourteen or more in 91 of 100
    cases at 80%."""
    rng = np.random.default_rng(2020)
    others = council(rng)
    found = [claimed(compare(with_a_difference(rng, others))) for _ in range(20)]
    assert sum(any(each.counts.group == "the one" for each in council) for council in found) >= 14


@pytest.mark.parametrize("good", ["higher", "lower"])
def test_a_group_that_is_wholly_met_beside_one_that_is_wholly_missed_is_a_difference(good):
    (made,) = compare(counts(((50, 50), (0, 50)), good=good))
    assert made.found is (Found.BETTER if good == "higher" else Found.WORSE)
