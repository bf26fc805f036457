"""What a notebook could leave to the next one in its process, beside the variables of its own."""

import asyncio
import locale
import logging
import os
import signal
import sys
import threading
import types
import warnings
from collections.abc import Iterator
from typing import Any

import altair
import numpy
import pandas


class State:
    """This process as it is now: its settings, handlers, threads and packages, and what is bound to each name
    in their modules, and in the classes that a package offers.

    Names with an underscore in front are a module's own affair, and packages may load more of their modules.
    """

    def __init__(self) -> None:
        self._settings = _settings()
        self._names = _names()

    def lasts(self) -> bool:
        """Whether all is still, or again, as it was."""
        names = _names()
        return self._settings == _settings() and all(
            names.get(module) == then for module, then in self._names.items()
        )


def _settings() -> dict[str, Any]:
    charts = altair.renderers, altair.theme, altair.data_transformers
    return {
        "folder": os.getcwd(),
        "environment": dict(os.environ),
        "path": list(sys.path),
        "packages": {name.partition(".")[0] for name in sys.modules} - sys.stdlib_module_names,
        "warnings": list(warnings.filters),
        "signals": [signal.getsignal(each) for each in sorted(signal.valid_signals())],
        "threads": threading.enumerate(),
        "tasks": asyncio.all_tasks(asyncio.get_event_loop()),
        "locale": locale.setlocale(locale.LC_ALL),
        "logging": (logging.root.level, list(logging.root.handlers)),
        "numpy": (numpy.get_printoptions(), numpy.geterr()),
        "pandas": pandas.describe_option(_print_desc=False),
        "altair": [(each.active, dict(each.options)) for each in charts],
    }


def _names() -> dict[str, dict[str, int]]:
    """The identity of what each public name is bound to, by module or class."""
    modules = {name: module for name, module in sys.modules.copy().items() if name != "__main__"}
    names = {name: dict(_public(module)) for name, module in modules.items()}
    for package in [name for name in modules if "." not in name]:
        for name, value in list(vars(modules[package]).items()):
            if isinstance(value, type):
                names[f"{package}.{name}"] = dict(_public(value))
    return names


def _public(owner: Any) -> Iterator[tuple[str, int]]:
    for name, value in list(getattr(owner, "__dict__", {}).items()):
        if not name.startswith("_") and not isinstance(value, types.ModuleType):
            yield name, id(value)
