"""Pack after pack of a council: none lets a reader of all of them tell a count, whatever happens to its records and keys."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import count
from random import Random

import pytest
from councils import Council
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scorecard.disclosure.published import as_published
from scorecard.disclosure.told import told_by
from scorecard.disclosure.years import YearFigures, year_figures
from scorecard.protection.counts import Atom
from scorecard.protection.frozen import Frozen
from scorecard.protection.key import Key
from scorecard.protection.protect import protected
from scorecard.protection.published import PUBLISHED
from scorecard.protection.sizes import NoPublicPack
from scorecard.publication.safe import Leaks, cell_of, figures_of, safe
from scorecard.reporting_month import ReportingMonth

NOTHING = Frozen({}, frozenset(), {})
JUNE = ReportingMonth(2020, 6)


def nobody_else(cells) -> YearFigures:
    return YearFigures((), frozenset())


@dataclass(frozen=True)
class Given:
    """Counts that are given."""

    atoms: dict[Atom, float]

    def in_care(self, month: ReportingMonth) -> tuple[Atom, float]:
        return Atom("children_in_care", "", month.as_at, month.as_at), 700

    def of_pack(self, month: ReportingMonth, size) -> dict[Atom, float]:
        return self.atoms


@settings(max_examples=2, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(3, 160), st.integers(0, 10_000))
def test_four_packs_in_sequence_tell_nothing(children, seed):
    random, council = Random(seed), Council.of(children, seed)
    key, frozen, packs = Key(random.randbytes(32)), NOTHING, []
    for month in (ReportingMonth(2020, 12).next(n) for n in range(1, 5)):
        if month.month == 4:
            key = Key(random.randbytes(32))
        correct = month.previous() if packs and random.random() < 0.3 and month.month != 4 else None
        years = partial(year_figures, true=council.true(month))
        try:
            made, repeated = safe(council, month, key, frozen, packs, years, correct)
        except NoPublicPack:
            continue
        except Leaks:
            assert children < 100, "a council that is not small has a pack each month"
            break
        key = replace(key, repeated=repeated)
        packs.append((str(month), figures_of(made, month)))
        frozen = Frozen({**frozen.figures, **made.new}, made.corrected, made.keys)
        if random.random() < 0.3:
            council = council.put_right(0.02)
    published = as_published(packs)
    assert not packs or told_by(published, years(frozenset(each.cell for each in published))).leaks == ()


def _flow(id: str) -> Atom:
    return Atom(id, "", datetime(2010, 4, 1), datetime(2010, 6, 30))


def _in_care(on: datetime) -> Atom:
    return Atom("children_in_care", "", on, on)


FLOWS = {_flow("started"): 19, _flow("ceased"): 1}
STOCKS = {_in_care(datetime(2010, 3, 31)): 14, _in_care(datetime(2010, 6, 30)): 32}


def drawn(**draws: tuple[int, ...]) -> Key:
    """A key with these draws, by the names of what they are for."""
    return next(
        key
        for key in (Key(n.to_bytes(32)) for n in count())
        if all(key.draw(name) in wanted for name, wanted in draws.items())
    )


@pytest.fixture
def telling() -> Key:
    """The key that publishes 10 and 35 in care, 15 who started and 5 who ceased: 13 or 14 and 18 or 19, less 1 or 2."""
    wanted = {_in_care(datetime(2010, 3, 31)): (0,), _in_care(datetime(2010, 6, 30)): (3, 4)}
    wanted |= {_flow("started"): (0,), _flow("ceased"): (4,)}
    return drawn(**{atom.drawn_for: draws for atom, draws in wanted.items()})


def test_a_flow_that_leaks_is_drawn_again_and_how_often_is_kept(telling):
    made, repeated = safe(Given(STOCKS | FLOWS), JUNE, telling, NOTHING, [], nobody_else)
    assert {atom.drawn_for for atom in FLOWS} >= repeated.keys() and sum(repeated.values()) >= 1
    assert not told_by(figures_of(made, JUNE), nobody_else([])).leaks
    again, _ = safe(
        Given(STOCKS | FLOWS), JUNE, replace(telling, repeated=repeated), NOTHING, [], nobody_else
    )
    assert again.figures == made.figures


def test_what_is_published_is_never_drawn_again_so_that_its_leak_stops_the_pack(telling):
    first = protected(Given(STOCKS | FLOWS), JUNE, telling, NOTHING)
    frozen = Frozen(first.new, frozenset(), first.keys)
    with pytest.raises(Leaks) as stopped:
        safe(Given(STOCKS | FLOWS), JUNE, telling, frozen, [], nobody_else)
    assert cell_of(_flow("ceased")) in {leak.figure.cell for leak in stopped.value.leaks}


def test_a_leak_among_figures_of_a_day_stops_the_pack():
    day = JUNE.as_at
    groups = [Atom("legal_status", group, day, day) for group in PUBLISHED["legal_status"].groups]
    counts = dict(zip([_in_care(day), *groups], (3, 1, 1, 1, 0, 0)))
    one_in_each = drawn(**{_in_care(day).drawn_for: (0, 1), **{atom.drawn_for: (4,) for atom in groups[:3]}})
    with pytest.raises(Leaks) as stopped:
        safe(Given(counts), JUNE, one_in_each, NOTHING, [], nobody_else)
    assert len(stopped.value.leaks) == 6
