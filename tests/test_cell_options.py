"""The options of a cell are what Quarto takes for them: one mapping at its head, however it is quoted."""

import pytest
import yaml
from nbformat.v4 import new_code_cell, new_output
from scorecard.cell_options import escaped, label, options, split_options, unescaped, with_captions


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("#| label: fig-x\nchart", "fig-x"),
        ("#|label:  'fig-x'\nchart", "fig-x"),
        (["#| echo: false\n", '#| label: "fig-x"\n', "chart"], "fig-x"),
        ("#| label: fig-x # the first\nchart", "fig-x"),
        ("chart\n#| label: fig-x", ""),
        ("#| label\nchart", ""),
        ("#| label:\nchart", ""),
        ("#| label: [\nchart", ""),
        ("", ""),
    ],
)
def test_a_label_is_found_as_quarto_finds_it(source, found):
    assert label(source) == found


@pytest.mark.parametrize("source", ["#| label", "#| - fig-x", "#| label: ["])
def test_options_that_are_no_names_and_values_are_refused(source):
    with pytest.raises(yaml.YAMLError):
        options(source)


def test_options_stand_apart_from_the_code():
    assert split_options("#| label: a\n1\n#| 2") == (["#| label: a"], ["1", "#| 2"])


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        ("tbl-cap", r"a \*b\* \&amp; it's", r"a \\*b\\* \\\&amp; it's"),
        ("fig-alt", r"C:\x & y", r"C:\\x \& y"),
        ("fig-cap", r"a \*b\*", r"a \*b\*"),
    ],
)
def test_what_quarto_writes_as_an_attribute_is_escaped_for_it(name, value, written):
    assert escaped(name, value) == written
    assert unescaped(name, written) == value


def executed(source: str, *captions: dict[str, str]) -> str:
    outputs = [new_output("display_data", {}, metadata={"scorecard": caption}) for caption in captions]
    return with_captions(new_code_cell(source, outputs=outputs))


def test_a_caption_is_added_where_the_cell_has_none_and_other_options_stay():
    source = "#| label: tbl-staff\n#| layout-ncol: 2\nboard.table()"
    assert executed(source, {"cap": "Staff", "alt": "ignored"}).splitlines() == [
        '#| label: "tbl-staff"',
        "#| layout-ncol: 2",
        '#| tbl-cap: "Staff"',
        "board.table()",
    ]


def test_a_folded_caption_is_replaced_whole():
    source = "#| label: fig-a\n#| fig-cap: >\n#|   a long\n#|   caption\nx"
    assert executed(source, {"cap": "short", "alt": ""}) == '#| label: "fig-a"\n#| fig-cap: "short"\nx'


@pytest.mark.parametrize("source", ["x = 1", "#| label: fig-a\nx", "#| echo: false\nx"])
def test_a_cell_whose_output_carries_no_caption_stays_as_it_is(source):
    assert executed(source) == source
    assert executed("x = 1", {"cap": "c", "alt": "a"}) == "x = 1"
