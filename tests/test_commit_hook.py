"""What may not be committed: an extract other than the sample, and a notebook with outputs of another extract."""

import json
import subprocess
import sys

import pytest


@pytest.fixture
def hook(request, tmp_path):
    script = request.config.rootpath / ".githooks" / "no_childrens_records.py"

    def run(*paths):
        ran = subprocess.run(
            [sys.executable, str(script), *paths],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return ran.returncode, ran.stdout.splitlines()

    return run


def notebook(path, extract, outputs):
    cells = [
        {"cell_type": "code", "source": [f'extract = "{extract}"\n', 'month = "2020-05"\n'], "outputs": []},
        {"cell_type": "code", "source": ["board.table()"], "outputs": outputs},
    ]
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")


def test_what_the_repository_holds_may_be_committed(hook, request):
    root = request.config.rootpath
    tracked = subprocess.run(
        ["git", "-C", str(root), "ls-files"], capture_output=True, encoding="utf-8", check=False
    ).stdout.splitlines()
    if not tracked:
        pytest.skip("no git repository")
    data = [path for path in tracked if path.endswith((".csv", ".ipynb"))]
    assert data and hook(*(path for path in data if path.endswith(".csv"))) == (0, [])
    assert hook(*(str(root / path) for path in data if path.endswith(".ipynb"))) == (0, [])


@pytest.mark.parametrize(
    "path", ["extracts/june/Episodes.csv", "Visits (2).CSV", "data/june/return.xml", "health.xlsx"]
)
def test_an_extract_is_refused_by_name(hook, path):
    status, (line,) = hook(path)
    assert status == 1 and line.startswith(f"{path} may hold children's records")


def test_a_notebook_with_outputs_of_another_extract_is_refused(hook, tmp_path):
    notebook(tmp_path / "notebooks" / "health.ipynb", "../extracts/june", [{"output_type": "stream"}])
    status, (line,) = hook("notebooks/health.ipynb")
    assert status == 1 and "../extracts/june" in line


def test_without_outputs_or_with_the_samples_it_may_be_committed(hook, tmp_path):
    notebook(tmp_path / "notebooks" / "a.ipynb", "../extracts/june", [])
    notebook(tmp_path / "notebooks" / "b.ipynb", "data/sample", [{"output_type": "stream"}])
    assert hook("notebooks/a.ipynb", "notebooks/b.ipynb") == (0, [])
