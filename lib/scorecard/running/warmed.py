"""The side of the warmed-up process that a run holds: start it, ask it for figures and kernels, end it."""

import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict
from typing import Any, Protocol, Self

from scorecard.parameters import Parameters
from scorecard.project import Project
from scorecard.unusable import Unusable


class Kernel(Protocol):
    """The process of a kernel, forked or plain."""

    def kill(self) -> None:
        """End it at once."""


class WarmProcess:
    """`python -m scorecard.running.warm`, loading from the moment it is made, and ended on leaving the `with`
    block.

    `forks` says whether kernels can be forked from it; where they cannot, it still makes the figures. macOS
    has fork, but its own libraries do not bear it. `kernels` are those that run now, `newest`, once the month is
    loaded, each table's newest date (YYYY-MM-DD).
    """

    def __init__(self, project: Project, parameters: Parameters, forks: bool | None = None) -> None:
        self.forks = hasattr(os, "fork") and sys.platform != "darwin" if forks is None else forks
        self.kernels: set[Kernel] = set()
        self.newest: dict[str, str] = {}
        self._one_at_a_time = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "scorecard.running.warm"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,  # Ctrl-C is for the run, which then ends this process in an orderly way
        )
        self._say({"root": str(project.root), "parameters": asdict(parameters), "forks": self.forks})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin and self._process.stdout
        self._process.kill()  # it holds nothing that a kill could harm, and forked kernels end with it
        self._process.wait()
        self._process.stdin.close()
        self._process.stdout.close()

    def wait_until_loaded(self) -> None:
        """Wait for the board. Raises Unusable for an extract or targets that nobody can use."""
        answer = self._hear()
        if "unusable" in answer:
            raise Unusable(answer["unusable"])
        self.newest = answer.get("newest", {})

    def figures(self) -> dict[str, str] | str:
        """Write the measures and the variables. What was put in place, as digests by name, or in one line the error
        why they could not be made."""
        answer = self._ask({"figures": True})
        return answer.get("made") or answer["error"]

    def fork(self, arguments: list[str], cwd: str, environment: dict[str, str]) -> int:
        """Fork a kernel; its process id."""
        return self._ask({"kernel": {"arguments": arguments, "cwd": cwd, "environment": environment}})["pid"]

    def end_kernels(self) -> None:
        """End the kernels that run now, which their notebooks will note as an error."""
        for kernel in list(self.kernels):
            kernel.kill()

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        with self._one_at_a_time:
            self._say(request)
            return self._hear()

    def _say(self, request: dict[str, Any]) -> None:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()

    def _hear(self) -> dict[str, Any]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the process that loads the month ended before its work was done")
        return json.loads(line)
