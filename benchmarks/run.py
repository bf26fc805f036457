"""Measures what the analyst waits for, all sides in one run: medians of five rounds, and their spread.

    .venv/bin/python benchmarks/run.py

It works in a copy of the repository, so that nothing of this month is touched. Rounds go through all sides in turn,
so that a machine that is slower for a while is slower for each.
"""

import argparse
import ast
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from scorecard.project import Project

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 5
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "_output", "sections", ".quarto", "__pycache__")


def main() -> None:
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        copy = copied_to(Path(folder) / "a clone")
        table(measured(notebooks_and_report(copy)), against="(d) one plain script")


def machine() -> str:
    """The day and the machine, in a line above the tables."""
    python = platform.python_version()
    return f"{date.today()}, {os.cpu_count()} processors, {platform.system()}, Python {python}\n"


def copied_to(folder: Path) -> Path:
    """The repository as it is now, without what is made in it."""
    return shutil.copytree(ROOT, folder, ignore=LEFT_OUT)


def measured(sides: dict[str, Callable[[], float]]) -> dict[str, list[float]]:
    """Seconds of each side, by round. A first round, which fills the disk's and Python's caches, is not counted."""
    seconds: dict[str, list[float]] = {side: [] for side in sides}
    for counted in range(ROUNDS + 1):
        for side, measure in sides.items():
            took = measure()
            print(f"round {counted}, {side}: {took:.2f} s", file=sys.stderr)
            if counted:
                seconds[side].append(took)
    return seconds


def notebooks_and_report(copy: Path) -> dict[str, Callable[[], float]]:
    """Sides (a) to (e), in the copy."""
    notebooks = list(Project(copy).section_notebooks)
    scorecard = [sys.executable, "-m", "scorecard"]
    script = copy / "plain.py"
    script.write_text(as_script(notebooks), encoding="utf-8")

    def papermill() -> float:
        with tempfile.TemporaryDirectory() as out:
            return sum(
                timed(
                    copy,
                    [
                        sys.executable,
                        "-m",
                        "papermill",
                        str(notebook),
                        f"{out}/{notebook.name}",
                        "-f",
                        "parameters.yml",
                    ],
                )
                for notebook in notebooks
            )

    def cold() -> float:
        shutil.rmtree(copy / "report" / "sections", ignore_errors=True)
        return timed(copy, [*scorecard, "run"])

    def one_section() -> float:
        notebook = copy / "notebooks" / "health.ipynb"
        cells = json.loads(notebook.read_text(encoding="utf-8"))
        cells["cells"][-1]["source"] += ["\n# one more line"]
        notebook.write_text(json.dumps(cells), encoding="utf-8")
        return timed(copy, [*scorecard, "run"])

    def edited(without_quarto: bool = True) -> float:
        report = copy / "report" / "scorecard.qmd"
        report.write_text(report.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
        return timed(copy, [*scorecard, "report"], without_quarto)

    def until_the_page() -> float:
        """Until the new page is in the old one's place, while PDF and Word are still being made."""
        page = copy / "_output" / "report" / "scorecard.html"
        old = page.read_bytes()
        with ThreadPoolExecutor(1) as aside:
            start = time.perf_counter()
            command = aside.submit(edited)
            while not command.done() and page.read_bytes() == old:
                time.sleep(0.005)
            return time.perf_counter() - start

    sides = {
        "(a) papermill, notebook by notebook": papermill,
        "(b) scorecard run, all to make": cold,
        "(c) scorecard run, nothing to make": lambda: timed(copy, [*scorecard, "run"]),
        "(c) scorecard run, one section after an edit": one_section,
        "(c) scorecard check": lambda: timed(copy, [*scorecard, "check"]),
        "(d) one plain script": lambda: timed(copy, [sys.executable, str(script)]),
        "(e) commentary edited, embedded renderer: page, PDF and Word": edited,
        "(e) commentary edited, embedded renderer: the page": until_the_page,
    }
    if shutil.which("quarto"):
        sides["(e) commentary edited, Quarto: page, PDF and Word"] = lambda: edited(without_quarto=False)
    return sides


def as_script(notebooks: list[Path]) -> str:
    """The notebooks' cells in one script, each showing what it ends with in the forms that a notebook keeps."""
    import nbformat

    lines = ["def show(value):", "    return getattr(value, '_repr_mimebundle_', value.__repr__)()"]
    for notebook in notebooks:
        for cell in nbformat.read(notebook, as_version=4).cells:
            if cell.cell_type != "code":
                continue
            body = ast.parse(cell.source).body
            if body and isinstance(body[-1], ast.Expr):
                body[-1] = ast.Expr(ast.Call(ast.Name("show"), [body[-1].value], []))
            lines.append(ast.unparse(ast.fix_missing_locations(ast.Module(body, []))))
    return "\n".join(lines) + "\n"


def timed(copy: Path, command: list[str], without_quarto: bool = False) -> float:
    """Seconds that a command takes in the copy."""
    start = time.perf_counter()
    output(copy, command, without_quarto)
    return time.perf_counter() - start


def output(copy: Path, command: list[str], without_quarto: bool = False) -> str:
    """What a command prints, run with the copy's library."""
    environment = os.environ | {"PYTHONPATH": str(copy / "lib")}
    quarto = shutil.which("quarto")
    if without_quarto and quarto:
        folders = environment["PATH"].split(os.pathsep)
        environment["PATH"] = os.pathsep.join(
            each for each in folders if not shutil.which("quarto", path=each)
        )
    done = subprocess.run(
        command, cwd=copy, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def table(seconds: dict[str, list[float]], against: str) -> None:
    """Print the medians, and as ratios to the median of one side the median, lowest and highest."""
    base = statistics.median(seconds[against])
    print(f"| | seconds, median | ratio to {against} | lowest to highest ratio |\n|:--|--:|--:|--:|")
    for side, rounds in seconds.items():
        middle = statistics.median(rounds)
        low, high = min(rounds) / base, max(rounds) / base
        print(f"| {side} | {middle:.2f} | {middle / base:.2f} | {low:.2f} to {high:.2f} |")


if __name__ == "__main__":
    main()
