"""The problems of an extract by severity: as the lines that `scorecard check` prints, and as a workbook for the team that
mends the records, a sheet a table and a row a problem. File and line say where to look; no child's id is in it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from scorecard.extract.cells import code_of
from scorecard.extract.problems import Effect, Problem, printed
from scorecard.extract.tables import TABLES
from scorecard.lists.sheet import Sheet
from scorecard.measures.data_needed import figures_using
from scorecard.words import count, list_of, number, sentence

SEVERITY = {
    Effect.FILE: "refused, the file",
    Effect.ROW: "left out, the row",
    Effect.BLANK: "left out, the cell",
    Effect.NONE: "to look at, the row counts",
}
"""What a problem does, the worst first."""
NO_TABLE = "Files"
MANY = 6
"""More figures than these are told by their number."""


def lines_of(problems: Sequence[Problem]) -> list[str]:
    """The lines to print: by severity and table, under a line that says which figures are the worse for it; then which words
    may be a system's own for our codes."""
    lines = []
    for effect, words in SEVERITY.items():
        for table, same in _by_table(each for each in problems if each.effect is effect).items():
            lines.append(f"{table}, {words}{_of_figures(same)}:")
            lines += printed(same)
    return [*lines, *_of_words(problems)]


def _of_words(problems: Iterable[Problem]) -> Iterator[str]:
    """A line for each column in which a word that is no code of ours, and may be the system's, stands more than once."""
    found = Counter(
        (each.table, each.column, each.value)
        for each in problems
        if each.value and each.column in TABLES[each.table].codes
    )
    words = defaultdict(list)
    for (table, column, word), times in found.most_common():
        if times > 1 and not code_of(TABLES[table], column, word):
            words[table, column].append(f"“{word}”")
    for (table, column), several in words.items():
        yield (
            f"{table}, {column}: if {' or '.join(several[:3])} is your system's word for a code, say so under `words:` in "
            "data/reference/columns.yml (data/README.md)."
        )


def sheets_of_problems(problems: Sequence[Problem]) -> list[Sheet]:
    """A sheet a table, the worst first, then by file and line."""
    order = list(SEVERITY)
    sheets = []
    for table, same in _by_table(problems).items():
        same = sorted(same, key=lambda each: (order.index(each.effect), each.file, each.line, each.column))
        rows = pd.DataFrame(
            {
                "Severity": [sentence(SEVERITY[each.effect]) for each in same],
                "File": [each.file for each in same],
                "Line": [each.line for each in same],
                "Column": [each.column for each in same],
                "Value": [_value(each) for each in same],
                "Expected": [each.expected for each in same],
                "Figures": [list_of(_figures([each])) for each in same],
            }
        )
        worst = [
            f"{number(sum(each.effect is effect for each in same))} {words}"
            for effect, words in SEVERITY.items()
        ]
        notes = (
            "Mend these in the case-management system and export anew: what is mended in the file comes back next month.",
            f"{sentence(count(len(same), 'problems'))}: {'; '.join(worst)}.",
        )
        sheets.append(Sheet(table, f"Problems in {table}", notes, rows))
    return sheets


def _by_table(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    found = defaultdict(list)
    for each in problems:
        found[each.table or NO_TABLE].append(each)
    return found


def _of_figures(problems: Iterable[Problem]) -> str:
    labels = _figures(problems)
    if not labels:
        return ""
    return f" ({list_of(labels) if len(labels) <= MANY else f'{len(labels)} figures'})"


def _figures(problems: Iterable[Problem]) -> list[str]:
    """The labels of the figures that use the cells, each once."""
    places = dict.fromkeys((each.table, each.column, each.effect) for each in problems)
    whole = (Effect.ROW, Effect.FILE)
    return list(
        dict.fromkeys(
            label
            for table, column, effect in places
            for label in figures_using(table, None if effect in whole else column)
        )
    )


def _value(problem: Problem) -> str:
    """What stands in the cell; nothing where it is blank, personal or not one cell's."""
    return problem.value or ""
