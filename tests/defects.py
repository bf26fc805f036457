"""What goes wrong in extracts: kinds of defects, to be planted one at a time in a part of the sample.

Each is told (or not) by a rule: `table`, `column` and `effect` of the problem that is expected. `plant` changes the frames
of text and gives the rows (index of `table`) at which it may be told. Without an effect no rule can see it: it says why.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scorecard.extract.doubts import of_nobody
from scorecard.extract.judged import judged
from scorecard.extract.of_month import seen_from
from scorecard.extract.problems import Effect
from scorecard.extract.reader import Extract
from scorecard.extract.tables import TABLES
from scorecard.reporting_month import ReportingMonth

SAMPLE = Path(__file__).parent.parent / "data" / "sample"
AS_AT = pd.Timestamp(2020, 5, 31)
ROW, BLANK, WARN = Effect.ROW, Effect.BLANK, Effect.NONE
Frames = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Defect:
    name: str
    table: str
    column: str
    effect: Effect | None
    plant: Callable[[Frames], list[int]]


def whole_sample() -> Frames:
    return {
        path.stem.split("_")[1]: pd.read_csv(path, dtype=str, keep_default_na=False)
        for path in sorted(SAMPLE.glob("*.csv"))
    }


def part_of_sample() -> Frames:
    """Some children in care in May 2020, some adopted in the year to it, some care leavers of the year, and the teams."""
    frames = whole_sample()
    episodes = frames["Episodes"]
    ends = date(episodes["DEC"])
    of_may = episodes[(date(episodes["DECOM"]) <= AS_AT) & ~(ends <= AS_AT)]["CHILD"].drop_duplicates()
    adopted = episodes[episodes["REC"].isin(["E11", "E12"]) & ends.between("2019-06-01", AS_AT)]["CHILD"]
    leavers = frames["OC3"][frames["OC3"]["YEAR"] == "2020/21"]["CHILD"]
    asylum = frames["UASC"]["CHILD"]
    gone = episodes[ends.between("2020-04-01", AS_AT) & (episodes["REC"] != "X1")]["CHILD"]
    missing = frames["Missing"][date(frames["Missing"]["MIS_START"]).between("2020-05-01", AS_AT)]["CHILD"]
    chosen = {
        *of_may.iloc[::24], *of_may[of_may.isin(asylum)].iloc[:3], *adopted.iloc[::12],
        *leavers.iloc[::10], *gone.iloc[:3], *missing.iloc[:6],
    }  # fmt: skip
    return {
        name: frame[frame["CHILD"].isin(chosen)].reset_index(drop=True) if "CHILD" in frame else frame
        for name, frame in frames.items()
    }


def text_of(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Rows as files give them: categories of text, with file and line."""
    blank = pd.Series([""] * len(frame), dtype="category")
    columns = {
        each: frame[each].astype("category") if each in frame else blank for each in TABLES[name].columns
    }
    files = pd.Categorical([f"{name}.csv"] * len(frame))
    return pd.DataFrame(columns).assign(_FILE=files, _LINE=np.arange(2, len(frame) + 2))


def extract_of(frames: Frames, month: ReportingMonth) -> Extract:
    """The extract that files with these rows would give, as a month sees it."""
    found = judged(
        {name: text_of(name, frame) for name, frame in frames.items()}, {}, frozenset(), of_nobody([])
    )
    tables, problems = found.tables, tuple(found.problems)
    return seen_from(Extract(Path(), tables, problems, {}, (), {}, found.children, found.doubts), month)


def date(column: pd.Series) -> pd.Series:
    return pd.to_datetime(column, format="%d/%m/%Y", errors="coerce")


# Where: the n-th row of a kind.
def open_episode(frames: Frames, n: int = 0, of: str = "") -> int:
    """The open episode of a child in care, whose last episode it is; `of` a legal status or placement."""
    episodes = frames["Episodes"]
    rows = episodes[
        (episodes["DEC"] == "")
        & (date(episodes["DECOM"]) < pd.Timestamp(2020, 4, 1))
        & (episodes["LS"] != "V4")
    ]
    rows = rows[rows["PLACE"].str.startswith(of) | rows["LS"].eq(of)] if of else rows
    return int(rows.index[n])


def between_episode(frames: Frames, n: int = 0, rne: str = "") -> int:
    """An episode before which and after which the same child, still in care, has another."""
    episodes, child = frames["Episodes"], frames["Episodes"]["CHILD"]
    open_ones = set(episodes[episodes["DEC"] == ""]["CHILD"])
    inner = (child == child.shift(1)) & (child == child.shift(-1)) & child.isin(open_ones)
    inner &= (episodes["RNE"] != "S") & (
        date(episodes["DEC"]) - date(episodes["DECOM"]) > pd.Timedelta(days=60)
    )
    inner &= episodes["DEC"].eq(episodes["DECOM"].shift(-1)) & ~episodes["LS"].isin(["V3", "V4"])
    inner &= episodes["RNE"].eq(rne) if rne else True
    return int(episodes.index[inner][n])


def last_episode(frames: Frames, reasons: tuple[str, ...], n: int = 0) -> int:
    episodes = frames["Episodes"]
    ends = date(episodes["DEC"])
    return int(episodes.index[episodes["REC"].isin(reasons) & ends.between("2019-06-01", AS_AT)][n])


def event(frames: Frames, table: str, column: str, since: str, n: int = 0, **cells: str) -> int:
    """A row of a table dated from a day to the end of May 2020, of a child in care then."""
    frame = frames[table]
    episodes = frames["Episodes"]
    in_care = set(episodes[(episodes["DEC"] == "") & (date(episodes["DECOM"]) < "2019-01-01")]["CHILD"])
    found = date(frame[column]).between(since, AS_AT)
    if table in ("Visits", "Reviews", "Health", "VirtualSchool"):
        found &= frame["CHILD"].isin(in_care)
    for name, value in cells.items():
        found &= frame[name] == value
    return int(frame.index[found][n])


def of_child(frames: Frames, table: str, child: str) -> int:
    return int(frames[table].index[frames[table]["CHILD"] == child][0])


def header_of(frames: Frames, at: int) -> int:
    return of_child(frames, "Header", frames["Episodes"].at[at, "CHILD"])


# How: a cell changed, a row added, a row or many taken away.
def put(frames: Frames, table: str, at: int, **cells: str) -> list[int]:
    frames[table] = frames[table].copy()
    for column, value in cells.items():
        frames[table].at[at, column] = value
    return [at]


def add(frames: Frames, table: str, like: int, **cells: str) -> list[int]:
    """A row like another with other cells, at the end of the file."""
    row = frames[table].loc[[like]].assign(**cells)
    frames[table] = pd.concat([frames[table], row], ignore_index=True)
    return [len(frames[table]) - 1]


def drop(frames: Frames, table: str, rows) -> None:
    frames[table] = frames[table].drop(index=rows).reset_index(drop=True)


def shifted(text: str, **by: int) -> str:
    return (pd.to_datetime(text, format="%d/%m/%Y") + pd.DateOffset(**by)).strftime("%d/%m/%Y")


def moved_cell(
    table: str, where: Callable[[Frames], int], column: str, **by: int
) -> Callable[[Frames], list[int]]:
    """The date of a row so many days, months or years off."""

    def plant(frames: Frames) -> list[int]:
        at = where(frames)
        return put(frames, table, at, **{column: shifted(frames[table].at[at, column], **by)})

    return plant


def told_at(
    rows: Callable[[Frames], list[int]], plant: Callable[[Frames], object]
) -> Callable[[Frames], list[int]]:
    """Planted in one row, told at others."""

    def both(frames: Frames) -> list[int]:
        at = rows(frames)
        plant(frames)
        return at

    return both


def changed(table: str, where: Callable[[Frames], int], **cells: str) -> Callable[[Frames], list[int]]:
    return lambda frames: put(frames, table, where(frames), **cells)


def added(table: str, where: Callable[[Frames], int], **cells: str) -> Callable[[Frames], list[int]]:
    return lambda frames: add(frames, table, where(frames), **cells)


def visit(frames: Frames, n: int = 0) -> int:
    return event(frames, "Visits", "VISIT_DATE", "2020-05-01", n, SEEN="Y")


def review(frames: Frames, n: int = 0) -> int:
    return event(frames, "Reviews", "REVIEW", "2020-03-01", n)


def check(frames: Frames, n: int = 0, kind: str = "RHA") -> int:
    return event(frames, "Health", "DATE", "2019-07-01", n, TYPE=kind)


def gone(frames: Frames, n: int = 0) -> int:
    return event(frames, "Missing", "MIS_START", "2020-05-01", n, MISSING="M")


def pupil(frames: Frames, n: int = 0) -> int:
    roll = frames["VirtualSchool"]
    young = roll["NC_YEAR"].isin([str(year) for year in range(2, 12)]) & (roll["PEP"] == "Y")
    return int(roll.index[(roll["AS_AT"] == "13/03/2020") & young & (roll["OFSTED"] != "")][n])


def leaver(frames: Frames, n: int = 0) -> int:
    listed = frames["CareLeavers"]
    on_list = (
        (date(listed["FROM"]) <= AS_AT)
        & ~(date(listed["TO"]) <= AS_AT)
        & listed["ELIGIBILITY"].ne("qualifying")
    )
    return int(listed.index[on_list & listed["CHILD"].isin(frames["PathwayPlans"]["CHILD"])][n])


def birthday(frames: Frames, n: int = 0) -> int:
    """A care leaver of OC3 whose 19th to 21st birthday was in April or May 2020, and whose list says so."""
    rows = frames["OC3"]
    born = date(rows["DOB"])
    of_spring = born.dt.month.isin([4, 5]) & born.dt.year.between(1999, 2001) & (rows["YEAR"] == "2020/21")
    of_spring &= rows["IN_TOUCH"].eq("YES") & rows["ACTIV"].ne("0") & rows["ACCOM"].ne("0")
    return int(rows.index[of_spring][n])


def team(frames: Frames, n: int = 0) -> int:
    rows = frames["Staffing"]
    return int(rows.index[(rows["MONTH"] == "2020-05")][n])


def _ends_too_early(frames: Frames) -> list[int]:
    at = between_episode(frames)
    return put(frames, "Episodes", at, DEC=shifted(frames["Episodes"].at[at, "DECOM"], days=-10))


def _all_of(table: str, chosen: Callable[[pd.DataFrame], pd.Series]) -> Callable[[Frames], list[int]]:
    def plant(frames: Frames) -> list[int]:
        drop(frames, table, frames[table].index[chosen(frames[table])])
        return []

    return plant


def _without(
    table: str, where: Callable[[Frames], int], told: Callable[[Frames], list[int]] = lambda frames: []
):
    def plant(frames: Frames) -> list[int]:
        at = where(frames)
        rows = told(frames)
        drop(frames, table, [at])
        return rows

    return plant


def _no_header(frames: Frames) -> list[int]:
    at = open_episode(frames, 2)
    child = frames["Episodes"].at[at, "CHILD"]
    first = of_child(frames, "Episodes", child)
    drop(frames, "Header", [of_child(frames, "Header", child)])
    return [first]


def _closed_early(frames: Frames) -> list[int]:
    return put(frames, "Episodes", open_episode(frames, 1), DEC="15/01/2020", REC="X1")


def _overlap(frames: Frames) -> list[int]:
    at = between_episode(frames)
    return put(frames, "Episodes", at, DEC=shifted(frames["Episodes"].at[at, "DEC"], days=20))


def _gap(frames: Frames) -> list[int]:
    at = between_episode(frames)
    return put(frames, "Episodes", at, DEC=shifted(frames["Episodes"].at[at, "DEC"], days=-20))


def _first_episode_lost(frames: Frames) -> list[int]:
    episodes = frames["Episodes"]
    last = open_episode(frames, 3)
    own = episodes.index[episodes["CHILD"] == episodes.at[last, "CHILD"]]
    child = next(
        child for child in episodes.loc[episodes["DEC"] == "", "CHILD"]
        if (rows := episodes[episodes["CHILD"] == child]).shape[0] > 1 and rows["REC"].iloc[0] == "X1"
    )  # fmt: skip
    own = episodes.index[episodes["CHILD"] == child]
    drop(frames, "Episodes", [own[0]])
    return [int(own[0])]


def _episode_lost(frames: Frames) -> list[int]:
    at = between_episode(frames)
    drop(frames, "Episodes", [at])
    return [at - 1]


def _swapped_day_and_month(
    table: str, where: Callable[[Frames], int], column: str
) -> Callable[[Frames], list[int]]:
    def plant(frames: Frames) -> list[int]:
        at = where(frames)
        day, month, year = frames[table].at[at, column].split("/")
        return put(frames, table, at, **{column: f"{month}/{day}/{year}"})

    return plant


def _seen_both(frames: Frames) -> list[int]:
    at = visit(frames, 3)
    return [at, *add(frames, "Visits", at, SEEN="N", SEEN_ALONE="N")]


def _same_day_move(frames: Frames) -> list[int]:
    """A placement that broke down on its first day: the next one begins on it."""
    at = open_episode(frames, 4)
    day = frames["Episodes"].at[at, "DECOM"]
    put(frames, "Episodes", at, RNE="P")
    return add(frames, "Episodes", at, DEC=day, REC="X1", PLACE="K2", URN="9999999", REASON_PLACE_CHANGE="")


def _born(text: str) -> Callable[[Frames], list[int]]:
    def plant(frames: Frames) -> list[int]:
        return put(frames, "Header", header_of(frames, open_episode(frames, 5)), DOB=text)

    return plant


def _birth_year_off(years: int, n: int) -> Callable[[Frames], list[int]]:
    """Told where another table has the right one: at the child's first review."""

    def plant(frames: Frames) -> list[int]:
        child = frames["Reviews"].at[review(frames, n), "CHILD"]
        at = of_child(frames, "Header", child)
        put(frames, "Header", at, DOB=shifted(frames["Header"].at[at, "DOB"], years=years))
        return [of_child(frames, "Reviews", child)]

    return plant


def _born_in_care(frames: Frames) -> list[int]:
    """Told at the first episode that begins before it."""
    child = frames["Reviews"].at[review(frames, 1), "CHILD"]
    at, first = of_child(frames, "Header", child), of_child(frames, "Episodes", child)
    put(frames, "Header", at, DOB=shifted(frames["Episodes"].at[first, "DECOM"], days=1))
    return [first]


def _leaver_born_otherwise(frames: Frames) -> list[int]:
    at = birthday(frames, 0)
    return put(frames, "OC3", at, DOB=shifted(frames["OC3"].at[at, "DOB"], years=-4))


def _no_row_for_a_birthday(frames: Frames) -> list[int]:
    child = frames["OC3"].at[birthday(frames, 0), "CHILD"]
    drop(
        frames,
        "OC3",
        frames["OC3"].index[(frames["OC3"]["CHILD"] == child) & (frames["OC3"]["YEAR"] == "2020/21")],
    )
    return [of_child(frames, "CareLeavers", child)]


def _roll_of_the_future(frames: Frames) -> list[int]:
    roll = frames["VirtualSchool"]
    at = roll.index[roll["AS_AT"] == "13/03/2020"]
    frames["VirtualSchool"] = roll.assign(AS_AT=roll["AS_AT"].replace("13/03/2020", "13/03/2021"))
    return [int(at[0])]


def _times(column: str, factor: float, n: int) -> Callable[[Frames], list[int]]:
    def plant(frames: Frames) -> list[int]:
        at = team(frames, n)
        return put(frames, "Staffing", at, **{column: str(float(frames["Staffing"].at[at, column]) * factor)})

    return plant


def _adopted(n: int = 0):
    return lambda frames: last_episode(frames, ("E11", "E12"), n)


def _row_of_adopted(table: str):
    return lambda frames: of_child(frames, table, frames["Episodes"].at[_adopted()(frames), "CHILD"])


def _visit_of_other(frames: Frames) -> list[int]:
    at = visit(frames, 5)
    other = frames["Episodes"].at[open_episode(frames, 6), "CHILD"]
    return put(frames, "Visits", at, CHILD=other)


def _first_visit_before_birth(frames: Frames) -> list[int]:
    at = visit(frames, 6)
    return put(frames, "Visits", at, VISIT_DATE="03/05/1999")


def _agreement(frames: Frames) -> int:
    rows = frames["VisitFrequency"]
    return int(rows.index[rows["TO"] == ""][0])


def _team_twice(frames: Frames) -> list[int]:
    at = team(frames)
    row = frames["Staffing"].loc[[at]]
    again = row.assign(IN_POST=str(2 * float(row["IN_POST"].iloc[0])))
    frames["Staffing"] = pd.concat([frames["Staffing"], again], ignore_index=True)
    return [at, len(frames["Staffing"]) - 1]


DEFECTS = (
    # Header
    Defect("a date of birth is blank", "Header", "DOB", BLANK, _born("")),
    Defect("a date of birth is no date", "Header", "DOB", BLANK, _born("31/02/2012")),
    Defect("a date of birth lies in the future", "Header", "DOB", BLANK, _born("01/02/2031")),
    Defect("a date of birth has the wrong year", "Reviews", "DOB", WARN, _birth_year_off(-3, 1)),
    Defect("a birth lies after the child came into care", "Episodes", "DECOM", WARN, _born_in_care),
    Defect("a date of birth is ten years early", "Reviews", "DOB", WARN, _birth_year_off(-10, 2)),
    Defect("a child is missing in the Header", "Episodes", "CHILD", WARN, _no_header),
    Defect("a pupil number is that of another child", "Header", "UPN", WARN, lambda f: put(f, "Header", 3, UPN=f["Header"].at[4, "UPN"])),
    Defect("a sex is no code", "Header", "SEX", BLANK, changed("Header", lambda f: 3, SEX="X")),
    # Episodes
    Defect("an episode ends before it begins", "Episodes", "DEC", ROW, _ends_too_early),
    Defect("an end is no date", "Episodes", "DEC", ROW, changed("Episodes", between_episode, DEC="soon")),
    Defect("an open episode's end is no date", "Episodes", "DEC", ROW, changed("Episodes", lambda f: open_episode(f, 1), DEC="31/02/2020")),
    Defect("a start is no date", "Episodes", "DECOM", ROW, changed("Episodes", lambda f: open_episode(f, 2), DECOM="32/01/2020")),
    Defect("a start is blank", "Episodes", "DECOM", ROW, changed("Episodes", lambda f: open_episode(f, 3), DECOM="")),
    Defect("an end is lost in the middle", "Episodes", "DEC", ROW, changed("Episodes", between_episode, DEC="", REC="")),
    Defect("an end lies after the next start", "Episodes", "DEC", WARN, _overlap),
    Defect("a gap opens before the next episode", "Episodes", "REC", WARN, _gap),
    Defect("the last episode says that another follows", "Episodes", "REC", WARN, _closed_early),
    Defect("an end has no reason", "Episodes", "REC", WARN, changed("Episodes", lambda f: last_episode(f, ("E4A", "E11", "E12", "E5", "E13", "E8"), 1), REC="")),
    Defect("a reason has no end", "Episodes", "REC", WARN, changed("Episodes", lambda f: last_episode(f, ("E11", "E12", "E4A", "E13")), DEC="")),
    Defect("a reason is no code", "Episodes", "REC", BLANK, changed("Episodes", _adopted(), REC="E99")),
    Defect("a child adopted is said to have gone home", "Episodes", "REC", None, changed("Episodes", _adopted(), REC="E4A")),
    Defect("a child is said to be adopted from foster care", "Episodes", "REC", WARN, changed("Episodes", lambda f: last_episode(f, ("E4A", "E13", "E5", "E17", "E8")), REC="E12")),
    Defect("the first episode is lost", "Episodes", "RNE", WARN, _first_episode_lost),
    Defect("an episode in the middle is lost", "Episodes", "REC", WARN, _episode_lost),
    Defect("a start has the wrong century", "Episodes", "DECOM", WARN, lambda f: put(f, "Episodes", at := of_child(f, "Episodes", f["Episodes"].at[open_episode(f, 2), "CHILD"]), DECOM="01/05/1920")),
    Defect("a start lies in the future", "Episodes", "DECOM", ROW, changed("Episodes", lambda f: open_episode(f, 4), DECOM="01/05/2031")),
    Defect("an end lies in the future", "Episodes", "DEC", WARN, changed("Episodes", lambda f: last_episode(f, ("E4A", "E13", "E5", "E17", "E8")), DEC="01/05/2031")),
    Defect("a start is a year late", "Episodes", "REC", WARN, lambda f: [at := between_episode(f), at - 1] and (put(f, "Episodes", at, DECOM=shifted(f["Episodes"].at[at, "DECOM"], days=40)), [at - 1])[1]),
    Defect("RNE says P, but nobody moved", "Episodes", "RNE", WARN, changed("Episodes", lambda f: between_episode(f, 0, "L"), RNE="P")),
    Defect("RNE says L, but the child moved", "Episodes", "RNE", WARN, changed("Episodes", lambda f: between_episode(f, 0, "P"), RNE="L")),
    Defect("RNE says S in the middle", "Episodes", "RNE", WARN, changed("Episodes", lambda f: between_episode(f, 0, "P"), RNE="S")),
    Defect("RNE is blank", "Episodes", "RNE", BLANK, changed("Episodes", lambda f: between_episode(f, 1, "P"), RNE="")),
    Defect("RNE is no code", "Episodes", "RNE", BLANK, changed("Episodes", lambda f: between_episode(f, 1, "P"), RNE="Z")),
    Defect("RNE says B, but only the placement changed", "Episodes", "RNE", None, changed("Episodes", lambda f: between_episode(f, 1, "P"), RNE="B")),
    Defect("a legal status is blank", "Episodes", "LS", BLANK, changed("Episodes", lambda f: open_episode(f, 0, "C2"), LS="")),
    Defect("a legal status is no code", "Episodes", "LS", BLANK, changed("Episodes", lambda f: open_episode(f, 0, "C2"), LS="C9")),
    Defect("a legal status has a letter O", "Episodes", "LS", BLANK, changed("Episodes", lambda f: open_episode(f, 1, "C2"), LS="c2")),
    Defect("a freeing order of today", "Episodes", "LS", WARN, changed("Episodes", lambda f: open_episode(f, 1, "C2"), LS="D1")),
    Defect("a placement is no code", "Episodes", "PLACE", WARN, changed("Episodes", lambda f: open_episode(f, 0, "U"), PLACE="U9")),
    Defect("a placement is blank", "Episodes", "PLACE", BLANK, changed("Episodes", lambda f: open_episode(f, 0, "U"), PLACE="")),
    Defect("a placement code of 2025", "Episodes", "PLACE", WARN, changed("Episodes", lambda f: open_episode(f, 0, "H5"), PLACE="K3")),
    Defect("a provider is blank", "Episodes", "PLACE_PROVIDER", WARN, changed("Episodes", lambda f: open_episode(f, 1, "U"), PLACE_PROVIDER="")),
    Defect("a provider is no code", "Episodes", "PLACE_PROVIDER", BLANK, changed("Episodes", lambda f: open_episode(f, 1, "U"), PLACE_PROVIDER="PR9")),
    Defect("a foster home is provided by parents", "Episodes", "PLACE_PROVIDER", WARN, changed("Episodes", lambda f: open_episode(f, 1, "U"), PLACE_PROVIDER="PR0")),
    Defect("an id is blank", "Episodes", "CHILD", ROW, changed("Episodes", lambda f: open_episode(f, 2), CHILD="")),
    Defect("an id is nobody's", "Episodes", "CHILD", WARN, changed("Episodes", lambda f: open_episode(f, 2), CHILD="SYN99999")),
    Defect("an episode is there twice, open and ended", "Episodes", "DECOM", None, lambda f: (add(f, "Episodes", at := between_episode(f), DEC="", REC=""), [at, len(f["Episodes"]) - 1])[1]),
    Defect("an episode is there twice with other placements", "Episodes", "DECOM", ROW, lambda f: (add(f, "Episodes", at := open_episode(f, 0, "U"), PLACE="K2", PLACE_PROVIDER="PR4"), [at, len(f["Episodes"]) - 1])[1]),
    Defect("a placement breaks down on its first day", "Episodes", "DEC", WARN, _same_day_move),
    Defect("a child has been 18 for long", "Episodes", "DEC", WARN, changed("Episodes", lambda f: last_episode(f, ("E5", "E17", "E6", "E7")), DEC="", REC="")),
    Defect("a child came into care at 19", "Episodes", "DECOM", WARN, lambda f: put(f, "Header", header_of(f, at := open_episode(f, 5)), DOB="01/01/1998") and [of_child(f, "Episodes", f["Episodes"].at[at, "CHILD"]), at]),
    Defect("a child was born after coming into care", "Episodes", "DECOM", WARN, lambda f: (at := open_episode(f, 5), first := of_child(f, "Episodes", f["Episodes"].at[at, "CHILD"]), put(f, "Header", header_of(f, at), DOB="01/05/2020"))[1:2]),
    # Reviews and visits
    Defect("a review is no date", "Reviews", "REVIEW", ROW, changed("Reviews", review, REVIEW="31/04/2020")),
    Defect("a review is blank", "Reviews", "REVIEW", ROW, changed("Reviews", review, REVIEW="")),
    Defect("a review lies in the future", "Reviews", "REVIEW", ROW, changed("Reviews", review, REVIEW="05/05/2031")),
    Defect("a review is a year early", "Reviews", "REVIEW", None, moved_cell("Reviews", review, "REVIEW", years=-1)),
    Defect("a review lies before birth", "Reviews", "REVIEW", ROW, changed("Reviews", review, REVIEW="05/05/1999")),
    Defect("a review lies before care", "Reviews", "REVIEW", WARN, lambda f: (at := review(f), child := f["Reviews"].at[at, "CHILD"], put(f, "Reviews", at, REVIEW=shifted(f["Episodes"].at[of_child(f, "Episodes", child), "DECOM"], days=-30)), [at])[3]),
    Defect("a review is there again a day later", "Reviews", "REVIEW", WARN, lambda f: add(f, "Reviews", at := review(f), REVIEW=shifted(f["Reviews"].at[at, "REVIEW"], days=1))),
    Defect("a review is of an unknown child", "Reviews", "CHILD", WARN, changed("Reviews", review, CHILD="SYN99999")),
    Defect("a review is of another child", "Reviews", "DOB", WARN, lambda f: put(f, "Reviews", review(f), CHILD=f["Episodes"].at[open_episode(f, 6), "CHILD"])),
    Defect("a review is lost", "Reviews", "REVIEW", None, _without("Reviews", review)),
    Defect("a visit is no date", "Visits", "VISIT_DATE", ROW, changed("Visits", visit, VISIT_DATE="31/06/2020")),
    Defect("a visit has no date", "Visits", "VISIT_DATE", ROW, changed("Visits", visit, VISIT_DATE="")),
    Defect("a visit has no child", "Visits", "CHILD", ROW, changed("Visits", visit, CHILD="")),
    Defect("a visit is of an unknown child", "Visits", "CHILD", WARN, changed("Visits", visit, CHILD="SYN99999")),
    Defect("a visit is of another child", "Visits", "CHILD", None, _visit_of_other),
    Defect("a visit lies in the future", "Visits", "VISIT_DATE", ROW, changed("Visits", visit, VISIT_DATE="05/05/2031")),
    Defect("a visit lies before birth", "Visits", "VISIT_DATE", ROW, _first_visit_before_birth),
    Defect("day and month of a visit are swapped", "Visits", "VISIT_DATE", ROW, lambda f: put(f, "Visits", visit(f), VISIT_DATE="05/12/2020")),
    Defect("SEEN is blank", "Visits", "SEEN", BLANK, changed("Visits", visit, SEEN="", SEEN_ALONE="")),
    Defect("SEEN is no code", "Visits", "SEEN", BLANK, changed("Visits", visit, SEEN="Yes")),
    Defect("a visit was seen and not seen", "Visits", "SEEN", WARN, _seen_both),
    Defect("seen alone, but not seen", "Visits", "SEEN_ALONE", WARN, changed("Visits", visit, SEEN="N", SEEN_ALONE="Y")),
    Defect("SEEN says N for Y", "Visits", "SEEN", None, changed("Visits", visit, SEEN="N", SEEN_ALONE="N")),
    Defect("a visit is lost", "Visits", "VISIT_DATE", None, _without("Visits", visit)),
    Defect("a visit is made up", "Visits", "VISIT_DATE", None, lambda f: add(f, "Visits", visit(f), VISIT_DATE="29/05/2020")),
    Defect("a visit is a month late", "Visits", "VISIT_DATE", None, moved_cell("Visits", lambda f: event(f, "Visits", "VISIT_DATE", "2020-04-01", 0, SEEN="Y"), "VISIT_DATE", months=1)),
    Defect("an agreement is of 40 weeks", "VisitFrequency", "WEEKS", BLANK, changed("VisitFrequency", _agreement, WEEKS="40")),
    Defect("an agreement ends before it begins", "VisitFrequency", "TO", ROW, changed("VisitFrequency", _agreement, TO="01/01/2001")),
    Defect("an agreement's end is no date", "VisitFrequency", "TO", ROW, changed("VisitFrequency", _agreement, TO="never")),
    # Health
    Defect("a check is no date", "Health", "DATE", ROW, changed("Health", check, DATE="2020-02-30")),
    Defect("a check lies in the future", "Health", "DATE", ROW, changed("Health", check, DATE="05/05/2031")),
    Defect("a check lies before birth", "Health", "DATE", ROW, changed("Health", check, DATE="05/05/1999")),
    Defect("a check is of no kind", "Health", "TYPE", ROW, changed("Health", check, TYPE="OPTICIAN")),
    Defect("a check is of an unknown child", "Health", "CHILD", WARN, changed("Health", check, CHILD="SYN99999")),
    Defect("a dental check is of an unknown child", "Health", "CHILD", WARN, changed("Health", lambda f: check(f, 0, "DENTAL"), CHILD="SYN99999")),
    Defect("a check is said to be the first one", "Health", "TYPE", WARN, changed("Health", check, TYPE="IHA")),
    Defect("a check is there again two days later", "Health", "DATE", WARN, lambda f: add(f, "Health", at := check(f), DATE=shifted(f["Health"].at[at, "DATE"], days=2))),
    Defect("a dental check is said to be of health", "Health", "TYPE", None, changed("Health", lambda f: check(f, 0, "DENTAL"), TYPE="RHA")),
    Defect("a check is lost", "Health", "DATE", None, _without("Health", check)),
    # Missing
    Defect("a missing episode is no date", "Missing", "MIS_START", ROW, changed("Missing", gone, MIS_START="99/05/2020")),
    Defect("a missing episode lies in the future", "Missing", "MIS_START", ROW, changed("Missing", gone, MIS_START="05/05/2031", MIS_END="")),
    Defect("a missing episode lies before birth", "Missing", "MIS_START", ROW, changed("Missing", gone, MIS_START="05/05/1999")),
    Defect("a missing episode ends before it begins", "Missing", "MIS_END", WARN, changed("Missing", gone, MIS_END="01/01/2020")),
    Defect("a missing episode is of no kind", "Missing", "MISSING", BLANK, changed("Missing", gone, MISSING="X")),
    Defect("a missing episode is of an unknown child", "Missing", "CHILD", WARN, changed("Missing", gone, CHILD="SYN99999")),
    Defect("a missing episode lies before care", "Missing", "MIS_START", WARN, lambda f: (at := gone(f), child := f["Missing"].at[at, "CHILD"], put(f, "Missing", at, MIS_START=shifted(f["Episodes"].at[of_child(f, "Episodes", child), "DECOM"], days=-30)), [at])[3]),
    Defect("an absence is said to be a missing episode", "Missing", "MISSING", None, changed("Missing", gone, MISSING="A")),
    # Adoption
    Defect("a match is no date", "AD1", "DATE_MATCH", BLANK, changed("AD1", _row_of_adopted("AD1"), DATE_MATCH="2019")),
    Defect("a match lies after the placement", "AD1", "DATE_MATCH", WARN, lambda f: put(f, "AD1", at := _row_of_adopted("AD1")(f), DATE_MATCH=shifted(f["PlacedAdoption"].at[of_child(f, "PlacedAdoption", f["AD1"].at[at, "CHILD"]), "DATE_PLACED"], days=20))),
    Defect("a child adopted has no match", "Episodes", "REC", WARN, _without("AD1", _row_of_adopted("AD1"), lambda f: [_adopted()(f)])),
    Defect("a child adopted was never placed", "Episodes", "REC", WARN, _without("PlacedAdoption", _row_of_adopted("PlacedAdoption"), lambda f: [_adopted()(f)])),
    Defect("an adoptive placement lies before care", "PlacedAdoption", "DATE_PLACED", WARN, lambda f: (at := _row_of_adopted("PlacedAdoption")(f), child := f["PlacedAdoption"].at[at, "CHILD"], put(f, "PlacedAdoption", at, DATE_PLACED=shifted(f["Episodes"].at[of_child(f, "Episodes", child), "DECOM"], days=-3)), [at])[3]),
    Defect("an adoptive placement lies in the future", "PlacedAdoption", "DATE_PLACED", ROW, changed("PlacedAdoption", _row_of_adopted("PlacedAdoption"), DATE_PLACED="01/01/2030")),
    # School
    Defect("PEP is blank", "VirtualSchool", "PEP", BLANK, changed("VirtualSchool", pupil, PEP="")),
    Defect("PEP is no code", "VirtualSchool", "PEP", BLANK, changed("VirtualSchool", pupil, PEP="Yes")),
    Defect("a school year is no code", "VirtualSchool", "NC_YEAR", BLANK, changed("VirtualSchool", pupil, NC_YEAR="Y5")),
    Defect("a school year is five off", "VirtualSchool", "NC_YEAR", WARN, lambda f: put(f, "VirtualSchool", at := pupil(f), NC_YEAR=str((int(f["VirtualSchool"].at[at, "NC_YEAR"]) + 5) % 13 or 13))),
    Defect("a grade is no code", "VirtualSchool", "OFSTED", BLANK, changed("VirtualSchool", pupil, OFSTED="Good")),
    Defect("a pupil is unknown", "VirtualSchool", "CHILD", WARN, changed("VirtualSchool", pupil, CHILD="SYN99999")),
    Defect("a roll is of no date", "VirtualSchool", "AS_AT", ROW, changed("VirtualSchool", pupil, AS_AT="March")),
    Defect("a whole roll lies in the future", "VirtualSchool", "AS_AT", ROW, _roll_of_the_future),
    Defect("a pupil's roll has a date of its own", "VirtualSchool", "AS_AT", WARN, changed("VirtualSchool", pupil, AS_AT="14/03/2020")),
    Defect("a pupil is lost", "VirtualSchool", "CHILD", None, _without("VirtualSchool", pupil)),
    # Care leavers
    Defect("a care leaver has no eligibility", "CareLeavers", "ELIGIBILITY", BLANK, changed("CareLeavers", leaver, ELIGIBILITY="")),
    Defect("a care leaver's eligibility is no word of ours", "CareLeavers", "ELIGIBILITY", BLANK, changed("CareLeavers", leaver, ELIGIBILITY="eligible")),
    Defect("a care leaver's time ends before it begins", "CareLeavers", "TO", ROW, changed("CareLeavers", leaver, TO="01/01/2001")),
    Defect("a care leaver's end is no date", "CareLeavers", "TO", ROW, changed("CareLeavers", leaver, TO="21st birthday")),
    Defect("a care leaver is 30", "CareLeavers", "TO", WARN, changed("CareLeavers", leaver, DOB="01/01/1990", TO="")),
    Defect("a plan is no date", "PathwayPlans", "PLAN_DATE", ROW, lambda f: put(f, "PathwayPlans", of_child(f, "PathwayPlans", f["CareLeavers"].at[leaver(f), "CHILD"]), PLAN_DATE="soon")),
    Defect("a plan lies in the future", "PathwayPlans", "PLAN_DATE", ROW, lambda f: put(f, "PathwayPlans", of_child(f, "PathwayPlans", f["CareLeavers"].at[leaver(f), "CHILD"]), PLAN_DATE="01/01/2031")),
    Defect("a plan is of an unknown young person", "PathwayPlans", "CHILD", WARN, lambda f: put(f, "PathwayPlans", of_child(f, "PathwayPlans", f["CareLeavers"].at[leaver(f), "CHILD"]), CHILD="SYN99999")),
    Defect("an activity is blank", "OC3", "ACTIV", WARN, changed("OC3", birthday, ACTIV="")),
    Defect("an activity is no code", "OC3", "ACTIV", BLANK, changed("OC3", birthday, ACTIV="NEET")),
    Defect("an accommodation is no code", "OC3", "ACCOM", BLANK, changed("OC3", birthday, ACCOM="flat")),
    Defect("an activity of one who has died", "OC3", "IN_TOUCH", WARN, changed("OC3", birthday, IN_TOUCH="DIED")),
    Defect("a care leaver's birth is four years early", "OC3", "DOB", WARN, _leaver_born_otherwise),
    Defect("a year is no year", "OC3", "YEAR", ROW, changed("OC3", birthday, YEAR="2020")),
    Defect("a birthday has no row", "CareLeavers", "DOB", WARN, _no_row_for_a_birthday),
    Defect("an activity is another", "OC3", "ACTIV", None, changed("OC3", birthday, ACTIV="G5")),
    # Unaccompanied children
    Defect("an end of asylum seeking is no date", "UASC", "DUC", ROW, changed("UASC", lambda f: 0, DUC="18th")),
    Defect("a child sought asylum at 20", "UASC", "DUC", WARN, changed("UASC", lambda f: 0, DUC="01/01/2035")),
    # Staff
    Defect("cases have a nought too many", "Staffing", "CASES", WARN, _times("CASES", 10, 0)),
    Defect("staff has lost its point", "Staffing", "IN_POST", WARN, _times("IN_POST", 10, 1)),
    Defect("posts have a point too many", "Staffing", "ESTABLISHMENT", WARN, _times("ESTABLISHMENT", 0.1, 2)),
    Defect("nobody is in post", "Staffing", "IN_POST", WARN, changed("Staffing", team, IN_POST="0")),
    Defect("a number of cases is a word", "Staffing", "CASES", BLANK, changed("Staffing", team, CASES="many")),
    Defect("a team's month is there twice", "Staffing", "TEAM", ROW, _team_twice),
    Defect("a team is misspelt", "Staffing", "TEAM", WARN, changed("Staffing", team, TEAM="Leving Care")),
    Defect("a month is no month", "Staffing", "MONTH", ROW, changed("Staffing", team, MONTH="May 2020")),
    # Tables
    Defect("visits end in March", "Visits", "VISIT_DATE", WARN, _all_of("Visits", lambda rows: date(rows["VISIT_DATE"]) > "2020-03-31")),
    Defect("most visits of the last month are not there", "Visits", "VISIT_DATE", WARN, _all_of("Visits", lambda rows: date(rows["VISIT_DATE"]).between("2020-05-01", AS_AT) & (rows.index % 5 > 0))),
)  # fmt: skip
