"""`scorecard new-month`: turn the scorecard to a new reporting month without losing the one that goes out.

The outgoing month's measures and report are kept in `data/history`, then the month is set; what people wrote stays as it
is, and each commentary is due because it names another month.
"""

import json
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pandas as pd
import yaml

from scorecard.board import Board
from scorecard.commentary.drafted import Due, due_in, with_drafts
from scorecard.commentary.read_against import unedited, with_drafts_kept
from scorecard.display.restated import read_releases
from scorecard.display.variables import variables
from scorecard.extract.span import ended, newest_of_all
from scorecard.loading import load
from scorecard.measures.table import csv_of
from scorecard.packs.issued import read_manifest
from scorecard.parameters import ParameterError, Parameters
from scorecard.project import UNFINISHED, Project
from scorecard.provenance import Origin, read_record, release_of, why_stale
from scorecard.report_text import ReportText, parse, read_reports
from scorecard.reporting_month import ReportingMonth
from scorecard.unusable import Unusable
from scorecard.words import day


class CannotTurn(Unusable):
    """The month cannot be turned; one line with the way out. Nothing has changed."""


@dataclass(frozen=True)
class NewMonth:
    """The month turned to. `kept`: the files that hold the outgoing month; none if this was the month already. `due`: the
    commentaries to read against the new figures."""

    board: Board
    kept: tuple[Path, ...]
    due: tuple[Due, ...]


def turn_to(project: Project, outgoing: Parameters, incoming: Parameters, *, write: bool = False) -> NewMonth:
    """Keep the outgoing month, and set the month and extract of `parameters.yml` to the incoming ones; with `write`, each
    draft into its place.

    All files are changed or none. The same again changes nothing. Raises CannotTurn for a month that has passed or is not
    in the extract, UnusableFile for a report that is not text, UnusableExtract for an extract nobody can use.
    """
    before, now = outgoing.reporting_month, incoming.reporting_month
    if now < before:
        raise CannotTurn(
            f"{now.name} is before {before.name}, the month in parameters.yml; "
            f"for an earlier month's figures use scorecard report --month {now}"
        )
    texts = read_reports(project)
    board = load(**asdict(incoming.internal))
    due = tuple(due_in(texts, board))
    drafted = _drafted(project, texts, due, board) if write and due else {}
    if incoming != outgoing:
        _refuse_without(now, board, incoming.extract)
        drafted[project.parameters] = _with(project, outgoing, incoming)
    if now == before:
        if drafted:
            replace_all(drafted)
        return NewMonth(board, (), due)
    kept = {
        project.history / f"{before}.csv": _measures(project, outgoing),
        **{
            project.history / f"{before}{_kept_as(project, file)}": _issued(project, before, file.name)
            or file.read_bytes()
            for file in project.reports
        },
    }
    kept[project.releases] = _releases(project, before)
    replace_all({**kept, **drafted})
    return NewMonth(board, tuple(kept), due)


def _drafted(
    project: Project, texts: Sequence[ReportText], due: Sequence[Due], board: Board
) -> dict[Path, bytes]:
    """The files of the texts with the drafts in their places, and the one that keeps the figures of these."""
    files = {
        file: with_drafts(text, due, file, unedited(project, text))
        for text, file in zip(texts, project.reports)
    }
    contents = (content.decode("utf-8-sig").replace("\r\n", "\n") for content in files.values())
    after = [parse(content, text.name) for text, content in zip(texts, contents)]
    return {project.read: with_drafts_kept(project, texts, after, variables(board)), **files}


def _kept_as(project: Project, report: Path) -> str:
    """What the kept copy of a report's text ends in, after the month."""
    return report.suffix if report == project.report else f"-{report.name}"


def replace_all(files: Mapping[Path, bytes]) -> None:
    """Write all files or, if one cannot be written or the run is interrupted, leave all as they were; the last one decides."""
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=list(files)[-1].parent) as folder:
        staged = {path: Path(folder, str(number)) for number, path in enumerate(files)}
        for path, content in files.items():
            staged[path].write_bytes(content)
        old = {path: path.read_bytes() if path.exists() else None for path in files}
        try:
            for path, new in staged.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                os.replace(new, path)
        except BaseException:
            for path, content in old.items():
                if content is None:
                    path.unlink(missing_ok=True)
                elif path.read_bytes() != content:
                    path.write_bytes(content)
            raise


def _refuse_without(month: ReportingMonth, board: Board, folder: str) -> None:
    """Refuse an extract that ends before the month begins: last month's files, most likely."""
    if ended(board.extract, month):
        newest = newest_of_all(board.extract)
        last = f"its newest date is {day(newest)}" if not pd.isna(newest) else "it has no dates"
        raise CannotTurn(
            f"{folder} holds nothing of {month.name}: {last}; put the month's files there, or name theirs by --extract"
        )


def _measures(project: Project, outgoing: Parameters) -> bytes:
    """The outgoing month's measures: as issued, else as last run for it, else worked out now from its extract."""
    if issued := _issued(project, outgoing.reporting_month, project.measures.name):
        return issued
    if _last_run_was_for(project, outgoing):
        return project.measures.read_bytes()
    return csv_of(load(**asdict(outgoing.internal)).measures)


def _last_run_was_for(project: Project, parameters: Parameters) -> bool:
    """Whether the measures are there as a run with these parameters left them, whatever has changed since: by now the
    folder may hold the new month's extract."""
    products = Origin(project, parameters).products()
    (figures,) = (each for each in products if each.files == (project.measures,))
    only = replace(figures, made_from={"parameters": figures.made_from["parameters"]})
    return why_stale(only, read_record(project)) is None


def _releases(project: Project, month: ReportingMonth) -> bytes:
    """The releases of the kept months with that of the outgoing one: of its pack, else of the last run."""
    pack = project.packs / str(month)
    issued = (pack / "manifest.json").exists()
    release = read_manifest(pack, pack.name)["release"] if issued else release_of(read_record(project))
    kept = {**read_releases(project), str(month): release}
    return (json.dumps(kept, indent=1, sort_keys=True) + "\n").encode()


def _issued(project: Project, month: ReportingMonth, name: str) -> bytes | None:
    file = project.packs / str(month) / name
    return file.read_bytes() if file.exists() else None


def _with(project: Project, outgoing: Parameters, incoming: Parameters) -> bytes:
    """The parameters file with its new month and extract, and every comment, quote and line end as it was."""
    old = project.parameters.read_bytes()
    new = old
    for name in ("month", "extract"):
        before, now = getattr(outgoing, name), getattr(incoming, name)
        if before != now:
            line = re.compile(
                rb"(?m)^((?:\xef\xbb\xbf)?"
                + name.encode()
                + rb"[ \t]*:[ \t]*)(\"[^\"\r\n]*\"|'[^'\r\n]*'|[^#\r\n]*?)(?=[ \t]*(?:#|\r?$))"
            )
            new = line.sub(
                lambda found, now=now: found[1] + json.dumps(now, ensure_ascii=False).encode(), new, count=1
            )
    if yaml.safe_load(new) != {**yaml.safe_load(old), "month": incoming.month, "extract": incoming.extract}:
        raise ParameterError(
            f'{project.parameters.name}: cannot set the month here; write the line month: "{incoming.month}"'
        )
    return new
