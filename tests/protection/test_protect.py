"""What leaves the protection: multiples of 5 by a yearly or an own draw, as coarse as the council is small, and never
again otherwise than it was published."""

from dataclasses import dataclass
from datetime import datetime

import pytest
from councils import Council
from scorecard.protection.counts import Atom
from scorecard.protection.frozen import Frozen, freeze, read_frozen
from scorecard.protection.key import Key, KeyUnusable
from scorecard.protection.protect import protected
from scorecard.protection.published import PUBLISHED, Kind
from scorecard.protection.sizes import FULL, QUARTERLY, YEARLY, NoPublicPack, size_of
from scorecard.reporting_month import ReportingMonth

NOTHING = Frozen({}, frozenset(), {})
KEY, OTHER = Key(b"1" * 32), Key(b"2" * 32)
JUNE = ReportingMonth(2020, 6)


@dataclass(frozen=True)
class Given:
    """Counts that are given."""

    atoms: dict[Atom, float]
    children: int = 700

    def in_care(self, month: ReportingMonth) -> tuple[Atom, float]:
        return day("children_in_care", month.as_at), self.children

    def of_pack(self, month: ReportingMonth, size) -> dict[Atom, float]:
        return self.atoms


def day(id: str, on: datetime, category: str = "") -> Atom:
    return Atom(id, category, on, on)


def quarter(id: str, end: ReportingMonth) -> Atom:
    return Atom(id, "", end.previous(2).start, end.as_at)


@pytest.fixture(scope="module")
def council() -> Council:
    return Council.of(200, seed=1)


def test_all_that_leaves_is_a_multiple_of_5_within_4_of_the_count(council):
    true = council.of_pack(JUNE, FULL)
    for atom, count in protected(council, JUNE, KEY, NOTHING).figures.items():
        if PUBLISHED[atom.indicator].kind is not Kind.YEAR:
            assert count % 5 == 0 and count >= 0 and abs(count - true[atom]) < 5


def test_a_figure_of_a_day_has_one_draw_a_financial_year_and_others_one_each():
    ends = [ReportingMonth(2020, 4).next(n).as_at for n in range(12)]
    months = Given({day("children_in_care", end): 703 for end in ends})
    assert len({*protected(months, JUNE, KEY, NOTHING).figures.values()}) == 1
    quarters = Given({quarter("started", ReportingMonth(2010, 6).next(3 * n)): 43 for n in range(40)})
    assert {*protected(quarters, JUNE, KEY, NOTHING).figures.values()} == {40, 45}


def test_the_next_financial_year_another_group_and_another_key_have_draws_of_their_own():
    aprils = Given({day("children_in_care", datetime(2000 + n, 4, 30)): 703 for n in range(40)})
    assert {*protected(aprils, JUNE, KEY, NOTHING).figures.values()} == {700, 705}
    groups = Given({day("age", JUNE.as_at, f"group {n}"): 3 for n in range(40)})
    assert {*protected(groups, JUNE, KEY, NOTHING).figures.values()} == {0, 5}
    one = Given({day("dental", JUNE.as_at): 3})
    found = {
        protected(one, JUNE, Key(bytes([n]) * 32), NOTHING).figures[day("dental", JUNE.as_at)]
        for n in range(20)
    }
    assert found == {0, 5}


@pytest.mark.parametrize(
    ("children", "month", "size"),
    [
        (100, "2020-05", FULL),
        (800, "2020-06", FULL),
        (95, "2020-06", QUARTERLY),
        (50, "2020-03", QUARTERLY),
        (45, "2020-03", YEARLY),
        (0, "2020-03", YEARLY),
    ],
)
def test_how_fine_a_pack_is_goes_by_the_public_count_of_the_last_31_march(children, month, size):
    asked = []
    assert size_of(ReportingMonth.parse(month), lambda march: asked.append(march) or children) == size
    assert asked == [ReportingMonth(2020, 3)]


@pytest.mark.parametrize(
    ("children", "month", "said"),
    [
        (95, "2020-05", "at the ends of quarters; the next is that of June 2020"),
        (45, "2020-06", "once a year, for March; the next is that of March 2021"),
    ],
)
def test_a_small_council_has_no_pack_in_between(children, month, said):
    with pytest.raises(NoPublicPack, match=said):
        size_of(ReportingMonth.parse(month), lambda march: children)


def test_a_smaller_council_publishes_less_often_and_nothing_of_adoption(council):
    full, quarterly, yearly = (
        council.of_pack(ReportingMonth(2020, 3), size) for size in (FULL, QUARTERLY, YEARLY)
    )
    assert len(full) > 2 * len(quarterly) > 4 * len(yearly)
    assert {atom.end.month for atom in quarterly} <= {3, 6, 7, 9, 11, 12}
    assert {atom.end.month for atom in yearly if PUBLISHED[atom.indicator].kind is not Kind.ROLL} == {3}
    for atoms in (quarterly, yearly):
        assert not {"adopted_share", "entry_to_placement", "order_to_match"} & {
            atom.indicator for atom in atoms
        }


def test_what_was_published_stays_when_the_extract_is_restated_and_the_key_is_lost():
    april = day("dental", datetime(2020, 4, 30))
    first = protected(Given({april: 403}), ReportingMonth(2020, 4), KEY, NOTHING)
    frozen = Frozen(first.new, first.corrected, first.keys)
    again = protected(Given({april: 452}), JUNE, KEY, frozen)
    assert again.figures == first.figures and not again.new and not again.corrected
    with pytest.raises(KeyUnusable, match="a new key starts with a financial year"):
        protected(Given({april: 403}), JUNE, OTHER, frozen)
    later = Given(
        {april: 403, day("dental", datetime(2020, 5, 31)): 403, day("dental", datetime(2021, 4, 30)): 403}
    )
    kept = protected(later, ReportingMonth(2021, 4), OTHER, frozen)
    assert kept.figures[april] == first.figures[april]
    assert day("dental", datetime(2020, 5, 31)) not in kept.figures, "its draw went with the key"
    assert kept.keys == {"2020/21": KEY.mark, "2021/22": OTHER.mark}


def test_a_correction_has_the_same_draw_and_is_marked():
    april, march = day("dental", datetime(2020, 4, 30)), day("dental", datetime(2020, 3, 31))
    first = protected(Given({april: 403, march: 400}), ReportingMonth(2020, 4), KEY, NOTHING)
    frozen = Frozen(first.new, first.corrected, first.keys)
    put_right = protected(Given({april: 453, march: 450}), JUNE, KEY, frozen, correct=ReportingMonth(2020, 4))
    assert put_right.figures == {april: first.figures[april] + 50, march: first.figures[march]}
    assert put_right.corrected == put_right.new.keys() == {april}


def test_a_mean_is_given_for_a_year_of_20_children_or_more_by_the_public_count_to_10_days():
    mean = Atom("entry_to_placement", "", datetime(2019, 4, 1), datetime(2020, 3, 31))
    ends = [ReportingMonth(2020, 3).previous(3 * n) for n in range(4)]
    few = Given({mean: 473.8, **{quarter("adopted_share", end): 0 for end in ends}})
    many = Given({mean: 473.8, **{quarter("adopted_share", end): 10 for end in ends}})
    assert mean not in protected(few, JUNE, KEY, NOTHING).figures
    assert protected(many, JUNE, KEY, NOTHING).figures[mean] == 470


def test_published_figures_are_kept_a_file_a_pack_and_read_back(project):
    april, may = day("dental", datetime(2020, 4, 30)), day("age", datetime(2020, 5, 31), "under 1")
    freeze(project, ReportingMonth(2020, 4), {april: 400, may: 25}, frozenset(), {"2020/21": "a"})
    freeze(project, ReportingMonth(2020, 5), {april: 405}, frozenset({april}), {"2020/21": "a"})
    frozen = read_frozen(project, JUNE)
    assert frozen == Frozen({april: 405, may: 25}, frozenset({april}), {"2020/21": "a"})
    assert read_frozen(project, ReportingMonth(2020, 5)).figures[april] == 400, (
        "a pack made again sees those before it"
    )
