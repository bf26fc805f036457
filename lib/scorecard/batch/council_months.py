"""The measures of one council for a run of months: the task of a batch, whatever process or machine it is done on.

Its extract is read once. It decides by itself what is to be made, so that it may be given twice: to a worker that dies,
and to another.
"""

import platform
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache, wraps
from pathlib import Path
from typing import Any

from scorecard.batch.councils import Council
from scorecard.batch.kept import Kept
from scorecard.batch.storage import Folder
from scorecard.digests import digest_of
from scorecard.project import Project
from scorecard.provenance import files_of_extract, library, of_figures, packages
from scorecard.unusable import Unusable, trouble_with_a_file


@dataclass(frozen=True)
class CouncilMonths:
    """What is asked for: the months (YYYY-MM) of a council, in a folder of its own in `out`, by the library with this
    digest."""

    council: Council
    months: tuple[str, ...]
    out: Folder
    library: str

    @property
    def folder(self) -> Folder:
        return self.out.within(self.council.key)


@dataclass(frozen=True)
class Done:
    """How that ended: the months that were made and how many were kept, what the extract says of itself as in `Kept`, or in one
    line why it failed."""

    council: Council
    made: tuple[str, ...] = ()
    kept: int = 0
    newest: Mapping[str, str] = field(default_factory=dict)
    whole: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    not_read: Sequence[str] = ()
    failure: str = ""

    @property
    def councils(self) -> dict[str, str]:
        """The names of the councils that it gives figures of, by where they are: "" for the extract's one council."""
        return {within: within or self.council.name for within in self.newest}


@cache
def library_digest() -> str:
    """A digest of the source that figures are made by."""
    return digest_of(of_figures(library(Project())))


def failing_in_one_line(work: Callable[[Any], Done]) -> Callable[[Any], Done]:
    """The same work, where whatever goes wrong is told in one line, without a word of what the extract holds."""

    @wraps(work)
    def worked(asked) -> Done:
        try:
            return work(asked)
        except Unusable as error:
            return Done(asked.council, failure="; ".join(str(error).splitlines()))
        except OSError as error:
            return Done(asked.council, failure=trouble_with_a_file(error, Project()) or type(error).__name__)
        except Exception as error:  # a fault of the code, whose message may hold a cell of the extract
            place = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(place.filename).name}, line {place.lineno}"
            return Done(asked.council, failure=f"{type(error).__name__} at {where}")

    return worked


@failing_in_one_line
def measure(asked: CouncilMonths) -> Done:
    """Make the months that are not kept."""
    if asked.library != library_digest():
        raise Unusable("a worker has another version of the scorecard; install this one on all of them")
    council = asked.council
    with council.extract.on_this_machine() as folder:
        population = {
            name: {str(day): under_18 for day, under_18 in of.items()}
            for name, of in council.populations.items()
        }
        made_from = {
            "library": asked.library,
            "packages": digest_of([platform.python_version(), packages()]),
            "population": digest_of(population),
            "columns": digest_of(_said_of_columns(council)),
            "extract": digest_of(files_of_extract(folder)),
        }
        kept = Kept.of(asked.folder, made_from)
        wanted = kept.without(asked.months)
        if wanted:
            from scorecard.batch.figures import make  # where all is kept, nothing that counts is loaded

            make(kept, wanted, council, folder)
    already = len(asked.months) - len(wanted)
    return Done(council, tuple(wanted), already, kept.newest, kept.whole, kept.not_read)


def _said_of_columns(council: Council) -> list:
    """The council's headings and words as JSON can hold them."""
    if council.columns is None:
        return []
    tables = [asdict(each) | {"table": each.table.name} for each in council.columns.tables]
    return [*tables, *council.columns.left_out]
