"""The population that rates are per: the newest known at the time, never one of later."""

from datetime import datetime

import numpy as np
from scorecard.indicators.population import under_18


def test_the_newest_population_not_after_each_day():
    days = [datetime(2019, 3, 31), datetime(2020, 3, 30), datetime(2020, 3, 31), datetime(2030, 1, 1)]
    assert under_18(days).tolist() == [133_300, 133_300, 132_800, 143_900]


def test_before_the_first_population_there_is_none():
    assert np.isnan(under_18([datetime(2016, 3, 30)])).all()
