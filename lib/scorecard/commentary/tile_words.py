"""The words of a tile of the scorecard's two sides: how many there is room for, and what they may begin as.

A draft of them is how the same figure's commentary in the pack begins: its verdict in bold, if it has one, and its first
sentence.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from scorecard.commentary.blocks import Block, Commentary, read_commentary
from scorecard.commentary.report_variables import flat
from scorecard.report_text import CODE_OR_COMMENT, Remark, ReportText, split

MOST_LETTERS = 110
"""As many as stand in three lines of a tile."""
SENTENCE = re.compile(r"(?:\*\*[^*]+\*\*\s+)?(?:\{\{<.*?>\}\}|[^.?!]|[.?!](?=\S))+[.?!](?=\s|$)")
BRACKETS = re.compile(r" \([^)]*\)")
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
    """A remark on each commentary of a tile that prints more letters than there is room for."""
    for block in in_tiles(text):
        if (letters := _letters(CODE_OR_COMMENT.sub("", block.text), variables)) > MOST_LETTERS:
            room = f"there is room for {MOST_LETTERS} letters here, and this prints {letters}; shorten it"
            yield Remark(block.line, room)


def lead(block: Block, pack: Commentary, variables: Mapping[str, Any]) -> str:
    """How the pack's commentary on the same figures begins, as it is written, without its brackets where there is no room
    for them; "" where it has none."""
    about = set(block.indicators)
    for other in pack.blocks:
        if about & set(other.indicators) and (found := SENTENCE.match(" ".join(other.text.split()))):
            words = found[0]
            return words if _letters(words, variables) <= MOST_LETTERS else BRACKETS.sub("", words)
    return ""


def _letters(written: str, variables: Mapping[str, Any]) -> int:
    printed = flat(variables)
    words = "".join(
        piece if isinstance(piece, str) else printed.get(piece.argument, "") for piece in split(written)
    )
    return len(MARKS.sub("", words).strip())
