"""How an extract is named: by a folder, by a DuckDB file, or by the URL of a database."""

import re

DUCKDB = ".duckdb"
USER, PASSWORD = "SCORECARD_DATABASE_USER", "SCORECARD_DATABASE_PASSWORD"
"""Names in the environment."""


def is_database(extract: str) -> bool:
    """Whether an extract's name is that of a database: an SQLAlchemy URL or a DuckDB file."""
    return "://" in extract or extract.casefold().endswith(DUCKDB)


def names_a_user(extract: str) -> bool:
    """Whether a URL holds a user's name, and so perhaps a password."""
    return re.match(r"[^/]*://[^/]*@", extract) is not None
