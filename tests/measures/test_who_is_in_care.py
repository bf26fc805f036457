"""Who is in care, beside the population by group that a council gives."""

import pytest
from miniature_extract import MINIATURE
from scorecard.care.history import Care
from scorecard.edited_files import UnusableFile
from scorecard.extract.reader import read_extract
from scorecard.measures.who_is_in_care import nobody, read_population_by_group, who_is_in_care
from scorecard.reporting_month import ReportingMonth

FEBRUARY = ReportingMonth(2021, 2)
SEX = "2020,boys and young men,900\n2020,girls and young women,800\n"


@pytest.fixture
def given(project):
    def read(rows):
        path = project.reference / "population_by_group.csv"
        path.write_text(f"year_ending_31_march,group,under_18\n{rows}", encoding="utf-8")
        return read_population_by_group(project)

    return read


def test_children_in_care_stand_beside_the_newest_population_that_is_over(given):
    population = given(SEX + SEX.replace("2020", "2021").replace("900", "999"))
    found = who_is_in_care(Care(read_extract(MINIATURE)), FEBRUARY, population)
    assert found["group"].tolist() == ["boys and young men", "girls and young women"]
    assert found["under_18"].tolist() == [900, 800]


def test_unaccompanied_children_are_left_out():
    """M18 and M22 came alone; M19's status ended in November."""
    care = Care(read_extract(MINIATURE))
    boys = care.table("Header").set_index("CHILD")["SEX"] == "1"
    episodes = care.periods[
        (care.periods["START"] <= FEBRUARY.as_at) & ~(care.periods["END"] <= FEBRUARY.as_at)
    ]
    population = nobody()
    population.loc[0] = [2020, "boys and young men", 900]
    (row,) = who_is_in_care(care, FEBRUARY, population).itertuples()
    assert row.children == boys[episodes["CHILD"]].sum() - 2


def test_a_council_that_gives_none_has_none(project):
    assert read_population_by_group(project).empty
    assert who_is_in_care(Care(read_extract(MINIATURE)), FEBRUARY, nobody()).empty


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            SEX.replace("boys and", "boy and"),
            "line 2: there is no group boy and young men; did you mean boys and young men",
        ),
        (
            "2020,boys and young men,900\n",
            "for 2020 expected a row each of boys and young men and girls and young",
        ),
        (SEX + SEX, "line 4: 2020 boys and young men is given above already; keep one"),
        ("2020,White,many\n", "line 2, under_18: “many”, expected a whole number"),
    ],
)
def test_what_cannot_be_right_is_refused_in_one_line(given, rows, words):
    with pytest.raises(UnusableFile) as refused:
        given(rows)
    assert "population_by_group.csv" in str(refused.value) and words in str(refused.value)
