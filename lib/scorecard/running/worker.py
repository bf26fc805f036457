"""The processes that make a run's products: started and asked from here, ended from here."""

import os
import pickle
import queue
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Self

from scorecard.parameters import Parameters
from scorecard.project import Project
from scorecard.running.outcome import Failure
from scorecard.unusable import Unusable


class Worker:
    """A process (kernel.py) that makes products of one month. One that died, or that a notebook left otherwise than
    it was, is replaced when there is more to do.
    """

    def __init__(self, project: Project, parameters: Parameters) -> None:
        self._given = project, parameters
        self._start()

    def _start(self) -> None:
        self._loaded = False
        self._process: subprocess.Popen[bytes] | None = subprocess.Popen(
            [sys.executable, "-m", "scorecard.running.kernel"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the run, which then ends this process; so too on Windows:
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )

    def load(self, boards: bytes | None) -> None:
        """Have it take over what another has loaded, or load it. Raises Unusable for an extract or targets that nobody
        can use.
        """
        if not self._process:
            self._start()
        if not self._loaded:
            if isinstance(trouble := self._ask((*self._given, boards)), Unusable):
                raise trouble
            self._loaded = True

    def boards(self) -> bytes:
        """What it has loaded, for others to take over."""
        return self._ask("boards")

    def figures(self, product: str) -> str | Failure:
        """Write the `measures` or the `variables`; the digest of what was put in place."""
        return self._ask(product)

    @contextmanager
    def notebook(self) -> Iterator[None]:
        """Run, inside the block, the cells of one notebook."""
        unchanged = False
        try:
            self._say("notebook")
            yield
            with suppress(WorkerDied):
                unchanged = self._ask(None)
        finally:
            if not unchanged:
                self.end()

    def run(self, source: str) -> Iterator[dict[str, Any]]:
        """Run a cell; the kernel's messages as they come, its reply last. Raises WorkerDied."""
        self._say(source)
        while True:
            message = self._hear()
            yield message
            if message["msg_type"] == "execute_reply":
                return

    def kill(self) -> None:
        """End the process at once, and on POSIX the programs that it started. Whoever waits for it hears WorkerDied."""
        if self._process:
            with suppress(ProcessLookupError):
                if hasattr(os, "killpg"):
                    os.killpg(self._process.pid, signal.SIGKILL)
                else:
                    self._process.kill()

    def end(self) -> None:
        """End the process, and have nothing more of it."""
        self.kill()
        if self._process:
            self._process.wait()
            self._process.stdout.close()
            with suppress(OSError):  # what it was not told any more
                self._process.stdin.close()
            self._process = None

    def _ask(self, request: Any) -> Any:
        self._say(request)
        return self._hear()

    def _say(self, request: Any) -> None:
        with _died():
            pickle.dump(request, self._process.stdin)
            self._process.stdin.flush()

    def _hear(self) -> Any:
        with _died():
            return pickle.load(self._process.stdout)


class WorkerDied(Exception):
    """The process of a worker ended before its work was done."""


@contextmanager
def _died() -> Iterator[None]:
    try:
        yield
    except (EOFError, OSError, pickle.UnpicklingError) as error:
        raise WorkerDied("the process that makes it ended before its work was done") from error


class Workers:
    """Some workers, ended on leaving the `with` block. One of them works the board out for all."""

    def __init__(self, project: Project, parameters: Parameters, number: int) -> None:
        self.number = number
        self._boards: bytes | None = None
        self._all = [Worker(project, parameters) for _ in range(number)]
        self._idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._all:
            worker.end()

    def load(self) -> None:
        """Wait for the month. Raises Unusable, as Worker.load."""
        first, *others = self._all
        first.load(None)
        if others:
            self._boards = first.boards()
        for worker in self._all:
            self._idle.put(worker)

    @contextmanager
    def one(self) -> Iterator[Worker]:
        """One that is ready, and has nothing else to do inside the block."""
        worker = self._idle.get()
        try:
            worker.load(self._boards)
            yield worker
        finally:
            self._idle.put(worker)

    def kill(self) -> None:
        """End them all at once."""
        for worker in self._all:
            worker.kill()
