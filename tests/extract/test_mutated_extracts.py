"""Extracts in which every table has a mistake of its own, hundreds of them: figures and problems in one line each, or a
refusal in one; never a traceback."""

import random

import pytest
from measured import measured
from miniature_extract import MINIATURE
from mutations import mistaken, mutated
from scorecard.extract.of_month import seen_from
from scorecard.extract.problems import UnusableExtract
from scorecard.extract.reader import read_extract
from scorecard.lists.of_problems import lines_of
from scorecard.measures.table import csv_of
from scorecard.reporting_month import ReportingMonth

FEBRUARY = ReportingMonth(2021, 2)
NEEDED = ("Header", "Episodes")


@pytest.mark.parametrize("seed", range(8))
def test_an_extract_of_mistakes_gives_figures_and_problems_or_is_refused_in_one_line(tmp_path, seed):
    draw = random.Random(seed)
    for path in sorted(MINIATURE.glob("*.csv")):
        data = mistaken(path.read_text(encoding="utf-8"), draw).encode()
        if path.stem not in NEEDED and draw.random() < 0.3 or draw.random() < 0.03:
            data = mutated(data, draw)
        (tmp_path / path.name).write_bytes(data)
    try:
        extract = seen_from(read_extract(tmp_path), FEBRUARY)
    except UnusableExtract as refusal:
        assert len(str(refusal).splitlines()) == 1
        return
    assert extract.problems
    for line in (*map(str, extract.problems), *lines_of(extract.problems), *extract.warnings, *extract.late):
        assert len(line.splitlines()) == 1
    assert csv_of(measured(extract, FEBRUARY))
