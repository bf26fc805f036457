"""Whatever an editor or Excel does to a file that analysts edit is told in one line: file, line, way out."""

import pytest
from scorecard.edited_files import LINE, UnusableFile, read_rows, read_yaml, whole, year

COLUMNS = {"area": str, "year": year, "value": float}


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
        (
            "a: 1\n".encode("utf-16"),
            "x.yml, line 1: byte 0xff is not UTF-8, as an editor writes that saves as UTF-16 (Unicode); "
            "save the file as UTF-8",
        ),
        (b"a: 1\nb: \x01\n", "x.yml, line 2: there is a control character (0x01) in it; take it out"),
        (b"a: 1\n[a, b]: 2\n", "x.yml, line 2: expected a name before the colon"),
        (b"a: 1\nb: 2\na: 3\n", "x.yml, line 3: a is given on line 1 already; keep one"),
        (b"a:\n  b: 1\n  c: 2\n  b: 3\n", "x.yml, line 4: b is given on line 2 already; keep one"),
        (b"a: 1\nb: 2020-02-31\n", "x.yml, line 2: there is no such day or number as 2020-02-31"),
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
    assert refusal(read_rows, tmp_path, "a", COLUMNS) == "a cannot be opened; close it in other programs"


def test_the_rows_of_a_table_have_each_column_as_its_kind(saved):
    rows = read_rows(
        saved(b'\xef\xbb\xbfyear,area,value,note\r\n2020,"A, B",1.5,x\r\n,,,\r\n'), "x.csv", COLUMNS
    )
    assert rows == [{"area": "A, B", "year": 2020, "value": 1.5, LINE: 2}]


@pytest.mark.parametrize("text", ["68900", "68,900", "68900.0", "68,900.00"])
def test_a_whole_number_may_be_as_a_spreadsheet_writes_it(text):
    assert whole(text) == 68_900


@pytest.mark.parametrize("text", ["68900.5", "6,89,00", "68.900,0", "６８９００", "-5", "5e3", ""])
def test_what_is_no_whole_number_is_none(text):
    with pytest.raises(ValueError):
        whole(text)


def test_only_a_number_may_be_blank(saved):
    (row,) = read_rows(saved(b"area,year,value\nA,2020,\n"), "x.csv", COLUMNS)
    assert row["value"] != row["value"]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (
            b"area;year;value\nA;2020;1\n",
            "x.csv, line 1: expected the columns area, year, value, with commas between them; "
            "not there: area, year, value",
        ),
        (
            b"",
            "x.csv, line 1: expected the columns area, year, value, with commas between them; "
            "not there: area, year, value",
        ),
        (
            b"area,value\nA,1\n",
            "x.csv, line 1: expected the columns area, year, value, with commas between them; not there: year",
        ),
        (b"area,year,value\nA,2019,1\nB,2020,c\n", "x.csv, line 3, value: “c”, expected a number"),
        (b"area,year,value\nA,,1\n", "x.csv, line 2, year: “”, expected a year, such as 2020"),
        (b"area,year,value\nA,202020,1\n", "x.csv, line 2, year: “202020”, expected a year, such as 2020"),
        (
            b'area,year,value\n"A\nB",2020,1\nC,19/20,1\n',
            "x.csv, line 4, year: “19/20”, expected a year, such as 2020",
        ),
        (b"area,year,value\nA,2020,inf\n", "x.csv, line 2, value: “inf”, expected a number"),
        (b"area,year,value,value\nA,2020,1,2\n", "x.csv, line 1: value is there twice; keep one"),
        (b"area,year,value\nA,2020\n", "x.csv, line 2: expected 3 cells, as in line 1"),
        (b'area,year,value\n"A,2020,1\n', "x.csv, line 2: expected quotation marks in pairs"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_by_line_and_column(saved, data, line):
    assert refusal(read_rows, saved(data), "x.csv", COLUMNS) == line


def test_every_cell_that_is_wrong_is_told_at_once(saved):
    told = refusal(read_rows, saved(b"area,year,value\nA,x,y\nB,z,1\n"), "x.csv", COLUMNS)
    assert len(told.splitlines()) == 3
