"""Digests: whether two things are the same, without keeping either."""

import hashlib
import json
from pathlib import Path
from typing import Any


def digest_of(value: Any) -> str:
    """A digest of what JSON can hold."""
    return digest(json.dumps(value, sort_keys=True).encode())


def digest_of_file(file: Path) -> str:
    """The digest of a file's bytes, however many."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def digest(data: bytes) -> str:
    """SHA-256, as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
