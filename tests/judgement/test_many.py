"""Many findings: those are claimed that Benjamini and Hochberg let stand."""

from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control
from scorecard.judgement import many


def test_the_findings_that_stand_are_those_of_the_paper(monkeypatch):
    """Benjamini and Hochberg 1995, section 3.3: of 15 end points of a trial four stand at 5%, where Bonferroni has three."""
    found = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
        0.7590, 1.0000,
    ]  # fmt: skip
    monkeypatch.setattr(many, "FALSE_OF_CLAIMED", 0.05)
    assert many.stand(found) == [True] * 4 + [False] * 11
    assert many.stand(found[::-1]) == [False] * 11 + [True] * 4


def test_nothing_looked_at_is_nothing_found():
    assert many.stand([]) == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_they_are_those_that_scipy_lets_stand(p_values):
    adjusted = false_discovery_control(p_values, method="bh")
    sure = abs(adjusted - many.FALSE_OF_CLAIMED) > 1e-9
    found = [found for found, sure in zip(many.stand(p_values), sure, strict=True) if sure]
    assert found == (adjusted <= many.FALSE_OF_CLAIMED)[sure].tolist()
