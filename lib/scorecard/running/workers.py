"""Processes that make sections side by side, started alike on every platform.

One that dies takes with it only the section that it was making. One that a notebook left otherwise than it was serves no
other.
"""

import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import wait
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Any, Self

from scorecard.parameters import Parameters, RegionParameters
from scorecard.project import Project
from scorecard.running.outcome import Failure
from scorecard.running.worker import work
from scorecard.unusable import Unusable

SPAWN = multiprocessing.get_context("spawn")


class Worker:
    """A process that makes one section after another, once it has the month."""

    def __init__(self, project: Project, parameters: Parameters | RegionParameters, running: Path) -> None:
        self.pipe, its_end = SPAWN.Pipe()
        self._process = SPAWN.Process(target=work, args=(its_end, project, parameters, running))
        self._process.start()
        its_end.close()

    def tell(self, pickled: bytes) -> None:
        """Hand it the month, when it is ready for it, and then the names of sections to make."""
        with suppress(OSError):  # that it is gone by now is heard when it should have ended
            self.pipe.send_bytes(pickled)

    def outcome(self) -> tuple[str | Failure | None, bool]:
        """The digest of what was put in place or the failure, None if the process died; and whether it is as it was
        before. Raises Unusable, if the code cannot be loaded.
        """
        try:
            outcome, as_before = self.pipe.recv()
        except (EOFError, OSError):
            return None, False
        if isinstance(outcome, Unusable):
            raise outcome
        return outcome, as_before

    def end(self) -> None:
        """End the process at once, and on POSIX the programs that it started."""
        if hasattr(os, "killpg"):
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.join()
        self.pipe.close()


class Workers:
    """Some workers, ended on leaving the `with` block. They load the code while this process loads the month."""

    def __init__(
        self, number: int, project: Project, parameters: Parameters | RegionParameters, running: Path
    ) -> None:
        self._given = project, parameters, running
        self._all: set[Worker] = set()
        self._new = [self._another() for _ in range(number)]
        self._making: dict[Any, tuple[Worker, str]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._all:
            worker.end()

    def begin(self, month: Any, names: Iterable[str]) -> None:
        """Have each make the first of these sections; the others follow as they end, in the given order."""
        self._month, self._waiting = ForkingPickler.dumps(month), list(names)
        for worker in self._new[: len(self._waiting)]:
            self._next(self._handed(worker))

    def outcomes(self) -> Iterator[tuple[str, str | Failure | None]]:
        """Each section with its outcome, as they end. Raises as Worker.outcome."""
        while self._making:
            for pipe in wait([*self._making]):
                worker, name = self._making.pop(pipe)
                outcome, as_before = worker.outcome()
                if not as_before:
                    worker.end()
                    self._all.remove(worker)
                if self._waiting:
                    self._next(worker if as_before else self._handed(self._another()))
                yield name, outcome

    def _another(self) -> Worker:
        worker = Worker(*self._given)
        self._all.add(worker)
        return worker

    def _handed(self, worker: Worker) -> Worker:
        worker.tell(self._month)
        return worker

    def _next(self, worker: Worker) -> None:
        name = self._waiting.pop(0)
        self._making[worker.pipe] = worker, name
        worker.tell(ForkingPickler.dumps(name))
