"""The regional pack's input: the merged measures of a batch, a month and a council of them, or a line that says what is wrong."""

import pytest
import scorecard
from regional import MERGED
from scorecard.measures.table import csv_of, read_measures, read_merged
from scorecard.parameters import ParameterError, read_region_parameters
from scorecard.unusable import Unusable


def test_it_is_loaded_for_a_council_s_copy():
    board = scorecard.load_region("2020-05", str(MERGED), "Hartsea Council")
    words = board.variables()
    assert words["region"] == {"councils": "11 councils", "copy": ", the copy of Hartsea Council"}
    assert (words["audience"], words["month"]["name"]) == ("internal", "May 2020")


@pytest.mark.parametrize(
    ("month", "council", "line"),
    [
        ("2020-04", "", "it has no month 2020-04; it has 2020-05"),
        ("2020-05", "Hartsee Council", "it has no council Hartsee Council; did you mean Hartsea Council?"),
    ],
)
def test_a_month_or_council_that_it_has_not_is_told_in_one_line(month, council, line):
    with pytest.raises(Unusable, match=line):
        scorecard.load_region(month, str(MERGED), council)


@pytest.mark.parametrize("content", [None, b"", b"month,indicator\n", b"\xff\xfe\x00"])
def test_a_file_that_is_no_batch_s_is_told_in_one_line(tmp_path, content):
    path = tmp_path / "measures.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Unusable, match="^measures.csv: not ") as told:
        read_merged(path, "measures.csv")
    assert "\n" not in str(told.value)


def test_a_council_s_own_measures_are_read_as_before(tmp_path):
    own = read_merged(MERGED, "").query("council == 'Ashmoor Council'").drop(columns="council")
    (tmp_path / "own.csv").write_bytes(csv_of(own))
    assert read_measures(tmp_path / "own.csv").equals(own.reset_index(drop=True))


def write(project, *lines):
    project.parameters.write_text(
        "\n".join(["month: 2020-05", "extract: data/sample", *lines]) + "\n", encoding="utf-8"
    )


def test_its_parameters_stand_in_the_file(project):
    (project.root / "merged.csv").write_bytes(b"")
    write(project, "audience: internal", "region: merged.csv", "council: Hartsea Council")
    found = read_region_parameters(project)
    assert (found.month, found.measures, found.council) == ("2020-05", "merged.csv", "Hartsea Council")
    assert read_region_parameters(project, month="2020-04", council="").council == ""


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (
            ("audience: public", "region: merged.csv"),
            "line 3: the regional pack shows small numbers, so it is internal only",
        ),
        (("audience: internal",), "region is missing; add a line `region: …`"),
        (
            ("audience: internal", "region: merged.csv"),
            "line 4: there is no file merged.csv; `scorecard batch` makes it",
        ),
        (("audience: internal", "region: 5"), "line 4: region 5 is not the name of a file"),
        (
            ("audience: internal", "region: a.csv", "council: 5"),
            "line 5: council 5 is not the name of a council",
        ),
    ],
)
def test_what_is_wrong_with_them_is_told_by_line(project, lines, line):
    write(project, *lines)
    with pytest.raises(ParameterError) as told:
        read_region_parameters(project)
    assert line in str(told.value) and "\n" not in str(told.value)
