"""The commentary in the report's text: for which indicators and which month each block was written.

A block is a div that opens with a line such as `::: {.commentary indicator="reviews_on_time" month="2020-05"}`. A line that
only looks like one is named, never guessed at, so that no sentence escapes its date.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from scorecard.report_text import Div, Remark, ReportText
from scorecard.reporting_month import ReportingMonth
from scorecard.words import list_of

EXAMPLE = '::: {.commentary indicator="reviews_on_time" month="2020-05"}'

KEPT = "<!-- Written for {written}, and kept until the draft of {drafted} above is read:"
OLDER = re.compile(r"\n*<!-- Written for (?P<written>[^,\n]*), and kept until the draft of .*?-->", re.DOTALL)
"""The comment with the words that a draft has taken the place of."""


@dataclass(frozen=True)
class Block:
    """A commentary: its div, the ids it is about, its month (None if it names none), and its own lines."""

    div: Div
    indicators: tuple[str, ...]
    month: ReportingMonth | None
    lines: tuple[str, ...]

    @property
    def line(self) -> int:
        """The line it opens on."""
        return self.div.line

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()

    @property
    def words(self) -> str:
        """Its text without those that a draft took the place of."""
        return OLDER.sub("", self.text).strip()

    @property
    def about(self) -> str:
        """What it is about, as a sentence begins: "started and ceased"."""
        return list_of([*self.indicators]) or "this commentary"

    @property
    def public(self) -> bool:
        """Whether only the public reads it: every number in it is a variable, so that its words are those of any month."""
        return "content-visible" in self.div.classes and self.div.attributes.get("when-profile") == "public"

    def dated(self, month: ReportingMonth) -> str:
        """Its opening line for another month."""
        return self.div.opening_with("month", str(month))

    def due(self, month: ReportingMonth) -> bool:
        """Whether it was written for another month than this one, or does not say for which."""
        return self.month != month


@dataclass(frozen=True)
class Commentary:
    """All of a report's commentary, and the lines that are meant as a commentary but not written as one."""

    blocks: tuple[Block, ...]
    ill_formed: tuple[Remark, ...]

    @property
    def mistakes(self) -> tuple[Remark, ...]:
        """These, and the names that are no indicator's."""
        of_names = [
            Remark(block.line, words)
            for block in self.blocks
            for words in map(_unknown, block.indicators)
            if words
        ]
        return tuple(sorted([*self.ill_formed, *of_names]))

    def not_ready(self, month: ReportingMonth) -> list[Remark]:
        """What keeps the report of a month from being final: each block that is due, and each mistake."""
        return sorted([*self.mistakes, *(_due(block, month) for block in self.blocks if block.due(month))])


def read_commentary(text: ReportText) -> Commentary:
    """Find the blocks in a report's text."""
    mistakes = [
        Remark(like.line, f"this is not taken as a commentary; begin the line with {EXAMPLE}")
        for like in text.like_divs
        if "commentary" in like.words
    ]
    divs = [div for div in text.divs if "commentary" in div.classes]
    for div in divs:
        if not div.free:
            words = "leave a blank line above this commentary, or it is printed as plain text"
            mistakes.append(Remark(div.line, words))
        if div.last is None:
            mistakes.append(Remark(div.line, "this commentary is not closed; end it with a line :::"))
    blocks = tuple(_block(div, text, mistakes) for div in divs if div.last is not None)
    return Commentary(blocks, tuple(mistakes))


def _due(block: Block, month: ReportingMonth) -> Remark:
    one = len(block.indicators) < 2
    written = (
        f"{'was' if one else 'were'} written for {block.month.name}"
        if block.month
        else f"{'does' if one else 'do'} not say for which month it was written"
    )
    return Remark(
        block.line, f'{block.about} {written}; read it against {month.name}, then set month="{month}"'
    )


def _block(div: Div, text: ReportText, mistakes: list[Remark]) -> Block:
    indicators, month = tuple(div.attributes.get("indicator", "").split()), None
    if not indicators:
        mistakes.append(Remark(div.line, f"this commentary names no indicator; write it as {EXAMPLE}"))
    try:
        month = ReportingMonth.parse(div.attributes["month"]) if "month" in div.attributes else None
    except ValueError as error:
        mistakes.append(Remark(div.line, str(error)))
    return Block(div, indicators, month, text.lines[div.line : div.last - 1])


def _unknown(name: str) -> str:
    """Why a name is no indicator's, in words; "" for one that is."""
    from scorecard.indicators import INDICATORS  # which loads pandas, of which rendering has no need

    if name in INDICATORS:
        return ""
    near = get_close_matches(name, INDICATORS, n=1)
    hint = f"did you mean {near[0]}?" if near else "the ids are those of the definitions"
    return f"there is no indicator {name}; {hint}"
