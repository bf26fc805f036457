"""`scorecard run`, and the same for a regional pack: make what is out of date, side by side, and leave the last good section
where a notebook fails.

Finding out that nothing is out of date imports neither pandas nor papermill, nor what processes need.
"""

import json
import os
import tempfile
from collections.abc import Callable
from itertools import chain
from pathlib import Path

from scorecard.imports import own_code
from scorecard.parameters import Parameters, RegionParameters
from scorecard.project import UNFINISHED, Project
from scorecard.provenance import origin_of, read_record, warnings_of, why_stale, write_record
from scorecard.running.outcome import Failure, Outcome

MOST_WORKERS = 4  # each holds the month in memory, as the run itself does


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
        return Outcome((), (), len(products), warnings_of(record))
    from scorecard.running.workers import Workers

    begin(stale)
    outdated = [product for product in products if product.name in stale]
    sections = _longest_first(project, [each.name for each in outdated if "notebook" in each.made_from])
    made: dict[str, list[str]] = {}
    failures: list[Failure] = []
    project.sections.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=project.sections) as running,
        Workers(_number_for(sections), project, parameters, Path(running)) as workers,
    ):
        with own_code():
            from scorecard.loading import to_hand_on
            from scorecard.running.figures import make_figures
        boards = to_hand_on(parameters)
        warnings = [*boards.values()][-1].warnings if boards else ()
        workers.begin(boards, sections)
        figures = (
            (each.name, make_figures(project, parameters, each))
            for each in outdated
            if each.name not in sections
        )
        try:
            for name, outcome in chain(figures, workers.outcomes()):
                if outcome is None:
                    outcome = _died(project, name, Path(running))
                if isinstance(outcome, Failure):
                    failures.append(outcome)
                else:
                    made[name] = [outcome]
                ended(name, outcome if isinstance(outcome, Failure) else None)
        finally:
            if made:
                write_record(project, outdated, made, warnings)
    return Outcome(tuple(made), tuple(failures), len(products) - len(stale), warnings)


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


def _number_for(sections: list[str]) -> int:
    return min(os.cpu_count() or 1, MOST_WORKERS, len(sections))


def _longest_first(project: Project, sections: list[str]) -> list[str]:
    """In an order by which no worker waits for another at the end."""
    return sorted(sections, key=lambda name: -(project.notebooks / f"{name}.ipynb").stat().st_size)


def _died(project: Project, name: str, running: Path) -> Failure:
    with own_code():
        from scorecard.running.sections import of_a_dead_process

    return of_a_dead_process(project, name, running)
