"""A papermill engine that runs the cells in its own process: IPython's kernel, without sockets.

papermill and nbclient do all that they always do with a cell and with what its kernel says, which reaches them straight.
Of ipykernel it relies on `IPythonKernel.do_execute`, by which every kernel runs a cell; on `session`, whose `send` gets
all that a kernel says; and on `shell_channel_thread`, here no thread, for there are no sockets.
"""

import asyncio
import atexit
import json
import logging
import os
import random
import sys
import tempfile
import threading
from types import SimpleNamespace
from typing import Any, TextIO

import ipykernel.debugger  # noqa: F401  a kernel looks for it when it starts
import numpy
from ipykernel.ipkernel import IPythonKernel
from ipykernel.zmqshell import ZMQInteractiveShell
from jupyter_client.session import Session
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from papermill import execute_notebook
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines
from traitlets.config import Config

NAME = "scorecard"


class CellsInThisProcess(Engine):
    """Runs a notebook by `execute_notebook(..., engine_name=NAME, log=path)`. The log has the notebook and then each cell
    that was run, as lines of JSON, in case the process dies of the next.
    """

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, *, log: str = os.devnull, **kwargs: Any
    ) -> None:
        """Run the cells."""
        random.seed()
        numpy.random.seed()
        client = Client(nb_man)
        kernel = IPythonKernel.instance(
            session=client.session,
            log=logging.getLogger(__name__),
            config=Config(HistoryManager={"enabled": False}),
            shell_class=Shell,
            shell_channel_thread=SimpleNamespace(parent_thread=None),
        )
        try:
            with open(log, "w", encoding="utf-8") as client.cells_run:
                client.execute()
        finally:
            atexit.unregister(kernel.shell.atexit_operations)
            kernel.shell.atexit_operations()
            Shell.clear_instance()
            IPythonKernel.clear_instance()


class Shell(ZMQInteractiveShell):
    """A kernel's shell without windows, whose events nobody waits for: `%matplotlib inline` asks for none."""

    def enable_gui(self, gui: Any = None) -> None:
        pass


class Client(PapermillNotebookClient):
    """papermill's client of a kernel, which here is this process's."""

    cells_run: TextIO

    def __init__(self, nb_man: NotebookExecutionManager) -> None:
        super().__init__(nb_man, record_timing=False)
        self.session = Heard(self)

    def execute(self, **kwargs: Any) -> NotebookNode:
        """Run the cells up to the first that fails."""
        self.reset_execution_trackers()
        self._write(self.nb)
        self.papermill_execute_cells()
        self.set_widgets_metadata()
        return self.nb

    def execute_cell(self, cell: NotebookNode, cell_index: int, **kwargs: Any) -> NotebookNode:
        """Run a cell, and add what it shows."""
        if cell.cell_type == "code" and cell.source.strip():
            kernel = IPythonKernel.instance()
            cell.outputs, cell.execution_count = [], kernel.execution_count
            self.clear_before_next_output, self._at = False, (cell, cell_index)
            reply = asyncio.get_event_loop().run_until_complete(kernel.do_execute(cell.source, silent=False))
            self.session.flush()
            if reply["status"] == "error" and "raises-exception" not in cell.metadata.get("tags", []):
                raise CellExecutionError.from_cell_and_msg(cell, reply)
        self._write(cell)
        return cell

    def _write(self, done: NotebookNode) -> None:
        print(json.dumps(done), file=self.cells_run, flush=True)

    def hear(self, message: dict[str, Any]) -> None:
        """Add a message of the kernel to the cell that runs."""
        self.process_message(message, *self._at)


class Heard(Session):
    """A kernel's session that a client hears: what was printed before a message goes before it."""

    def __init__(self, client: Client) -> None:
        super().__init__()
        self._client, self._one_at_a_time = client, threading.Lock()
        self._printed = Printed("stdout"), Printed("stderr")

    def send(self, stream, msg_or_type, content=None, parent=None, ident=None, buffers=None, track=False,
             header=None, metadata=None):  # fmt: skip
        """Send a message, of whatever channel; the message."""
        message = msg_or_type
        if not isinstance(message, dict):
            message = self.msg(message, content, parent, header, metadata)
        self.flush()
        with self._one_at_a_time:
            self._client.hear({**json.loads(self.pack(message)), "buffers": list(buffers or ())})
        return message

    def flush(self) -> None:
        """Send what was printed by now."""
        with self._one_at_a_time:
            for printed in self._printed:
                if text := printed.take():
                    self._client.hear(self.msg("stream", {"name": printed.name, "text": text}))


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


def first_notebook() -> None:
    """Run a notebook that does nothing: what the first one in a process does to it, of itself, is done by then."""
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    nothing = new_notebook(cells=[new_code_cell("None")], metadata={"kernelspec": kernel})
    execute_notebook(nothing, None, engine_name=NAME, progress_bar=False)


papermill_engines.register(NAME, CellsInThisProcess)
