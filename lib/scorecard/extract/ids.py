"""One text for each child's id over all tables of an extract, however systems and spreadsheets write it.

Ids compare without case, outer spaces and a trailing “.0”. A number that lost its leading zeros is the child whose id has
them, where there is one such child only; each table's first row of it is told. Ids of Header that become equal so, but
differ in DOB or SEX, stay apart.
"""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from scorecard.extract.cell_text import ENDS_IN_ZERO, renamed, without_point
from scorecard.extract.children import each_once
from scorecard.extract.problems import Problem

_SEX = {"M": "1", "F": "2"}
ZEROS = "the leading zeros of the child's id, which another row has: taken for that child"
APART = "an id that differs from another child's by more than case, spaces or “.0”: the two are kept apart"


def plain(id: str) -> str:
    """What of an id is compared."""
    return without_point(id.strip().upper())


def one_text_each(
    texts: Mapping[str, pd.DataFrame],
) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """The tables of text with one text for each child in CHILD, and what is wrong with ids."""
    of_children = {name: text for name, text in texts.items() if "CHILD" in text}
    if _all_apart(each_once(text["CHILD"].cat.categories for text in of_children.values())):
        return dict(texts), []
    written = {name: text["CHILD"].cat.categories.tolist() for name, text in of_children.items()}
    key_of = {id: plain(id) for id in set().union(*written.values())}
    spelt = defaultdict(set)
    for id, key in key_of.items():
        if id:
            spelt[key].add(id)
    in_header = {key_of[id] for id in written["Header"]} - {""}
    apart, same_zeros = _compared(texts["Header"], spelt)
    whole = _with_zeros(spelt, in_header, same_zeros)
    own = {key: key if key in ids else min(ids) for key, ids in spelt.items()}
    other = {
        id: own[whole.get(key, key)]
        for id, key in key_of.items()
        if key and key not in apart and own[whole.get(key, key)] != id
    }
    named, problems = dict(texts), []
    for name, text in of_children.items():
        if not other.keys().isdisjoint(written[name]):
            new = [other.get(id, id) for id in written[name]]
            child = pd.Series(renamed(text["CHILD"].array, written[name], new), index=text.index)
            named[name] = text.assign(CHILD=child)
        keys = [key_of[id] for id in written[name]] if whole or apart else []
        problems += _told(name, text, np.array([key in whole for key in keys]), ZEROS)
        if name == "Header":
            problems += _told(name, text, np.array([key in apart for key in keys]), APART)
    return named, problems


def _all_apart(ids: pa.Array) -> bool:
    """Whether what is compared of each id is the id itself, and no two differ in leading zeros only."""
    plain = pc.equal(pc.utf8_upper(pc.utf8_trim_whitespace(ids)), ids)
    plain = pc.and_not(plain, pc.match_substring_regex(ids, rf"^{ENDS_IN_ZERO.pattern}$"))
    apart = pc.count_distinct(pc.utf8_ltrim(ids, "0")).as_py() == len(ids)
    return apart and pc.all(pc.and_(plain, pc.string_is_ascii(ids))).as_py()


def _compared(header: pd.DataFrame, spelt: Mapping[str, set[str]]) -> tuple[set[str], set[str]]:
    """By what is compared of them: ids of Header with several spellings that are different children; and of those that
    differ in leading zeros only the ones that are one child, without the zeros."""
    rows = defaultdict(set)
    groups = defaultdict(set)
    for key in spelt:
        groups[_without_zeros(key)].add(key)
    wanted = {id for ids in spelt.values() if len(ids) > 1 for id in ids}
    wanted |= {id for keys in groups.values() if len(keys) > 1 for key in keys for id in spelt[key]}
    if not wanted:
        return set(), set()
    for id, born, sex in header.loc[header["CHILD"].isin(wanted), ["CHILD", "DOB", "SEX"]].itertuples(
        index=False
    ):
        rows[id].add((born, _SEX.get(sex, sex)))
    apart = {
        key for key, ids in spelt.items() if len(ids) > 1 and _differ(rows[id] for id in ids if id in rows)
    }
    same = {
        zeros
        for zeros, keys in groups.items()
        if len(keys) > 1 and not _differ(rows[id] for key in keys for id in spelt[key] if id in rows)
    }
    return apart, same


def _differ(children) -> bool:
    """Whether rows of several spellings say different births or sexes; blanks say nothing."""
    births, sexes = zip(*[pair for each in children for pair in each] or [("", "")])
    return len(set(births) - {""}) > 1 or len(set(sexes) - {""}) > 1


def _with_zeros(spelt: Mapping[str, set[str]], in_header: set[str], same: set[str]) -> dict[str, str]:
    """For each id that lost its leading zeros the one that has them, where no other could be meant."""
    groups = defaultdict(list)
    for key in spelt:
        groups[_without_zeros(key)].append(key)
    whole = {}
    for zeros, keys in groups.items():
        known = [key for key in keys if key in in_header]
        if len(keys) == 1 or len(known) > 1 and zeros not in same or not known and len(keys) > 2:
            continue
        kept = known[0] if len(known) == 1 else max(keys, key=len)
        whole |= {key: kept for key in keys if key != kept}
    return whole


def _without_zeros(id: str) -> str:
    return id.lstrip("0") if id.isdigit() else id


def _told(name: str, text: pd.DataFrame, of_ids: np.ndarray, expected: str) -> list[Problem]:
    """A problem at the first row of each of these ids."""
    if not of_ids.any():
        return []
    rows = text[of_ids[text["CHILD"].cat.codes] & ~text["CHILD"].duplicated()]
    return [
        Problem(file, line, "CHILD", None, expected, name)
        for file, line in zip(rows["_FILE"], rows["_LINE"].tolist(), strict=True)
    ]
