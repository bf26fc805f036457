"""`scorecard run`: make what is out of date, side by side, and leave the last good section where a notebook
fails.

Finding out what is out of date imports neither pandas nor papermill.
"""

import logging
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial
from pathlib import Path

from scorecard.parameters import Parameters
from scorecard.project import UNFINISHED, Project
from scorecard.running.fingerprints import (
    Inputs,
    Product,
    known_newest,
    read_record,
    why_stale,
    write_record,
)
from scorecard.running.light import without_iri_grammar
from scorecard.running.outcome import Failure, Outcome
from scorecard.running.warmed import WarmProcess

# A kernel waits for messages half of its time, so it takes two to keep a processor busy.
KERNELS_PER_PROCESSOR = 2


def run(
    project: Project,
    parameters: Parameters,
    begin: Callable[[dict[str, str]], None] = lambda stale: None,
    ended: Callable[[str, Failure | None], None] = lambda name, failure: None,
    forks: bool | None = None,
) -> Outcome:
    """Make the sections, measures and variables that are out of date.

    `begin` is told, before anything is made, which products and why; `ended` each product as it ends. `forks`
    False keeps to plain kernels. Raises Unusable for an extract or targets that nobody can use.
    """
    inputs, record = Inputs(project, parameters), read_record(project)
    products = inputs.products(known_newest(record))
    for section in project.sections.glob("*.ipynb"):
        if not (project.notebooks / section.name).exists():
            section.unlink()  # of a notebook that is gone: a report that still embeds it has to fail
    stale = {product.name: why for product in products if (why := why_stale(product, record))}
    if not stale:
        return Outcome((), (), len(products))
    begin(stale)
    made: dict[str, str] = {}
    failures: list[Failure] = []
    outdated = [product for product in products if product.name in stale]
    project.sections.mkdir(parents=True, exist_ok=True)
    with WarmProcess(project, parameters, forks) as warm:
        try:
            for name, result in _make(outdated, project, parameters, warm):
                if isinstance(result, Failure):
                    failures.append(result)
                else:
                    made[name] = result
                ended(name, result if isinstance(result, Failure) else None)
        finally:
            if made:
                newest = inputs.newest(warm.newest)
                write_record(project, record, inputs.products(newest), made, newest)
    return Outcome(tuple(made), tuple(failures), len(products) - len(stale))


def _make(
    products: Iterable[Product], project: Project, parameters: Parameters, warm: WarmProcess
) -> Iterator[tuple[str, str | Failure]]:
    """Make each product; its name and the digest of what was put in place, in the order in which they end."""
    sections = [product for product in products if product.path.suffix == ".ipynb"]
    figures = [product for product in products if product not in sections]
    with (
        tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=project.sections) as running,
        ThreadPoolExecutor(KERNELS_PER_PROCESSOR * (os.cpu_count() or 1)) as pool,
    ):
        with without_iri_grammar():  # while the other process loads the month
            from scorecard.running.sections import make_section
        warm.wait_until_loaded()
        try:
            make = partial(make_section, project, parameters=parameters, warm=warm, running=Path(running))
            started = {pool.submit(make, product.path.name): [product] for product in sections}
            if figures:  # last, so that no kernel waits for the process that makes them
                started[pool.submit(warm.figures)] = figures
            for future in as_completed(started):
                result = future.result()
                for product in started[future]:
                    if product in sections:
                        yield product.name, result
                    else:
                        yield product.name, _figure(product.name, result)
        except BaseException:  # Ctrl-C above all: begin nothing more, and end what runs
            pool.shutdown(wait=False, cancel_futures=True)
            logging.disable()  # papermill would tell of each kernel that it is gone
            warm.end_kernels()
            raise


def _figure(name: str, result: dict[str, str] | str) -> str | Failure:
    return Failure(name, result) if isinstance(result, str) else result[name]
