"""Drafts written into their places leave an analyst nothing to mend but what is theirs to judge."""

import re
from dataclasses import replace

import pytest
from handmade import MAY, handmade_board
from measure_rows import NOTHING_PUBLISHED, target
from scorecard.commentary.check import remarks_on
from scorecard.commentary.drafted import due_in, with_drafts
from scorecard.commentary.report_variables import flat
from scorecard.commentary.tile_words import brief
from scorecard.commentary.tiles import MOST_LETTERS, letters_of
from scorecard.display.variables import variables
from scorecard.judgement.judge import judge
from scorecard.project import Project
from scorecard.report_text import parse

PUBLIC = re.compile(r"^::: \{\.commentary [^\n]*content-visible.*?^:::$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def board():
    return handmade_board()


@pytest.fixture(scope="module")
def outgoing():
    """The texts of this repository as a month ago."""
    return [
        parse(re.sub(r'month="20[^"]*"', 'month="2020-04"', path.read_text(encoding="utf-8")), path.name)
        for path in Project().reports
    ]


@pytest.fixture(scope="module")
def written(board, outgoing, tmp_path_factory):
    """The same with a draft in each place."""
    due, folder = list(due_in(outgoing, board)), tmp_path_factory.mktemp("report")
    for text in outgoing:
        (folder / text.name).write_bytes("\n".join(text.lines).encode("utf-8"))
    drafted = [with_drafts(text, due, folder / text.name).decode() for text in outgoing]
    return [parse(text, old.name) for text, old in zip(drafted, outgoing)]


def test_of_each_block_the_check_asks_once_that_it_is_read_and_nothing_else(board, written):
    """No number is typed, no line too long for its tile, every lead word borne out by its figure."""
    remarks = [
        remark
        for text in written
        for remark in remarks_on(text, board, variables(board), complete=text is written[0])
        if "no data" not in remark.words  # what a text says of figures that the handmade month lacks
    ]
    blocks = sum(
        text.lines[line].startswith("::: {.commentary") for text in written for line in range(len(text.lines))
    )
    assert len(remarks) == blocks > 80
    assert [remark for remark in remarks if "read it against May 2020" not in remark.words] == []


def test_what_only_the_public_reads_keeps_its_words_which_are_variables(outgoing, written):
    before, after = (PUBLIC.findall("\n".join(texts[0].lines)) for texts in (outgoing, written))
    assert before == after and len(before) > 15


def test_a_line_that_is_too_long_for_its_tile_does_without_what_stands_in_brackets(board):
    held = {"three_or_more_placements": target(at_most=7.5, tolerated=10)}
    found = judge(board.measures, None, MAY, held, NOTHING_PUBLISHED)
    judged = {(each.indicator.id, each.category): each for each in found}
    board, about = replace(board, judgements=judged), ("three_or_more_placements",)
    line = brief(about, board, {})
    assert line == "**Watch.** It is within the tolerance of its target, at most 7.5%: 2 children too many."
    assert len(line) <= MOST_LETTERS
    printed = flat(variables(board))
    assert letters_of(brief(about, board, printed), printed) == len(line.replace("*", ""))
