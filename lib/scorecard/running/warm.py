"""The warmed-up process itself: it loads the month once, makes its figures and forks each notebook's
kernel.

`warmed.WarmProcess` starts it and sends it requests, one JSON object a line, until the pipe closes:
`figures` writes the measures and variables, `kernel` forks a real IPython kernel that finds pandas, Altair
and the board loaded. Nothing here may start a thread, a ZeroMQ context or the chart renderer: they do not
survive a fork.
"""

import gc
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any, TextIO

from scorecard.parameters import Parameters
from scorecard.project import Project
from scorecard.running.light import without_iri_grammar
from scorecard.unusable import Unusable, trouble_with_a_file


def main() -> None:
    """Load what the notebooks need, say so, and serve requests until the pipe closes."""
    requests, replies = _pipes()
    start = json.loads(requests.readline())
    project, parameters = Project(Path(start["root"])), Parameters(**start["parameters"])
    if start["forks"]:
        _prepare_kernels()
    _reply(replies, _load(parameters))
    for line in requests:
        request = json.loads(line)
        if "kernel" in request:
            _reply(replies, {"pid": _fork_kernel(request["kernel"], requests, replies)})
        else:
            _reply(replies, _figures(project, parameters))


def _pipes() -> tuple[TextIO, TextIO]:
    """The pipes of requests and replies, moved away from where notebooks read and print."""
    requests = os.fdopen(os.dup(0), "r", encoding="utf-8")
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return requests, replies


def _reply(replies: TextIO, answer: dict[str, Any]) -> None:
    replies.write(json.dumps(answer) + "\n")
    replies.flush()


def _prepare_kernels() -> None:
    """Import what a kernel imports. A kernel ends by itself when this process, its parent, is gone."""
    os.environ["JPY_PARENT_PID"] = str(os.getpid())  # read by ipykernel while it is imported
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with without_iri_grammar():
        import altair  # noqa: F401
        import ipykernel.ipkernel
        import ipykernel.kernelapp  # noqa: F401


def _load(parameters: Parameters) -> dict[str, Any]:
    """Load the board, and say how far its tables reach. Data that an analyst has to mend is told; any other
    error the notebooks show, by cell.
    """
    with without_iri_grammar():
        from scorecard.board import load
        from scorecard.extract.span import newest_dates

        try:
            board = load(parameters.month, parameters.extract, parameters.audience)
            answer = {
                "newest": {table: f"{day:%Y-%m-%d}" for table, day in newest_dates(board.extract).items()}
            }
        except Unusable as error:
            return {"unusable": str(error)}
        except Exception:
            answer = {}
    gc.collect()
    gc.freeze()
    return answer


def _figures(project: Project, parameters: Parameters) -> dict[str, Any]:
    try:
        from scorecard.running.write_figures import write_figures

        return {"made": write_figures(project, parameters)}
    except OSError as error:
        return {"error": trouble_with_a_file(error, project) or _in_one_line(error)}
    except Exception as error:
        return {"error": _in_one_line(error)}


def _in_one_line(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0]


def _fork_kernel(kernel: dict[str, Any], *pipes: TextIO) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        for pipe in pipes:
            pipe.close()
        _become_kernel(**kernel)
    finally:
        os._exit(1)


def _become_kernel(arguments: list[str], cwd: str, environment: dict[str, str]) -> None:
    """Be what `python -m ipykernel_launcher` would have been, in this process."""
    import ipykernel_launcher
    from ipykernel.kernelapp import IPKernelApp

    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()  # Python's own random numbers start anew by themselves
    sys.argv = [ipykernel_launcher.__file__, *arguments]
    IPKernelApp.launch_instance()


if __name__ == "__main__":
    if sys.path[0] == os.getcwd():
        del sys.path[0]  # not a kernel's; it adds its own
    main()
