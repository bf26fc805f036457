"""Placements of the miniature extract: figures worked out by hand in its README."""

from miniature_figures import figures, groups


def test_three_or_more_placements_in_the_12_months_before_each_month_end():
    assert figures("three_or_more_placements") == (
        "0/18 0/19 0/18 0/18 0/20 0/23 0/22 2/21 3/21 3/20 3/20 2/19"
    )


def test_long_term_stability_at_each_month_end():
    assert figures("long_term_stability") == "1/2 1/2 1/1 1/1 7/9 7/9 6/9 6/9 5/8 5/8 5/8 5/8"


def test_placement_groups_add_to_the_children_in_care_apart_from_the_part():
    found = groups("placement_type")
    assert found == {
        "in-house foster care": 3,
        "agency foster care": 5,
        "placed for adoption": 1,
        "placed with parents": 1,
        "residential": 1,
        "other settings": 7,
        "foster care, provider not known": 1,
        "of foster care, with family and friends": 2,
    }
    assert sum(found.values()) - found["of foster care, with family and friends"] == 19


def test_other_settings_add_to_their_group_with_an_unknown_code_as_other():
    assert groups("other_settings") == {
        "supported or semi-independent living": 1,
        "independent living": 1,
        "secure accommodation": 0,
        "residential school": 1,
        "family centre or mother-and-baby unit": 1,
        "health": 0,
        "custody": 1,
        "residential employment": 0,
        "temporary": 1,
        "other": 1,
    }
