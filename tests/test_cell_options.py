"""The options of a cell are what Quarto takes for them: one mapping at its head, however it is quoted."""

import pytest
import yaml
from scorecard.cell_options import label, options, split_options


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
