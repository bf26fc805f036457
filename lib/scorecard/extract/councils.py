"""An extract of many councils: each of its tables has a column COUNCIL, as a region's or the country's return has.

A child, and a team, is one of a council. Both are named with their council before them, so that what is worked out of
children is worked out for many councils at once; `Councils` gives each council its own rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from scorecard.extract.problems import Effect, Problem, UnusableExtract
from scorecard.extract.source import Source
from scorecard.extract.tables import COUNCIL
from scorecard.words import list_of

OF_A_COUNCIL = ("CHILD", "TEAM")
APART = "/"
NEVER_IN_A_NAME = APART + '\\:*?"<>|'
"""A council's name becomes that of a folder, on every system."""
EXPECTED = "the name or code of the row's council: the row is left out"


def with_councils(sources: Sequence[Source]) -> tuple[list[Source], bool]:
    """The sources of an extract, children and teams named with their councils if there are several; and whether there are.

    A column COUNCIL that holds one name throughout is passed over. Names compare without case and outer spaces. Raises
    UnusableExtract, one line, for files without the column beside others that have it, and for a name that no folder can
    have.
    """
    read = [each for each in sources if each.rows is not None]
    named = [each for each in read if COUNCIL in each.rows]
    spelt: dict[str, str] = {}
    for each in named:
        for text in each.rows[COUNCIL].cat.categories:
            spelt.setdefault(text.strip().casefold(), text.strip())
    several = len(spelt.keys() - {""}) > 1
    if several:
        _refuse([each.name for each in read if COUNCIL not in each.rows], spelt.values())
    return [
        each if each not in named else _named(each, spelt) if several else _without(each) for each in sources
    ], several


@dataclass(frozen=True, eq=False)
class Councils:
    """The councils of an extract: their `names`, in order, and the place among them of each child's, by the child's number."""

    names: tuple[str, ...]
    of_child: np.ndarray

    def rows_of_each(self, rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
        """Of rows of children, or of teams, those of each council by its name, in their order."""
        place = self.of_child[rows["CHILD"].to_numpy()] if "CHILD" in rows else self._of_team(rows["TEAM"])
        if (place[1:] < place[:-1]).any():
            order = np.argsort(place, kind="stable")
            rows, place = rows.take(order), place[order]
        ends = np.searchsorted(place, np.arange(len(self.names) + 1))
        return {
            name: rows.iloc[first:end].reset_index(drop=True)
            for name, first, end in zip(self.names, ends, ends[1:])
        }

    def _of_team(self, teams: pd.Series) -> np.ndarray:
        places = {name: place for place, name in enumerate(self.names)}
        of_each = [places.get(team.partition(APART)[0], len(places)) for team in teams.cat.categories]
        return np.array(of_each, dtype="int64").take(teams.cat.codes)


def councils_of(children: pd.Index) -> Councils:
    """The councils of children by their ids, each with its council before it."""
    councils = pc.list_element(
        pc.split_pattern(pa.array(children, pa.large_string()), APART, max_splits=1), 0
    )
    names = sorted(pc.unique(councils).to_pylist())
    return Councils(tuple(names), pc.index_in(councils, pa.array(names, pa.large_string())).to_numpy())


def own_teams(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of one council, its teams by their own names."""
    if "TEAM" not in rows:
        return rows
    teams = rows["TEAM"].cat.remove_unused_categories().cat
    return rows.assign(TEAM=teams.rename_categories([team.partition(APART)[2] for team in teams.categories]))


def _refuse(without: Sequence[str], names) -> None:
    if without:
        raise UnusableExtract(
            f"the extract is of several councils, but {list_of(list(without))} has no column {COUNCIL}: give each file one"
        )
    for name in names:
        if set(name) & set(NEVER_IN_A_NAME) or name != name.strip("."):
            expected = f"expected names without {NEVER_IN_A_NAME}, and without a dot at their ends"
            raise UnusableExtract(f"{COUNCIL}: {expected}; found “{name}”")


def _without(source: Source) -> Source:
    return replace(source, rows=source.rows.drop(columns=COUNCIL))


def _named(source: Source, spelt: Mapping[str, str]) -> Source:
    rows = source.rows
    council = rows[COUNCIL].cat
    names = pd.Index([spelt[text.strip().casefold()] for text in council.categories], dtype="str")
    known = np.asarray(names != "").take(council.codes)
    problems = [
        Problem(file, line, COUNCIL, None, EXPECTED, source.table.name, Effect.ROW)
        for file, line in zip(rows["_FILE"][~known], rows["_LINE"][~known].tolist())
    ]
    own = {
        column: _joined(names, council.codes.to_numpy(), rows[column].cat)
        for column in OF_A_COUNCIL
        if column in rows
    }
    rows = rows.assign(**own).drop(columns=COUNCIL)[known].reset_index(drop=True)
    return replace(source, rows=rows, problems=(*source.problems, *problems))


def _joined(councils: pd.Index, codes: np.ndarray, own) -> pd.Categorical:
    """Each name with its council before it, a blank one as it is."""
    width = len(own.categories)
    filled = np.asarray(own.categories != "").take(own.codes)
    places, pairs = pd.factorize(np.where(filled, codes.astype("int64") * width + own.codes, -1))
    before, names = (pa.array(each.astype("str"), pa.string()) for each in (councils, own.categories))
    at = np.maximum(pairs, 0)
    texts = pc.binary_join_element_wise(
        before.take(at // width), pc.utf8_trim_whitespace(names).take(at % width), APART
    )
    texts = pc.if_else(pa.array(pairs >= 0), texts, "").dictionary_encode()
    return pd.Categorical.from_codes(
        texts.indices.to_numpy().take(places), pd.Index(texts.dictionary.to_pandas(), dtype="str")
    )
