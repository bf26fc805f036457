"""Quarto runs this before and after it renders, with whichever `python` is on PATH; it goes on in the repository's own
environment. `prepare` brings the sections up to date, as `scorecard run` does: what is up to date is not run again.
`finish` gives the Word copy its last touches.
"""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv" / "bin" / "python", ROOT / ".venv" / "Scripts" / "python.exe"


def python() -> str:
    """A Python that has the scorecard: the repository's, or the one that runs this."""
    for candidate in ENVIRONMENT:
        if candidate.exists():
            return str(candidate)
    if importlib.util.find_spec("scorecard"):
        return sys.executable
    sys.exit(
        "There is no .venv with the scorecard yet: run `make setup`, or on Windows see Set-up in README.md"
    )


def main(step: str) -> int:
    """The exit status for Quarto, which stops at anything but 0. `step` is prepare or finish."""
    options = []
    if step == "prepare":
        if os.environ.get("SCORECARD_SECTIONS_READY"):
            return 0
        options = [os.environ.get("QUARTO_PROFILE", "")]
    return subprocess.call([python(), "-m", f"scorecard.render.{step}", *options], cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
