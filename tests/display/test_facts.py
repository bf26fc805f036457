"""The facts of a tile on the scorecard's two sides."""

import pandas as pd
from handmade import MAY, measure
from measure_rows import NOTHING_PUBLISHED
from scorecard.display.two_sides import facts
from scorecard.judgement.judge import judge
from scorecard.windows import MONTHS


def test_a_change_too_small_to_print_is_very_slight():
    rows = measure("visits_on_time", MONTHS.of(MAY)[-2:], [6954, 6956], [10000, 10000])
    judged = {
        (each.indicator.id, each.category): each for each in judge(rows, None, MAY, {}, NOTHING_PUBLISHED)
    }
    view = pd.DataFrame({"indicator": ["visits_on_time"], "category": [""], "period_type": ["month"]})
    assert facts(view, judged).endswith("[↑ very slightly since Apr]{.moved}")
