"""Packs of a council in which nothing changes claim, nearly always, that nothing has."""

import numpy as np
import pandas as pd
from scorecard.judgement.benchmarks import COLUMNS
from scorecard.judgement.changes import Claim
from scorecard.judgement.judge import judge
from unchanging_packs import NOW, pack

PACKS = 16


def test_of_packs_in_which_nothing_changed_few_claim_a_change():
    """At most 10% do, as 1,000 of benchmarks/chance.py show; of 16, four or fewer in 98 of 100 cases. Were each of their 19
    changes judged by itself, half of the packs would claim one."""
    rng, nothing = np.random.default_rng(2020), pd.DataFrame(columns=list(COLUMNS))
    judged = [judge(*pack(rng), NOW, {}, nothing) for _ in range(PACKS)]
    assert {one.looked_at for found in judged for one in found} == {19}
    claims = [[one for one in found if one.change_in_year.claim.is_change] for found in judged]
    assert sum(map(bool, claims)) <= 4
    same = [one.change_in_year.claim for found in judged for one in found]
    assert same.count(Claim.SAME) > 15 * PACKS
