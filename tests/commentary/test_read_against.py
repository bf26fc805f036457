"""A commentary is due again when a figure that it names is another than when it was set to its month."""

import pytest
from scorecard.commentary.read_against import changed, follow, remarks_on_changed
from scorecard.project import Project
from scorecard.report_text import read_reports

BLOCK = """::: {.commentary indicator="visits_on_time" month="2020-05"}
{{< var visits_on_time.value >}} of visits were on time, {{< var visits_on_time.change >}} since {{< var month.previous >}}.
:::
"""
PUBLIC = BLOCK.replace('"2020-05"', '"2020-05" .content-visible when-profile="public"')


def figures(value="72.9%", change="up 3.1 points", month="May 2020"):
    return {
        "month": {"name": month, "previous": "April 2020"},
        "visits_on_time": {"value": value, "change": change},
    }


@pytest.fixture
def project(tmp_path):
    made = Project(tmp_path)
    made.sections.mkdir(parents=True)
    made.report.write_text(f"# Visits\n\n{BLOCK}", encoding="utf-8")
    return made


def told(project, now):
    (text,) = read_reports(project)
    return [remark.of(text.name) for remark in remarks_on_changed(project, text, now)]


def test_nothing_is_due_while_the_figures_are_those_of_the_first_report(project):
    assert not told(project, figures())
    follow(project, figures())
    assert not told(project, figures())


def test_a_later_extract_that_changes_a_figure_makes_it_due_and_says_from_what_to_what(project):
    follow(project, figures())
    follow(project, figures("73.4%"))  # another report forgets nothing
    assert told(project, figures("73.4%")) == [
        "report/scorecard.qmd, line 3: visits_on_time is due again: since it was written for May 2020, "
        "visits_on_time.value went from “72.9%” to “73.4%”; read it, then say so by `scorecard check --read`"
    ]
    assert "visits_on_time.change went from “up 3.1 points” to “up 3 points”" in "".join(
        told(project, figures(change="up 3 points"))
    )
    assert not told(project, figures())  # the first extract again


def test_the_rounded_figures_of_a_public_report_make_none_due(project):
    """Else none could be issued once the board's own was made."""
    follow(project, figures())
    assert told(project, figures("73%"))
    assert not told(project, figures("73%") | {"audience": "public"})


def test_it_is_ready_again_once_it_was_read(project):
    follow(project, figures())
    follow(project, figures("73.4%"), anew=True)
    assert not told(project, figures("73.4%"))
    assert told(project, figures("72.9%"))


def test_set_to_another_month_it_starts_anew(project):
    follow(project, figures())
    project.report.write_text(f"# Visits\n\n{BLOCK.replace('2020-05', '2020-06')}", encoding="utf-8")
    june = figures("80.0%", month="June 2020")
    assert not told(project, june)
    follow(project, june)
    assert told(project, figures("81.0%", month="June 2020"))


def test_one_for_another_month_or_for_the_public_is_not_followed(project):
    project.report.write_text(f"{BLOCK.replace('2020-05', '2020-04')}\n{PUBLIC}", encoding="utf-8")
    follow(project, figures())
    assert not project.read.exists() and not told(project, figures("73.4%"))


def test_two_on_the_same_figure_are_followed_each(project):
    follow(project, figures())
    project.report.write_text(f"{BLOCK}\n{BLOCK}", encoding="utf-8")
    follow(project, figures("73.4%"))
    (text,) = read_reports(project)
    assert [block.line for block, _ in changed(project, text, figures("73.4%"))] == [1]


def test_a_file_of_figures_that_cannot_be_read_is_as_none(project):
    project.read.parent.mkdir(parents=True)
    project.read.write_text("{", encoding="utf-8")
    follow(project, figures())
    assert told(project, figures("73.4%"))
