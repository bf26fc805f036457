"""A region's councils are the folders that fit a pattern; what is wrong in their file is told by line."""

import re

import pytest
from scorecard.batch.councils import councils
from scorecard.unusable import Unusable


def test_a_pattern_that_no_folder_fits_is_refused(tmp_path):
    with pytest.raises(Unusable, match="no folder fits"):
        councils(str(tmp_path / "*"), None)


def test_two_folders_of_one_name_are_refused(tmp_path):
    for part in ("north", "south"):
        (tmp_path / part / "Ash").mkdir(parents=True)
    with pytest.raises(Unusable, match="are both named Ash; rename one"):
        councils(str(tmp_path / "*" / "*"), None)


def test_a_file_of_theirs_that_is_not_there_is_told_as_it_was_named(tmp_path, region):
    file = tmp_path / "councils.yaml"
    with pytest.raises(Unusable, match=re.escape(f"--councils: there is no file {file}")):
        councils(str(region / "*"), file)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ahs:\n  name: Ash\n", "councils.yml, line 1: no extract has a folder Ahs; did you mean Ash?"),
        (
            "Ash: Ashshire\n",
            "councils.yml, line 1: expected lines `name: …`, `population: …`, `targets: …`, `columns: …`, `council: …` and "
            "`report: …` below it",
        ),
        ("Ash:\n  nmae: Ash\n", "councils.yml, line 2: unknown nmae; did you mean name?"),
        ("Ash:\n  name: 5\n", "councils.yml, line 2: expected a text"),
        ("Ash:\n  name: Beech\n", "councils.yml: two councils are named Beech"),
        (
            "Ash:\n  population: none.csv\n  report: none\n",
            "councils.yml, line 2: there is no none.csv beside this file\n"
            "councils.yml, line 3: there is no none beside this file",
        ),
    ],
)
def test_what_is_wrong_in_their_file_is_told_by_line(tmp_path, region, text, told):
    file = tmp_path / "councils.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Unusable, match=re.escape(told)):
        councils(str(region / "*"), file)
