"""Measures `scorecard batch` for 12 councils and 12 months: by one process, by two, by two workers on Dask, and against the 144
measures worked out one by one, each with its extract read. The files must be the same to the byte.

    .venv/bin/python benchmarks/batch.py

Five rounds, all sides in turn. Dask's side is left out where it is not installed (requirements-optional.txt).
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from run import ROOT, machine, measured, table

COUNCILS, CHILDREN = 12, 700
MONTHS = ("2019-06", "2020-05")


def main() -> None:
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        extracts = Path(folder) / "extracts"
        for number in range(COUNCILS):
            make = [
                sys.executable,
                str(ROOT / "data" / "make_sample.py"),
                "--children",
                str(CHILDREN + number),
            ]
            subprocess.run([*make, "--out", str(extracts / f"{number:02}")], check=True, capture_output=True)
        rounds_of(extracts)


def rounds_of(extracts: Path) -> None:
    """Measure all sides, hold their files against each other and print the table."""
    merged: dict[str, bytes] = {}

    def batch(name: str, *options: str) -> float:
        with tempfile.TemporaryDirectory() as out:
            asked = ["--months", ":".join(MONTHS), "--extracts", f"{extracts}/*", "--out", out]
            start = time.perf_counter()
            command = [sys.executable, "-m", "scorecard", "batch", *asked, *options]
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
            seconds = time.perf_counter() - start
            found = (Path(out) / "measures.csv").read_bytes()
        assert merged.setdefault("measures", found) == found, name
        return seconds

    sides = {name: partial(batch, name, "--processes", name[0]) for name in ("1 process", "2 processes")}
    sides["144 one by one"] = partial(one_by_one, extracts)
    with two_workers() if find_spec("distributed") else nullcontext() as address:
        if address:
            sides["Dask, 2 workers"] = partial(batch, "Dask", "--scheduler", address)
        table(measured(sides), against="1 process")


def one_by_one(extracts: Path) -> float:
    """The measures of each council and month by themselves, in one process that has imported all it needs."""
    code = f"""
import time
from pathlib import Path
from scorecard.care.history import Care
from scorecard.extract.reader import read_extract
from scorecard.measures.monthly import measures
from scorecard.measures.population import read_population
from scorecard.project import Project
from scorecard.reporting_month import ReportingMonth
population, start = read_population(Project()), time.perf_counter()
for extract in sorted(Path({str(extracts)!r}).iterdir()):
    for month in ReportingMonth.parse({MONTHS[1]!r}).last_12:
        measures(Care(read_extract(extract)), [month], population)
print(time.perf_counter() - start)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)
    return float(done.stdout)


@contextmanager
def two_workers() -> Iterator[str]:
    """The address of a cluster on this machine, whose workers are there before they are timed."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        yield cluster.scheduler_address


if __name__ == "__main__":
    main()
