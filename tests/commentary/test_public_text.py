"""No number is typed where the public reads it, in digits or in words, but those of definitions."""

import pytest
from scorecard.commentary.public_text import typed_for_the_public
from scorecard.project import Project
from scorecard.report_text import parse, read_reports


def typed(line, opening='::: {.commentary .content-visible when-profile="public"}'):
    text = parse(f"---\ntitle: 17 things\n---\n\n{opening}\n{line}\n:::\n")
    return [(remark.line, remark.words.partition(" is typed")[0]) for remark in typed_for_the_public(text)]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("We visited 17 children.", "17"),
        ("We visited seventeen children.", "seventeen"),
        ("Some twenty five of them.", "twenty five"),
        ("It was 12% in May 2020.", "12"),
        ("It took 470 days.", "470"),
        ("## Two of three", "Two"),
    ],
)
def test_a_typed_number_is_refused_by_its_line(line, number):
    assert typed(line)[0] == (6, number)


@pytest.mark.parametrize(
    "line",
    [
        "About {{< var started.about >}} came in the quarter to 31 March 2020.",
        "Under section 20; aged 10 to 15, or 16 and over; 19, 20 or 21.",
        "Within 20 working days; in care for two and a half years or longer; three or more placements in the last 12 months.",
        "Per 10,000 under-18s, see [the act](https://example.org/17).",
    ],
)
def test_the_numbers_of_definitions_are_not(line):
    assert typed(line) == []


@pytest.mark.parametrize(
    ("opening", "read"),
    [
        ("::: {.commentary}", True),
        ('::: {.content-hidden when-profile="public"}', False),
        ('::: {.content-visible when-profile="internal"}', False),
        ('::: {.content-visible unless-profile="public"}', False),
        ('::: {.content-hidden unless-profile="public"}', True),
    ],
)
def test_what_the_public_does_not_read_may_hold_them(opening, read):
    assert bool(typed("We visited 17 children.", opening)) is read


def test_the_reports_own_text_has_none():
    assert [remark for text in read_reports(Project()) for remark in typed_for_the_public(text)] == []
