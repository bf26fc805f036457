"""A public pack goes out: tested once more, whole, and its figures kept as they are published."""

from dataclasses import asdict
from pathlib import Path

from scorecard.extract.whereabouts import extract_folder
from scorecard.loading import load
from scorecard.packs.release import refuse_leaking
from scorecard.parameters import Parameters, key_named
from scorecard.project import Project
from scorecard.protection.frozen import freeze
from scorecard.protection.key import keep_repeated, read_key


def publish(project: Project, parameters: Parameters, pack: Path) -> None:
    """Test the pack, then keep what it is the first to publish in data/history/public, and in the key's file which draws were
    repeated. Raises Leaks."""
    refuse_leaking(project, parameters, sorted(pack.iterdir()))
    board = load(**asdict(parameters))
    name = key_named(project)
    key = read_key(project, name, extract_folder(project, parameters.extract))
    keep_repeated(project.resolve(name), key, board.repeated)
    freeze(project, parameters.reporting_month, board.new, board.corrected, board.keys)
