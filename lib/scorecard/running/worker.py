"""What the process of a worker does: it loads the code, takes over the month, and makes one section after another."""

import asyncio
import gc
import multiprocessing
import os
import signal
import sys
import threading
from multiprocessing.connection import Connection
from pathlib import Path

from scorecard.imports import own_code
from scorecard.parameters import Parameters, RegionParameters
from scorecard.project import Project
from scorecard.unusable import Unusable


def work(
    pipe: Connection, project: Project, parameters: Parameters | RegionParameters, running: Path
) -> None:
    """Make what is asked until the run ends."""
    if hasattr(os, "setsid"):
        os.setsid()  # Ctrl-C is for the run, which then ends this process; so too on Windows:
        os.set_inheritable(pipe.fileno(), False)  # a program that a cell starts does not keep the pipe open
        signal.signal(signal.SIGHUP, signal.SIG_DFL)  # by which `!command` ends with it, also under nohup
    else:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_run, daemon=True).start()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.path[0] = ""  # the working folder, as in any kernel
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")  # as in any notebook
    try:
        with own_code():
            import scorecard.display.charts  # noqa: F401  sets the charts' theme, so that no notebook is the first to
            from scorecard.display.figure import drawn
            from scorecard.loading import take_over
            from scorecard.running.engine import first_notebook
            from scorecard.running.sections import make_section
            from scorecard.running.state import State
    except Unusable as error:
        pipe.send((error, True))  # whatever is asked
        return
    asyncio.set_event_loop(asyncio.new_event_loop())
    first_notebook()
    drawn({"mark": "point"})  # which starts Vega
    take_over(pipe.recv())
    state = State()
    gc.freeze()  # what is there by now stays, so that nobody need look through it for garbage
    while True:
        pipe.send((make_section(project, parameters, pipe.recv(), running), state.lasts()))


def _end_with_the_run() -> None:
    multiprocessing.parent_process().join()
    os._exit(0)
