"""The tiles of the scorecard's two sides: which commentary stands in them, and for how many letters there is room."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from scorecard.commentary.blocks import Block, read_commentary
from scorecard.commentary.report_variables import flat
from scorecard.commentary.who_reads import lines_for
from scorecard.report_text import CODE_OR_COMMENT, Remark, ReportText, split

MOST_LETTERS = 110
"""As many as stand in three lines of a tile."""
MARKS = re.compile(r"\*\*|\*|\\")


def in_tiles(text: ReportText) -> list[Block]:
    """The commentary that stands in tiles."""
    tiles = [div for div in text.divs if "tile" in div.classes and div.last is not None]
    return [
        block
        for block in read_commentary(text).blocks
        if any(tile.line < block.line < tile.last for tile in tiles)
    ]


def too_long(text: ReportText, variables: Mapping[str, Any]) -> Iterator[Remark]:
    """A remark on each commentary of a tile that prints the audience more letters than there is room for."""
    printed, read = flat(variables), lines_for(text, variables.get("audience"))
    for block in in_tiles(text):
        letters = letters_of(CODE_OR_COMMENT.sub("", block.text), printed)
        if letters > MOST_LETTERS and block.line in read:
            room = f"there is room for {MOST_LETTERS} letters here, and this prints {letters}; shorten it"
            yield Remark(block.line, room)


def letters_of(written: str, printed: Mapping[str, str]) -> int:
    """How many letters a text prints, with what its variables print, as from `flat`."""
    words = "".join(
        piece if isinstance(piece, str) else printed.get(piece.argument, "") for piece in split(written)
    )
    return len(MARKS.sub("", words).strip())


def with_room(lines: Iterable[str], printed: Mapping[str, str]) -> str:
    """The first of some lines for which there is room; "" where there is none."""
    return next((line for line in lines if letters_of(line, printed) <= MOST_LETTERS), "")
