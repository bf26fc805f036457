"""Children as numbers: one for each child over all tables of an extract, so that tables are joined at little cost."""

from collections.abc import Mapping

import pandas as pd


def numbered(tables: Mapping[str, pd.DataFrame]) -> tuple[dict[str, pd.DataFrame], pd.Index]:
    """The tables with CHILD as a whole number (int32), and the children's ids, sorted, by these numbers."""
    named = {name: table["CHILD"].astype("category") for name, table in tables.items() if "CHILD" in table}
    ids = pd.Index(
        sorted(set().union(*(column.cat.categories.tolist() for column in named.values()))), dtype="str"
    )
    numbers = {
        name: ids.get_indexer(column.cat.categories).astype("int32").take(column.cat.codes)
        for name, column in named.items()
    }
    return {
        name: table.assign(CHILD=numbers[name]) if name in numbers else table
        for name, table in tables.items()
    }, ids
