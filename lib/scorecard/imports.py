"""The library's own code and what it rests on, imported at once and without what costs time and serves nothing."""

import gc
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from scorecard.unusable import Unusable

UNUSED = ("rfc3987_syntax", "rfc3986_validator", "isoduration", "debugpy")


@contextmanager
def without_unused_packages() -> Iterator[None]:
    """Let packages be imported, inside the block, as on a machine without those in UNUSED, and without a search for garbage,
    of which an import leaves none.

    `rfc3987_syntax` compiles a grammar of internationalised web addresses when jsonschema imports it, which
    takes about 0.9 s, half of Altair's and papermill's whole import; the next two are of its kind, 0.06 s; `debugpy` is
    ipykernel's debugger, 0.2 s.
    """
    hidden = [name for name in UNUSED if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    outermost = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if outermost:
            gc.freeze()
            gc.enable()
        for name in hidden:
            del sys.modules[name]


@contextmanager
def own_code() -> Iterator[None]:
    """The same for the library's code. Raises Unusable with the traceback, for an analyst who changed it."""
    try:
        with without_unused_packages():
            yield
    except Exception:
        raise Unusable(f"The scorecard's own code cannot be loaded:\n{traceback.format_exc()}") from None
