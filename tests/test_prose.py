"""The prose about the sample says of whom each figure is. It is the analyst's own: once turned to another month it is not
held to this."""

import pytest
from scorecard.project import Project

WORDS = {
    "legal_status": ("without a court order (section 20)", "parents' agreement"),
    "three_or_more_placements": ("three or more placements", "different placements"),
    "initial_health_on_time": (
        "children whose initial health assessment fell due",
        "of initial health assessments",
    ),
    "long_term_stability": ("children under 16", "over two and a half years"),
}


@pytest.mark.parametrize(("indicator", "said", "never"), [(id, *words) for id, words in WORDS.items()])
def test_a_sentence_says_whom_its_figure_counts(indicator, said, never):
    text = Project().report.read_text(encoding="utf-8")
    start = text.find(f'indicator="{indicator}" month="2020-05"')
    if start < 0:
        pytest.skip(f"the commentary on {indicator} is of another month than the sample's")
    block = text[start : text.index("\n:::", start)]
    assert said in block and never not in block
