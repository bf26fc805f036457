"""A papermill engine whose cells are run by a worker.

papermill and nbclient do all that they always do with a cell and with what its kernel says: only the way to the
kernel is another, for there are neither sockets nor a process for each notebook.
"""

from typing import Any

from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from nbformat.v4 import new_output
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager

from scorecard.running.worker import Worker, WorkerDied


class WorkerEngine(Engine):
    """Runs a notebook by `execute_notebook(..., worker=a worker)`."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, *, worker: Worker, **kwargs: Any
    ) -> None:
        """Run the cells."""
        with worker.notebook():
            Client(nb_man, worker).execute()


class Client(PapermillNotebookClient):
    """papermill's client of a kernel, which here is a worker's."""

    def __init__(self, nb_man: NotebookExecutionManager, worker: Worker) -> None:
        super().__init__(nb_man, record_timing=False)
        self._worker = worker

    def execute(self, **kwargs: Any) -> NotebookNode:
        """Run the cells up to the first that fails."""
        self.reset_execution_trackers()
        self.papermill_execute_cells()
        self.set_widgets_metadata()
        return self.nb

    def execute_cell(self, cell: NotebookNode, cell_index: int, **kwargs: Any) -> NotebookNode:
        """Run a cell, and add what it shows. A process that dies is noted as its cell's error, as any other."""
        if cell.cell_type != "code" or not cell.source.strip():
            return cell
        cell.outputs, self.clear_before_next_output = [], False
        try:
            for message in self._worker.run(cell.source):
                reply = message["content"]
                if message["msg_type"] != "execute_reply":
                    self.process_message(message, cell, cell_index)
        except WorkerDied:
            reply = {"status": "error", "ename": "DeadKernelError", "evalue": "Kernel died", "traceback": []}
            cell.outputs.append(new_output("error", **{key: reply[key] for key in list(reply)[1:]}))
        if reply["status"] == "error" and "raises-exception" not in cell.metadata.get("tags", []):
            raise CellExecutionError.from_cell_and_msg(cell, reply)
        return cell
