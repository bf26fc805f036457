"""No text that leaves the house shows a child by an id or children by their dates of birth, however either is written."""

import json
from datetime import date

import pytest
from extract_files import csv_text
from scorecard.packs.child_level import cells_that_name
from scorecard.packs.personal import personal_in

AS_AT = date(2020, 5, 31)
VEGA = "application/vnd.vegalite.v6+json"
ODD = ("A.123", "AB 12", "C/44-1", "9_17", "#77", "R&D <4>", "O'Neill 5", "Łó-9", "104233", "X42")
SHORT = ("12", "1480")


@pytest.fixture(scope="module")
def personal(tmp_path_factory):
    folder = tmp_path_factory.mktemp("an extract")
    rows = [{"CHILD": f'"{id}"', "DOB": dob} for id, dob in zip((*ODD, *SHORT), BIRTHDAYS)]
    header = csv_text("Header", *rows, {"CHILD": "Y1", "UPN": "A123456789012"}, {"CHILD": "Y2", "UPN": "UN2"})
    (folder / "Header.csv").write_text(header, encoding="utf-8")
    (folder / "Visits.csv").write_text(csv_text("Visits", {"CHILD": "V 900"}), encoding="utf-8")
    return personal_in(folder, AS_AT)


BIRTHDAYS = ("05/06/2012", "31/12/2009", "01/03/2016", "29/02/2004", *["31/03/2020", "30/04/2020"] * 4)


@pytest.mark.parametrize(
    "text",
    [
        "| Child | Visits |\n| A.123 | 3 |",
        "**A.123**: seen",
        r"A\.123",
        "see AB 12, please",
        "ab\u00a012",
        "AB&nbsp;12",
        "AB\n  12",
        "C/44-1",
        r"C/44\-1.",
        "x: 9_17",
        r"9\_17",
        "_9_17_",
        "no. #77",
        "R&D <4>",
        "R&amp;D &lt;4&gt;",
        "O&#x27;Neill 5",
        "łó-9",
        "child 104233.",
        "104233, 3",
        "x42",
        "(X42)",
        "<td>X42</td>",
        "A123456789012",
        "V 900",
    ],
)
def test_an_id_is_found_as_a_whole_however_it_is_escaped(personal, text):
    assert personal.shown_in([text])


@pytest.mark.parametrize(
    "text",
    [
        "BA.123",
        "A.1234",
        "AB 123",
        "CAB 12",
        "X421",
        "AX42",
        "0.104233",
        "104,233",
        "104233.5",
        "1104233",
        "12 of 1480 (0.8%), in 1480 reviews",
        "UN2",
        "#778",
    ],
)
def test_a_piece_of_another_word_or_number_and_a_short_number_are_no_ids(personal, text):
    assert not personal.shown_in([text])


@pytest.mark.parametrize(
    "texts",
    [
        ("05/06/2012", "31/12/2009"),
        ("5.6.2012 and 31-12-09",),
        ("2012-06-05T00:00:00", "2009/12/31"),
        ("5 June 2012", "31st December 2009"),
        ("the 5th of June 2012; 31-Dec-2009",),
        ("June 5, 2012", "Dec. 31st, 2009"),
        (r"05\/06\/2012 and 29 Feb 04",),
    ],
)
def test_two_dates_of_birth_show_children_in_any_writing(personal, texts):
    assert personal.shown_in(texts)


@pytest.mark.parametrize(
    "cells",
    [
        ("06/05/2012", "12/31/2009"),
        ("20120605", "20091231"),
        ("41065", "40178"),
        ("2012-06-04T23:00:00Z", "2009-12-31T00:00:00Z"),
    ],
)
def test_ids_and_dates_of_birth_are_those_that_are_read_however_an_extract_writes_them(tmp_path, cells):
    header = csv_text("Header", *({"CHILD": '="AB00123"', "DOB": cell} for cell in cells))
    (tmp_path / "Header.csv").write_text(header, encoding="utf-8")
    found = personal_in(tmp_path, AS_AT)
    assert found.shown_in(["for AB00123"]) and found.shown_in(["5 June 2012", "31 December 2009"])


@pytest.mark.parametrize(
    "texts",
    [
        ("5 June 2012", "2012-06-05", "05/06/2012"),
        ("31 March 2020", "30 April 2020"),
        ("5 July 2012", "31 December 2010"),
        ("5 6 2012 31 12 2009",),
        ("15/06/2012, 131/12/2009",),
    ],
)
def test_one_date_of_birth_dates_that_records_have_and_other_dates_show_nobody(personal, texts):
    assert not personal.shown_in(texts)


def output(metadata=None, **data):
    return {"output_type": "execute_result", "metadata": metadata or {}, "data": data}


CELLS = {
    "a number in a chart": (output(**{VEGA: {"datasets": {"a": [{"who": 104233}]}}}), True),
    "a number of a float": (output(**{VEGA: {"datasets": {"a": [{"who": 104233.0}]}}}), True),
    "a name in a chart": (output(**{VEGA: {"datasets": {"a": [{"X42": 3}]}}}), True),
    "letters beyond ASCII": (output(**{VEGA: {"title": "Łó-9"}}), True),
    "a picture's text": (output(**{"image/svg+xml": "<svg><text>R&amp;D &lt;4></text></svg>"}), True),
    "a picture's label": (output(**{"image/svg+xml": ["<svg><path ", 'aria-label="X42: 3"/></svg>']}), True),
    "a picture's coordinates": (output(**{"image/svg+xml": "<svg><path d='M104233 X42'/></svg>"}), False),
    "a caption": (output({"scorecard": {"cap": "Seen: AB 12"}}, **{"text/markdown": "| A |"}), True),
    "a column of children": (output(**{"text/markdown": "| Child | Visits |\n|-|-|\n| 12 | 1480 |"}), True),
    "a field of children": (output(**{VEGA: {"datasets": {"a": [{"CHILD": 12}]}}}), True),
    "a word of a table": (output(**{"text/markdown": "| Column |\n|-|\n| CHILD |"}), False),
    "figures": (output(**{VEGA: {"width": 12, "values": [{"n": 1480, "of": 104233.5}]}}), False),
}


@pytest.mark.parametrize(("shown", "found"), CELLS.values(), ids=CELLS)
def test_a_chart_or_table_is_searched_in_all_that_it_says_and_not_in_what_it_draws(personal, shown, found):
    cells = [{"cell_type": "code", "source": "#| label: fig-a\nchart", "outputs": [shown]}]
    notebook = json.loads(json.dumps({"cells": cells}))
    assert list(cells_that_name(personal, notebook)) == (["fig-a"] if found else [])


def test_a_cell_without_a_label_is_told_by_its_number(personal):
    cells = [
        {"cell_type": "markdown", "source": "Words."},
        {"cell_type": "code", "source": ["of(", "'X42')"]},
    ]
    assert list(cells_that_name(personal, {"cells": cells})) == ["2"]


def test_the_ids_of_a_file_with_a_mark_that_lacks_its_pair_are_found_up_to_there(tmp_path):
    rows = 'CHILD,X\nAB123,1\nAB124,"' + "1234567890" * 20_000
    (tmp_path / "odd.csv").write_text(rows, encoding="utf-8")
    found = personal_in(tmp_path, AS_AT)
    assert found.shown_in(["AB123"]) and found.shown_in(["AB124"]) and not found.shown_in(["AB125"])
