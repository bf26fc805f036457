"""Pack after pack of a council: none lets a reader of all of them tell a count, whatever happens to its records and keys."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import count
from random import Random
from runpy import run_path

import pytest
from councils import Council
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scorecard.disclosure.published import as_published
from scorecard.disclosure.told import told_by
from scorecard.disclosure.years import YearFigures, year_figures
from scorecard.project import ROOT
from scorecard.protection.counts import Atom
from scorecard.protection.frozen import Frozen
from scorecard.protection.key import Key
from scorecard.protection.protect import Protected, protected
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


def in_sequence(council: Council, key: Key, months, *, restated=(), lost=(), corrected=()) -> list[Protected]:
    """The packs of some months, each tested with all before it; in the months named its records are put right first, its key
    is lost, and the figures of the month before are corrected. Ends with the first that leaks."""
    frozen, packs, made = NOTHING, [], []
    for n, month in enumerate(months):
        council = council.put_right(0.05) if month in restated else council
        key = Key(bytes([n + 1]) * 32) if month in lost else key
        years = partial(year_figures, true=council.true(month))
        try:
            pack, repeated = safe(
                council, month, key, frozen, packs, years, months[n - 1] if month in corrected else None
            )
        except NoPublicPack:
            continue
        except Leaks:
            break
        key = replace(key, repeated=repeated)
        packs.append((str(month), figures_of(pack, month)))
        frozen = Frozen({**frozen.figures, **pack.new}, frozen.corrected | pack.corrected, pack.keys)
        made.append(pack)
    published = as_published(packs)
    assert not packs or told_by(published, years(frozenset(each.cell for each in published))).leaks == ()
    return made


def test_four_packs_in_sequence_tell_nothing_though_records_are_put_right_a_figure_corrected_and_the_key_lost():
    _, february, march, april = months = [ReportingMonth(2020, 12).next(n) for n in range(1, 5)]
    made = in_sequence(
        Council.of(130, seed=3),
        Key(b"0" * 32),
        months,
        restated=[february, march],
        lost=[april],
        corrected=[march],
    )
    assert len(made) == 4 and made[2].corrected and len({*made[3].keys.values()}) == 2


@settings(max_examples=3, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(3, 99), st.integers(0, 10_000), st.data())
def test_packs_of_small_councils_in_sequence_tell_nothing(children, seed, data):
    quarters = [ReportingMonth(2020, 6).next(3 * n) for n in range(4)]
    some = st.sets(st.sampled_from(quarters))
    in_sequence(
        Council.of(children, seed),
        Key(Random(seed).randbytes(32)),
        quarters,
        restated=data.draw(some),
        lost=data.draw(some) & {ReportingMonth(2021, 6)},
        corrected=data.draw(some) - {quarters[0], ReportingMonth(2021, 6)},
    )


def test_flows_that_leak_in_a_sequence_of_packs_are_drawn_again_and_it_goes_on():
    became = run_path(str(ROOT / "benchmarks" / "disclosure.py"))["published"](53, 1058, 16, one_by_one=True)
    assert became["drawn again"] and became["restated"] and not became["refused"]


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
