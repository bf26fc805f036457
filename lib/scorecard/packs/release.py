"""The release test of a public pack: whether anything in its files tells more than may be told.

It reads the files as anybody could who has all public packs so far, and trusts nothing that made them: the counts are tested
beside those of the packs before by an integer programme, everything else has to follow from them, and no child is named.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from scorecard.care.history import Care
from scorecard.commentary.public_text import typed_for_the_public
from scorecard.disclosure.places import places_in
from scorecard.disclosure.published import BASE, Figure, as_published, read_before, read_figures
from scorecard.disclosure.rows import not_as_derived
from scorecard.disclosure.search import not_derivable
from scorecard.disclosure.told import because, told_by
from scorecard.disclosure.witnesses import NoSolution
from scorecard.disclosure.words import name_of, told_in_words
from scorecard.disclosure.year_counts import known_from_the_dfe
from scorecard.extract.own_columns import read_own_columns
from scorecard.extract.reader import read_named
from scorecard.extract.whereabouts import extract_folder
from scorecard.imports import without_unused_packages
from scorecard.packs.personal import CHILDREN, personal_in, shown_in_file
from scorecard.parameters import Parameters
from scorecard.project import Project
from scorecard.report_text import read_reports
from scorecard.unusable import Unusable

with without_unused_packages():
    from scorecard.packs.derivable import derivable, rows_of

COUNTS, MEASURES, MANIFEST = "atoms.csv", "measures.csv", "manifest.json"
MEANS = ("entry_to_placement", "order_to_match")
NAMED = 3
"""How many leaks are told of a kind and file; one tells most."""


class Leaks(Unusable):
    """The pack would tell more than may be told; a line for each leak."""

    status = 1


def refuse_leaks(project: Project, parameters: Parameters, files: Iterable[Path]) -> None:
    """Raises Leaks for what the files of a public report of the parameters' month tell, its counts and measures among them, or
    the sections and variables that they are made of."""
    made_of = [*sorted(project.sections.glob("*.ipynb")), project.variables]
    typed = [remark.of(text.name) for text in read_reports(project) for remark in typed_for_the_public(text)]
    _refuse(parameters, [*typed, *leaks(project, parameters, [*files, *made_of])])


def refuse_leaking(project: Project, parameters: Parameters, files: list[Path]) -> None:
    """The same of the files of a pack. Raises Leaks."""
    _refuse(parameters, list(leaks(project, parameters, files)))


def _refuse(parameters: Parameters, found: list[str]) -> None:
    if found:
        name = parameters.reporting_month.name
        raise Leaks("\n".join([f"The public pack of {name} is not safe to publish:", *found]))


def leaks(project: Project, parameters: Parameters, files: list[Path]) -> Iterator[str]:
    """Each leak, in words."""
    month = parameters.reporting_month
    named = {file.name: file for file in files}
    for needed in (COUNTS, MEASURES):
        if needed not in named:
            yield f"{needed} is not among the files, so nothing can be said of the others"
            return
    figures = read_figures(named[COUNTS], str(month))
    counts = {figure.cell: figure.count for figure in figures}
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as beside:
        read = [(file, beside.submit(places_in, file)) for file in files]
        yield from told_by_counts(project, parameters, figures)
        yield from not_as_derived(
            MEASURES, named[MEASURES].read_bytes(), rows_of(project, counts, month, month)
        )
        made = derivable(project, counts, parameters, beside)
        personal = personal_in(
            extract_folder(project, parameters.extract), month.as_at, read_own_columns(project)
        )
        for file, places in ((file, each.result()) for file, each in read):
            if shown_in_file(file, places, personal):
                yield f"{file.name} {CHILDREN}"
            if file.name not in (COUNTS, MEASURES, MANIFEST):
                found = list(not_derivable(places, made))
                yield from found[:NAMED]
                yield from _more(found, file.name)


def told_by_counts(project: Project, parameters: Parameters, figures: list[Figure]) -> Iterator[str]:
    """What the counts of a pack tell together with those of earlier ones and with what the DfE publishes."""
    for figure in figures:
        if figure.cell.indicator not in MEANS and figure.count % BASE:
            yield f"{COUNTS}: {name_of(figure.cell)} is {figure.count}, which is no multiple of {BASE}"
    care = Care(read_named(project, parameters.extract))
    all_of_them = as_published(
        [*read_before(project.published, parameters.month), (parameters.month, figures)]
    )
    years = known_from_the_dfe(care, frozenset(figure.cell for figure in all_of_them))
    try:
        told = told_by(all_of_them, years)
    except NoSolution:
        yield f"{COUNTS}: the counts contradict each other, so that nobody can say what they tell"
        return
    for leak in told.leaks[:NAMED]:
        yield told_in_words(leak, because(all_of_them, years, told, leak))
    yield from _more(told.leaks, "")


def _more(found: Sequence, name: str) -> Iterator[str]:
    if len(found) > NAMED:
        yield f"{f'{name}: ' if name else ''}and {len(found) - NAMED} more"
