"""Extracts with one mistake each: how many give a result, and which move a figure without a word.

    python benchmarks/mutations.py 1000 --seed 1

The extract is the miniature of the tests, the mistakes are those of tests/mutations.py, one to an extract: a cell or a row of
one table, or its bytes. A figure moved without a word is one that is another than it was, and no problem, no warning and no
missing file is told that was not told before. Those are printed with what was done, to be looked at.
"""

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1] / "tests"
sys.path.insert(0, str(TESTS))

import pandas as pd  # noqa: E402
from measured import measured  # noqa: E402
from mutations import mistaken, mutated  # noqa: E402
from scorecard.extract.of_month import seen_from  # noqa: E402
from scorecard.extract.problems import UnusableExtract  # noqa: E402
from scorecard.extract.reader import Extract, read_extract  # noqa: E402
from scorecard.measures.data_needed import without_figure  # noqa: E402
from scorecard.reporting_month import ReportingMonth  # noqa: E402

MONTH = ReportingMonth(2021, 2)
FIGURE = ["indicator", "period_type", "period_end", "category", "value"]


def words(extract: Extract) -> Counter:
    """All that is told of an extract."""
    told = (*extract.problems, *extract.warnings, *extract.late, *without_figure(extract, MONTH))
    return Counter(map(str, told))


def figures(extract: Extract) -> pd.DataFrame:
    return measured(extract, MONTH)[FIGURE].reset_index(drop=True)


def changed_line(before: str, after: str) -> str:
    """The first line in which two texts differ, as it was and as it is."""
    pairs = zip([*before.splitlines(), ""], [*after.splitlines(), ""])
    return next((f"{old} | {new}" for old, new in pairs if old != new), "")


def tried(folder: Path, count: int, draw: random.Random) -> Counter:
    """What became of so many extracts in `folder`, each of whose files is put back."""
    whole = {path: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.csv"))}
    extract = read_extract(folder)
    before, true = words(seen_from(extract, MONTH)), figures(extract)
    became: Counter = Counter()
    for _ in range(count):
        path = draw.choice([*whole])
        data = mistaken(whole[path], draw, mistakes=1).encode()
        data = mutated(whole[path].encode(), draw) if draw.random() < 0.2 else data
        path.write_bytes(data)
        try:
            extract = seen_from(read_extract(folder), MONTH)
            moved = not figures(extract).equals(true)
            silent = moved and not words(extract) - before
            became.update({"a result": 1, "a figure moved": moved, "without a word": silent})
            if silent:
                print(path.stem, changed_line(whole[path], data.decode("utf-8", "replace")), sep=": ")
        except UnusableExtract as refusal:
            assert len(str(refusal).splitlines()) == 1
            became["refused in one line"] += 1
        path.write_text(whole[path], encoding="utf-8", newline="")
    return became


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("extracts", type=int)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(TESTS / "miniature", Path(folder) / "extract"))
        print(dict(tried(copy, asked.extracts, random.Random(asked.seed))))


if __name__ == "__main__":
    main()
