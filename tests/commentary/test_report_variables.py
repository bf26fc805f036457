"""A variable of the prose that is unknown, has no data or spoils the grammar is named by its line."""

import pytest
from scorecard.commentary.report_variables import mistaken_variables, odd_variables
from scorecard.report_text import parse

VARIABLES = {
    "month": {"name": "May 2020"},
    "ceased": {"value": "1", "change": "down 3", "year_change": "no data"},
    "started": {"value": "12", "change": "the same"},
    "visits_on_time": {"value": "72.9%", "against_target": "not met"},
}


@pytest.mark.parametrize(
    "text",
    [
        "In {{< var month.name >}} {{< var started.value >}} children came, {{< var ceased.change >}} on the month before.",
        "{{< var ceased.value >}} child left.",
        "- **{{< var started.value >}}** started ({{< var started.change >}} since April)",
        "{{< var visits_on_time.value >}} were on time; the target is {{< var visits_on_time.against_target >}}.",
        "Write {{{< var not.there >}}} to show a variable.",
        "Read. <!-- Not yet: {{< var not.there >}} and {{ var that }}. -->",
        "```\n{{< var not.there >}}\n```",
    ],
)
def test_a_variable_that_reads_well_is_not_mentioned(text):
    assert list(mistaken_variables(parse(text), VARIABLES)) == []
    assert list(odd_variables(parse(text), VARIABLES)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Since last year: {{< var ceased.year_change >}}.", "ceased.year_change is “no data” this month"),
        ("{{< var ceased.value >}} children left.", "“1 children” wants the singular"),
        ("{{< var ceased.value >}} periods of care ended.", "“1 periods” wants the singular"),
        ("**{{< var ceased.value >}}** children left.", "“1 children” wants the singular"),
        ("Of these, {{< var ceased.value >}} were adopted.", "“1 were” wants the singular"),
        ("It rose {{< var ceased.change >}}.", "“rose down 3” says it twice"),
        ("It fell by {{< var started.change >}}.", "“by the same” says it twice"),
        ("Fewer left. {{< var visits_on_time.against_target >}} is the word.", "a sentence begins with it"),
    ],
)
def test_a_variable_that_reads_oddly_is_named_with_the_reason(text, words):
    [remark] = odd_variables(parse("First line.\n\n" + text), VARIABLES)
    assert remark.line == 3
    assert words in remark.words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{< var strated.value >}}", "there is no variable strated.value; did you mean started.value?"),
        ("{{< var started.value change >}}", "there is no variable started.value change; did you mean"),
        ("`{{< var not.there >}}` in code", "there is no variable not.there"),
        ("{{< var ceased >}} left", "ceased is a group of variables; name one of it, such as ceased.value"),
        (
            "{{var ceased.value}} left",
            "`{{var ceased.value}}` is no variable; write it as {{< var started.value >}}",
        ),
        ("{< var ceased.value >} left", "`{< var ceased.value >}` is no variable"),
        ("{{ < var ceased.value > }} left", "is no variable"),
    ],
)
def test_what_no_renderer_could_fill_in_is_named(text, words):
    [remark] = mistaken_variables(parse("First line.\n\n" + text), VARIABLES)
    assert remark.line == 3
    assert words in remark.words


def test_what_the_public_is_not_shown_may_have_variables_that_only_the_board_has():
    """Such as those of the council's teams, which no public report has."""
    hidden = '::: {.content-hidden when-profile="public"}\n{{< var caseload.north.value >}} cases.\n:::\n'
    public = VARIABLES | {"audience": "public"}
    assert not list(mistaken_variables(parse(hidden), public))
    assert len(list(mistaken_variables(parse(hidden), VARIABLES | {"audience": "internal"}))) == 1
    assert len(list(mistaken_variables(parse(hidden.replace("content-hidden", "chart")), public))) == 1
    odd = hidden.replace("caseload.north.value", "ceased.year_change")
    assert not list(odd_variables(parse(odd), public)) and list(odd_variables(parse(odd), VARIABLES))


def test_a_sentence_on_what_is_usually_not_so_may_be_blank():
    text = parse("In the pack. {{< var month.read_with_care >}}\n")
    assert list(odd_variables(text, VARIABLES | {"month": {"read_with_care": ""}})) == []
