"""The manifest of an issued pack, read back."""

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from scorecard.parameters import Parameters
from scorecard.unusable import Unusable

FIRST_RELEASE = "1.0.0"
"""What made the packs and kept the measures that name no release."""


class NoPack(Unusable):
    """The folder is not an issued pack; one line."""


class _Inputs(BaseModel):
    extract: dict[str, str]
    reference: dict[str, str]


class _Git(BaseModel):
    commit: str
    clean: bool


class _Manifest(BaseModel):
    release: str = FIRST_RELEASE
    parameters: Parameters
    inputs: _Inputs
    code: dict[str, str]
    git: _Git | None
    python: str
    packages: dict[str, str]
    renderer: str
    files: dict[str, str]


def read_manifest(pack: Path, name: str) -> dict[str, Any]:
    """The manifest of a pack. Raises NoPack."""
    try:
        return _Manifest.model_validate_json((pack / "manifest.json").read_bytes()).model_dump()
    except (FileNotFoundError, NotADirectoryError):
        lacks = "has no manifest.json" if pack.is_dir() else "is no folder"
        raise NoPack(f"{name} {lacks}; name the folder of an issued pack, such as packs/2020-05") from None
    except ValidationError:
        raise NoPack(f"{name}/manifest.json is not as it was issued") from None
