"""What the finished report was made from, by content, so that one that is up to date is not made again.

`_output/report/.made.json` holds it. Time stamps play no part; without the record, or with a report that was edited or
cut short since, it is made anew.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from scorecard.council import read_council
from scorecard.project import Project
from scorecard.running.fingerprints import digest, digest_of_files

RECORD = ".made.json"
TEXTS = ("_quarto*.yml", "_variables.yml", "report/**/*", "data/reference/*")


def made_from(project: Project, renderer: str, audience: str) -> dict[str, str]:
    """The renderer, the audience, and digests of all that a report is rendered from."""
    texts = {
        path for pattern in TEXTS for path in project.root.glob(pattern) if not path.name.startswith(".")
    }
    texts.discard(project.word_styles)  # made of the others
    if logo := read_council(project).get("logo"):
        texts.add(project.root / logo)
    return {
        "renderer": renderer,
        "audience": audience,
        "report": digest_of_files(texts, project.root),
        "library": digest_of_files((project.library / "render").iterdir(), project.library),
    }


def is_up_to_date(folder: Path, files: Iterable[Path], inputs: dict[str, str]) -> bool:
    """Whether the files are those that were made from these inputs."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return record == {"made_from": inputs, "content": _contents(files)}
    except (OSError, ValueError):
        return False


def write_record(folder: Path, files: Iterable[Path], inputs: dict[str, str]) -> None:
    """Record what the files were made from."""
    record = {"made_from": inputs, "content": _contents(files)}
    (folder / RECORD).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8", newline="\n")


def _contents(files: Iterable[Path]) -> dict[str, str]:
    return {path.name: digest(path.read_bytes()) for path in files}
