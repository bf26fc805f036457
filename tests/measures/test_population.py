"""The population that rates are per: the newest known at the time, never one of later."""

from datetime import datetime

import numpy as np
import pytest
from measured import population
from scorecard.edited_files import UnusableFile
from scorecard.measures.population import newest_population, read_population


def test_the_newest_population_not_after_each_day():
    days = [datetime(2019, 3, 31), datetime(2020, 3, 30), datetime(2020, 3, 31), datetime(2030, 1, 1)]
    assert newest_population(population(), days).tolist() == [133_300, 133_300, 132_800, 143_900]


def test_before_the_first_population_there_is_none():
    assert np.isnan(newest_population(population(), [datetime(2016, 3, 30)])).all()


def test_populations_are_in_order_of_their_years_whatever_the_order_in_the_file(project):
    (project.reference / "population.csv").write_text(
        "year_ending_31_march,under_18\n2021,133300\n2020,132800\n", encoding="utf-8"
    )
    assert newest_population(read_population(project), [datetime(2020, 5, 31)]).tolist() == [132_800]


def test_a_year_that_is_given_twice_is_refused(project):
    (project.reference / "population.csv").write_text(
        "year_ending_31_march,under_18\n2020,132800\n2020,133300\n", encoding="utf-8"
    )
    with pytest.raises(UnusableFile, match=r"population.csv, line 3: 2020 is given above already; keep one"):
        read_population(project)


@pytest.mark.parametrize("cell", ["not yet", "-132800", "1_000", "0"])
def test_a_population_that_is_no_number_of_people_is_refused_by_line(project, cell):
    (project.reference / "population.csv").write_text(
        f"year_ending_31_march,under_18\n2020,132800\n2021,{cell}\n", encoding="utf-8"
    )
    with pytest.raises(
        UnusableFile, match=f"population.csv, line 3, under_18: “{cell}”, expected a whole number above 0"
    ):
        read_population(project)
