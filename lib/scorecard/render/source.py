"""Reads a report for the embedded renderer: the part of Quarto's language that the report uses.

What it knows: front matter with a title, `{{< var a.b >}}`, `{{< embed sections/x.ipynb#label >}}` on a line by itself,
`@fig-x` and `@tbl-x`, the divs of the pack (KNOWN_CLASSES, layout) and all of pandoc's own Markdown. Anything else of
Quarto's is refused by name, with its line.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from scorecard.commentary.report_variables import flat, mistaken_variables
from scorecard.commentary.tiles import too_long
from scorecard.project import Project
from scorecard.render.cells import Cell, labelled_cells
from scorecard.render.formats import formats_of
from scorecard.render.problems import CannotRender
from scorecard.report_text import Remark, ReportText, Shortcode, read_report, split, unmerged, unpaired

FRONT_MATTER = {"title", "subtitle", "description", "format"}
KNOWN_CLASSES = {"chart", "commentary", "tile", "tiles", "data", "data-appendix", "wide-page"}
KNOWN_CLASSES |= {"content-visible", "content-hidden"}
CONDITIONS = {"when-format", "unless-format", "when-profile", "unless-profile"}
KNOWN_ATTRIBUTES = {"layout", "indicator", "month", *CONDITIONS}


@dataclass(frozen=True)
class Report:
    """A report, ready for pandoc, with its own settings of each format. `body` has as many lines as the source, so that
    pandoc's line numbers are right."""

    file: Path
    name: str
    front_matter: dict[str, str]
    formats: dict[str, dict[str, Any]]
    body: str
    cells: dict[str, Cell]


def ready_for_pandoc(project: Project, file: Path, variables: dict) -> Report:
    """A report with its numbers filled in and its cells found. Raises UnusableFile for what is no text, CannotRender with
    every problem, by line."""
    text = read_report(file, project.shown(file))
    reader = _Reader(file.parent, text, variables)
    front_matter, body = reader.front_matter(), reader.body()
    reader.check_divs()
    reader.check_code()
    reader.check_references()
    of_text = (
        *unmerged(text),
        *unpaired(text),
        *mistaken_variables(text, variables),
        *too_long(text, variables),
    )
    problems = sorted([*reader.problems, *of_text])
    if problems:
        raise CannotRender([problem.of(text.name) for problem in problems])
    return Report(file, text.name, front_matter, formats_of(text), "\n".join(body) + "\n", reader.cells)


class _Reader:
    """Goes through the report and gathers what it finds: cells, and problems."""

    def __init__(self, folder: Path, text: ReportText, variables: dict) -> None:
        self.folder, self.text, self.printed = folder, text, flat(variables)
        self.cells: dict[str, Cell] = {}
        self.notebooks: dict[str, dict[str, Cell]] = {}
        self.problems: list[Remark] = []

    def problem(self, line: int, words: str) -> None:
        self.problems.append(Remark(line, words))

    def refuse(self, line: int, what: str, known: str) -> None:
        self.problem(
            line, f"{what} is not known to the embedded renderer ({known}); take it out or install Quarto"
        )

    def front_matter(self) -> dict[str, str]:
        """Its lines, with their numbers filled in."""
        head = self.text.front_matter
        try:
            found = yaml.safe_load(head)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 2 if error.problem_mark else 1
            self.problem(line, f"the front matter is no YAML: {error.problem}")
            return {}
        except yaml.reader.ReaderError as error:
            line = head.count("\n", 0, error.position) + 2
            self.problem(line, "there is a control character in the front matter; take it out")
            return {}
        if not isinstance(found, dict) or not found.get("title"):
            self.problem(1, "expected a line `title: …` between two lines `---`")
            return {}
        for name in found.keys() - FRONT_MATTER:
            lines = enumerate(head.split("\n"), 2)
            line = next((number for number, text in lines if text.startswith(str(name))), 1)
            self.refuse(line, f"the front matter's `{name}`", f"it takes {', '.join(sorted(FRONT_MATTER))}")
        return {
            name: self.filled(tuple(split(str(value)))) for name, value in found.items() if name != "format"
        }

    def body(self) -> list[str]:
        """The lines as pandoc shall read them; the front matter's are blank."""
        return [
            "" if number <= self.text.head else self.filled(pieces)
            for number, pieces in enumerate(self.text.pieces, 1)
        ]

    def filled(self, pieces: tuple[str | Shortcode, ...]) -> str:
        """A line with each shortcode replaced."""
        alone = not "".join(piece for piece in pieces if isinstance(piece, str)).strip() and len(pieces) == 3
        for before, shortcode in zip(pieces[::2], pieces[1::2]):
            if before.endswith("<"):
                self.problem(
                    shortcode.line,
                    "`<{{< … >}}>` makes no link in Quarto; write [{{< … >}}](mailto:{{< … >}})",
                )
        return "".join(piece if isinstance(piece, str) else self.value(piece, alone) for piece in pieces)

    def value(self, shortcode: Shortcode, alone: bool) -> str:
        match shortcode.name:
            case "var":
                return self.printed.get(shortcode.argument, "")
            case "embed" if alone:
                return self.embed(shortcode)
            case "embed":
                self.problem(shortcode.line, f"`{shortcode.written}` must stand on a line by itself")
            case _:
                self.refuse(
                    shortcode.line, f"the shortcode `{shortcode.written}`", "it knows `embed` and `var`"
                )
        return ""

    def embed(self, shortcode: Shortcode) -> str:
        """A mark that quarto.lua exchanges for the cell's figure or table."""
        line, (path, _, label) = shortcode.line, shortcode.argument.partition("#")
        if path not in self.notebooks:
            self.notebooks[path] = self.open(line, path)
        cells = self.notebooks[path]
        if label in cells:
            cell = self.cells[label] = cells[label]
            for fault in cell.faults():
                self.problem(line, f"cell `{label}` of {path} {fault}")
        elif cells:
            self.problem(line, f"{path} has no cell labelled `{label}`; it has {', '.join(cells)}")
        return f"[]{{.embed cell={label}}}"

    def open(self, line: int, path: str) -> dict[str, Cell]:
        try:
            return labelled_cells(self.folder / path)
        except FileNotFoundError:
            self.problem(line, f"there is no {path} beside the report; run `scorecard run`")
        except (ValueError, KeyError, yaml.YAMLError) as error:
            self.problem(line, f"{path} cannot be read as a notebook ({error}); run `scorecard run`")
        return {}

    def check_divs(self) -> None:
        known = f"it knows {', '.join(sorted(KNOWN_CLASSES | KNOWN_ATTRIBUTES))}"
        for div in self.text.divs:
            unknown = [f".{name}" for name in div.classes if name not in KNOWN_CLASSES]
            unknown += [
                f"{name}={value}" for name, value in div.attributes.items() if name not in KNOWN_ATTRIBUTES
            ]
            for part in [*unknown, *div.other]:
                self.refuse(div.line, f"`{part}` of a div", known)
        for like in self.text.like_divs:
            if not like.words.startswith("<"):
                self.problem(like.line, f"`{like.words}` is not taken as a div; begin the line with :::")

    def check_code(self) -> None:
        for code in self.text.code:
            if code.words.startswith("{") and not code.words.startswith("{."):
                self.refuse(code.line, f"the code cell `{code.words}`", "code belongs in a notebook")

    def check_references(self) -> None:
        """Each `@fig-x` must name a figure or table that the report has."""
        for reference in self.text.references:
            brackets, _, label = reference.words.partition("@")
            if brackets:
                self.refuse(reference.line, f"`{reference.words}`", "it knows @fig-x and @tbl-x, bare")
            elif label not in self.cells.keys() | self.text.labels:
                self.problem(reference.line, f"`@{label}` refers to no figure or table of this report")
