"""Measures the way from an extract to a month's measures, for 8,000 children in care and for all of England's 80,000, against
an independent version of ten indicators in DuckDB's SQL (ten_indicators.sql), whose figures must be the same.

    .venv/bin/python benchmarks/figures.py                     makes the extracts first: some minutes
    .venv/bin/python benchmarks/figures.py --keep ../england   makes them there, or takes those that are there

Each is measured in a process of its own, without the start of Python and its imports: five rounds, all sides in turn.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from run import ROOT, machine, measured, table

MONTH, AS_AT = (2020, 5), "2020-05-31"
COUNCILS = (8_000, 80_000)
SQL = Path(__file__).with_name("ten_indicators.sql")
KEY = ["indicator", "period_type", "period_end", "category"]
FIGURE = ["numerator", "denominator"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", type=Path, help="the folder of the extracts, which stay there")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        side, extract, figures = options.one
        print(json.dumps({"scorecard": by_scorecard, "duckdb": by_duckdb}[side](extract, Path(figures))))
        return
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        rounds_of(options.keep or Path(folder), Path(folder))


def rounds_of(extracts: Path, folder: Path) -> None:
    """Measure all sides, hold their figures against each other and print the tables."""
    said: dict[str, list[dict[str, float]]] = {}

    def one(name: str, side: str, extract: Path) -> float:
        command = [
            sys.executable,
            __file__,
            "--one",
            side,
            str(extract),
            str(folder / f"{side} {extract.name}"),
        ]
        found = json.loads(subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout)
        said.setdefault(name, []).append(found)
        return found["seconds"]

    sides = {}
    for children in COUNCILS:
        extract = extracts / f"of {children}"
        if not extract.is_dir():
            make = [sys.executable, str(ROOT / "data" / "make_sample.py"), "--children", str(children)]
            subprocess.run([*make, "--out", str(extract)], check=True, capture_output=True)
        for side in ("scorecard", "duckdb"):
            name = f"{children:,} children, {side}"
            sides[name] = partial(one, name, side, extract)
    table(measured(sides), against=f"{COUNCILS[-1]:,} children, duckdb")
    for children in COUNCILS:
        print(f"{children:,} children: {same_figures(folder, f'of {children}')} figures are the same in SQL.")
    for name, rounds in said.items():
        print(
            name, {what: round(statistics.median(each[what] for each in rounds[1:]), 2) for what in rounds[0]}
        )


def by_scorecard(extract: str, figures: Path) -> dict[str, float]:
    """All measures of the month, with every check of the extract; then once more, the extract being read."""
    from scorecard.care.history import Care
    from scorecard.extract.reader import read_extract
    from scorecard.measures.monthly import measures
    from scorecard.measures.population import read_population
    from scorecard.project import Project
    from scorecard.reporting_month import ReportingMonth

    month, population = ReportingMonth(*MONTH), read_population(Project())
    start = time.perf_counter()
    read = read_extract(Path(extract))
    while_read = time.perf_counter()
    found = measures(Care(read), [month], population)
    end = time.perf_counter()
    found.to_pickle(figures)
    again = time.perf_counter()
    measures(Care(read), [month], population)
    return {
        "seconds": end - start,
        "to read it": while_read - start,
        "all indicators, once it is read": time.perf_counter() - again,
        "peak GB": peak(),
    }


def by_duckdb(extract: str, figures: Path) -> dict[str, float]:
    """The ten indicators of the month."""
    import duckdb

    start = time.perf_counter()
    found = duckdb.connect().execute(SQL.read_text(encoding="utf-8").format(folder=extract, as_at=AS_AT)).df()
    seconds = time.perf_counter() - start
    found.to_pickle(figures)
    return {"seconds": seconds, "peak GB": peak()}


def same_figures(folder: Path, extract: str) -> int:
    """How many figures there are in SQL; each must be in the measures, and be the same."""
    import pandas as pd

    ours, theirs = (pd.read_pickle(folder / f"{side} {extract}") for side in ("scorecard", "duckdb"))
    theirs["period_end"] = theirs["period_end"].astype("datetime64[us]")
    assert theirs["indicator"].nunique() == 10
    both = theirs.merge(ours, on=KEY, how="left", suffixes=("", "_ours"), validate="one_to_one")
    for name in FIGURE:
        pd.testing.assert_series_equal(
            both[f"{name}_ours"], both[name].astype("float64"), check_names=False, check_exact=True
        )
    return len(theirs)


def peak() -> float:
    """The most memory that this process took (Linux), in GB."""
    import resource

    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2)


if __name__ == "__main__":
    main()
