"""The release test finds what can be told, and only that: held to the counts of every possible world, one by one, to true
counts of random councils and extracts, and to leaks that are planted."""

from datetime import date, timedelta
from itertools import pairwise, product

import pytest
from councils import FIRST_PACK, Council
from extracts import random_extract
from scorecard.care.history import Care
from scorecard.disclosure import programme
from scorecard.disclosure.identities import GROUPS, REST, Identity, identities
from scorecard.disclosure.published import BASE, Cell, Figure, as_published
from scorecard.disclosure.told import because, told_by
from scorecard.disclosure.witnesses import NoSolution
from scorecard.disclosure.words import told_in_words
from scorecard.disclosure.years import YearFigures, year_figures
from scorecard.protection.counts import CareCounts
from scorecard.protection.published import PUBLISHED
from scorecard.protection.sizes import FULL, QUARTERLY, YEARLY
from scorecard.publication.safe import cell_of
from scorecard.reporting_month import ReportingMonth

MAY = date(2020, 5, 31)
NOBODY_ELSE = YearFigures((), frozenset())


def figure(id: str, count: int, category: str = "", on: date = MAY, pack: str = "2020-05") -> Figure:
    return Figure(Cell(id, category, on, on), count, pack)


def by_group(id: str, *counts: int) -> list[Figure]:
    return [figure(id, count, category) for category, count in zip(GROUPS[id], counts)]


def possible(figures: list[Figure]) -> dict[Cell, set[int]]:
    """By each cell the values that it has in any world: all draws and all counts tried, one by one."""
    known = list(identities(frozenset(each.cell for each in figures)))
    found: dict[Cell, set[int]] = {each.cell: set() for each in figures}
    for draws in product(range(BASE), repeat=len(figures)):
        ranges = [range(max(f.count - d, 0), f.count - d + BASE) for f, d in zip(figures, draws)]
        for counts in product(*ranges):
            world = dict(zip((each.cell for each in figures), counts))
            if all(e.low <= sum(n * world[c] for c, n in e.terms.items()) <= e.high for e in known):
                for cell, count in world.items():
                    found[cell].add(count)
    return found


@pytest.mark.parametrize(
    "figures",
    [
        [figure("children_in_care", 5), figure("children_in_care", 0, "uasc"), figure("reviews_overdue", 10)],
        [figure("children_in_care", 0), figure("visits_overdue", 5), figure("three_or_more_placements", 0)],
        [figure("children_in_care", 10), figure("dental", 5)],
        [figure("children_in_care", 0), figure("visits_overdue", 5)],
    ],
)
def test_what_is_told_is_what_no_possible_world_denies(figures):
    values = possible(figures)
    told = {
        leak.figure.cell: set(leak.values) for leak in told_by(figures, NOBODY_ELSE).leaks if not leak.whole
    }
    assert told == {cell: seen for cell, seen in values.items() if len(seen) < 3}


def test_the_draw_that_the_days_of_a_year_share_is_told_by_one_of_them_and_tells_the_others():
    april, may = figure("visits_overdue", 5, on=date(2020, 4, 30)), figure("visits_overdue", 0)
    pinned = YearFigures((Identity("it was in the papers", {april.cell: 1}, 1, 1),), frozenset({april.cell}))
    # 1 is rounded up by one draw only, by which May can be nothing but 0
    (leak,) = told_by([april, may], pinned).leaks
    assert leak.figure == may and leak.values == (0,)
    of_other_years = figure("visits_overdue", 5, on=date(2020, 3, 31)), may
    pinned = YearFigures(
        (Identity("it was in the papers", {of_other_years[0].cell: 1}, 1, 1),), pinned.spared
    )
    assert [leak.figure for leak in told_by(of_other_years, pinned).leaks] == [of_other_years[0]]


def test_groups_that_leave_few_ways_to_add_up_are_told_and_named():
    figures = [figure("children_in_care", 0), *by_group("legal_status", 5, 5, 5, 0, 0)]
    told = told_by(figures, NOBODY_ELSE)
    assert len(told.leaks) == 6
    assert told_in_words(told.leaks[1], because(figures, NOBODY_ELSE, told, told.leaks[1])) == (
        "Legal status, full care order, at 31 May 2020 is certain to be 1 or 2 (published as 5): the groups add to the "
        "children in care"
    )


def test_a_quarter_beside_its_months_tells_them_where_a_council_publishes_less_often_than_it_did():
    spans = [
        (date(2020, 4, 1), date(2020, 4, 30)),
        (date(2020, 5, 1), MAY),
        (date(2020, 6, 1), date(2020, 6, 30)),
    ]
    of_month = [Figure(Cell("reviews_on_time", REST, *span), 0, "2020-06") for span in spans]
    quarter = Figure(Cell("reviews_on_time", REST, spans[0][0], spans[2][1]), 15, "2021-06")
    told = {leak.figure: leak.values for leak in told_by([*of_month, quarter], NOBODY_ELSE).leaks}
    assert told == dict.fromkeys(of_month, (3, 4)) | {quarter: (11, 12)}


def test_all_of_a_whole_and_none_of_it_are_leaks_however_many_they_are():
    certain = Identity("it was in the papers", {figure("dental", 0).cell: 1}, 0, 0)
    (leak,) = told_by([figure("dental", 0)], YearFigures((certain,), frozenset())).leaks
    assert told_in_words(leak, []).startswith("Dental check at 31 May 2020 is certain to be none")
    part, whole = figure("visits_overdue", 25), figure("children_in_care", 25)
    all_of_it = Identity("it was in the papers", {part.cell: 1, whole.cell: -1}, 0, 0)
    (leak,) = told_by([part, whole], YearFigures((all_of_it,), frozenset())).leaks
    assert leak.whole and len(leak.values) >= 3
    assert "is certain to be all of those it is out of" in told_in_words(leak, [])


def test_a_flow_between_two_stocks_is_told_by_them_and_next_months_pack_undoes_this_ones():
    march, june = date(2020, 3, 31), date(2020, 6, 30)
    stocks = [
        figure("children_in_care", 10, on=march),
        figure("children_in_care", 35, on=june, pack="2020-06"),
    ]
    start = date(2020, 4, 1)
    flows = [
        Figure(Cell(id, "", start, june), count, "2020-06") for id, count in (("started", 15), ("ceased", 5))
    ]
    assert not told_by([stocks[0], *flows], NOBODY_ELSE).leaks
    told = told_by([*stocks, *flows], NOBODY_ELSE)
    (why,) = {why for leak in told.leaks for why in because([*stocks, *flows], NOBODY_ELSE, told, leak)}
    assert why.startswith("children in care are those of before")
    assert "ceased" in {leak.figure.cell.indicator for leak in told.leaks}


def test_a_correction_leaves_the_old_figure_beside_the_new_one():
    old, new = figure("dental", 50), figure("dental", 45, pack="2020-06")
    assert as_published([("2020-06", [new]), ("2020-05", [old])]) == [old, new]
    assert not told_by([old, new], NOBODY_ELSE).leaks


def test_no_solution_is_never_a_pass():
    figures = [figure("children_in_care", 5), *by_group("age", 100, 100, 0, 0, 0, 0)]
    with pytest.raises(NoSolution):
        told_by(figures, NOBODY_ELSE)


def test_a_machine_that_sleeps_through_a_solve_is_told_the_same(monkeypatch):
    figures = [figure("children_in_care", 0), *by_group("legal_status", 5, 5, 5, 0, 0)]
    told = told_by(figures, NOBODY_ELSE)
    monkeypatch.setattr(programme, "SECONDS", 0)
    assert {leak.figure for leak in told_by(figures, NOBODY_ELSE).leaks} == {
        leak.figure for leak in told.leaks
    }
    assert not told_by([figure("dental", 50)], NOBODY_ELSE).leaks


def test_identities_across_extracts_that_were_restated_are_left_out_by_name_and_the_rest_is_tested():
    march, june = date(2020, 3, 31), date(2020, 6, 30)
    first = [figure("children_in_care", 100, on=march, pack="2020-03"), figure("dental", 0, pack="2020-03")]
    start = date(2020, 4, 1)
    flows = [Figure(Cell(id, "", start, june), 10, "2020-06") for id in ("started", "ceased")]
    later = [figure("children_in_care", 400, on=june, pack="2020-06"), *flows]
    certain = Identity("it was in the papers", {first[1].cell: 1}, 0, 0)
    told = told_by([*first, *later], YearFigures((certain,), frozenset()))
    assert [each.why for each in told.left_out] == [
        "children in care are those of before, with those who started and less those who ceased"
    ]
    assert {leak.figure.cell.indicator for leak in told.leaks} == {"dental"}


def test_what_the_dfe_publishes_is_known_and_is_no_leak_of_ours():
    march = date(2020, 3, 31)
    figures = [figure("children_in_care", 120, on=march), figure("children_in_care", 0, on=MAY)]
    true = {("children_in_care", "", march, march): 120.0}
    years = year_figures(frozenset(each.cell for each in figures), true)
    assert [(each.low, each.high) for each in years.identities] == [(120, 120)]
    assert not told_by(figures, years).leaks


MARCH, JUNE = date(2020, 3, 31), date(2019, 6, 30)
OF_AGE = ("under 1", "1 to 4", "5 to 9", "10 to 15", "16 and over")


def known_by_age(*counts: int) -> YearFigures:
    published = [Cell("age", group, MARCH, MARCH) for group in GROUPS["age"]]
    true = {("age", group, MARCH, MARCH): float(count) for group, count in zip(OF_AGE, counts)}
    return year_figures(frozenset(published), true)


def test_the_dfes_groups_of_31_march_tell_the_draw_and_with_it_the_year_before():
    of_march = [
        figure("age", count, group, MARCH) for group, count in zip(GROUPS["age"], (30, 30, 30, 25, 10, 0))
    ]
    figures = [*of_march, figure("age", 0, "under 1", JUNE)]
    (leak,) = told_by(figures, known_by_age(26, 30, 30, 24, 10)).leaks
    assert (leak.figure.cell.end, leak.values) == (JUNE, (0,))


def test_the_dfe_withholds_a_small_count_and_the_next_one_with_it():
    known = {cell.category for each in known_by_age(1, 30, 30, 24, 6).identities for cell in each.terms}
    assert known == {"1 to 4", "5 to 9", "10 to 15"}


def test_what_care_leavers_do_is_known_of_the_year_and_not_of_its_quarters():
    starts = [date(2019, 4, 1), date(2019, 7, 1), date(2019, 10, 1), date(2020, 1, 1), MARCH]
    quarters = [Cell("neet", "EET", a, b - timedelta(days=b != MARCH)) for a, b in pairwise(starts)]
    years = year_figures(frozenset(quarters), {("neet", "EET", starts[0], MARCH): 40.0})
    assert [(each.terms, each.low, each.high) for each in years.identities] == [
        (dict.fromkeys(quarters, 1), 40, 40)
    ]
    assert not years.spared & set(quarters)


@pytest.mark.parametrize("children", [4, 30, 70, 300])
def test_true_counts_of_random_councils_have_every_identity(children):
    council = Council.of(children, seed=children)
    for size in (FULL, QUARTERLY, YEARLY):
        _holds({cell_of(atom): n for atom, n in council.of_pack(FIRST_PACK.next(11), size).items()})


@pytest.mark.parametrize("seed", [1, 2])
def test_true_counts_of_extracts_drawn_at_random_have_every_identity(seed):
    counts = CareCounts(Care(random_extract(seed, children=60)))
    _holds({cell_of(atom): n for atom, n in counts.of_pack(ReportingMonth(2020, 6), FULL).items()})


def _holds(true: dict[Cell, float]) -> None:
    known = list(identities(frozenset(true)))
    assert len(known) > 5
    for each in known:
        assert each.low <= sum(n * true[cell] for cell, n in each.terms.items()) <= each.high, each


def test_the_fixed_lists_of_groups_are_those_that_are_published():
    assert {id: (*PUBLISHED[id].groups,) for id in GROUPS} == GROUPS
