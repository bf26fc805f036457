"""What the process of a worker does: it has the month loaded, and makes one product after another."""

import asyncio
import gc
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from scorecard.parameters import Parameters, RegionParameters
from scorecard.project import Project
from scorecard.provenance import Product
from scorecard.running.imports import without_unused_packages
from scorecard.running.outcome import Failure
from scorecard.unusable import Unusable


def work(
    pipe: Connection, project: Project, parameters: Parameters | RegionParameters, running: Path
) -> None:
    """Make what is asked until the run ends."""
    if hasattr(os, "setsid"):
        os.setsid()  # Ctrl-C is for the run, which then ends this process; so too on Windows:
        os.set_inheritable(pipe.fileno(), False)  # a program that a cell starts does not keep the pipe open
    else:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_run, daemon=True).start()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.path[0] = ""  # the working folder, as in any kernel
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")  # as in any notebook
    try:
        make, as_before = _ready(project, parameters, running)
    except Unusable as error:
        pipe.send((Unusable(str(error)), True))  # whatever is asked
        return
    while True:
        pipe.send((make(pipe.recv()), as_before()))


def _ready(
    project: Project, parameters: Parameters | RegionParameters, running: Path
) -> tuple[Callable[[Product], str | Failure], Callable[[], bool]]:
    """Load the code and the month: how a product is made, and whether the process is as it was before the first.

    Raises Unusable for data or code that an analyst has to mend. What else goes wrong with the month the notebooks
    show, by cell.
    """
    try:
        with without_unused_packages():
            import scorecard.display.charts  # noqa: F401  sets the charts' theme, so that no notebook is the first to
            from scorecard.loading import board_for
            from scorecard.running.engine import first_notebook
            from scorecard.running.figures import make_figures
            from scorecard.running.sections import make_section
            from scorecard.running.state import State
    except Exception:
        raise Unusable(f"The scorecard's own code cannot be loaded:\n{traceback.format_exc()}") from None

    def make(product: Product) -> str | Failure:
        if "notebook" in product.made_from:
            return make_section(project, parameters, product.name, running)
        return make_figures(project, parameters, product)

    asyncio.set_event_loop(asyncio.new_event_loop())
    try:
        board_for(parameters)
    except Unusable:
        raise
    except Exception:
        pass
    first_notebook()
    state = State()
    gc.freeze()  # what is there by now stays, so that nobody need look through it for garbage
    return make, state.lasts


def _end_with_the_run() -> None:
    multiprocessing.parent_process().join()
    os._exit(0)
