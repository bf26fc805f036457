"""Imports without packages that others would use if they found them, and the scorecard does not need."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

UNUSED = ("rfc3987_syntax", "debugpy")


@contextmanager
def without_unused_packages() -> Iterator[None]:
    """Let packages be imported, inside the block, as on a machine without those in UNUSED.

    `rfc3987_syntax` compiles a grammar of internationalised web addresses when jsonschema imports it, which
    takes about 0.9 s, half of Altair's and papermill's whole import; `debugpy` is ipykernel's debugger, 0.2 s.
    """
    hidden = [name for name in UNUSED if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
