"""The generator's region: eleven councils of different sizes, two of which truly differ."""

import sys

import numpy as np
import pytest
from scorecard.batch.councils import councils
from scorecard.project import ROOT

sys.path.insert(0, str(ROOT / "data"))

import make_region  # noqa: E402
from synthetic.chains import played_forward  # noqa: E402
from synthetic.draw import Draw  # noqa: E402
from synthetic.months import Series  # noqa: E402


@pytest.fixture
def made(tmp_path, monkeypatch):
    """What each council's tables are asked for, by name, and the folder of what is written beside them."""
    asked = {}

    def write(tables, folder):
        asked[folder.name] = tables
        folder.mkdir(parents=True)

    monkeypatch.setattr(make_region, "tables", lambda *given: given)
    monkeypatch.setattr(make_region, "write", write)
    monkeypatch.setattr(sys, "argv", ["make_region.py", str(tmp_path)])
    make_region.main()
    return asked, tmp_path


def test_eleven_councils_differ_in_size_and_a_batch_takes_them(made):
    asked, folder = made
    found = councils(str(folder / "extracts" / "*"), folder / "councils.yml")
    assert [each.name for each in found] == [f"{name} Council" for name in make_region.IN_CARE]
    assert (
        len({children for children, *_ in asked.values()})
        == len({seed for _, seed, _ in asked.values()})
        == 11
    )
    rates = [
        children / each.populations[""].iloc[-1]
        for each, (children, *_) in zip(found, asked.values(), strict=True)
    ]
    assert 0.0044 < min(rates) < max(rates) < 0.0066


def test_two_of_them_visit_less_often_on_time_and_the_others_differ_by_chance(made):
    asked, _ = made
    visits = {name: points["visits"] for name, (_, _, points) in asked.items()}
    errors = {name: 40 / children**0.5 for name, (children, *_) in asked.items()}
    below = {name for name, points in visits.items() if points < -4 * errors[name]}
    assert below == make_region.TRULY_DIFFER.keys()
    others = [points / errors[name] for name, points in visits.items() if name not in below]
    assert max(map(abs, others)) < 3


@pytest.mark.parametrize(("points", "share"), [(0, 0.80), (-15, 0.65)])
def test_a_council_s_shares_are_moved_by_its_points(points, share):
    start = np.full(400, 17_000)
    events = played_forward(
        Draw(1, "visits", points), start, start + 800, start + 7, lambda _, __, ___, after: after + 42,
        Series(80.0, {}).percent, latest=25,
    )  # fmt: skip
    done = events[events["DONE"]].sort_values(["CHAIN", "DATE"])
    gap = done.groupby("CHAIN")["DATE"].diff().dropna()
    assert (gap <= 42).mean() == pytest.approx(share, abs=0.04)
