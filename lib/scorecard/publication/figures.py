"""A month's public figures: counted from the extract, protected by the council's key, tested beside those of all packs so
far. Nothing else of the extract goes on to the public pack."""

import json
from collections.abc import Mapping
from functools import partial

from scorecard.care.history import Care
from scorecard.disclosure.published import read_before
from scorecard.disclosure.told import because, told_by
from scorecard.disclosure.witnesses import NoSolution
from scorecard.disclosure.words import told_in_words
from scorecard.disclosure.year_counts import known_from_the_dfe
from scorecard.extract.whereabouts import extract_folder
from scorecard.parameters import Parameters, key_named
from scorecard.project import Project
from scorecard.protection.counts import CareCounts
from scorecard.protection.frozen import read_frozen
from scorecard.protection.key import read_key
from scorecard.protection.protect import Protected
from scorecard.publication.safe import Leaks, safe
from scorecard.reporting_month import ReportingMonth
from scorecard.unusable import Unusable
from scorecard.whole_files import write_whole

NAMED = 3
"""How many leaks are told; one tells most."""


class CannotPublish(Unusable):
    """The figures cannot be published; a line for each that can be told."""

    status = 1


def public_figures(
    project: Project, parameters: Parameters, care: Care
) -> tuple[Protected, Mapping[str, int]]:
    """The protected figures of the parameters' month, and how often their draws were repeated.

    Raises NoPublicPack, KeyUnusable and CannotPublish.
    """
    month = parameters.reporting_month
    key = read_key(project, key_named(project), extract_folder(project, parameters.extract))
    years = partial(known_from_the_dfe, care)
    earlier = read_before(project.published, str(month))
    correct = corrected_by(project, month)
    try:
        return safe(CareCounts(care), month, key, read_frozen(project, month), earlier, years, correct)
    except NoSolution:
        raise CannotPublish(
            f"{month.name} cannot be published: its counts contradict each other, so that nobody can say what they tell; see "
            "what `scorecard check` says of the extract"
        ) from None
    except Leaks as error:
        known = years(frozenset(each.cell for each in error.figures))
        told = told_by(error.figures, known)
        lines = [
            told_in_words(leak, because(error.figures, known, told, leak)) for leak in told.leaks[:NAMED]
        ]
        more = [f"and {len(error.leaks) - NAMED} more"] if len(error.leaks) > NAMED else []
        raise CannotPublish("\n".join([f"{month.name} cannot be published:", *lines, *more])) from None


def correct_in(project: Project, month: ReportingMonth, corrected: ReportingMonth) -> None:
    """Note that a month's pack puts right the figures of another. Raises CannotPublish where none of them is published."""
    if all(
        ReportingMonth(atom.end.year, atom.end.month) != corrected
        for atom in read_frozen(project, month).figures
    ):
        raise CannotPublish(
            f"--correct {corrected}: no public pack before that of {month.name} has a figure of {corrected.name}; name a month "
            "that was published"
        )
    noted = _corrections(project) | {str(month): str(corrected)}
    written = json.dumps(dict(sorted(noted.items())), indent=1) + "\n"
    write_whole(project.published / "corrections.json", written.encode())


def corrected_by(project: Project, month: ReportingMonth) -> ReportingMonth | None:
    """The month whose figures a month's pack puts right."""
    noted = _corrections(project).get(str(month))
    return ReportingMonth.parse(noted) if noted else None


def _corrections(project: Project) -> dict[str, str]:
    file = project.published / "corrections.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
