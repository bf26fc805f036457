"""`scorecard run`, and the same for a regional pack: make what is out of date, side by side, and leave the last good section
where a notebook fails.

Finding out that nothing is out of date imports neither pandas nor papermill, nor what processes need.
"""

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from scorecard.parameters import Parameters, RegionParameters
from scorecard.project import UNFINISHED, Project
from scorecard.provenance import Product, origin_of, read_record, why_stale, write_record
from scorecard.running.imports import without_unused_packages
from scorecard.running.outcome import Failure, Outcome

MOST_WORKERS = 4  # each holds the month in memory


def run(
    project: Project,
    parameters: Parameters | RegionParameters,
    begin: Callable[[dict[str, str]], None] = lambda stale: None,
    ended: Callable[[str, Failure | None], None] = lambda name, failure: None,
) -> Outcome:
    """Make the sections, measures and variables that are out of date.

    `begin` is told, before anything is made, which products and why; `ended` each product as it ends. Raises
    Unusable for an extract or targets that nobody can use.
    """
    keep_one_audience(project, parameters.audience)
    products, record = origin_of(project, parameters).products(), read_record(project)
    for section in project.sections.glob("*.ipynb"):
        if not (project.notebooks / section.name).exists():
            section.unlink()  # of a notebook that is gone: a report that still embeds it has to fail
    stale = {product.name: why for product in products if (why := why_stale(product, record))}
    if not stale:
        return Outcome((), (), len(products))
    from scorecard.running.workers import Workers

    begin(stale)
    outdated = [product for product in products if product.name in stale]
    made: dict[str, list[str]] = {}
    failures: list[Failure] = []
    project.sections.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=project.sections) as running,
        Workers(_number_of_workers(outdated), project, parameters, Path(running)) as workers,
    ):
        try:
            for product, outcome in workers.make(_longest_first(outdated, project)):
                if outcome is None:
                    outcome = _died(project, product.name, Path(running))
                if isinstance(outcome, Failure):
                    failures.append(outcome)
                else:
                    made[product.name] = [outcome]
                ended(product.name, outcome if isinstance(outcome, Failure) else None)
        finally:
            if made:
                write_record(project, outdated, made)
    return Outcome(tuple(made), tuple(failures), len(products) - len(stale))


def keep_one_audience(project: Project, audience: str) -> None:
    """Sections, figures and variables are of one audience at a time: those of another are taken away whole."""
    if audience_held(project) not in (audience, ""):
        for file in [project.variables, *project.sections.glob("*.ipynb"), *project.sections.glob("*.csv")]:
            file.unlink(missing_ok=True)


def audience_held(project: Project) -> str:
    """The audience whose variables and sections are there; "" where there are none."""
    try:
        return json.loads(project.variables.read_text(encoding="utf-8")).get("audience", "")
    except (OSError, ValueError, AttributeError):
        return ""


def _number_of_workers(products: list[Product]) -> int:
    sections = sum("notebook" in product.made_from for product in products)
    return max(1, min(os.cpu_count() or 1, MOST_WORKERS, sections))


def _longest_first(products: list[Product], project: Project) -> list[Product]:
    """In an order by which no worker waits for another at the end."""
    sizes = {path.stem: path.stat().st_size for path in project.notebooks.glob("*.ipynb")}
    return sorted(products, key=lambda product: -sizes.get(product.name, 0))


def _died(project: Project, name: str, running: Path) -> Failure:
    with without_unused_packages():
        from scorecard.running.sections import of_a_dead_process

    return of_a_dead_process(project, name, running)
