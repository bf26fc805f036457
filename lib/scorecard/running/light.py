"""Imports made light: without a grammar that jsonschema builds at import and the scorecard does not need."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_iri_grammar() -> Iterator[None]:
    """Let jsonschema, inside the block, be imported as on a machine without `rfc3987_syntax`.

    That package compiles a grammar of internationalised web addresses when imported, which takes about 0.9
    s, half of Altair's and papermill's whole import; jsonschema does without it where it is not installed.
    """
    name = "rfc3987_syntax"
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]
