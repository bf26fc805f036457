"""The council's secret key: where it is kept, and the draw by which it protects a count.

A count's draw is a whole number from 0 to 4 that only the key's owner can tell; added before the count is rounded down to
a multiple of 5, it rounds up or down without a lean to either side (random rounding, as Statistics New Zealand does). No
child's id goes into it. The file holds how often a draw was repeated because the count that it gave would have told.
"""

import hmac
import json
import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from scorecard.extract.files.found import extract_files
from scorecard.project import Project
from scorecard.unusable import Unusable

BASE = 5
VARIANCE = sum(rest * (BASE - rest) for rest in range(BASE)) / BASE
"""That of a count by its rounding: up by BASE less its remainder with the chance of the remainder in BASE, or else down."""
BYTES = 32


class KeyUnusable(Unusable):
    """The key cannot be used; one line with the way out."""


@dataclass(frozen=True)
class Key:
    """A secret, and how often the draw of a count was repeated, by its name."""

    secret: bytes = field(repr=False)
    repeated: Mapping[str, int] = field(default_factory=dict)

    def draw(self, name: str, repeated: int = 0) -> int:
        """From 0 to 4, the same for the same name."""
        message = f"{name}|{repeated}" if repeated else name
        return int.from_bytes(hmac.digest(self.secret, message.encode("utf-8"), "sha256")) % BASE

    @property
    def mark(self) -> str:
        """By what the key can be told from others; it does not give it away."""
        return hmac.digest(self.secret, b"the mark of this key", "sha256").hex()[:16]


def rounded(count: int, draw: int) -> int:
    """A count to base 5: 0 stands for 0 to 4, 5 for 1 to 9."""
    return (count + draw) // BASE * BASE


def make_key(file: Path, project: Project) -> None:
    """Write a new key that its owner alone can read. Raises KeyUnusable where that is no place for it."""
    file = file.expanduser()
    if file.resolve().is_relative_to(project.root.resolve()):
        raise KeyUnusable(f"{file} is inside the repository; keep the key elsewhere")
    if not file.parent.is_dir():
        raise KeyUnusable(f"{file}: there is no folder {file.parent}; make it first, or name another")
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise KeyUnusable(f"{file} is there already; a key is made once, and never again") from None
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as made:
        made.write(_text(secrets.token_bytes(BYTES), {}))


def read_key(project: Project, name: str | None, extract: Path) -> Key:
    """The key that the parameters name, for figures of an extract.

    Raises KeyUnusable where none is named, and for a file that is not there, no key, inside the repository or readable by
    others; the sample's own, which everybody can read, is for the sample alone.
    """
    if not name:
        raise KeyUnusable(
            "a public pack needs a key: make one outside the repository by `scorecard disclosure-key FILE`, and name it "
            "in parameters.yml by a line `key: FILE`"
        )
    file = project.resolve(name)
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
        key = Key(bytes.fromhex(held["key"]), held.get("repeated", {}))
        sample = held.get("only_for")
    except FileNotFoundError:
        raise KeyUnusable(
            f"there is no key {name}; put it back, or make one by `scorecard disclosure-key FILE`"
        ) from None
    except OSError:
        raise KeyUnusable(f"the key {name} cannot be opened; ask for the right to it") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise KeyUnusable(f"{name} is not a key; make one by `scorecard disclosure-key FILE`") from None
    if len(key.secret) != BYTES:
        raise KeyUnusable(f"{name} is not a key; make one by `scorecard disclosure-key FILE`")
    if sample:
        if fingerprint(extract) != sample:
            raise KeyUnusable(
                f"the key {name} is the sample's own, which everybody knows; make one for your council by `scorecard "
                "disclosure-key FILE`"
            )
        return key
    if file.resolve().is_relative_to(project.root.resolve()):
        raise KeyUnusable(f"the key {name} is inside the repository; move it out, and name its new place")
    if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
        raise KeyUnusable(f"the key {name} can be read by others; `chmod 600` it, and make sure nobody has")
    return key


def keep_repeated(file: Path, key: Key, repeated: Mapping[str, int]) -> None:
    """Note in the key's file which draws were repeated."""
    if repeated and dict(key.repeated) | dict(repeated) != dict(key.repeated):
        new = file.with_name(f".{file.name}.part")
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as made:
            made.write(_text(key.secret, {**key.repeated, **repeated}))
        os.replace(new, file)


def fingerprint(extract: Path) -> str:
    """A digest of an extract's files, by their names and contents."""
    whole = sha256()
    for file in extract_files(extract):
        content = file.read_bytes().replace(b"\r\n", b"\n")
        whole.update(file.name.encode("utf-8") + sha256(content).digest())
    return whole.hexdigest()


def _text(secret: bytes, repeated: Mapping[str, int]) -> str:
    return json.dumps({"key": secret.hex(), "repeated": dict(sorted(repeated.items()))}, indent=1) + "\n"
