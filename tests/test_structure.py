"""The shape of the library: imports run one way, and no function of the figures has a parameter that it does not use."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
import scorecard

LIBRARY = Path(scorecard.__file__).parent
# From records to what is shown of them: each may import those before it.
FLOW = (
    "extract",
    "windows",
    "care",
    "indicators",
    "measures",
    "disclosure",
    "protection",
    "publication",
    "judgement",
    "display",
)
OF_FIGURES = [
    LIBRARY / "windows.py",
    *(
        path
        for folder in ("care", "indicators", "measures")
        for path in sorted((LIBRARY / folder).glob("*.py"))
    ),
]
MODULES = {
    ".".join(path.relative_to(LIBRARY.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in LIBRARY.rglob("*.py")
}
Function = ast.FunctionDef | ast.Lambda


def imported(path: Path) -> set[str]:
    """The modules of the library that a module names in an import, wherever it stands."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            whole = [f"{node.module}.{alias.name}" for alias in node.names]
            found |= {name if name in MODULES else node.module for name in whole}
    return found & set(MODULES)


def part_of(module: str) -> str:
    """The package of a module of the library, or the module itself where it lies in none."""
    return module.split(".")[1] if "." in module else ""


def test_altair_comes_with_the_theme_and_without_what_costs_a_second():
    """A kernel that opens a notebook has not imported it yet; running/ has, by imports.py."""
    by_itself = [
        module
        for module, path in MODULES.items()
        if re.search("^import altair|^from altair", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert by_itself == ["scorecard.running.state"]
    loaded = "import sys, scorecard.display.charts; print(sys.modules.get('rfc3987_syntax'))"
    ran = subprocess.run([sys.executable, "-c", loaded], check=True, capture_output=True, text=True)
    assert ran.stdout.strip() == "None"


def test_imports_run_from_the_records_to_what_is_shown_of_them():
    for module, path in MODULES.items():
        if (part := part_of(module)) in FLOW:
            later = set(FLOW[FLOW.index(part) + 1 :])
            assert not {part_of(each) for each in imported(path)} & later, (
                f"{module} imports what comes after it"
            )


def test_no_modules_import_each_other_in_a_circle():
    left = {module: imported(path) for module, path in MODULES.items()}
    while left:
        free = {module for module, needs in left.items() if not needs & set(left)}
        assert free, f"a circle among {sorted(left)}"
        left = {module: needs for module, needs in left.items() if module not in free}


def test_the_release_test_shares_no_code_with_the_protection_that_it_tests():
    for module, path in MODULES.items():
        if part_of(module) in ("protection", "disclosure"):
            other = {"protection": "disclosure", "disclosure": "protection"}[part_of(module)]
            assert other not in {part_of(each) for each in imported(path)}, module


def unused(function: Function) -> list[str]:
    """The parameters of a function that its body does not name."""
    given = function.args
    parameters = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
    body = function.body if isinstance(function.body, list) else [function.body]
    used = {node.id for part in body for node in ast.walk(part) if isinstance(node, ast.Name)}
    return [each.arg for each in parameters if each is not None and each.arg not in used]


def _is_method(function) -> bool:
    return [each.arg for each in function.args.args[:1]] == ["self"]


@pytest.mark.parametrize("path", OF_FIGURES, ids=lambda path: path.relative_to(LIBRARY).as_posix())
def test_no_function_has_a_parameter_that_it_does_not_use(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    # A method with an underscore in front stands for one of a base class, which calls it as it does.
    functions = [
        node
        for node in ast.walk(tree)
        if isinstance(node, Function) and not (getattr(node, "name", "").startswith("_") and _is_method(node))
    ]
    found = {getattr(each, "name", "lambda"): names for each in functions if (names := unused(each))}
    assert found == {}


def test_a_parameter_that_is_not_used_would_be_found():
    (function, inner) = (
        node
        for node in ast.walk(ast.parse("def f(a, *, b, **c):\n    return lambda d, e: (a, e)"))
        if isinstance(node, Function)
    )
    assert (unused(function), unused(inner)) == (["b", "c"], ["d"])


def test_nothing_but_the_command_knows_of_batches():
    for module, path in MODULES.items():
        if not module.startswith(("scorecard.batch", "scorecard.cli_batch")):
            assert not [each for each in imported(path) if each.startswith("scorecard.batch")], module


@pytest.mark.parametrize("package", ["dask", "distributed", "fsspec"])
def test_an_optional_package_is_imported_by_batches_alone_and_only_when_used(package):
    for module, path in MODULES.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if package in {name.partition(".")[0] for name in names}:
                assert module.startswith("scorecard.batch.") and node.col_offset, module
