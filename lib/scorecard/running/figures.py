"""The figures of a run outside its notebooks: the measures, their evidence, and the variables of the report's prose."""

import json
from typing import TYPE_CHECKING, Any

from scorecard.board import Board
from scorecard.digests import digest
from scorecard.display.variables import variables
from scorecard.loading import board_for
from scorecard.measures import evidence, table
from scorecard.parameters import Parameters, RegionParameters
from scorecard.project import Project
from scorecard.protection.frozen import written
from scorecard.provenance import Product
from scorecard.running.outcome import Failure
from scorecard.whole_files import write_whole

if TYPE_CHECKING:
    from scorecard.region_board import RegionBoard


def make_figures(
    project: Project, parameters: Parameters | RegionParameters, product: Product
) -> str | Failure:
    """Write the measures, their evidence or, for the public, their counts, or the variables, whole or not at all; the digest
    of what was put in place.

    The variables are JSON, which is YAML too: Quarto reads it as before, and the filters of each format at no cost.
    """
    try:
        board = board_for(parameters)
        content_of = {
            project.measures: lambda: table.csv_of(board.measures),
            project.evidence: lambda: evidence.csv_of(board.evidence),
            project.counts: lambda: written(board.counts, board.corrected),
            project.variables: lambda: _in_json(words_of(board)),
        }
        (file,) = product.files
        content = content_of[file]()
        write_whole(file, content)
        return digest(content)
    except Exception as error:
        return Failure.of(product.name, error, project)


def words_of(board: "Board | RegionBoard") -> dict[str, Any]:
    """The report's variables, of a regional pack its own."""
    return variables(board) if isinstance(board, Board) else board.variables()


def _in_json(words: dict[str, Any]) -> bytes:
    return (json.dumps(words, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
