"""Who does the tasks of a batch: processes of this machine, or the workers of a Dask cluster. Both take them by the same
`submit`."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TypeVar

from scorecard.unusable import Unusable

Task, Result = TypeVar("Task"), TypeVar("Result")

PATIENCE = "10s"
"""How long a scheduler may take to answer."""


@contextmanager
def processes(number: int) -> Iterator[Executor]:
    """So many processes of this machine, the same on every system."""
    with ProcessPoolExecutor(number, get_context("spawn"), initializer=_end_with_the_command) as pool:
        try:
            yield pool
        except BaseException:  # Ctrl-C above all: begin nothing more
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _end_with_the_command() -> None:
    """Have this process end when the one that started it does, however that ends."""

    def wait() -> None:
        parent_process().join()
        os._exit(1)

    Thread(target=wait, daemon=True).start()


@contextmanager
def cluster(scheduler: str) -> Iterator[Executor]:
    """The workers of the Dask cluster whose scheduler listens there, such as tcp://host:8786."""
    try:
        from distributed import Client
    except ImportError:
        raise Unusable(
            "--scheduler takes Dask: python -m pip install -r requirements-optional.txt, here and on the workers"
        ) from None
    try:
        client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise Unusable(f"--scheduler: no scheduler answers at {scheduler} ({error})") from None
    with client:
        yield client.get_executor(pure=False)


def results(
    executor: Executor,
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    died: Callable[[Task], Result],
) -> Iterator[Result]:
    """Give out the tasks, and give the result of each as it ends; `died` gives that of one whose process does not live to the
    end of it.

    A process of this machine that dies takes the others with it: what they had in hand is done again, a task at a time, by
    which the one at fault is found. Dask gives the tasks of a dead worker to others.
    """
    given = {executor.submit(work, task): task for task in tasks}
    return _as_they_end(given, work, died)


def _as_they_end(
    given: Mapping[Future, Task], work: Callable[[Task], Result], died: Callable[[Task], Result]
) -> Iterator[Result]:
    interrupted = []
    for future in as_completed(given):
        try:
            yield future.result()
        except BrokenProcessPool:
            interrupted.append(given[future])
        except Exception:  # Dask's, of a task by which several workers died
            yield died(given[future])
    for task in interrupted:
        with processes(1) as alone:
            try:
                yield alone.submit(work, task).result()
            except BrokenProcessPool:
                yield died(task)
