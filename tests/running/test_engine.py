"""A worker is a kernel like any other: the same notebook comes out of it, nothing of one notebook reaches the next, and no
process stays behind."""

import json
import re
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from functools import partial
from pathlib import Path

import nbformat
import papermill
import psutil
import pytest
from scorecard.project import UNFINISHED, Project
from scorecard.running import run as running
from scorecard.running.run import run
from scorecard.running.sections import of_a_dead_process, tidy
from shared import made_once, make_sample

PICTURES = ("image/svg+xml", "image/png")  # those of another release of the renderer may be other bytes
PATIENCE = 300  # seconds, on a machine with much else to do
plainly = partial(papermill.execute_notebook, progress_bar=False, record_timing=False, start_timeout=PATIENCE)


def outputs(path: Path) -> list:
    return [cell.get("outputs", []) for cell in nbformat.read(path, as_version=4).cells]


def text(project: Project, name: str) -> str:
    return "".join(
        output.get("text", "") for cell in outputs(project.sections / f"{name}.ipynb") for output in cell
    )


@pytest.fixture(autouse=True)
def without_warnings_of_the_debugger(monkeypatch):
    """A plain kernel's, which may come as late as in its first cell."""
    monkeypatch.setenv("PYDEVD_DISABLE_FILE_VALIDATION", "1")


@pytest.fixture
def one_worker(monkeypatch):
    """Whatever one notebook leaves, the next one would find."""
    monkeypatch.setattr(running, "MOST_WORKERS", 1)


def test_every_notebook_comes_out_as_it_is_stored(tmp_path_factory):
    """And so as from papermill's own kernel: nbval holds what is stored to that."""
    project = Project(made_once(tmp_path_factory, "sample", make_sample))
    stored = {path.stem: nbformat.read(path, 4) for path in project.section_notebooks}
    assert stored.keys() == {path.stem for path in project.sections.glob("*.ipynb")}
    for name, notebook in stored.items():
        section = nbformat.read(project.sections / f"{name}.ipynb", 4)
        ours = [cell for cell in section.cells if cell.id != "injected-parameters"]
        for cell, as_stored in zip(ours, tidy(notebook).cells, strict=True):
            shown, held = (without_pictures(outputs_of(each)) for each in (cell, as_stored))
            assert shown == held, f"{name}, {cell.source}"
            assert (cell.id, cell.source) == (as_stored.id, as_stored.source)


def outputs_of(cell) -> list:
    return [{**output, "execution_count": None} for output in cell.get("outputs", ())]


def without_pictures(outputs: list) -> list:
    return [
        {
            **output,
            "data": {kind: shown for kind, shown in output.get("data", {}).items() if kind not in PICTURES},
        }
        for output in outputs
    ]


STRESS = {
    "waits": (
        "import asyncio\nawait asyncio.sleep(0.01)\nlater = asyncio.create_task(asyncio.sleep(0.01, 'done'))",
        "await later",
        "async def f():\n    return {}['missing']\nawait f()",
        "asyncio.get_running_loop().is_running()",
    ),
    "magics": (
        "%%capture kept\nprint('kept')",
        "kept.stdout, In[-1]",
        "%precision 2\n3.14159",
        "%pwd",
        "%env LEFT=1",
        "%%script python\nprint(6 * 7)",
        "number = 7\n%who int",
        "%no_such_magic",
    ),
    "commands": ("!echo shouted", "lines = !echo kept\nlines", "%%bash\nexit 3"),
    "displays": (
        "from IPython.display import HTML, clear_output, display, update_display\n"
        "display('first', display_id='a')\nprint('between')\ndisplay('second', display_id='b')",
        "update_display('changed', display_id='a')\nHTML('<b>x</b>')",
        "print('gone')\nclear_output()\nprint('stays')",
        "print('gone')\nclear_output(wait=True)\n1",
        "display({'text/markdown': 'x'}, raw=True, metadata={'scorecard': {'cap': 'ü', 'of': (1, 2)}})",
        "import pandas\ndisplay(pandas.DataFrame({'a': [1, 2]}))\n_",
        "import ipywidgets\nipywidgets.IntSlider(description='x')",
    ),
    "prints": (
        "import sys, time\nfor n in range(3):\n    print(n, end=' ', flush=True)\n    time.sleep(0.3)",
        "print('out')\nprint('err', file=sys.stderr)\nsys.stdout.write('é\\r\\n')",
        "import threading\nthread = threading.Thread(target=print, args=['from a thread'])\n"
        "thread.start()\nthread.join()",
    ),
    "warnings": (
        "import json, warnings\nwarnings.warn('of the cell')",
        "shown = vars(json).setdefault('__warningregistry__', {})\n"
        "for _ in range(2):\n    warnings.warn_explicit('of a library', UserWarning, 'library.py', 1, registry=shown)",
    ),
    "errors": (
        "1 +",
        "def f():\n    return {}['C1']\nf()",
        "print('before')\nraise SystemExit(2)",
        "class Broken:\n    def __repr__(self):\n        raise ValueError('no words')\nBroken()",
        "import pickle\nclass Own:\n    pass\ntype(pickle.loads(pickle.dumps(Own()))) is Own, __name__",
    ),
    "asks": ("input('name? ')", "import getpass\ngetpass.getpass()"),
}


def test_whatever_a_cell_does_comes_out_as_from_a_plain_kernel(project, parameters, write_notebook):
    path = write_notebook("stress", *(source for sources in STRESS.values() for source in sources))
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells[1:]:
        cell.metadata["tags"] = ["raises-exception"]
    nbformat.write(notebook, path)
    plain = project.root / "plain.ipynb"
    with pytest.raises(papermill.PapermillExecutionError):
        plainly(path, plain, parameters=asdict(parameters), cwd=project.notebooks)
    (failure,) = run(project, parameters).failures
    assert failure.copy, failure
    ours, theirs = (
        {cell.id: cell for cell in nbformat.read(each, 4).cells} for each in (failure.copy, plain)
    )
    for number, source in enumerate((source for sources in STRESS.values() for source in sources), 1):
        assert shown(ours[f"cell-{number}"]) == shown(theirs[f"cell-{number}"]), source


def shown(cell) -> list:
    """A cell's outputs but for what differs between any two kernels: in how many parts prints came, and the numbers of
    processes, of places in memory and of widgets."""
    outputs = []
    for output in json.loads(
        re.sub(r"ipykernel_\d+|0x[0-9a-f]{6,}|[0-9a-f]{32}", "…", json.dumps(cell.outputs))
    ):
        before = outputs[-1] if outputs else {}
        if "name" in output and output["name"] == before.get("name"):
            before["text"] += output["text"]
        else:
            outputs.append(output)
    return [cell.execution_count, *outputs]


@pytest.mark.skipif(sys.platform == "win32", reason="a kernel on Windows does not show what programs print")
def test_what_a_program_prints_is_shown_where_it_was_started(project, parameters, write_notebook, capfd):
    write_notebook(
        "prints",
        "import subprocess, sys\nprint('before', flush=True)\n"
        "subprocess.run([sys.executable, '-c', 'print(chr(233))'])\nNone",
        "import os\nos.system('echo badly >&2')\nos.read(0, 1)",
    )
    run(project, parameters)
    assert text(project, "prints") == "before\né\nbadly\n"
    assert capfd.readouterr().out == ""


def test_matplotlib_draws_as_in_a_plain_kernel(project, parameters, write_notebook):
    pytest.importorskip("matplotlib")
    path = write_notebook(
        "drawn",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])",
        "%matplotlib inline\nplt.rcParams['figure.dpi'] = 50\nplt.plot([2, 1])",
    )
    write_notebook("next", "import matplotlib.pyplot as plt\nprint(plt.rcParams['figure.dpi'])")
    plain = plainly(path, None, parameters=asdict(parameters))
    run(project, parameters)
    section = nbformat.read(project.sections / path.name, 4)
    assert [shown(cell) for cell in section.cells] == [shown(cell) for cell in tidy(plain).cells]
    assert text(project, "next") != "50.0\n"


def test_a_failing_notebook_comes_out_as_from_a_plain_kernel(project, parameters, write_notebook):
    path = write_notebook("bad", "import pandas\nprint('before')", "def f():\n    return {}['C1']\nf()", "1")
    (failure,) = run(project, parameters).failures
    with pytest.raises(papermill.PapermillExecutionError):
        plainly(path, project.root / "plain.ipynb", parameters={"month": "2020-05"})
    assert failure.cell == "In [4]"
    assert outputs(failure.copy) == outputs(project.root / "plain.ipynb")


LOAD = "import os, random, sys, numpy, scorecard\nboard = scorecard.load(month, extract, audience)"
LOOK = (
    "print(os.getcwd() == FOLDER, 'left' in globals(), 'LEFT' in os.environ, 'left' in sys.modules, len(In), len(Out),"
    " 'value' in board.measures, 'left' in board.extract.table('Episodes'), len(board.judgements),"
    " 'left' in board.council, os.getpid(), random.random(), numpy.random.random())"
)


def test_each_notebook_starts_clean_where_jupyter_would_start_it(
    project, parameters, write_notebook, one_worker
):
    look = LOOK.replace("FOLDER", repr(str(project.notebooks)))
    (project.notebooks / "left.py").write_text("here = True", encoding="utf-8")
    write_notebook(
        "changes its own",  # the longest first: the order is that of the sizes
        LOAD,
        look,
        "left = random.seed(1), numpy.random.seed(1)",
        "board.measures.pop('value').sum() > 0",
        "episodes = board.extract.table('Episodes')\nepisodes['left'] = 1\nboard.judgements.clear()\nboard.council['left'] = 1"
        + 999 * " ",
    )
    write_notebook(
        "changes all", LOAD, look, "import left\nleft.here\nos.environ['LEFT'] = '1'\nos.chdir('..')"
    )
    write_notebook("last", LOAD, look)
    assert run(project, parameters).failures == ()
    names = "changes its own", "changes all", "last"
    found = [text(project, name).split() for name in names]
    assert found[0][:4] == ["True", "False", "False", "False"]
    assert found[0][:-3] == found[1][:-3] == found[2][:-3]
    first, second, third = ([*each[-3:]] for each in found)
    assert first[0] == second[0] != third[0], "the process of a notebook that left something serves no other"
    assert len({*first[1:], *second[1:], *third[1:]}) == 6


LEAVES_A_PROGRAM = """
import os, subprocess, sys
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], close_fds=False)
"""


def test_a_process_that_dies_is_a_failure_of_its_cell_alone(project, parameters, write_notebook, one_worker):
    write_notebook(
        "dies", "print('alive')", "#| label: tbl-last\n" + LEAVES_A_PROGRAM + "os._exit(3)" + 999 * " "
    )
    write_notebook("killed", "import os, signal\nos.kill(os.getpid(), signal.SIGTERM)")
    write_notebook("lives", "1")
    outcome = run(project, parameters)
    failures = {failure.name: failure for failure in outcome.failures}
    assert set(failures) == {"dies", "killed"}
    dies = failures["dies"]
    assert (dies.cell, dies.error) == ("tbl-last", "DeadKernelError: Kernel died")
    assert "alive" in dies.copy.read_text(encoding="utf-8")
    assert set(outcome.made) == {"lives", "measures", "evidence", "variables"}


def test_a_process_that_dies_by_a_thread_is_a_failure_of_the_cell_that_runs(
    project, parameters, write_notebook
):
    write_notebook(
        "dies",
        "import os, threading, time\ngo = threading.Event()\n"
        "threading.Thread(target=lambda: go.wait() and os._exit(3)).start()",
        "go.set()\ntime.sleep(600)",
    )
    (failure,) = run(project, parameters).failures
    assert (failure.cell, failure.error) == ("In [4]", "DeadKernelError: Kernel died")


def test_a_process_that_dies_after_its_last_cell_is_a_failure_too(project, tmp_path):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])
    log = "".join(f"{json.dumps(each)}\n" for each in (notebook, *notebook.cells))
    (tmp_path / "dies.jsonl").write_text(log, encoding="utf-8")
    failure = of_a_dead_process(project, "dies", tmp_path)
    assert (failure.name, failure.cell) == ("dies", "") and "ended before its work was done" in failure.error


HANGS = """
import os, pathlib, subprocess, sys, time
program = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path(f"{os.getpid()}.pids").write_text(f"{os.getpid()} {program.pid}")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")
def test_no_process_stays_behind_when_a_run_is_interrupted(project, parameters, write_notebook):
    for name, hanging in {
        "sleeps": "time.sleep(600)",
        "waits": "!sleep 600",
        "runs": "while True: pass",
    }.items():
        write_notebook(name, HANGS, hanging)
    running, kernels, programs = hung(project, parameters, 3)
    own = psutil.Process(running.pid)
    wait_until(lambda: any(each.name() == "sleep" for each in own.children(recursive=True)))
    family = {*kernels, *programs, *own.children(recursive=True)}
    running.send_signal(signal.SIGINT)
    assert running.wait(timeout=PATIENCE) != 0
    wait_until(lambda: not any(process.is_running() for process in family))
    assert [path.name for path in project.sections.iterdir() if path.name.startswith(UNFINISHED)] == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")
def test_workers_end_with_a_run_that_is_killed(project, parameters, write_notebook):
    write_notebook("slow", HANGS, "time.sleep(600)")
    running, (kernel,), (program,) = hung(project, parameters, 1)
    family = [
        process for process in psutil.Process(running.pid).children(recursive=True) if process != program
    ]
    assert kernel in family
    running.kill()
    running.wait()
    wait_until(lambda: not any(process.is_running() for process in family))
    program.kill()


def hung(
    project: Project, parameters, number: int
) -> tuple[subprocess.Popen, list[psutil.Process], list[psutil.Process]]:
    """A run of which so many notebooks hang, their processes, and the programs that these started."""
    code = (  # a shell starts what it runs in the background with Ctrl-C ignored
        "import os, signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        f"os.cpu_count = lambda: {number}; "
        "from pathlib import Path; from scorecard.project import Project; from scorecard.running.run import run; "
        "from scorecard.parameters import Parameters; "
        f"run(Project(Path({str(project.root)!r})), Parameters(**{asdict(parameters)!r}))"
    )
    running = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)

    def started() -> list[list[int]]:
        written = (path.read_text().split() for path in project.notebooks.glob("*.pids"))
        return [[*map(int, pids)] for pids in written if len(pids) == 2]

    wait_until(lambda: len(started()) == number)
    kernels, programs = zip(*started())
    return running, [*map(psutil.Process, kernels)], [*map(psutil.Process, programs)]


def wait_until(true) -> None:
    limit = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < limit
        time.sleep(0.05)
