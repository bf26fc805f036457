"""What episodes may not say, of themselves and of one another."""

from datetime import timedelta

import numpy as np
import pandas as pd

from scorecard.extract import codes
from scorecard.extract.rows import Rows
from scorecard.extract.rule_tests.any_table import Test, age_on

GUARDIAN, INDEPENDENT = ("E45", "E46", "E47", "E48"), ("E5", "E6")
WITHOUT_PROVIDER = (*codes.TEMPORARY, "Z1", "Z11", "Z12", "Z13", "Z14")
PLACEMENT = ("PLACE", "PLACE_PROVIDER", "URN", "PL_POST")
THE_ACT = pd.Timestamp(1991, 10, 14)
FREEING_ENDED = pd.Timestamp(2005, 12, 30)


def ends_before_start(rows: Rows) -> np.ndarray:
    return (rows["Episodes", "DEC"] < rows["Episodes", "DECOM"]).to_numpy()


def open_before_another(rows: Rows) -> np.ndarray:
    return (rows["Episodes", "DEC"].isna() & rows.after("DECOM").notna()).to_numpy()


def before_the_act(rows: Rows) -> np.ndarray:
    return (rows["Episodes", "DECOM"] < THE_ACT).to_numpy()


def overlapping(rows: Rows) -> np.ndarray:
    return (rows["Episodes", "DEC"] > rows.after("DECOM")).to_numpy()


def unfollowed(rows: Rows) -> np.ndarray:
    follows = rows["Episodes", "DEC"] >= rows.after("DECOM")
    return (_ended(rows, ("X1",)) & ~follows).to_numpy() & rows.counted


def ended_yet_followed(rows: Rows) -> np.ndarray:
    ended = rows["Episodes", "REC"].notna() & (rows["Episodes", "REC"] != "X1")
    return (ended & rows["Episodes", "DEC"].eq(rows.after("DECOM"))).to_numpy()


def followed_after_the_end(rows: Rows) -> np.ndarray:
    return (_ended(rows, ("E2", "E7", "E15", "E17")) & rows.after("DECOM").notna()).to_numpy()


def end_without_reason(rows: Rows) -> np.ndarray:
    return (rows["Episodes", "REC"].isna() != rows["Episodes", "DEC"].isna()).to_numpy()


def ended_at_once(rows: Rows) -> np.ndarray:
    return rows["Episodes", "DEC"].eq(rows["Episodes", "DECOM"]).to_numpy() & rows.counted


def started_again(rows: Rows) -> np.ndarray:
    return rows["Episodes", "RNE"].eq("S").to_numpy(bool) & rows.counted & rows.goes_on


def not_started(rows: Rows) -> np.ndarray:
    going_on = rows["Episodes", "RNE"].notna() & (rows["Episodes", "RNE"] != "S")
    overlaps = rows.before("DEC") > rows["Episodes", "DECOM"]
    return (going_on & ~overlaps).to_numpy() & rows.counted & ~rows.goes_on


def legal_status_the_same(rows: Rows) -> np.ndarray:
    return _begun(rows, "LU") & ~rows.changed("LS")


def legal_status_another(rows: Rows) -> np.ndarray:
    return _begun(rows, "PT") & rows.changed("LS")


def placement_another(rows: Rows) -> np.ndarray:
    return _begun(rows, "L") & _moved(rows)


def placement_the_same(rows: Rows) -> np.ndarray:
    return _begun(rows, "PB") & ~_moved(rows)


def new_carer_is_present_carer(rows: Rows) -> np.ndarray:
    return (rows["Episodes", "PLACE"].isin(["A3", "A5"])).to_numpy() & _begun(rows, "PB")


def place_not_in_use(rows: Rows) -> np.ndarray:
    """The days of the episode (to the newest date of all, if it is open) touch none of those of its code."""
    starts, ends, place = (rows["Episodes", column] for column in ("DECOM", "DEC", "PLACE"))
    ends = ends.fillna(max(starts.max(), ends.max()))
    found = np.zeros(len(place), dtype=bool)
    for code, (first, last) in codes.PLACE_DATES.items():
        outside = ends < pd.Timestamp(first) if first else np.zeros(len(place), dtype=bool)
        outside = outside | (starts > pd.Timestamp(last) if last else False)
        found |= (place.eq(code) & outside).to_numpy()
    return found


def no_provider(rows: Rows) -> np.ndarray:
    place = rows["Episodes", "PLACE"]
    return (
        rows["Episodes", "PLACE_PROVIDER"].isna() & place.notna() & ~place.isin(WITHOUT_PROVIDER)
    ).to_numpy()


def provider_not_of_place(rows: Rows) -> np.ndarray:
    provider, place = rows["Episodes", "PLACE_PROVIDER"], rows["Episodes", "PLACE"]
    return (provider.notna() & place.notna() & (provider.eq("PR0") != place.eq("P1"))).to_numpy(bool)


def freed_too_late(rows: Rows) -> np.ndarray:
    return (rows["Episodes", "LS"].eq("D1") & (rows["Episodes", "DECOM"] > FREEING_ENDED)).to_numpy(bool)


def placement_order_too_early(rows: Rows) -> np.ndarray:
    return (rows["Episodes", "LS"].eq("E1") & (rows["Episodes", "DECOM"] < FREEING_ENDED)).to_numpy(bool)


def begun_before_birth(rows: Rows) -> np.ndarray:
    return (rows["Episodes", "DECOM"] < rows.dob("Episodes")).to_numpy()


def begun_at_18(rows: Rows) -> np.ndarray:
    return (rows["Episodes", "DECOM"] >= rows.birthday("Episodes", 18)).to_numpy()


def in_care_at_18(rows: Rows) -> np.ndarray:
    return (
        rows["Episodes", "DEC"].fillna(rows.last_day) > rows.birthday("Episodes", 18) + timedelta(days=1)
    ).to_numpy()


def reason_from(reasons: tuple[str, ...], age: int) -> Test:
    """Care ended for one of the reasons at that age or older."""
    return lambda rows: (_ended(rows, reasons) & (_age_at_end(rows) >= age)).to_numpy()


def reason_under(reasons: tuple[str, ...], age: int) -> Test:
    """Care ended for one of the reasons under that age."""
    return lambda rows: (_ended(rows, reasons) & (_age_at_end(rows) < age)).to_numpy()


def adopted_from_elsewhere(rows: Rows) -> np.ndarray:
    return (_ended(rows, codes.ADOPTED) & ~rows["Episodes", "PLACE"].isin(codes.FOR_ADOPTION)).to_numpy()


def adopted_without(table: str) -> Test:
    return lambda rows: _ended(rows, codes.ADOPTED).to_numpy() & ~rows.is_in("Episodes", table)


def _ended(rows: Rows, reasons: tuple[str, ...]) -> pd.Series:
    return rows["Episodes", "REC"].isin(reasons) & rows["Episodes", "DEC"].notna()


def _begun(rows: Rows, reasons: str) -> np.ndarray:
    """Whether each episode goes on from the one before for one of these reasons."""
    return rows["Episodes", "RNE"].isin([*reasons]).to_numpy() & rows.goes_on


def _moved(rows: Rows) -> np.ndarray:
    return np.logical_or.reduce([rows.changed(column) for column in PLACEMENT])


def _age_at_end(rows: Rows) -> pd.Series:
    return age_on(rows, "Episodes", "DEC")
