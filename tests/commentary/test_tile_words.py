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
    ("claim", "said"),
    [
        (
            Claim.TOO_FEW,
            "**Too few to tell.** In a year: the same figure (of all in care, 6.1 points lower to 5.8 points higher).",
        ),
        (Claim.SAME, "**No clear change.** In a year: the same figure, about the same."),
    ],
)
def test_no_claim_is_said_twice_and_an_interval_left_out_where_there_is_no_room_for_it(claim, said):
    stood = judged(
        series("missing_children", [3.0] * 24, unit="children", denominator=14.0), "missing_children"
    )
    made = replace(stood.change_in_year, unit="%", interval=Interval(-6.1, 5.8), claim=claim)
    few = SimpleNamespace(judgements={("missing_children", ""): replace(stood, change_in_year=made)})

    line = brief(("missing_children", "missing_episodes"), few, {})
    assert line == said
    assert letters_of(line, {}) <= MOST_LETTERS
