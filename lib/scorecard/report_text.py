"""The grammar of the report's text: what Quarto and pandoc find in a .qmd file, each thing with its line.

Front matter, divs, shortcodes (`{{< var … >}}`, `{{< embed … >}}`), code and references to figures. Within blocks of code and
comments there is none of these. What only looks like a div or a variable is handed on as such, never guessed at. Rules:
https://quarto.org/docs/authoring/, https://pandoc.org/MANUAL.html#divs-and-spans.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scorecard.edited_files import read_text
from scorecard.project import Project

CODE_OR_COMMENT = re.compile(
    r"^[ \t]*(?P<fence>`{3,}|~{3,})(?P<info>[^`\n]*)$(?:\n(?:.*\n)*?[ \t]*(?P=fence)[`~]*[ \t]*$)?"
    r"|<!--(?!-?>)(?:(?!--(?:\s+|!)>)(?:.|\n))*?-->",
    re.MULTILINE,
)
"""Comments as pandoc takes them: one in which `-- >` stands is none, and is printed."""
FENCE = re.compile(r":{3,}[ \t]*(?P<opens>\{.*\}|[^\s{}:]+)?[ \t]*:*[ \t]*")
LIKE_A_DIV = re.compile(r"[\s>*+-]*:{3,}\s*[^\s:]|.*<div\b")
PART = re.compile(
    r"""(?P<name>[\w-]+)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'}]+))"""
    r"""|(?P<sign>[.#])(?P<word>[\w-]+)|(?P<other>\S+)"""
)
SHORTCODE = re.compile(r"\{\{\{<.*?>\}\}\}|\{\{<\s*(?P<name>[^\s>]+)\s*(?P<argument>.*?)\s*>\}\}")
LIKE_A_VARIABLE = re.compile(r"\{+\s*<?\s*var\s+[\w.]+\s*>?\s*\}+|\{\{<\s*\w[^>\n]*$")
INLINE_CODE = re.compile(r"(`+).+?\1")
REFERENCE = re.compile(r"(?<![\w@./])\[?-?@[A-Za-z][\w-]*\w")
IDENTIFIER = re.compile(r"\{[^}]*#((?:fig|tbl)-[\w-]+)[^}]*\}")


@dataclass(frozen=True, order=True)
class Remark:
    """Something to mend in a report's text, at a line of it."""

    line: int
    words: str

    def of(self, file: str) -> str:
        """As printed: "report/scorecard.qmd, line 12: …"."""
        return f"{file}, line {self.line}: {self.words}"


@dataclass(frozen=True)
class Written:
    """A piece of the text as it is written, at its line: an info string of code, a reference, what is no div or variable."""

    line: int
    words: str


@dataclass(frozen=True)
class Shortcode:
    """`{{< name argument >}}`. One in three braces, which shows a shortcode, has neither."""

    line: int
    written: str
    name: str
    argument: str


@dataclass(frozen=True)
class Div:
    """A div from its line to its last (None if nothing closes it). `other` is what its opening holds that is no class,
    identifier or attribute; `free` says that it is not straight below a line of text, where pandoc starts no div."""

    line: int
    last: int | None
    opening: str
    identifier: str
    classes: tuple[str, ...]
    attributes: dict[str, str]
    other: tuple[str, ...]
    free: bool

    def opening_with(self, name: str, value: str) -> str:
        """Its opening line with an attribute set."""
        given = re.compile(rf"""(?<![\w-]){name}=("[^"]*"|'[^']*'|[^\s"'}}]+)""")
        if given.search(self.opening):
            return given.sub(f'{name}="{value}"', self.opening)
        return re.sub(r"\s*\}", f' {name}="{value}"}}', self.opening, count=1)


@dataclass(frozen=True)
class ReportText:
    """A .qmd file, parsed.

    name: the file as it is shown. lines: as written. head: how many of them are the front matter with its two lines. pieces:
    each line as texts and shortcodes in turn. prose: each line with all else than prose blanked out. loose: lines that would
    close a div where none is open. code: what stands after each fence of code. references: `@fig-x`. labels: those that
    divs, tables and pictures of the text itself have.
    """

    name: str
    lines: tuple[str, ...]
    head: int
    pieces: tuple[tuple[str | Shortcode, ...], ...]
    prose: tuple[str, ...]
    divs: tuple[Div, ...]
    like_divs: tuple[Written, ...]
    loose: tuple[Written, ...]
    like_variables: tuple[Written, ...]
    code: tuple[Written, ...]
    references: tuple[Written, ...]
    labels: frozenset[str]

    @property
    def front_matter(self) -> str:
        """The YAML between the first two `---` lines, "" without them."""
        return "\n".join(self.lines[1 : self.head - 1]) if self.head else ""

    def shortcodes(self, name: str) -> Iterator[Shortcode]:
        """Those of a name, "var" or "embed", in their order."""
        for pieces in self.pieces:
            yield from (each for each in pieces if isinstance(each, Shortcode) and each.name == name)


def read_reports(project: Project, audience: str = "internal") -> list[ReportText]:
    """The texts of all the reports for an audience, as `read_report`."""
    return [read_report(path, project.shown(path)) for path in project.reports_for(audience)]


def read_report(path: Path, name: str) -> ReportText:
    """A report's text from its file. Raises UnusableFile for one that is gone or not UTF-8, which pandoc would take for
    another encoding and print wrong letters."""
    return parse(read_text(path, name, lost="take it from the last issued pack"), name)


def parse(text: str, name: str = "") -> ReportText:
    """A report's text, its lines ended by \\n."""
    lines = text.split("\n")
    head = _length_of_head(lines)
    body = "\n".join([""] * head + lines[head:])
    visible = CODE_OR_COMMENT.sub(_blank, body).split("\n")
    parted = [*lines[:head], *visible[head:]]
    pieces = tuple(
        tuple(split(line, number, seen)) for number, (line, seen) in enumerate(zip(lines, parted), 1)
    )
    prose = tuple(INLINE_CODE.sub(_blank, SHORTCODE.sub(_blank, line)) for line in visible)
    divs, like_divs, loose = _divs(lines, visible)
    return ReportText(
        name=name,
        lines=tuple(lines),
        head=head,
        pieces=pieces,
        prose=prose,
        divs=divs,
        like_divs=like_divs,
        loose=loose,
        like_variables=_found(LIKE_A_VARIABLE, (SHORTCODE.sub(_blank, line) for line in parted)),
        code=tuple(
            Written(body.count("\n", 0, found.start("info")) + 1, found["info"].strip())
            for found in CODE_OR_COMMENT.finditer(body)
            if found["fence"]
        ),
        references=_found(REFERENCE, prose),
        labels=frozenset(found[1] for line in prose for found in IDENTIFIER.finditer(line)),
    )


def split(line: str, number: int = 1, seen: str | None = None) -> Iterator[str | Shortcode]:
    """The texts and shortcodes of a line in turn, a text first and last; those of which nothing is `seen` are text."""
    end = 0
    for found in SHORTCODE.finditer(line if seen is None else seen):
        yield line[end : found.start()]
        yield Shortcode(number, found[0], found["name"] or "", found["argument"] or "")
        end = found.end()
    yield line[end:]


def _length_of_head(lines: list[str]) -> int:
    ends = (number for number, line in enumerate(lines[1:], 2) if line.rstrip() in ("---", "..."))
    return next(ends, 0) if lines[0].rstrip() == "---" else 0


def _found(pattern: re.Pattern, lines: Iterable[str]) -> tuple[Written, ...]:
    return tuple(
        Written(number, found[0]) for number, line in enumerate(lines, 1) for found in pattern.finditer(line)
    )


def _blank(found: re.Match) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def unpaired(text: ReportText) -> Iterator[Remark]:
    """A remark on each div that nothing closes, but a commentary, of which `read_commentary` tells, on each line that closes
    none, and on each comment that is none."""
    for div in text.divs:
        if div.last is None and "commentary" not in div.classes:
            yield Remark(div.line, "this div is not closed; end it with a line :::")
    for each in text.loose:
        yield Remark(
            each.line, "this ::: closes no div; the line that opens one is missing, or is not taken as one"
        )
    for number, line in enumerate(text.prose, 1):
        if "<!--" in line:
            yield Remark(
                number,
                "this begins no comment, for no --> closes it or `-- >` stands in it: what it holds is printed; close it",
            )


def unmerged(text: ReportText) -> Iterator[Remark]:
    """A remark on each place where a merge left both sides, with its marks."""
    for number, line in enumerate(text.lines, 1):
        if line.startswith("<<<<<<< "):
            yield Remark(
                number,
                "a merge left both sides here; keep one, and take out the lines <<<<<<<, ======= and >>>>>>>",
            )


def _divs(lines: list[str], visible: list[str]) -> tuple[tuple, tuple, tuple]:
    """The divs by their openings, the lines that look like one, and those that close none."""
    divs: list[Div] = []
    like_divs: list[Written] = []
    loose: list[Written] = []
    opened: list[tuple[int, str]] = []
    for number, line in enumerate(visible, 1):
        fence = FENCE.fullmatch(line)
        if fence and fence["opens"]:
            opened.append((number, fence["opens"]))
        elif fence and opened:
            divs.append(_div(*opened.pop(), number, lines, visible))
        elif fence:
            loose.append(Written(number, line.strip()))
        elif LIKE_A_DIV.match(line):
            like_divs.append(Written(number, line.strip()))
    divs += [_div(*each, None, lines, visible) for each in opened]
    return tuple(sorted(divs, key=lambda div: div.line)), tuple(like_divs), tuple(loose)


def _div(line: int, opens: str, last: int | None, lines: list[str], visible: list[str]) -> Div:
    parts = list(PART.finditer(opens[1:-1] if opens.startswith("{") else f".{opens}"))
    above = visible[line - 2] if line > 1 else ""
    return Div(
        line=line,
        last=last,
        opening=lines[line - 1],
        identifier=next((part["word"] for part in parts if part["sign"] == "#"), ""),
        classes=tuple(part["word"] for part in parts if part["sign"] == "."),
        attributes={
            part["name"]: part["double"] or part["single"] or part["bare"] or ""
            for part in parts
            if part["name"]
        },
        other=tuple(part["other"] for part in parts if part["other"]),
        free=not above.strip() or above.startswith("#") or FENCE.fullmatch(above) is not None,
    )
