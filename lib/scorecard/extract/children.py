"""Children as numbers: one for each child over all tables of an extract, so that tables are joined at little cost."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from scorecard.extract.side_by_side import side_by_side


def in_common(tables: Mapping[str, pd.DataFrame]) -> tuple[dict[str, pd.DataFrame], pd.Index]:
    """The tables with CHILD as categories of one Index, and it: the children's ids, sorted."""
    named = {name: table["CHILD"].astype("category") for name, table in tables.items() if "CHILD" in table}
    written = [child.cat.categories for child in named.values()]
    if written and all(each is written[0] for each in written) and written[0].is_monotonic_increasing:
        return {
            **tables,
            **{name: tables[name].assign(CHILD=child) for name, child in named.items()},
        }, written[0]
    ids = each_once(written)
    ids = ids.take(pc.array_sort_indices(ids))
    kind = pd.CategoricalDtype(pd.Index(ids.to_pandas(), dtype="str"))
    places = pc.index_in(pa.chunked_array(map(_texts, written), pa.large_string()), ids).to_numpy()
    ends = np.cumsum([*map(len, written)])
    of_tables = dict(zip(named, np.split(places, ends)))

    def in_kind(name: str) -> pd.DataFrame:
        # Arrow takes by small numbers as they are.
        places, codes = pa.array(np.append(of_tables[name], -1)), named[name].cat.codes.to_numpy()
        codes = places.take(pa.array(np.where(codes < 0, len(places) - 1, codes))).to_numpy()
        return tables[name].assign(CHILD=pd.Categorical.from_codes(codes, dtype=kind, validate=False))

    return {
        **tables,
        **dict(zip(named, side_by_side(in_kind, named, lambda name: len(tables[name])))),
    }, kind.categories


def numbered(tables: Mapping[str, pd.DataFrame]) -> tuple[dict[str, pd.DataFrame], pd.Index]:
    """The tables with CHILD as a whole number (int32), and the children's ids, sorted, by these numbers."""
    common, ids = in_common(tables)
    return {
        name: table.assign(CHILD=table["CHILD"].cat.codes.to_numpy("int32")) if "CHILD" in table else table
        for name, table in common.items()
    }, ids


def each_once(written: Iterable[pd.Index]) -> pa.Array:
    """The ids of several tables, each once, as Arrow has texts: its functions look at many at a time."""
    return pc.unique(pa.chunked_array(map(_texts, written), pa.large_string()))


def _texts(ids: pd.Index) -> pa.Array:
    return pa.array(ids.astype("str"), pa.large_string())
