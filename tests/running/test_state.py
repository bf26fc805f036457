"""Whatever a notebook may leave to the next is noticed, and what every notebook does is not."""

import asyncio

import pytest
from scorecard.running.state import State

LEFT = {
    "working folder": ("os.chdir('/')", "os.chdir(folder)"),
    "environment": ("os.environ['LEFT'] = '1'", "del os.environ['LEFT']"),
    "path": ("sys.path.append('left')", "sys.path.remove('left')"),
    "warnings": ("warnings.simplefilter('ignore')", "del warnings.filters[0]"),
    "a handler": ("signal.signal(signal.SIGTERM, print)", "signal.signal(signal.SIGTERM, signal.SIG_DFL)"),
    "a thread": ("threading.Thread(target=go.wait).start()", "go.set(); threading.enumerate()[-1].join()"),
    "a task": ("task = asyncio.ensure_future(asyncio.sleep(60))", "task.cancel()"),
    "logging": ("logging.root.addHandler(handler)", "logging.root.removeHandler(handler)"),
    "stdout": ("sys.stdout = io.StringIO()", "sys.stdout = stdout"),
    "a display hook": ("sys.displayhook = print", "sys.displayhook = sys.__displayhook__"),
    "a builtin": ("builtins.left = 1", "del builtins.left"),
    "numpy": ("numpy.set_printoptions(precision=2)", "numpy.set_printoptions(precision=8)"),
    "pandas": ("pandas.set_option('display.max_rows', 7)", "pandas.reset_option('display.max_rows')"),
    "Altair's theme": ("altair.theme.enable('dark')", "altair.theme.enable('scorecard')"),
    "Altair's rows": (
        "altair.data_transformers.disable_max_rows()",
        "altair.data_transformers.enable('default')",
    ),
    "Altair's output": ("altair.renderers.enable('png')", "altair.renderers.enable('default')"),
    "a name in a package": ("pandas.left = 1", "del pandas.left"),
    "a function in its place": ("pandas.concat = print", "pandas.concat = concat"),
    "a method": ("pandas.DataFrame.left = print", "del pandas.DataFrame.left"),
    "a package": ("sys.modules['left'] = os", "del sys.modules['left']"),
}
BEFORE = """
import altair, asyncio, builtins, io, logging, numpy, os, pandas, signal, sys, threading, warnings
import scorecard.display.theme
folder, handler, go, stdout, concat = os.getcwd(), logging.NullHandler(), threading.Event(), sys.stdout, pandas.concat
"""


@pytest.mark.parametrize("kind", LEFT)
def test_what_a_notebook_leaves_is_noticed(kind):
    leave, mend = LEFT[kind]

    async def notebook() -> tuple[bool, bool]:
        names: dict = {}
        exec(BEFORE, names)
        state = State()
        try:
            exec(leave, names)
            left = state.lasts()
        finally:
            exec(mend, names)
        await asyncio.sleep(0)
        return left, state.lasts()

    assert asyncio.run(notebook()) == (False, True)


def test_what_every_notebook_does_leaves_nothing():
    async def notebook() -> bool:
        names: dict = {}
        exec(BEFORE, names)
        state = State()
        exec("import wave, colorsys\nx = pandas.DataFrame({'a': [1]}).describe().to_html()", names)
        return state.lasts()

    assert asyncio.run(notebook())
