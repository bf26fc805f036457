"""A batch: the measures of every council and month that is not kept, then one file of all."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor

from scorecard.batch.council_months import CouncilMonths, Done, library_digest, measure
from scorecard.batch.councils import Council
from scorecard.batch.merged import merge
from scorecard.batch.storage import Folder
from scorecard.batch.workers import results
from scorecard.reporting_month import ReportingMonth

DIED = "the process that worked on it ended before it did, for want of memory perhaps"


def run(
    councils: Sequence[Council],
    months: Sequence[ReportingMonth],
    out: Folder,
    executor: Executor,
    ended: Callable[[Done], None],
) -> list[Done]:
    """How each council ended, in the order of `councils`; `ended` is told of each as it does. The councils that failed are
    in no merged file."""
    asked = {
        council.key: CouncilMonths(council, tuple(map(str, months)), out, library_digest())
        for council in councils
    }
    found = {}
    for done in results(executor, measure, asked.values(), lambda task: Done(task.council, failure=DIED)):
        found[done.council.key] = done
        ended(done)
    merge([each for key, each in asked.items() if not found[key].failure], out)
    return [found[key] for key in asked]
