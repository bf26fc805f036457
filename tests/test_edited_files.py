"""Whatever an editor does to a file that analysts edit is told in one line: file, line, way out."""

import pytest
from scorecard.edited_files import UnusableFile, read_yaml


@pytest.fixture
def saved(tmp_path):
    """Write the file, and give its path."""

    def write(data):
        path = tmp_path / "a file"
        path.write_bytes(data)
        return path

    return write


def refusal(read, *arguments):
    with pytest.raises(UnusableFile) as refused:
        read(*arguments)
    return str(refused.value)


def test_names_are_text_and_a_byte_order_mark_and_windows_line_ends_make_no_difference(saved):
    file = read_yaml(saved(b"\xef\xbb\xbfon: yes\r\n2020: [1, {a: 2}]\r\n"), "x.yml")
    assert file.values == {"on": True, "2020": [1, {"a": 2}]}
    assert file.place("2020") == file.place("2020", 1, "a", "deeper") == "x.yml, line 2"
    assert file.place("absent") == "x.yml"
    assert read_yaml(saved(b"# nothing yet\n"), "x.yml").values == {}


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (
            b"a: 1\nb: caf\xe9\n",
            "x.yml, line 2: byte 0xe9 is not UTF-8, as an editor writes that saves as Windows-1252 (ANSI); "
            "save the file as UTF-8",
        ),
        (b"a: 1\nb: \x01\n", "x.yml, line 2: there is a control character (0x01) in it; take it out"),
        (b"a: 1\n[a, b]: 2\n", "x.yml, line 2: expected a name before the colon"),
        (b"a: 1\nb: 2\na: 3\n", "x.yml, line 3: a is given on line 1 already; keep one"),
        (b"a:\n  b: 1\n  c: 2\n  b: 3\n", "x.yml, line 4: b is given on line 2 already; keep one"),
        (b"a: 1\nb: 2020-02-31\n", "x.yml, line 2: day is out of range for month"),
        (b"To be written.\n", "x.yml, line 1: expected lines that read `name: value`"),
        (b"- a\n- b\n", "x.yml, line 1: expected lines that read `name: value`"),
        (
            b"a: 1\n  b: 2\n",
            "x.yml, line 2: mapping values are not allowed here; each line reads `name: value`",
        ),
    ],
)
def test_what_cannot_be_read_as_names_and_values_is_refused_by_line(saved, data, line):
    assert refusal(read_yaml, saved(data), "x.yml") == line


def test_a_file_that_is_gone_or_cannot_be_opened_is_refused_with_the_way_out(tmp_path):
    assert refusal(read_yaml, tmp_path / "a", "a", "write it") == "a is not there; write it"
    assert refusal(read_yaml, tmp_path, "a") == "a cannot be opened; close it in other programs"
