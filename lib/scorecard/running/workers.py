"""Processes that make products side by side, started alike on every platform.

One that dies takes with it only the product that it was making. One that a product left otherwise than it was serves no
other.
"""

import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import wait
from pathlib import Path
from typing import Self

from scorecard.parameters import Parameters, RegionParameters
from scorecard.project import Project
from scorecard.provenance import Product
from scorecard.running.outcome import Failure
from scorecard.running.worker import work
from scorecard.unusable import Unusable

SPAWN = multiprocessing.get_context("spawn")


class Worker:
    """A process that makes one product after another."""

    def __init__(self, project: Project, parameters: Parameters | RegionParameters, running: Path) -> None:
        self.pipe, its_end = SPAWN.Pipe()
        self._process = SPAWN.Process(target=work, args=(its_end, project, parameters, running))
        self._process.start()
        its_end.close()

    def begin(self, product: Product) -> None:
        """Have it make a product."""
        with suppress(OSError):  # that it is gone by now is heard when it should have ended
            self.pipe.send(product)

    def outcome(self) -> tuple[str | Failure | None, bool]:
        """The digest of what was put in place or the failure, None if the process died; and whether it is as it was
        before. Raises Unusable, if the month cannot be loaded.
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
    """Some workers, ended on leaving the `with` block."""

    def __init__(
        self, number: int, project: Project, parameters: Parameters | RegionParameters, running: Path
    ) -> None:
        self._number, self._given = number, (project, parameters, running)
        self._all = {Worker(*self._given) for _ in range(number)}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._all:
            worker.end()

    def make(self, products: Iterable[Product]) -> Iterator[tuple[Product, str | Failure | None]]:
        """Begin the products in the given order; each with its outcome, as they end. Raises as Worker.outcome."""
        waiting, idle, making = list(products), [*self._all], {}
        while waiting or making:
            while waiting and len(making) < self._number:
                worker, product = idle.pop() if idle else self._another(), waiting.pop(0)
                worker.begin(product)
                making[worker.pipe] = worker, product
            for pipe in wait([*making]):
                worker, product = making.pop(pipe)
                outcome, as_before = worker.outcome()
                if as_before:
                    idle.append(worker)
                else:
                    worker.end()
                    self._all.remove(worker)
                yield product, outcome

    def _another(self) -> Worker:
        worker = Worker(*self._given)
        self._all.add(worker)
        return worker
