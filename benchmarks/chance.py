"""How often judgement cries out in a council in which nothing changes, and how soon it sees what does: benchmarks/README.md."""

import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from alike_councils import named  # noqa: E402
from scorecard.judgement import laney  # noqa: E402
from scorecard.judgement.benchmarks import COLUMNS  # noqa: E402
from scorecard.judgement.groups import claimed, compare  # noqa: E402
from scorecard.judgement.judge import judge  # noqa: E402
from unchanging import CHILDREN, REVIEWS, VISITS, comings, duties, missing  # noqa: E402
from unchanging_groups import council, with_a_difference  # noqa: E402
from unchanging_packs import NOW, pack  # noqa: E402

SERIES, PACKS, COUNCILS, REGIONS, AT_ONCE = 2000, 1000, 1000, 1000, 100


def batches(make) -> list[np.ndarray]:
    parts = [make(AT_ONCE) for _ in range(SERIES // AT_ONCE)]
    return [np.concatenate(each) for each in zip(*parts)]


def signals(name: str, chart, counted, whole, run=laney.RUN_LENGTH) -> None:
    found = [chart(*each, run) for each in zip(counted, whole)]
    judged = [each for each in found if each]
    cried = sum(each.side != 0 for each in judged)
    print(f"| {name} | {len(judged):,} of {len(found):,} | {cried / len(found):.2%} |")


def unchanging(children: int) -> None:
    rng = np.random.default_rng([2020, children])
    of = f"{children} children: "
    signals(of + "visits", laney.of_shares, *batches(lambda n: duties(rng, n, *VISITS, children=children)))
    signals(of + "reviews", laney.of_shares, *batches(lambda n: duties(rng, n, *REVIEWS, children=children)))
    gone, times = batches(lambda n: missing(rng, n, children=children))
    whole = np.full(gone.shape, children)
    signals(of + "children missing", laney.of_shares, gone, whole)
    signals(of + "missing episodes", laney.of_rates, times, whole, laney.RUN_OF_RECURRING)


def falling(rng) -> None:
    found = 0
    for _ in range(SERIES // AT_ONCE):
        before = duties(rng, AT_ONCE, 0.8, *VISITS[1:], children=667)
        since = duties(rng, AT_ONCE, 0.7, *VISITS[1:], children=667, months=2)
        for series in range(AT_ONCE):
            met, owed = (np.concatenate([old[series], new[series]]) for old, new in zip(before, since))
            found += any(laney.of_shares(met[:end], owed[:end]).side < 0 for end in (-1, len(met)))
    print(f"\nvisits from 80% to 70%, 500 a month: found within two months in {found / SERIES:.1%}")


def packs(rng) -> None:
    claims: Counter[str] = Counter()
    claiming = 0
    for _ in range(PACKS):
        figures, evidence = pack(rng)
        judged = judge(figures, evidence, NOW, {}, pd.DataFrame(columns=list(COLUMNS)))
        claimed = [one.indicator.id for one in judged if one.change_in_year.claim.is_change]
        claims.update(claimed)
        claiming += bool(claimed)
    looked_at = judged[0].looked_at
    print(f"\nof {PACKS:,} packs ({looked_at} changes each) {claiming / PACKS:.1%} claim one: {dict(claims)}")


def served_alike(rng) -> None:
    claiming = sum(bool(claimed(compare(council(rng)))) for _ in range(COUNCILS))
    print(
        f"\nof {COUNCILS:,} councils that serve all groups alike {claiming / COUNCILS:.1%} claim a difference"
    )
    others = council(rng)
    for rest in (0.95, 0.9, 0.8, 0.75, 0.7, 0.6):
        sides = (120, rest - 0.2), (400, rest)
        found = [claimed(compare(with_a_difference(rng, others, *sides))) for _ in range(COUNCILS)]
        seen = sum(any(each.counts.group == "the one" for each in differing) for differing in found)
        print(f"{rest - 0.2:.0%} of 120 children against {rest:.0%} of 400: found in {seen / COUNCILS:.1%}")


def regions(rng) -> None:
    print("\n| eleven councils | share | spread | alone | two | named falsely |\n|:--|--:|--:|--:|--:|--:|")
    for name, alike in (("a duty a child", 0), ("of the same children, design effect 1.5", 0.5)):
        for share in (0.5, 0.75, 0.9):
            for spread in (0, 0.02, 0.03):
                none, alone, both = (named(rng, REGIONS, off, spread, share, alike) for off in (0, 1, 2))
                falsely = max(none.falsely, alone.falsely, both.falsely)
                found = f"{alone.found:.1%} | {both.found:.1%} | {falsely:.1%}"
                print(f"| {name} | {share:.0%} | {100 * spread:.0f} | {found} |")


if __name__ == "__main__":
    for children in (CHILDREN, 300, 100, 40):
        unchanging(children)
    for mean in (22, 8, 4):
        counted = comings(np.random.default_rng([2020, mean]), SERIES, mean)
        signals(f"started or ceased, {mean} a month", laney.of_rates, counted, np.ones(counted.shape))
    for measured in (falling, packs, served_alike, regions):
        measured(np.random.default_rng(2020))
