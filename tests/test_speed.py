"""The benchmarks measure the whole of the product: their copy of it lacks nothing that a command needs."""

from runpy import run_path

from scorecard.project import ROOT, Project

BENCHMARK = run_path(str(ROOT / "benchmarks" / "run.py"))


def files(folder):
    return {
        file.relative_to(folder)
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


def test_the_copy_has_all_that_commands_need_and_nothing_that_they_make(tmp_path):
    copy = BENCHMARK["copied_to"](tmp_path / "a clone")
    for folder in ("lib", "report/theme", "notebooks", "data"):
        assert files(copy / folder) == files(ROOT / folder), folder
    assert not (copy / "report" / "sections").exists()


def test_the_plain_script_loads_the_board_for_each_notebook():
    notebooks = list(Project().section_notebooks)
    script = BENCHMARK["as_script"](notebooks)
    compile(script, "plain.py", "exec")
    assert script.count("scorecard.load(month, extract, audience)") == len(notebooks)
