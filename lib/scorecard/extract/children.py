"""Children as numbers: one for each child over all tables of an extract, so that tables are joined at little cost."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc


def numbered(tables: Mapping[str, pd.DataFrame]) -> tuple[dict[str, pd.DataFrame], pd.Index]:
    """The tables with CHILD as a whole number (int32), and the children's ids, sorted, by these numbers."""
    named = {
        name: table["CHILD"].astype("category").cat for name, table in tables.items() if "CHILD" in table
    }
    written = [child.categories for child in named.values()]
    ids = each_once(written)
    ids = ids.take(pc.array_sort_indices(ids))
    places = pc.index_in(pa.chunked_array(map(_texts, written), pa.large_string()), ids).to_numpy()
    ends = np.cumsum([len(each) for each in written])
    numbers = {
        name: of_table.take(child.codes)
        for (name, child), of_table in zip(named.items(), np.split(places, ends))
    }
    return {
        name: table.assign(CHILD=numbers[name]) if name in numbers else table
        for name, table in tables.items()
    }, pd.Index(ids.to_pandas(), dtype="str")


def each_once(written: Iterable[pd.Index]) -> pa.Array:
    """The ids of several tables, each once, as Arrow has texts: its functions look at many at a time."""
    return pc.unique(pa.chunked_array(map(_texts, written), pa.large_string()))


def _texts(ids: pd.Index) -> pa.Array:
    return pa.array(ids.astype("str"), pa.large_string())
