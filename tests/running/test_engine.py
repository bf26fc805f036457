"""A forked kernel is a kernel like any other: the same notebook comes out, and no process stays behind."""

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

import nbformat
import papermill
import psutil
import pytest
from scorecard.parameters import read_parameters
from scorecard.project import ROOT, Project
from scorecard.running.run import run
from scorecard.running.sections import tidy

forking = pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform has no fork")


def outputs(path: Path) -> list:
    return [cell.get("outputs", []) for cell in nbformat.read(path, as_version=4).cells]


def text(project: Project, name: str) -> str:
    return "".join(
        output.get("text", "") for cell in outputs(project.sections / f"{name}.ipynb") for output in cell
    )


@forking
def test_every_notebook_comes_out_as_from_a_plain_kernel_cell_by_cell(project):
    parameters = read_parameters(Project(ROOT))
    parameters = replace(parameters, extract=str(ROOT / parameters.extract))
    notebooks = [
        Path(shutil.copy(notebook, project.notebooks)) for notebook in Project(ROOT).notebooks.glob("*.ipynb")
    ]
    plainly = partial(
        papermill.execute_notebook,
        output_path=None,
        parameters=asdict(parameters),
        progress_bar=False,
        record_timing=False,
    )
    assert run(project, parameters).failures == ()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for notebook, plain in zip(notebooks, pool.map(plainly, notebooks), strict=True):
            forked = nbformat.read(project.sections / notebook.name, as_version=4)
            for number, (ours, theirs) in enumerate(zip(forked.cells, tidy(plain).cells, strict=True)):
                assert ours == theirs, f"{notebook.name}, cell {number}"


@forking
def test_a_failing_notebook_comes_out_as_from_a_plain_kernel(project, parameters, write_notebook):
    path = write_notebook("bad", "import pandas\nprint('before')", "def f():\n    return {}['C1']\nf()", "1")
    (failure,) = run(project, parameters).failures
    with pytest.raises(papermill.PapermillExecutionError):
        papermill.execute_notebook(
            path, project.root / "plain.ipynb", progress_bar=False, parameters={"month": "2020-05"}
        )
    assert failure.cell == "In [4]"
    assert outputs(failure.copy) == outputs(project.root / "plain.ipynb")


@forking
def test_each_notebook_starts_clean_where_jupyter_would_start_it(project, parameters, write_notebook):
    for name in "ab":
        write_notebook(
            name,
            "import os, random, sys, numpy, pandas\nprint(hasattr(pandas, 'left'), 'LEFT' in os.environ, 'left' in globals())",
            "pandas.left = left = True\nos.environ['LEFT'] = '1'",
            "print(os.getcwd(), os.getpid(), random.random(), numpy.random.random())",
        )
    run(project, parameters)
    a, b = ((text(project, name)).split() for name in "ab")
    assert a[:3] == b[:3] == ["False", "False", "False"]
    assert " ".join(a[3:-3]) == str(project.notebooks)
    assert not set(a[-3:]) & set(b[-3:])


def test_without_fork_the_kernels_are_plain_and_each_is_its_own(project, parameters, write_notebook):
    write_notebook("a", "import os, sys\nprint(os.getppid(), 'pandas' in sys.modules)")
    run(project, parameters, forks=False)
    assert text(project, "a").split() == [str(os.getpid()), "False"]


@pytest.mark.parametrize("forks", [None, False])
def test_a_kernel_that_dies_is_a_failure_of_its_cell(project, parameters, write_notebook, forks):
    write_notebook("dies", "print('alive')", "#| label: tbl-last\nimport os\nos._exit(3)")
    write_notebook("lives", "1")
    outcome = run(project, parameters, forks=forks)
    (failure,) = outcome.failures
    assert (failure.name, failure.cell, failure.error) == ("dies", "tbl-last", "DeadKernelError: Kernel died")
    assert "alive" in failure.copy.read_text(encoding="utf-8")
    assert "lives" in outcome.made


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")
@pytest.mark.parametrize(
    ("forks", "ending"), [(True, signal.SIGINT), (True, signal.SIGKILL), (False, signal.SIGINT)]
)
def test_no_process_stays_behind_when_a_run_is_interrupted(
    project, parameters, write_notebook, forks, ending
):
    write_notebook(
        "slow", "import os, pathlib, time\npathlib.Path('pid').write_text(str(os.getpid()))\ntime.sleep(60)"
    )
    code = (  # a shell starts what it runs in the background with Ctrl-C ignored
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from pathlib import Path; from scorecard.project import Project; from scorecard.running.run import run; "
        "from scorecard.parameters import Parameters; "
        f"run(Project(Path({str(project.root)!r})), Parameters(**{asdict(parameters)!r}), forks={forks})"
    )
    running = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
    pid = project.notebooks / "pid"
    wait_until(lambda: pid.exists() and pid.read_text())
    kernel = int(pid.read_text())
    family = [psutil.Process(kernel), *psutil.Process(running.pid).children(recursive=True)]
    running.send_signal(ending)
    assert running.wait(timeout=20) != 0
    wait_until(lambda: not any(process.is_running() for process in family))
    if ending == signal.SIGINT:
        assert [path.name for path in project.sections.iterdir() if path.name.startswith(".running")] == []


def wait_until(true) -> None:
    limit = time.monotonic() + 20
    while not true():
        assert time.monotonic() < limit
        time.sleep(0.05)
