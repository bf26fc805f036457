"""Where an extract's files lie: in the folder that the parameters name, or in the copy of a database. No pandas here for a
folder: finding nothing to do is quick."""

from pathlib import Path

from scorecard.extract.named import is_database
from scorecard.project import Project


def extract_folder(project: Project, extract: str) -> Path:
    """The folder with the files of an extract, as parameters.yml names it. Raises UnusableExtract for a database that
    cannot be read."""
    if not is_database(extract):
        return project.resolve(extract)
    from scorecard.extract.database import copied
    from scorecard.extract.own_columns import read_own_columns

    return copied(extract if "://" in extract else str(project.resolve(extract)), read_own_columns(project))
