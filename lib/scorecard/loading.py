"""The board of a month, for notebooks and commands: worked out once, and anew only where what it is made from was changed."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from scorecard import board
from scorecard.board import Board
from scorecard.digests import digest_of_file
from scorecard.extract.files.found import extract_files, other_files
from scorecard.extract.whereabouts import extract_folder
from scorecard.parameters import Parameters, RegionParameters, key_named
from scorecard.project import Project
from scorecard.unusable import Unusable

if TYPE_CHECKING:
    from scorecard.region_board import RegionBoard

_WORKED_OUT: dict[tuple, Board] = {}
MOST_KEPT = 2  # a month's turn asks for two


def board_for(parameters: Parameters | RegionParameters) -> "Board | RegionBoard":
    """The board of a council's own pack, as `load`, or of a regional one."""
    if isinstance(parameters, RegionParameters):
        from scorecard.region_board import load_region  # a council's own does without

        return load_region(**asdict(parameters))
    return load(**asdict(parameters))


def load(month: str, extract: str, audience: str) -> Board:
    """The board of a month (YYYY-MM) from an extract (a folder, from the repository's root) for an audience.

    Asked for again it is worked out anew only where a file that it is made from was changed since; what is done to its
    tables stays with whoever asked. Raises Unusable for parameters, an extract (without Episodes or Header), reference
    data or kept measures that cannot be used.
    """
    parameters = Parameters(month=month, extract=extract, audience=audience)
    project = Project()
    made_from = project, parameters, _files_as_they_are(project, parameters)
    if made_from not in _WORKED_OUT:
        _WORKED_OUT[made_from] = worked_out(project, parameters)
        for old in list(_WORKED_OUT)[:-MOST_KEPT]:
            del _WORKED_OUT[old]
    return _WORKED_OUT[made_from].for_one()


def to_hand_on(parameters: Parameters | RegionParameters) -> dict[tuple, Board]:
    """The board, as `board_for`, for other processes to take over; nothing where it cannot be worked out, which the
    notebooks show by cell. Raises Unusable for what an analyst has to mend."""
    try:
        board_for(parameters)
    except Unusable:
        raise
    except Exception:
        return {}
    return {made_from: board for made_from, board in _WORKED_OUT.items() if parameters in made_from}


def take_over(boards: dict[tuple, Board]) -> None:
    """Have `load` know what another process has worked out."""
    _WORKED_OUT.update(boards)


def worked_out(project: Project, parameters: Parameters) -> Board:
    """The board, as `load`, from the files as they are now."""
    if parameters.audience == "internal":
        return board.worked_out(project, parameters)
    from scorecard import public_board  # which brings what publishing is tested with

    return public_board.worked_out(project, parameters)


def _files_as_they_are(project: Project, parameters: Parameters) -> tuple[tuple[Path, str], ...]:
    """Every file that a board is made from with a digest of its content; blank where only its name is told, and where it
    cannot be opened."""
    folder = extract_folder(project, parameters.extract)
    read = [*extract_files(folder), *project.reference.glob("*"), *project.history.glob("*.csv")]
    if parameters.audience == "public":
        key = project.resolve(key_named(project) or "")
        read += [*project.published.glob("*"), *([key] if key.is_file() else [])]
    return (*((path, _content(path)) for path in read), *((path, "") for path in other_files(folder)))


def _content(file: Path) -> str:
    try:
        return digest_of_file(file)
    except OSError:
        return ""
