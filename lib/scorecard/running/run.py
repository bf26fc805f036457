"""`scorecard run`: make what is out of date, side by side, and leave the last good section where a notebook
fails.

Finding out what is out of date imports neither pandas nor papermill.
"""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing
from pathlib import Path

from scorecard.parameters import Parameters
from scorecard.project import UNFINISHED, Project
from scorecard.provenance import Origin, Product, read_record, why_stale, write_record
from scorecard.running.imports import without_unused_packages
from scorecard.running.outcome import Failure, Outcome
from scorecard.running.worker import WorkerDied, Workers

MOST_WORKERS = 4  # each holds the month in memory


def run(
    project: Project,
    parameters: Parameters,
    begin: Callable[[dict[str, str]], None] = lambda stale: None,
    ended: Callable[[str, Failure | None], None] = lambda name, failure: None,
) -> Outcome:
    """Make the sections, measures and variables that are out of date.

    `begin` is told, before anything is made, which products and why; `ended` each product as it ends. Raises
    Unusable for an extract or targets that nobody can use.
    """
    products, record = Origin(project, parameters).products(), read_record(project)
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
    with (
        Workers(project, parameters, _number_of_workers(outdated)) as workers,
        closing(_make(outdated, project, parameters, workers)) as results,
    ):
        try:
            for name, result in results:
                if isinstance(result, Failure):
                    failures.append(result)
                else:
                    made[name] = result
                ended(name, result if isinstance(result, Failure) else None)
        finally:
            if made:
                write_record(project, outdated, {name: [content] for name, content in made.items()})
    return Outcome(tuple(made), tuple(failures), len(products) - len(stale))


def _number_of_workers(products: Iterable[Product]) -> int:
    sections = sum(_is_section(product) for product in products)
    return max(1, min(os.cpu_count() or 1, MOST_WORKERS, sections))


def _is_section(product: Product) -> bool:
    return "notebook" in product.made_from


def _make(
    products: Iterable[Product], project: Project, parameters: Parameters, workers: Workers
) -> Iterator[tuple[str, str | Failure]]:
    """Make each product; its name and the digest of what was put in place, in the order in which they end."""
    with (
        tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=project.sections) as running,
        ThreadPoolExecutor(workers.number) as pool,
    ):
        try:
            with without_unused_packages():  # while the workers load the month
                from scorecard.running.sections import make_section
            workers.load()

            def make(product: Product) -> str | Failure:
                try:
                    with workers.one() as worker:
                        if not _is_section(product):
                            return worker.figures(product.name)
                        return make_section(
                            project, f"{product.name}.ipynb", parameters, worker, Path(running)
                        )
                except WorkerDied as error:
                    return Failure(product.name, str(error))

            def notebook_size(product: Product) -> int:
                return (
                    (project.notebooks / f"{product.name}.ipynb").stat().st_size
                    if _is_section(product)
                    else 0
                )

            # The longest first, so that no worker waits for another at the end.
            ordered = sorted(products, key=notebook_size, reverse=True)
            started = {pool.submit(make, product): product for product in ordered}
            for future in as_completed(started):
                yield started[future].name, future.result()
        except BaseException:  # Ctrl-C above all: begin nothing more, and end what runs
            pool.shutdown(wait=False, cancel_futures=True)
            workers.kill()
            raise
