"""Whatever became of the report's text, a check gives remarks by line or a refusal in one line, never a traceback."""

import random

import pytest
from handmade import handmade_board
from mutations import mutated
from scorecard.commentary.check import remarks_on
from scorecard.display.variables import variables
from scorecard.edited_files import UnusableFile
from scorecard.project import ROOT, Project
from scorecard.report_text import read_report

PIECES = (
    ":::",
    "::: {.chart}",
    "```",
    "---",
    "<!--",
    "{{< var",
    "{{< embed x.ipynb#y >}}",
    "$$",
    '"',
    "}",
    "\u2028",
)


def moved(text: str, draw: random.Random) -> str:
    """Lines of a text lost, doubled, moved or put in."""
    lines = text.split("\n")
    for _ in range(draw.choice([1, 2, 5])):
        line = lines.pop(draw.randrange(len(lines)))
        for kept in draw.choice(
            [[], [line] * 2, [line], [line, draw.choice(PIECES)], [line[: len(line) // 2]]]
        ):
            lines.insert(draw.randrange(len(lines) + 1), kept)
    return "\n".join(lines)


@pytest.mark.parametrize("report", Project(ROOT).reports, ids=lambda each: each.stem)
def test_a_mutated_report_has_remarks_by_line_or_is_refused_in_one(report, tmp_path):
    board, draw = handmade_board(), random.Random(1)
    named = variables(board)
    for number in range(25):
        data = moved(report.read_text(encoding="utf-8"), draw).encode()
        (tmp_path / "r.qmd").write_bytes(mutated(data, draw) if number % 4 == 0 else data)
        try:
            text = read_report(tmp_path / "r.qmd", "r.qmd")
            told = [each.of("r.qmd") for each in remarks_on(text, board, named)]
        except UnusableFile as refusal:
            told = [str(refusal)]
        for line in told:
            assert line.startswith("r.qmd, line ") and len(line.splitlines()) == 1
