"""The line that a tile begins with: what there is to say of its figures, as far as there is room."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from measure_rows import judged, series
from scorecard.commentary.tile_words import brief
from scorecard.commentary.tiles import MOST_LETTERS, letters_of
from scorecard.judgement.changes import Claim
from scorecard.judgement.shares import Interval


@pytest.mark.parametrize(
    ("unit", "interval", "said"),
    [
        ("children", Interval(-2, 3), "In a year: the same figure (2 fewer to 3 more), "),
        ("%", Interval(-56.1, 65.8), "In a year: the same figure, "),
    ],
)
def test_an_interval_is_left_out_where_there_is_no_room_for_it(unit, interval, said):
    stood = judged(
        series("missing_children", [3.0] * 24, unit="children", denominator=14.0), "missing_children"
    )
    made = replace(stood.change_in_year, unit=unit, interval=interval, claim=Claim.TOO_FEW)
    few = SimpleNamespace(judgements={("missing_children", ""): replace(stood, change_in_year=made)})

    line = brief(("missing_children", "missing_episodes"), few, {})
    assert line == f"**Too few to tell.** {said}too few to tell."
    assert letters_of(line, {}) <= MOST_LETTERS
