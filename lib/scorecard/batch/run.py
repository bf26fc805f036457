"""A batch: the measures of every council and month that is not kept, then one file of all."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor

from scorecard.batch.council_months import CouncilMonths, Done, library_digest, measure
from scorecard.batch.councils import Council
from scorecard.batch.storage import Folder
from scorecard.batch.workers import results
from scorecard.reporting_month import ReportingMonth
from scorecard.unusable import Unusable
from scorecard.words import list_of

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
    coming = results(executor, measure, asked.values(), _died)
    # What it imports takes a while: the workers are at work meanwhile.
    from scorecard.batch.merged import merge

    found = _all(coming, ended)
    there = [(each, found[key]) for key, each in asked.items() if not found[key].failure]
    names = [name for _, done in there for name in done.councils.values()]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise Unusable(f"--extracts: {list_of(twice)} in more than one extract; leave one out")
    merge(there, out)
    return [found[key] for key in asked]


def run_packs(
    councils: Sequence[Council],
    months: Sequence[ReportingMonth],
    out: Folder,
    executor: Executor,
    ended: Callable[[Done], None],
) -> list[Done]:
    """The same for the councils' packs."""
    from scorecard.batch import clone, council_packs  # measures alone need nothing that draws

    made_by = clone.source()
    asked = [council_packs.CouncilPacks(each, tuple(map(str, months)), out, made_by) for each in councils]
    found = _all(results(executor, council_packs.make_packs, asked, _died), ended)
    return [found[each.key] for each in councils]


def _died(task) -> Done:
    return Done(task.council, failure=DIED)


def _all(coming: Iterable[Done], ended: Callable[[Done], None]) -> dict[str, Done]:
    found = {}
    for done in coming:
        found[done.council.key] = done
        ended(done)
    return found
