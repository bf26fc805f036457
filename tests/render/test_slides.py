"""The slides for the meeting: one a section with a chart, a figure and three lines; Quarto makes them, others say so."""

import re

from scorecard.commentary.blocks import read_commentary
from scorecard.project import Project
from scorecard.render import render
from scorecard.report_text import read_report

from conftest import needs_quarto

SLIDES = Project().slides


def test_every_section_of_the_pack_has_a_slide_with_a_chart_a_figure_and_three_lines():
    text = SLIDES.read_text(encoding="utf-8")
    pack = re.findall(r"^## (.*)$", Project().report.read_text(encoding="utf-8"), re.M)
    sections = re.split(r"^## (.*)$", text, flags=re.M)[1:]
    assert sections[::2] == [title for title in pack if title in sections[::2]] and len(sections[::2]) >= 7
    for title, slide in zip(sections[::2], sections[1::2], strict=True):
        assert slide.count("{{< embed sections/") == 1, title
        assert re.search(r"^\*\*\{\{< var [\w.]+ >\}\}\*\* \w", slide, re.M), title
        assert slide.count("::: {.commentary ") == 3, title


def test_the_first_says_which_records_are_late_as_page_one_does():
    first = re.split(r"^## .*$", SLIDES.read_text(encoding="utf-8"), flags=re.M)[1]
    assert "{{< var month.read_with_care >}}" in first.partition("{{< embed")[0]


def test_their_lines_are_followed_as_commentary_is():
    commentary = read_commentary(read_report(SLIDES, "report/slides.qmd"))
    assert not commentary.mistakes and len(commentary.blocks) >= 21


@needs_quarto
def test_quarto_makes_them_with_the_rest_and_with_what_is_due(small):
    line = '::: {.tile}\n**1** child\n\n::: {.commentary indicator="pep" month="2020-04"}\nOne.\n:::\n:::\n'
    small.project.slides.write_text(
        f'---\ntitle: "Slides"\nformat: revealjs\n---\n\n## One\n\n{line}', encoding="utf-8"
    )
    made = render(small.project, with_quarto=True)
    slides = next(file for file in made.files if file.name == "slides.html").read_text(encoding="utf-8")
    assert not made.skipped
    assert "Due: written for April 2020." in slides and 'class="reveal"' in slides


def test_without_quarto_they_are_skipped_and_named_whatever_of_quarto_s_they_hold(small):
    slides = '---\ntitle: "Slides"\nformat: revealjs\n---\n\n## One\n\n::: {.incremental}\nWords.\n:::\n'
    small.project.slides.write_text(slides, encoding="utf-8")
    made = render(small.project, with_quarto=False)
    assert made.skipped == (small.project.slides,)
    assert "slides.html" not in [file.name for file in made.files]
