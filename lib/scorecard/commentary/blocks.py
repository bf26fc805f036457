"""The commentary in the report's text: for which indicators and which month each block was written.

A block is a div that opens with a line such as `::: {.commentary indicator="reviews_on_time" month="2020-05"}`. Pandoc's
rules say what a div is; a line that only looks like one is named, never guessed at, so that no sentence escapes its date.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from scorecard.edited_files import UnusableFile, read_text
from scorecard.reporting_month import ReportingMonth
from scorecard.unusable import Unusable

FENCE = re.compile(r":{3,}[ \t]*(?P<opens>\{.*\}|[^\s{}:]+)?[ \t]*:*[ \t]*")
ATTRIBUTE = re.compile(
    r"""(?P<name>[\w-]+)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'}]+))"""
)
LOOKS_LIKE_ONE = re.compile(r"""^[\s>*+-]*:{3,}.*\bcommentary\b|class\s*=\s*["'][^"']*\bcommentary\b""")
CODE = re.compile(r" {0,3}(`{3,}|~{3,})")
EXAMPLE = '::: {.commentary indicator="reviews_on_time" month="2020-05"}'


class UnreadableReport(Unusable):
    """The report's file cannot be read as text; one line with file, line and the way out."""


@dataclass(frozen=True, order=True)
class Remark:
    """Something to mend in the report's text, at a line of it."""

    line: int
    words: str

    def of(self, file: str) -> str:
        """As printed: "report/scorecard.qmd, line 12: …"."""
        return f"{file}, line {self.line}: {self.words}"


@dataclass(frozen=True)
class Block:
    """A commentary: the line it opens on, that line's text, the ids it is about, its month (None if it names none), and its
    own lines."""

    line: int
    opening: str
    indicators: tuple[str, ...]
    month: ReportingMonth | None
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()

    def dated(self, month: ReportingMonth) -> str:
        """Its opening line for another month."""
        month_attribute = re.compile(r"""\bmonth=("[^"]*"|'[^']*'|[^\s"'}]+)""")
        if month_attribute.search(self.opening):
            return month_attribute.sub(f'month="{month}"', self.opening)
        return re.sub(r"\s*\}", f' month="{month}"}}', self.opening, count=1)

    def due(self, month: ReportingMonth) -> bool:
        """Whether it was written for another month than this one, or does not say for which."""
        return self.month != month


@dataclass(frozen=True)
class Commentary:
    """All of a report's commentary, and the lines that are meant as a commentary but cannot be taken as one."""

    blocks: tuple[Block, ...]
    mistakes: tuple[Remark, ...]

    def not_ready(self, month: ReportingMonth) -> list[Remark]:
        """What keeps the report of a month from being final: each block that is due, and each mistake."""
        return sorted([*self.mistakes, *(_due(block, month) for block in self.blocks if block.due(month))])


def read_report(path: Path, name: str) -> str:
    """The report's text, lines ended by \\n whatever the editor wrote. UnreadableReport if it is not UTF-8.

    Pandoc would take such a file for another encoding and print wrong letters.
    """
    try:
        return read_text(path, name, lost="take it from the last issued pack")
    except UnusableFile as error:
        raise UnreadableReport(str(error)) from None


def read_commentary(text: str) -> Commentary:
    """Find the blocks in a report's text."""
    blocks: list[Block] = []
    mistakes: list[Remark] = []
    opened: list[tuple[int, str]] = []
    lines = text.split("\n")
    hidden = set(_hidden(lines))
    for number, line in enumerate(lines, start=1):
        fence = FENCE.fullmatch(line) if number not in hidden else None
        if fence and fence["opens"]:
            opened.append((number, fence["opens"]))
            if _is_commentary(fence["opens"]) and not _stands_free(lines, number, hidden):
                mistakes.append(
                    Remark(number, "leave a blank line above this commentary, or it is printed as plain text")
                )
        elif fence and opened:
            start, attributes = opened.pop()
            if _is_commentary(attributes):
                blocks.append(_block(start, lines[start - 1], tuple(lines[start : number - 1]), mistakes))
        elif number not in hidden and LOOKS_LIKE_ONE.search(line):
            mistakes.append(
                Remark(number, f"this is not taken as a commentary; begin the line with {EXAMPLE}")
            )
    mistakes += [
        Remark(start, "this commentary is not closed; end it with a line :::")
        for start, is_a in opened
        if _is_commentary(is_a)
    ]
    return Commentary(tuple(sorted(blocks, key=lambda block: block.line)), tuple(sorted(mistakes)))


def _due(block: Block, month: ReportingMonth) -> Remark:
    about = ", ".join(block.indicators) or "this commentary"
    written = (
        f"was written for {block.month.name}"
        if block.month
        else "does not say for which month it was written"
    )
    return Remark(block.line, f'{about} {written}; read it against {month.name}, then set month="{month}"')


def _block(line: int, opening: str, lines: tuple[str, ...], mistakes: list[Remark]) -> Block:
    given = {
        found["name"]: found["double"] or found["single"] or found["bare"] or ""
        for found in ATTRIBUTE.finditer(opening)
    }
    indicators = tuple(given.get("indicator", "").split())
    if not indicators:
        mistakes.append(Remark(line, f"this commentary names no indicator; write it as {EXAMPLE}"))
    mistakes += [Remark(line, words) for words in map(_unknown, indicators) if words]
    month = None
    try:
        month = ReportingMonth.parse(given["month"]) if "month" in given else None
    except ValueError as error:
        mistakes.append(Remark(line, str(error)))
    return Block(line, opening, indicators, month, lines)


def _unknown(name: str) -> str:
    """Why a name is no indicator's, in words; "" for one that is."""
    from scorecard.indicators import (
        INDICATORS,  # only where a commentary is read: commands start without pandas
    )

    if name in INDICATORS:
        return ""
    near = get_close_matches(name, INDICATORS, n=1)
    hint = f"did you mean {near[0]}?" if near else "the ids are those of the definitions"
    return f"there is no indicator {name}; {hint}"


def _is_commentary(attributes: str) -> bool:
    return attributes == "commentary" or re.search(r"\.commentary(?![\w-])", attributes) is not None


def _stands_free(lines: list[str], number: int, hidden: set[int]) -> bool:
    """Whether pandoc starts a div at this line: not straight below a line of text."""
    above = lines[number - 2] if number > 1 else ""
    return (
        not above.strip()
        or above.startswith("#")
        or FENCE.fullmatch(above) is not None
        or number - 1 in hidden
    )


def _hidden(lines: list[str]) -> Iterator[int]:
    """The numbers of the lines that are front matter, code or comment."""
    until = "---" if lines[0].rstrip() == "---" else None
    code = ""
    for number, line in enumerate(lines, start=1):
        if until:
            yield number
            if number > 1 and (line.rstrip() in ("---", "...") if until == "---" else until in line):
                until = None
        elif code:
            yield number
            code = "" if re.fullmatch(rf" {{0,3}}{re.escape(code)}{code[0]}*\s*", line) else code
        elif found := CODE.match(line):
            yield number
            code = found[1]
        elif line.lstrip().startswith("<!--"):
            yield number
            until = None if "-->" in line else "-->"
