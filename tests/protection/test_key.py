"""The key: made once, kept outside the repository, readable by its owner alone; and what its draws do to a count."""

import json
import os
import sys
from collections import Counter
from pathlib import Path

import pytest
from scorecard.project import Project
from scorecard.protection.key import Key, KeyUnusable, fingerprint, keep_repeated, make_key, read_key, rounded

SAMPLE = Project().root / "data" / "sample"


def keys(number: int) -> list[Key]:
    return [Key(n.to_bytes(32)) for n in range(number)]


def test_a_count_is_rounded_up_or_down_to_a_multiple_of_5_without_a_lean():
    for count in range(12):
        found = Counter(rounded(count, draw) for draw in range(5))
        assert sum(figure * times for figure, times in found.items()) / 5 == count
        assert all(figure % 5 == 0 and abs(figure - count) < 5 for figure in found)


def test_every_draw_is_as_likely_as_another():
    found = Counter(key.draw("age|under 1|2020/21") for key in keys(5000))
    # chi squared with 4 degrees of freedom: above 18.5 once in a thousand
    assert sum((times - 1000) ** 2 / 1000 for times in found.values()) < 18.5


def test_the_draws_of_two_figures_of_one_key_have_nothing_to_do_with_each_other():
    pairs = Counter((key.draw("age|under 1|2020/21"), key.draw("age|1 to 4|2020/21")) for key in keys(5000))
    # 24 degrees of freedom
    assert sum((times - 200) ** 2 / 200 for times in pairs.values()) < 51.2


def test_a_draw_is_the_same_each_time_and_another_when_it_is_repeated():
    key = Key(bytes(32))
    assert key.draw("started") == key.draw("started")
    assert len({key.draw("started", times) for times in range(30)}) == 5


def test_a_key_is_made_that_only_its_owner_reads_and_works(tmp_path, project):
    file = tmp_path / "the key"
    make_key(file, project)
    assert len(read_key(project, str(file), SAMPLE).secret) == 32
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600


def test_two_keys_are_not_the_same_and_a_key_is_not_shown(tmp_path, project):
    for name in "ab":
        make_key(tmp_path / name, project)
    first, second = (read_key(project, str(tmp_path / name), SAMPLE) for name in "ab")
    assert first.secret != second.secret and first.mark != second.mark
    assert first.secret.hex()[:8] not in repr(first) and first.mark not in first.secret.hex()


def test_a_key_is_never_made_over_another_nor_in_the_repository(tmp_path, project):
    make_key(tmp_path / "key", project)
    with pytest.raises(KeyUnusable, match="is there already"):
        make_key(tmp_path / "key", project)
    with pytest.raises(KeyUnusable, match="inside the repository"):
        make_key(project.root / "key", project)
    with pytest.raises(KeyUnusable, match="make it first"):
        make_key(tmp_path / "nowhere" / "key", project)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (None, None, "disclosure-key FILE"),
        ("gone", None, "there is no key"),
        ("key", "no key", "is not a key"),
        ("key", '{"key": "abcd"}', "is not a key"),
        ("key", "[]", "is not a key"),
    ],
)
def test_what_is_no_key_is_refused_in_a_line(tmp_path, project, name, content, said):
    if content:
        (tmp_path / name).write_text(content, encoding="utf-8")
        (tmp_path / name).chmod(0o600)
    with pytest.raises(KeyUnusable, match=said) as error:
        read_key(project, name and str(tmp_path / name), SAMPLE)
    assert "\n" not in str(error.value)


def test_a_key_in_the_repository_is_refused(tmp_path, project):
    make_key(tmp_path / "key", project)
    inside = project.root / "key"
    (tmp_path / "key").rename(inside)
    with pytest.raises(KeyUnusable, match="inside the repository"):
        read_key(project, str(inside), SAMPLE)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells nothing by a file's mode")
def test_a_key_that_others_can_read_is_refused(tmp_path, project):
    make_key(tmp_path / "key", project)
    (tmp_path / "key").chmod(0o640)
    with pytest.raises(KeyUnusable, match="can be read by others"):
        read_key(project, str(tmp_path / "key"), SAMPLE)


def test_the_samples_key_is_for_the_sample_alone(tmp_path):
    assert read_key(Project(), "data/sample-key.json", SAMPLE)
    (tmp_path / "Episodes.csv").write_text("CHILD\n", encoding="utf-8")
    with pytest.raises(KeyUnusable, match="the sample's own"):
        read_key(Project(), "data/sample-key.json", tmp_path)


def test_line_ends_of_another_platform_make_no_other_extract(tmp_path):
    folders = [tmp_path / name for name in "ab"]
    for folder, end in zip(folders, ("\n", "\r\n")):
        folder.mkdir()
        (folder / "Episodes.csv").write_bytes(f"CHILD{end}1{end}".encode())
    assert fingerprint(folders[0]) == fingerprint(folders[1])


def test_the_keys_file_notes_which_draws_were_repeated(tmp_path, project):
    file: Path = tmp_path / "key"
    make_key(file, project)
    before = read_key(project, str(file), SAMPLE)
    keep_repeated(file, before, {"started": 2})
    after = read_key(project, str(file), SAMPLE)
    assert after.secret == before.secret and after.repeated == {"started": 2}
    assert json.loads(file.read_text(encoding="utf-8")).keys() == {"key", "repeated"}
