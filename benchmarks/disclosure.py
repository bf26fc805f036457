"""Random councils publish pack after pack, and the release test reads them all: how many packs it refuses.

    python benchmarks/disclosure.py 100 800 --councils 100 --months 16

Their records are put right now and then, keys are lost, and figures corrected. The packs are tested together at the end, which
finds whatever any of them told; a council that has a leak then goes through its months again, tested one by one, flows
drawn again. The councils are those of tests/councils.py.
"""

import argparse
import sys
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from councils import FIRST_PACK, Council  # noqa: E402
from scorecard.disclosure.published import as_published  # noqa: E402
from scorecard.disclosure.told import told_by  # noqa: E402
from scorecard.disclosure.years import year_figures  # noqa: E402
from scorecard.protection.frozen import Frozen  # noqa: E402
from scorecard.protection.key import Key  # noqa: E402
from scorecard.protection.protect import protected  # noqa: E402
from scorecard.protection.sizes import NoPublicPack  # noqa: E402
from scorecard.publication.safe import Leaks, figures_of, safe  # noqa: E402


def published(children: int, seed: int, months: int, one_by_one: bool = False) -> Counter:
    """What became of a council's packs, by the word for it: packs, restated, lost keys, corrected, drawn again, refused."""
    random, council = Random(f"{seed} {children}"), Council.of(children, seed)
    key, frozen, packs, years = Key(random.randbytes(32)), Frozen({}, frozenset(), {}), [], None
    became: Counter = Counter()
    for month in (FIRST_PACK.next(n) for n in range(months)):
        if random.random() < 0.12:
            council = council.put_right(0.02)
            became["restated"] += 1
        if month.month == 4 and random.random() < 0.3:
            key = Key(random.randbytes(32))
            became["lost keys"] += 1
        correct = month.previous() if packs and random.random() < 0.06 and month.month != 4 else None
        years = partial(year_figures, true=council.true(month))
        try:
            if one_by_one:
                made, repeated = safe(council, month, key, frozen, packs, years, correct)
            else:
                made, repeated = protected(council, month, key, frozen, correct), key.repeated
        except NoPublicPack:
            continue
        except Leaks:
            return became + Counter(refused=1)
        became += Counter({"packs": 1, "corrected": correct is not None})
        became["drawn again"] += sum(repeated.values()) - sum(key.repeated.values())
        key = replace(key, repeated=repeated)
        packs.append((str(month), figures_of(made, month)))
        frozen = Frozen({**frozen.figures, **made.new}, frozen.corrected | made.corrected, made.keys)
    if packs and not one_by_one:
        figures = as_published(packs)
        if told_by(figures, years(frozenset(each.cell for each in figures))).leaks:
            return published(children, seed, months, one_by_one=True)
    return became


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("fewest", type=int, help="children in care, at the fewest")
    parser.add_argument("most", type=int, help="and at the most")
    parser.add_argument("--councils", type=int, default=100)
    parser.add_argument("--months", type=int, default=16)
    options = parser.parse_args()
    total: Counter = Counter()
    for seed in range(1000, 1000 + options.councils):
        children = Random(seed * 7 + options.fewest).randint(options.fewest, options.most)
        became = published(children, seed, options.months)
        print(f"{children} children, seed {seed}: {dict(became)}", flush=True)
        total += became
    print(f"{options.councils} councils of {options.fewest} to {options.most}: {dict(total)}")


if __name__ == "__main__":
    main()
