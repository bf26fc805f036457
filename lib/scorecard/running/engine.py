"""A papermill engine whose kernels are forked from one warmed-up process, or plain where a platform cannot
fork.

papermill, nbclient and ipykernel do all that they always do, over the same protocol: only how a kernel's
process comes to be is another, and its imports and the month's data are there already. The means are
standard ones: papermill's engines, and a kernel provisioner of jupyter_client.
"""

import os
import signal
import sys
import time
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner
from nbclient.exceptions import DeadKernelError
from nbformat.v4 import new_output
from papermill.engines import NBClientEngine, NotebookExecutionManager

from scorecard.running.warmed import Kernel, WarmProcess


class SectionEngine(NBClientEngine):
    """papermill's own engine, with kernels from the warmed-up process."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, *, warm: WarmProcess, **kwargs: Any
    ) -> None:
        """Run the cells. A kernel that dies is noted as its cell's error, which papermill tells like any
        other.
        """
        try:
            super().execute_managed_notebook(
                nb_man,
                kernel_name,
                kernel_manager_class=_manager_of(warm),
                record_timing=False,
                # A kernel that has run its cells holds nothing worth an orderly end, which takes a while.
                shutdown_kernel="immediate",
                **kwargs,
            )
        except DeadKernelError as error:
            cell = [cell for cell in nb_man.nb.cells if cell.metadata.papermill["start_time"]][-1]
            cell.outputs.append(new_output("error", ename="DeadKernelError", evalue=str(error), traceback=[]))


def _manager_of(warm: WarmProcess) -> type[AsyncKernelManager]:
    """A kernel manager class whose kernels come from the warmed-up process."""

    class Manager(AsyncKernelManager):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.provisioner = Provisioner(kernel_spec=self.kernel_spec, parent=self)
            self.provisioner.warm = warm

    return Manager


class Provisioner(LocalProvisioner):
    """Brings a kernel to life by a fork; without one, and for a kernel that is not this Python's, as
    always.
    """

    warm: WarmProcess
    running: Kernel | None = None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Launch what `cmd` would launch."""
        if self.warm.forks and cmd[:3] == [sys.executable, "-m", "ipykernel_launcher"]:
            self.cwd = kwargs.get("cwd") or os.getcwd()
            self.process = ForkedProcess(self.warm.fork(cmd[3:], str(self.cwd), kwargs["env"]))
            self.pid = self.pgid = self.process.pid
        else:
            await super().launch_kernel(cmd, **kwargs)
        self.running = self.process
        self.warm.kernels.add(self.running)
        return self.connection_info

    async def cleanup(self, restart: bool = False) -> None:
        """Forget a kernel that has ended."""
        if self.running:
            self.warm.kernels.discard(self.running)
        await super().cleanup(restart)


class ForkedProcess:
    """A forked kernel's process, with the part of subprocess.Popen's interface that a provisioner uses."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def poll(self) -> int | None:
        """None while it runs. How it ended only its parent knows, the warmed-up process, and nobody asks."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0
        return None

    def wait(self) -> int:
        """Wait until it has ended."""
        while self.poll() is None:
            time.sleep(0.005)
        return 0

    def send_signal(self, signum: int) -> None:
        """Send it a signal, if it is still there."""
        if self.poll() is None:
            os.kill(self.pid, signum)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)
