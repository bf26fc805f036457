"""Commentary is read as pandoc reads it: no block escapes its date, and what is no block is named by its line."""

import json
import subprocess

import pypandoc
import pytest
from scorecard.commentary import blocks
from scorecard.edited_files import UnusableFile
from scorecard.report_text import parse, read_report
from scorecard.reporting_month import ReportingMonth

MAY, JUNE = ReportingMonth(2020, 5), ReportingMonth(2020, 6)
REVIEWS = '::: {.commentary indicator="reviews_on_time" month="2020-05"}\nMore were held in May.\n:::\n'
SHAPES = {
    "plain": REVIEWS,
    "several indicators": REVIEWS.replace("reviews_on_time", "missing_children missing_episodes"),
    "single quotes": REVIEWS.replace('"', "'"),
    "no quotes": REVIEWS.replace('"', ""),
    "tabs between the attributes": REVIEWS.replace(" ", "\t", 2),
    "no space after the colons": REVIEWS.replace("::: {", ":::{"),
    "colons after the attributes": REVIEWS.replace('05"}', '05"} :::'),
    "inside a layout": f'\n:::: {{layout="[60,-4,36]"}}\n::: {{.chart}}\nx\n:::\n\n{REVIEWS}::::\n',
    "another div inside": REVIEWS.replace("in May.", "in May.\n\n:::: {.aside}\ny\n::::\n"),
    "below a heading": "## Reviews\n" + REVIEWS,
    "a list inside": REVIEWS.replace("More", "- More"),
    "no month": REVIEWS.replace(' month="2020-05"', ""),
    "the bare class": "::: commentary\nMore were held in May.\n:::\n",
    "indented by a tab": "\t" + REVIEWS.replace("\n", "\n\t"),
    "indented by a space": " " + REVIEWS,
    "straight below text": "Some prose.\n" + REVIEWS,
    "attributes over two lines": REVIEWS.replace(" month", "\nmonth"),
    "in a list": "- item\n\n  " + REVIEWS.replace("\n", "\n  "),
    "in a quotation": "> " + REVIEWS.replace("\n", "\n> "),
    "never closed": REVIEWS.removesuffix(":::\n"),
    "an HTML div": '<div class="commentary" month="2020-05">\nx\n</div>\n',
    "in a code block": f"~~~\n{REVIEWS}~~~\n",
    "in a comment": f"<!--\n{REVIEWS}-->\n",
    "below code that nothing closes": f"```\n\n{REVIEWS}",
    "below a comment that nothing closes": f"<!--\n\n{REVIEWS}",
    "below a comment in a line": f"<!-- x -->\n{REVIEWS}",
    "in what is no comment, for it holds an end with a space": f"<!-- x -- > y\n\n{REVIEWS}-->\n",
    "in what is no comment, for it holds another end": f"<!-- x --!> y\n\n{REVIEWS}-->\n",
    "in what is no comment, for it ends at once": f"<!--> y\n\n{REVIEWS}-->\n",
    "in the front matter": f"---\ntitle: x\n# {REVIEWS.splitlines()[0]}\n---\n",
}


def read_commentary(text):
    return blocks.read_commentary(parse(text))


def commentaries_of_pandoc(text):
    """The month attribute of each commentary that pandoc finds."""
    command = [pypandoc.get_pandoc_path(), "--from", "markdown", "--to", "json"]
    tree = json.loads(
        subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True).stdout
    )
    found = []

    def walk(node):
        if isinstance(node, dict):
            if node.get("t") == "Div" and "commentary" in node["c"][0][1]:
                found.append(dict(node["c"][0][2]).get("month"))
            node = list(node.values())
        if isinstance(node, list):
            for each in node:
                walk(each)

    walk(tree)
    return found


@pytest.mark.parametrize("shape", SHAPES)
def test_what_pandoc_takes_as_a_commentary_is_a_block_with_its_month_or_is_named(shape):
    text = "\n" + SHAPES[shape]
    read = read_commentary(text)
    by_pandoc = commentaries_of_pandoc(text)
    if not read.mistakes:
        assert [str(block.month) if block.month else None for block in read.blocks] == by_pandoc
    if by_pandoc:
        assert read.blocks or read.mistakes


def test_a_block_tells_its_line_its_indicators_and_its_words():
    block = read_commentary("First line.\n\n" + SHAPES["several indicators"]).blocks[0]
    assert (block.line, block.indicators, block.month, block.text) == (
        3,
        ("missing_children", "missing_episodes"),
        MAY,
        "More were held in May.",
    )


def test_a_block_for_another_month_or_for_none_keeps_the_report_from_being_final():
    text = REVIEWS + "\n" + SHAPES["no month"]
    assert [remark.line for remark in read_commentary(text).not_ready(MAY)] == [5]
    first, second = read_commentary(text).not_ready(JUNE)
    assert first.of("report/scorecard.qmd") == (
        "report/scorecard.qmd, line 1: reviews_on_time was written for May 2020; "
        'read it against June 2020, then set month="2020-06"'
    )
    assert "does not say for which month" in second.words
    both = read_commentary(SHAPES["several indicators"]).not_ready(JUNE)[0]
    assert both.words.startswith("missing_children and missing_episodes were written for May 2020; read it")


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ("indented by a tab", "begin the line with"),
        ("straight below text", "leave a blank line above"),
        ("attributes over two lines", "begin the line with"),
        ("an HTML div", "begin the line with"),
        ("in a quotation", "begin the line with"),
        ("never closed", "not closed"),
        ("the bare class", "names no indicator"),
    ],
)
def test_a_line_that_is_meant_as_a_commentary_but_is_none_is_named(shape, words):
    mistakes = read_commentary(SHAPES[shape]).mistakes
    assert any(words in mistake.words for mistake in mistakes), mistakes
    assert read_commentary(SHAPES[shape]).not_ready(MAY)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "reviews_on_time",
            "review_on_time",
            "there is no indicator review_on_time; did you mean reviews_on_time?",
        ),
        ("2020-05", "2020-5", "month '2020-5' is not a month written YYYY-MM, such as 2020-05"),
        ("2020-05", "May 2020", "month 'May 2020' is not a month written YYYY-MM, such as 2020-05"),
    ],
)
def test_a_mistyped_attribute_is_named(old, new, words):
    assert [mistake.words for mistake in read_commentary(REVIEWS.replace(old, new)).mistakes] == [words]


@pytest.mark.parametrize(
    ("opening", "dated"),
    [
        (
            "::: {.commentary month=2020-05 indicator=dental}",
            '::: {.commentary month="2020-06" indicator=dental}',
        ),
        ('::: {.commentary indicator="dental"}', '::: {.commentary indicator="dental" month="2020-06"}'),
        (
            '::: {.commentary month="soon" indicator="dental"}',
            '::: {.commentary month="2020-06" indicator="dental"}',
        ),
    ],
)
def test_a_draft_opens_as_the_old_block_did_with_the_new_month(opening, dated):
    assert read_commentary(opening + "\nx\n:::\n").blocks[0].dated(JUNE) == dated


def test_line_ends_and_a_byte_order_mark_make_no_difference(tmp_path):
    file, text = tmp_path / "scorecard.qmd", "---\ntitle: x\n---\n\n" + REVIEWS
    for saved in (text.encode(), text.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + text.encode()):
        file.write_bytes(saved)
        assert read_report(file, "x") == parse(text, "x")
        assert file.read_bytes() == saved


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16"])
def test_a_report_in_another_encoding_is_refused_by_file_and_line(tmp_path, encoding):
    file = tmp_path / "scorecard.qmd"
    file.write_bytes((REVIEWS + "\nThe board’s own café.\n").encode(encoding))
    with pytest.raises(UnusableFile) as refused:
        read_report(file, "report/scorecard.qmd")
    line = 5 if encoding == "windows-1252" else 1
    assert str(refused.value).startswith(f"report/scorecard.qmd, line {line}: byte 0x")
    assert "save the file as UTF-8" in str(refused.value)
