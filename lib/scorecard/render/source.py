"""Reads report/scorecard.qmd for the embedded renderer: the part of Quarto's language that the report uses.

What it knows: front matter with a title, `{{< var a.b >}}`, `{{< embed sections/x.ipynb#label >}}` on a line by itself,
`@fig-x` and `@tbl-x`, the divs of the pack (KNOWN_CLASSES, layout) and all of pandoc's own Markdown. Anything else of
Quarto's is refused by name, with its line. Rules: https://quarto.org/docs/authoring/.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from scorecard.commentary import blocks as commentary
from scorecard.commentary.report_variables import mistaken_variables
from scorecard.project import Project
from scorecard.render.cells import Cell, labelled_cells
from scorecard.render.problems import CannotRender, located

FRONT_MATTER = {"title", "subtitle", "description"}
KNOWN_CLASSES = {
    "chart",
    "commentary",
    "tiles",
    "data",
    "data-appendix",
    "wide-page",
    "content-visible",
    "content-hidden",
}
CONDITIONS = {"when-format", "unless-format", "when-profile", "unless-profile"}
KNOWN_ATTRIBUTES = {"layout", "indicator", "month", *CONDITIONS}

SHORTCODE = re.compile(r"\{\{(\{?)<\s*(.*?)\s*>\}\}")
DIV = re.compile(r"^\s*:{3,}\s*(?:\{(?P<braced>.*)\}|(?P<bare>[\w.-]+))\s*:*\s*$")
ATTRIBUTE = re.compile(r"""(?P<name>[\w-]+)=(?:"[^"]*"|'[^']*'|\S+)|[.#](?P<mark>[\w-]+)|(?P<other>\S+)""")
FENCE = re.compile(r"^\s*(`{3,}|~{3,})\s*(\{[\w.-]+[^}]*\})?")
REFERENCE = re.compile(r"(?<![\w@./])(\[?-?)@([A-Za-z][\w-]*\w)")
IDENTIFIER = re.compile(r"\{[^}]*#((?:fig|tbl)-[\w-]+)[^}]*\}")


@dataclass(frozen=True)
class Report:
    """The report, ready for pandoc: `body` has as many lines as the source, so that pandoc's line numbers are right."""

    file: Path
    front_matter: dict[str, str]
    body: str
    cells: dict[str, Cell]


def read_report(project: Project, variables: dict) -> Report:
    """The report with its numbers filled in and its cells found. Raises CannotRender with every problem, by line."""
    file, shown = project.report, project.shown(project.report)
    try:
        text = commentary.read_report(file, shown)
    except commentary.UnreadableReport as error:
        raise CannotRender([str(error)]) from None
    reader = _Reader(file, variables)
    head, lines = split_front_matter(text)
    front_matter = reader.front_matter(head)
    body = [reader.line(number, line) for number, line in lines]
    reader.check_references()
    reader.problems += [(wrong.line, wrong.words) for wrong in mistaken_variables(text, variables)]
    if reader.problems:
        raise CannotRender([located(shown, message, line) for line, message in sorted(reader.problems)])
    blank = [""] * (lines[0][0] - 1 if lines else 0)
    return Report(file, front_matter, "\n".join(blank + body) + "\n", reader.cells)


def split_front_matter(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The YAML between the first two `---` lines, and the numbered lines after it."""
    lines = text.split("\n")
    end = lines.index("---", 1) if lines[0] == "---" and "---" in lines[1:] else -1
    return "\n".join(lines[1:end]) if end > 0 else "", list(enumerate(lines, 1))[end + 1 :]


def tidy(text: str) -> str:
    """A line without inline code, in which nothing is Quarto's."""
    return re.sub(r"(`+).+?\1", "", text)


class _Reader:
    """Goes through the report once and gathers what it finds: cells, and problems as (line, message)."""

    def __init__(self, file: Path, variables: dict) -> None:
        self.file, self.variables = file, variables
        self.cells: dict[str, Cell] = {}
        self.notebooks: dict[Path, dict[str, Cell]] = {}
        self.problems: list[tuple[int, str]] = []
        self.fence = ""
        self.prose: list[tuple[int, str]] = []

    def front_matter(self, head: str) -> dict[str, str]:
        try:
            found = yaml.safe_load(head)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 2 if error.problem_mark else 1
            self.problems.append((line, f"the front matter is no YAML: {error.problem}"))
            return {}
        except yaml.reader.ReaderError as error:
            line = head.count("\n", 0, error.position) + 2
            self.problems.append((line, "there is a control character in the front matter; take it out"))
            return {}
        if not isinstance(found, dict) or not found.get("title"):
            self.problems.append((1, "expected a line `title: …` between two lines `---`"))
            return {}
        for name in found.keys() - FRONT_MATTER:
            lines = enumerate(head.split("\n"), 2)
            line = next((number for number, text in lines if text.startswith(str(name))), 1)
            self.refuse(line, f"the front matter's `{name}`", f"it takes {', '.join(sorted(FRONT_MATTER))}")
        return {name: self.fill(1, str(value)) for name, value in found.items()}

    def refuse(self, line: int, what: str, known: str) -> None:
        self.problems.append(
            (line, f"{what} is not known to the embedded renderer ({known}); take it out or install Quarto")
        )

    def line(self, number: int, text: str) -> str:
        """One line as pandoc shall read it."""
        fence = FENCE.match(text)
        if self.fence:
            if fence and fence[1].startswith(self.fence):
                self.fence = ""
            return text
        if fence:
            self.fence = fence[1]
            if fence[2] and not fence[2].startswith("{."):
                self.refuse(number, f"the code cell `{fence[2]}`", "code belongs in a notebook")
            return text
        self.prose.append((number, SHORTCODE.sub("", tidy(text))))
        self.check_div(number, text)
        embed = SHORTCODE.fullmatch(text.strip())
        if embed and embed[2].startswith("embed ") and not embed[1]:
            return self.embed(number, embed[2].removeprefix("embed "))
        return self.fill(number, text)

    def check_div(self, number: int, text: str) -> None:
        div = DIV.match(text)
        if not div:
            return
        for part in ATTRIBUTE.finditer(div["braced"] if div["braced"] is not None else f".{div['bare']}"):
            name, mark, other = part["name"], part["mark"], part["other"]
            known = name in KNOWN_ATTRIBUTES or mark in KNOWN_CLASSES
            if other or not (known or part[0].startswith("#")):
                known_parts = ", ".join(sorted(KNOWN_CLASSES | KNOWN_ATTRIBUTES))
                self.refuse(number, f"`{part[0]}` of a div", f"it knows {known_parts}")

    def fill(self, number: int, text: str) -> str:
        """The text with each `{{< var a.b >}}` replaced by its value."""
        if "<{{<" in text:
            self.problems.append(
                (number, "`<{{< … >}}>` makes no link in Quarto; write [{{< … >}}](mailto:{{< … >}})")
            )

        def value(match: re.Match) -> str:
            name, _, argument = match[2].partition(" ")
            if match[1] or name not in ("var", "embed"):
                self.refuse(number, f"the shortcode `{match[0]}`", "it knows `embed` and `var`")
            elif name == "embed":
                self.problems.append((number, f"`{match[0]}` must stand on a line by itself"))
            else:
                return self.variable(argument.strip())
            return ""

        return SHORTCODE.sub(value, text)

    def variable(self, path: str) -> str:
        value = self.variables
        for name in path.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        return str(value)

    def embed(self, number: int, address: str) -> str:
        """A mark that quarto.lua exchanges for the cell's figure or table."""
        path, _, label = address.strip().partition("#")
        notebook = self.file.parent / path
        if notebook not in self.notebooks:
            self.notebooks[notebook] = self.open(number, notebook, path)
        cells = self.notebooks[notebook]
        if label in cells:
            cell = self.cells[label] = cells[label]
            self.problems += [(number, f"cell `{label}` of {path} {fault}") for fault in cell.faults()]
        elif cells:
            self.problems.append(
                (number, f"{path} has no cell labelled `{label}`; it has {', '.join(cells)}")
            )
        return f"[]{{.embed cell={label}}}"

    def open(self, number: int, notebook: Path, path: str) -> dict[str, Cell]:
        try:
            return labelled_cells(notebook)
        except FileNotFoundError:
            self.problems.append((number, f"there is no {path} beside the report; run `scorecard run`"))
        except (ValueError, KeyError, yaml.YAMLError) as error:
            self.problems.append(
                (number, f"{path} cannot be read as a notebook ({error}); run `scorecard run`")
            )
        return {}

    def check_references(self) -> None:
        """Each `@fig-x` must name a figure or table that the report has."""
        known = set(self.cells)
        known.update(match[1] for _, text in self.prose for match in IDENTIFIER.finditer(text))
        for number, text in self.prose:
            for brackets, label in REFERENCE.findall(text):
                if brackets:
                    self.refuse(number, f"`{brackets}@{label}`", "it knows @fig-x and @tbl-x, bare")
                elif label not in known:
                    self.problems.append((number, f"`@{label}` refers to no figure or table of this report"))
