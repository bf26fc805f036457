"""The process of a worker: it has the month's board, and runs one notebook after another with IPython's own kernel.

`worker.Worker` starts it and says through a pipe of which month, then what to do: `boards`, `measures`, `variables`, or
`notebook` and the source of one cell after another. What the kernel would send through sockets goes back through the
other pipe. Of ipykernel it relies on `IPythonKernel.execute_request`, by which every kernel runs a cell; on `session`,
whose `send` gets all that a kernel says; and on `shell_channel_thread`, here no thread, for there are no sockets.
"""

import asyncio
import atexit
import json
import logging
import os
import pickle
import random
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, BinaryIO

from scorecard.parameters import Parameters
from scorecard.project import Project
from scorecard.running.imports import without_unused_packages
from scorecard.running.outcome import Failure
from scorecard.unusable import Unusable, trouble_with_a_file

with without_unused_packages():
    import ipykernel.debugger  # noqa: F401  a kernel looks for it when it starts
    import numpy
    from ipykernel.ipkernel import IPythonKernel
    from ipykernel.zmqshell import ZMQInteractiveShell
    from IPython.core.shellapp import InteractiveShellApp
    from jupyter_client.session import Session
    from traitlets.config import Config

    from scorecard.board import load, take_over, worked_out_by_now
    from scorecard.running.state import State
    from scorecard.running.write_figures import write_figures


def main() -> None:
    """Do what is asked until the run ends."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    pipe = PipeSession(replies)
    asyncio.run(_serve(requests, pipe))


class Printed:
    """What is printed to stdout or stderr, by Python or by a program that it starts, kept until it is taken."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._stream = getattr(sys, name)
        self._stream.flush()
        self._stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
        self._file = tempfile.TemporaryFile(buffering=0)
        os.dup2(self._file.fileno(), self._stream.fileno())

    def take(self) -> str:
        """What was printed since the last time."""
        self._stream.flush()
        self._file.seek(0)
        text = self._file.read()
        self._file.seek(0)
        self._file.truncate()
        return text.decode("utf-8", errors="replace")


class PipeSession(Session):
    """A kernel's session that speaks through a pipe: what was printed before a message goes before it."""

    def __init__(self, replies: BinaryIO) -> None:
        super().__init__()
        self._replies, self._one_at_a_time = replies, threading.Lock()
        self.begin()

    def begin(self) -> None:
        """Of what was printed by now, and what a program prints that was started by now, say nothing."""
        self._printed = Printed("stdout"), Printed("stderr")

    def send(self, stream, msg_or_type, content=None, parent=None, ident=None, buffers=None, track=False,
             header=None, metadata=None):  # fmt: skip
        """Send a message, of whatever channel; the message."""
        message = msg_or_type
        if not isinstance(message, dict):
            message = self.msg(message, content, parent, header, metadata)
        with self._one_at_a_time:
            for printed in self._printed:
                if text := printed.take():
                    self.reply(
                        self.msg("stream", {"name": printed.name, "text": text}, message["parent_header"])
                    )
            self.reply({**json.loads(self.pack(message)), "buffers": [bytes(each) for each in buffers or ()]})
        return message

    def reply(self, answer: Any) -> None:
        """Say anything else."""
        pickle.dump(answer, self._replies)
        self._replies.flush()


async def _serve(requests: BinaryIO, pipe: PipeSession) -> None:
    asked: asyncio.Queue[Any] = asyncio.Queue()
    ask = partial(asyncio.get_running_loop().call_soon_threadsafe, asked.put_nowait)
    threading.Thread(target=_listen, args=(requests, ask), daemon=True).start()
    project, parameters, boards = await asked.get()
    pipe.reply(_load(parameters, boards))
    known = None
    while True:
        match await asked.get():
            case "boards":
                pipe.reply(worked_out_by_now())
            case "notebook":
                known = await _notebook(project.notebooks, asked, pipe, known)
            case product:
                pipe.reply(_figures(project, parameters, product))


def _listen(requests: BinaryIO, ask: Callable[[str | None], object]) -> None:
    """Hand on what is asked until the run closes the pipe, or is gone: then this process ends, whatever it does."""
    try:
        while True:
            ask(pickle.load(requests))
    finally:
        os._exit(0)


def _load(parameters: Parameters, boards: bytes | None) -> Unusable | None:
    """Load the board, unless another has done so. Data that an analyst has to mend is told; any other error the
    notebooks show, by cell.
    """
    try:
        if boards:
            take_over(boards)
        load(**asdict(parameters))
    except Unusable as error:
        return Unusable(str(error))
    except Exception:
        return None


def _figures(project: Project, parameters: Parameters, product: str) -> str | Failure:
    try:
        return write_figures(project, parameters, product)
    except Exception as error:
        trouble = trouble_with_a_file(error, project) if isinstance(error, OSError) else ""
        return Failure(product, trouble or f"{type(error).__name__}: {error}".splitlines()[0])


async def _notebook(
    folder: Path, asked: asyncio.Queue[str | None], pipe: PipeSession, known: State | None
) -> State:
    """Run the cells of a notebook, and say at its end whether this process is as it was before the first of all."""
    pipe.begin()
    os.chdir(folder)
    random.seed()
    numpy.random.seed()
    kernel = IPythonKernel.instance(
        session=pipe,
        log=logging.getLogger(__name__),
        config=Config(HistoryManager={"enabled": False}),
        shell_channel_thread=SimpleNamespace(parent_thread=None),
    )
    known = known or State()
    while (source := await asked.get()) is not None:
        request = pipe.msg("execute_request", {"code": source, "stop_on_error": False})
        kernel.set_parent([], request)
        await kernel.execute_request(None, [], request)
    pipe.reply(known.lasts())
    atexit.unregister(kernel.shell.atexit_operations)
    kernel.shell.atexit_operations()
    ZMQInteractiveShell.clear_instance()
    IPythonKernel.clear_instance()
    return known


if __name__ == "__main__":
    if sys.path[0] == os.getcwd():
        del sys.path[0]  # the kernel's working folder takes its place
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")  # as in any notebook
    InteractiveShellApp().init_path()
    main()
