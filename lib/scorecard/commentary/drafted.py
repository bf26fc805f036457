"""The commentaries that are due, each with a draft on the new figures: to be printed, or to be written into its place.

Written into the text, a draft takes the place of the old words, which stay below it as a comment that no output shows.
The block stays due until a person has read it and sets its month.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scorecard.board import Board
from scorecard.commentary.blocks import KEPT, OLDER, Block, Commentary, read_commentary
from scorecard.commentary.drafts import draft
from scorecard.commentary.lead_words import lead_for
from scorecard.commentary.report_variables import flat
from scorecard.commentary.tile_words import brief, lead
from scorecard.commentary.tiles import in_tiles
from scorecard.display.variables import variables
from scorecard.report_text import ReportText
from scorecard.reporting_month import ReportingMonth

CLOSES = re.compile(r"--(?:\s*|!)>")
"""What a comment cannot hold."""


@dataclass(frozen=True)
class Due:
    """A commentary to read against the new figures of a month, the file that it stands in, and a draft for it: `draft` as it
    would be printed, `written` with variables for its figures."""

    file: str
    block: Block
    month: ReportingMonth
    draft: str
    written: str

    def beside(self) -> str:
        """What a person wrote, and the draft on the new figures which can be copied over it."""
        new = "\n".join([self.block.dated(self.month), self.draft, ":::"])
        old = _indented(self.block.text or "(empty)")
        return "\n".join(["  Now:", old, f"  Draft for {self.month.name}:", _indented(new)])

    @property
    def written_for(self) -> str:
        """The month of the words that are there."""
        return self.block.month.name if self.block.month else "no month"

    @property
    def drafted(self) -> bool:
        """Whether the month's draft was written into it before, which a person may have begun to edit."""
        return self._kept in self.block.text

    @property
    def _kept(self) -> str:
        return KEPT.format(written=self.written_for, drafted=self.month.name)

    def lines(self) -> list[str]:
        """Its own lines with the draft, and what a person wrote as a comment: without what an earlier draft kept, once that
        was read. A draft of the same month gives way to it."""
        if self.drafted:
            return [self.written, "", *self.block.text[self.block.text.index(self._kept) :].split("\n")]
        old = CLOSES.sub("->", OLDER.sub(self._unless_read, self.block.text).strip())
        return [self.written, "", self._kept, *old.split("\n"), "-->"]

    def _unless_read(self, kept: re.Match) -> str:
        return kept[0] if kept["written"] == self.written_for else ""


def due_in(texts: Sequence[ReportText], board: Board) -> Iterator[Due]:
    """The commentaries of the reports that are due; those of a tile begin as that of the pack, the first text, does."""
    named = flat(variables(board))
    read = Commentary(
        tuple(each for each in read_commentary(texts[0]).blocks if not each.due(board.month)), ()
    )
    for text in texts:
        tiles = in_tiles(text)
        for block in read_commentary(text).blocks:
            if block.due(board.month) and block.public:
                yield Due(text.name, block, board.month, block.text, block.text)
            elif block.due(board.month):
                begins = lead(block, read, named) if block in tiles else ""
                words = brief if block in tiles else _in_full
                plain, written = (
                    begins or words(block.indicators, board, printed) for printed in ({}, named)
                )
                yield Due(text.name, block, board.month, plain, written)


def drafted_throughout(text: ReportText, board: Board) -> str:
    """The text with its draft in the place of each commentary, dated, for a council of which nobody has written; what only
    the public reads stays."""
    lines, printed, tiles = list(text.lines), flat(variables(board)), in_tiles(text)
    for block in sorted(read_commentary(text).blocks, key=lambda block: -block.line):
        if not block.public:
            words = brief if block in tiles else _in_full
            lines[block.line : block.div.last - 1] = [words(block.indicators, board, printed)]
        lines[block.line - 1] = block.dated(board.month)
    return "\n".join(lines)


def _in_full(indicators: tuple[str, ...], board: Board, printed: dict[str, str]) -> str:
    """A draft for the pack: its lead words, and a paragraph for each indicator."""
    words, _ = lead_for(indicators, board)
    drafts = "\n\n".join(draft(board, id, printed) for id in indicators)
    return f"**{words}.** {drafts}" if words else drafts


def with_drafts(text: ReportText, due: Sequence[Due], file: Path, unedited: Collection[Block] = ()) -> bytes:
    """The file of a text with every draft in its place, and line ends and byte-order mark as they were. Of the blocks that
    have one already only the `unedited` get another. What only the public reads stays: it says in variables what may be said."""
    lines = list(text.lines)
    for each in sorted(due, key=lambda each: -each.block.line):
        old = each.drafted and each.block not in unedited
        if each.file == text.name and not old and not each.block.public:
            lines[each.block.line : each.block.div.last - 1] = each.lines()
    old = file.read_bytes()
    mark = b"\xef\xbb\xbf" if old.startswith(b"\xef\xbb\xbf") else b""
    return mark + ("\r\n" if b"\r\n" in old else "\n").join(lines).encode("utf-8")


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.split("\n"))
