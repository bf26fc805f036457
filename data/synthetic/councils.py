"""An extract of many councils: the tables of one large one, each child in one of them, as a country's return is."""

import numpy as np
import pandas as pd

from synthetic import staffing
from synthetic.draw import Draw

SIZES = (15, 160)
"""The least and the greatest share of a council, in proportion."""


def among(seed: int, tables: dict[str, pd.DataFrame], councils: int, scale: float) -> dict[str, pd.DataFrame]:
    """The tables with a column COUNCIL, which differ in size; each council has the staffing of its share of `scale`."""
    draw = Draw(seed, "councils")
    names = [f"Council {number:03}" for number in range(1, councils + 1)]
    sizes = dict(zip(names, draw.between(*SIZES, councils).tolist()))
    of_children = {name: table for name, table in tables.items() if "CHILD" in table}
    children = np.unique(np.concatenate([table["CHILD"].to_numpy(str) for table in of_children.values()]))
    council_of = pd.Series(draw.choose(sizes, len(children)), index=children)
    found = {
        name: table.assign(COUNCIL=council_of.reindex(table["CHILD"]).to_numpy())
        for name, table in of_children.items()
    }
    teams = [
        staffing.staffing_table(Draw(seed, f"staffing {name}"), scale * size / sum(sizes.values())).assign(
            COUNCIL=name
        )
        for name, size in sizes.items()
    ]
    return found | {"Staffing": pd.concat(teams)}
