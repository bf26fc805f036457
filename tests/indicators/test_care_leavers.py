"""Care leavers of the miniature extract: figures worked out by hand in its README."""

from miniature_figures import figures


def test_pathway_plans_of_the_care_leavers_on_the_list():
    assert figures("pathway_plan") == "2/4 2/4 2/5 3/5 3/5 3/5 3/5 3/4 3/4 3/4 3/4 3/4"


def test_neet_shows_its_three_parts():
    assert figures("neet", "ytd") == "2/5"
    parts = [figures("neet", "ytd", part) for part in ("EET", "NEET", "not known")]
    assert parts == ["2/5", "2/5", "1/5"]


def test_unsuitable_accommodation_of_the_same_young_people():
    assert figures("unsuitable_accommodation", "ytd") == "2/5"
    parts = [
        figures("unsuitable_accommodation", "ytd", part) for part in ("suitable", "unsuitable", "not known")
    ]
    assert parts == ["2/5", "2/5", "1/5"]
