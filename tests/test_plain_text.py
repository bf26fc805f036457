"""Text from outside as Markdown: pandoc reads back what was written, whatever it was."""

import random
import string

import pypandoc
import pytest
from bs4 import BeautifulSoup
from scorecard.plain_text import JOINER, in_markdown, one_line

SIGNS = string.punctuation + " aZ9é中_*`|\\{}[]<>$@#-.:'\"\u200b\u00a0"


def test_any_text_reads_as_itself():
    """In a paragraph, where it could begin a block, and in a cell of a table."""
    drawn = random.Random(11)
    texts = ["".join(drawn.choices(SIGNS, k=drawn.randint(1, 12))) for _ in range(2000)]
    texts = [text for text in texts if text.strip("\u200b\u00a0 ")]
    paragraphs = "\n\n".join(map(in_markdown, texts))
    table = "| A | B |\n|---|---|\n" + "".join(f"| {in_markdown(text)} | x |\n" for text in texts)
    for markdown, shown in ((paragraphs, "p"), (table, "tbody td:first-child")):
        page = pypandoc.convert_text(
            markdown, "html", format="markdown", extra_args=["--wrap=none", "--mathml"]
        )
        found = [plain(element.text) for element in BeautifulSoup(page, "html.parser").select(shown)]
        assert found == [plain(text) for text in texts]


def plain(text: str) -> str:
    """Without the signs that nobody sees; after an abbreviation pandoc keeps the next word in its line."""
    return " ".join(text.replace(JOINER, "").replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    "text", ["93.1%", "May 2020: 12 (of 15)", "a.b_c-d@e.gov.uk", "↑ 3.1, better", "+3", "O3"]
)
def test_what_means_nothing_stays_as_it_is(text):
    assert in_markdown(text) == text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("two\r\nlines\tof\x00text\u2028here", "two lines of text here"),
        (" padded\n", "padded"),
        ("right\u202eleft\u2066apart\ufffe", "rightleftapart"),
        ("not \udcff text", "not \ufffd text"),
        ("two  spaces and 👩\u200d👧", "two  spaces and 👩\u200d👧"),
    ],
)
def test_a_text_is_one_line_without_what_no_file_may_hold(text, line):
    assert one_line(text) == line
