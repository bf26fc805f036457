"""What everybody knows of the true counts, whatever is published: stocks and flows, groups and totals, parts and wholes.

Each identity is a sum of counts, some of them negative, between two bounds. They are written from the definitions, not from
how the figures are protected.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf

from scorecard.disclosure.published import Cell

GROUPS = {
    "age": ("under 1", "1 to 4", "5 to 9", "10 to 15", "16 and over", "not known"),
    "time_in_care": ("under 6 months", "6 months to 1 year", "1 to 2 years", "2 to 5 years", "5 years and over"),
    "legal_status": ("full care order", "interim care order", "placement order", "section 20", "other or not known"),
    "placement_type": (
        "in-house foster care", "agency foster care", "placed for adoption", "placed with parents", "residential",
        "other settings", "foster care, provider not known",
    ),
}  # fmt: skip
REST = "the rest"
OUTCOMES = ("EET", "NEET", "not known")
HOMES = ("suitable", "unsuitable", "not known")
IN_CARE = "children_in_care"
OF_CHILDREN_IN_CARE = ("three_or_more_placements", "reviews_overdue", "visits_overdue")
CHECKED = ("annual_health", "dental")
AGES, TIMES = GROUPS["age"], GROUPS["time_in_care"]


@dataclass(frozen=True, eq=False)
class Identity:
    """`low` <= the sum of each cell times its number <= `high`, and why, in words."""

    why: str
    terms: Mapping[Cell, int]
    low: float
    high: float


def wholes(cells: frozenset[Cell]) -> dict[Cell, tuple[Cell, ...]]:
    """What each cell is a part of, where that is published, as cells that add up to it."""
    found = {}
    for cell in cells:
        whole = [Cell(id, group, cell.start, cell.end) for id, group in _whole(cell)]
        if whole and cells.issuperset(whole):
            found[cell] = tuple(whole)
    return found


def identities(cells: frozenset[Cell]) -> Iterator[Identity]:
    """Every identity whose cells are all published."""
    for cell, whole in wholes(cells).items():
        if cell not in whole:
            yield _at_most("a part is no more than its whole", [cell], whole)
    for day in sorted({cell.end for cell in cells if cell.indicator == IN_CARE}):
        yield from _on_a_day(day, cells)
    for start, end in sorted({(c.start, c.end) for c in cells if not c.on_a_day}):
        yield from _in_a_period(start, end, cells)
    for cell in sorted(each for each in cells if not each.on_a_day):
        yield from _of_shorter_periods(cell, cells)
    for day in sorted({cell.end for cell in cells if cell.indicator == "pep"}):
        graded, on_roll = ([Cell(id, g, day, day) for g in ("", REST)] for id in ("good_schools", "pep"))
        if cells.issuperset(graded):
            yield _at_most("children in graded schools are on the roll", graded, on_roll)


def _whole(cell: Cell) -> list[tuple[str, str]]:
    if cell.indicator in OF_CHILDREN_IN_CARE or (cell.indicator, cell.category) == (IN_CARE, "uasc"):
        return [(IN_CARE, "")]
    if cell.indicator in CHECKED:
        return [("time_in_care", band) for band in TIMES[2:]]
    if cell.indicator == "adopted_share":
        return [("ceased", "")]
    if cell.category == REST or cell.indicator in WITH_REST:
        return [(cell.indicator, ""), (cell.indicator, REST)]
    for id, groups in ((("neet", OUTCOMES)), ("unsuitable_accommodation", HOMES)):
        if cell.indicator == id:
            return [(id, group) for group in groups]
    return []


WITH_REST = (
    "reviews_on_time", "visits_on_time", "long_term_stability", "pathway_plan", "initial_health_on_time", "pep",
    "good_schools",
)  # fmt: skip


def _on_a_day(day: date, cells: frozenset[Cell]) -> Iterator[Identity]:
    def at(id: str, *groups: str, on: date = day) -> list[Cell]:
        return [Cell(id, group, on, on) for group in groups]

    total = at(IN_CARE, "")
    for id, groups in GROUPS.items():
        if cells.issuperset(at(id, *groups)):
            yield _equal("the groups add to the children in care", at(id, *groups), total)
    long_in_care = at("long_term_stability", "", REST)
    if cells.issuperset([*long_in_care, *at("time_in_care", *TIMES), *at("age", *AGES)]):
        why = "children under 16 who are two and a half years in care are among those of their age and time in care"
        yield _at_most(why, long_in_care, at("time_in_care", *TIMES[3:]))
        yield _at_most(why, long_in_care, [*at("age", *AGES[:4]), *at("age", "not known")])
        older = [*at("age", "16 and over", "not known"), *long_in_care]
        yield _at_most(why, at("time_in_care", TIMES[4]), older)
    for months, longer, before in ((6, TIMES[1:], TIMES), (12, TIMES[2:], TIMES), (12, TIMES[3:], TIMES[2:])):
        ago = month_end(day, -months)
        now, then = at("time_in_care", *longer), at("time_in_care", *before, on=ago)
        if cells.issuperset([*now, *then]):
            yield _at_most("who is long in care was in care before", now, then)


def _in_a_period(start: date, end: date, cells: frozenset[Cell]) -> Iterator[Identity]:
    def of(id: str, *groups: str) -> list[Cell]:
        return [Cell(id, group, start, end) for group in groups]

    def at(day: date, id: str, *groups: str) -> list[Cell]:
        return [Cell(id, group, day, day) for group in groups]

    before = start - timedelta(days=1)
    came, left = of("started", ""), of("ceased", "")
    first, last = at(before, IN_CARE, ""), at(end, IN_CARE, "")
    if cells.issuperset([*came, *left, *first, *last]):
        yield Identity(
            "children in care are those of before, with those who started and less those who ceased",
            {**dict.fromkeys([*first, *came], 1), **dict.fromkeys([*left, *last], -1)},
            0,
            0,
        )
    if cells.issuperset([*came, *left, *at(before, "age", *AGES), *at(end, "age", *AGES)]):
        why = "nobody grows younger"
        for cut in range(1, len(AGES) - 1):
            younger, older = AGES[:cut], (*AGES[cut:-1],)
            yield _at_most(why, at(end, "age", *younger), [*at(before, "age", *younger, "not known"), *came])
            yield _at_most(why, at(before, "age", *older), [*at(end, "age", *older, "not known"), *left])
    parts = of("neet", *OUTCOMES), of("unsuitable_accommodation", *HOMES)
    if cells.issuperset([*parts[0], *parts[1]]):
        yield _equal("the same care leavers are asked what they do and where they live", *parts)
    assessed = of("initial_health_on_time", "", REST)
    earlier = [Cell("started", "", month_end(before, -_months(start, end)) + timedelta(days=1), before)]
    if cells.issuperset([*assessed, *came, *earlier]):
        yield _at_most("whose first assessment is due started lately", assessed, [*came, *earlier])
    for bands, months in ((1, 6), (2, 12)):
        new = at(end, "time_in_care", *TIMES[:bands])
        spans = _spans(end, months, _months(start, end))
        starts, ends = ([Cell(id, "", *span) for span in spans] for id in ("started", "ceased"))
        if starts and cells.issuperset([*new, *starts, *ends]):
            yield _at_most("who is new in care started lately", new, starts)
            yield _at_most("who started lately is in care or has ceased", starts, [*new, *ends])
    missing = of("missing_children", "")
    quarter = [c for c in cells if c.indicator == "started" and c.start <= start and end <= c.end]
    if cells.issuperset([*missing, *first]) and quarter:
        yield _at_most("a child who goes missing is in care", missing, [*first, *quarter])


def _of_shorter_periods(cell: Cell, cells: frozenset[Cell]) -> Iterator[Identity]:
    """Those of a council that published by the month before, or by the quarter."""
    months = _months(cell.start, cell.end)
    for length in (each for each in (1, 3) if each < months):
        parts = [Cell(cell.indicator, cell.category, *span) for span in _spans(cell.end, months, length)]
        if not parts or not cells.issuperset(parts):
            continue
        if cell.indicator == "missing_children":
            yield _at_most("who goes missing in a period does so in a part of it", [cell], parts)
            for part in parts:
                yield _at_most("who goes missing in a part of a period does so in it", [part], [cell])
        else:
            yield _equal("a period is made up of its parts", [cell], parts)


def month_end(day: date, months: int) -> date:
    """The last day of the month so many months on."""
    years, month = divmod(day.year * 12 + day.month + months, 12)
    return date(years, month + 1, 1) - timedelta(days=1)


def _months(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month + 1


def _spans(end: date, months: int, length: int) -> list[tuple[date, date]]:
    """The periods of a length that make up the months to a day; none where they do not."""
    if months % length:
        return []
    ends = [month_end(end, -n) for n in range(0, months, length)]
    return [(month_end(last, -length) + timedelta(days=1), last) for last in ends]


def _equal(why: str, left: list[Cell], right: list[Cell]) -> Identity:
    return Identity(why, {**dict.fromkeys(left, 1), **dict.fromkeys(right, -1)}, 0, 0)


def _at_most(why: str, part, whole) -> Identity:
    return Identity(why, {**dict.fromkeys(part, 1), **dict.fromkeys(whole, -1)}, -inf, 0)
