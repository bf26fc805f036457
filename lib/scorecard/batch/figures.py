"""The figures of one council, or of each of an extract's many, for a run of months, into what is kept."""

from collections.abc import Sequence
from pathlib import Path

from scorecard.batch.councils import Council
from scorecard.batch.kept import Kept, file_of
from scorecard.care.history import Care
from scorecard.extract.own_columns import NONE
from scorecard.extract.reader import Extract, read_extract
from scorecard.extract.span import newest_of_all
from scorecard.measures.monthly import CouncilCare, measures_of_each
from scorecard.measures.population import UNKNOWN
from scorecard.measures.records import first_whole
from scorecard.measures.table import csv_of
from scorecard.reporting_month import ReportingMonth

TOGETHER = 24
"""So many months are worked out at once: more would only take memory."""


def make(kept: Kept, wanted: Sequence[str], council: Council, folder: Path) -> None:
    """Read the extract and make the months that are wanted."""
    extract = read_extract(folder, council.columns or NONE, many=True)
    kept.not_read = [*extract.warnings]
    own = extract.of_each_council() if extract.councils else {"": extract}
    kept.newest = {name: _newest_month(each) for name, each in own.items()}
    kept.whole = {name: _whole(each, kept.newest[name]) for name, each in own.items()}
    care = Care(extract)
    each = {
        name: CouncilCare(Care(of) if name else care, council.populations.get(name, UNKNOWN))
        for name, of in own.items()
    }
    for first in range(0, len(wanted), TOGETHER):
        months = wanted[first : first + TOGETHER]
        found = measures_of_each(care, each, [ReportingMonth.parse(month) for month in months])
        for month in months:
            files = {file_of(month, name): csv_of(of[of["month"] == month]) for name, of in found.items()}
            kept.add(month, files)
    kept.write_record()


def _whole(extract: Extract, newest: str) -> dict[str, str]:
    """What is told of the newest month, which is the extract's own whatever months are asked for."""
    found = first_whole(extract, ReportingMonth.parse(newest)) if newest else {}
    return {id: f"{day:%Y-%m-%d}" for id, day in found.items()}


def _newest_month(extract: Extract) -> str:
    newest = newest_of_all(extract)
    return f"{newest:%Y-%m}" if newest == newest else ""
