"""Make the sample council's extract: synthetic, no real child; for a seed the same bytes on every machine.

    python data/make_sample.py                                    the committed sample (data/sample)
    python data/make_sample.py --children 7000 --out large-council   a larger council, for measuring speed
    python data/make_sample.py --children 80000 --councils 150 --out england   as many as England has, in 150 councils

Method: the design is a table of flows (synthetic/flows.py) and, by month, the shares to be met, both worked
out from the published scorecard. From it a history is played forward for every child: periods of care,
placement spells, legal statuses, then for each duty whether it was met. Only child rows are written; no
figure is.
"""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pandas as pd
from synthetic import (
    adoption,
    health,
    leavers,
    missing,
    people,
    population,
    reviews,
    school,
    staffing,
    teams,
    visits,
)
from synthetic.councils import among
from synthetic.differences import sex_and_ethnicity
from synthetic.draw import Draw
from synthetic.episodes import episodes, short_breaks
from synthetic.flows import CHILDREN, HISTORY_FROM, LAST_DAY, plan
from synthetic.homes import homes
from synthetic.legal import legal_statuses
from synthetic.placements import placement_spells

SEED = 198
"""One of the few with which the cohorts have sizes of which every published percentage is a whole number."""

SAMPLE = Path(__file__).parent / "sample"
KEY = Path(__file__).parent / "sample-key.json"
"""The sample's own key for its public packs. Everybody knows it, so it is for the sample alone."""
FEWEST_CHILDREN = 200
SHORT_BREAKS = 12
"""Children with short breaks only, whom no figure counts."""


def tables(
    children: int, seed: int, points: Mapping[str, float] = MappingProxyType({})
) -> dict[str, pd.DataFrame]:
    """Every table of the extract by name, all cells as they are written. By theme, the `points` by which the council's
    shares are to be higher than the sample's."""
    scale = children / CHILDREN

    def draw(theme: str) -> Draw:
        return Draw(seed, theme, points.get(theme, 0))

    everybody = population.periods_of_care(draw("care"), plan(scale), scale)
    adoption.fit_times(draw("adoption"), everybody)
    named = people.name_children(draw("people"), everybody, scale)
    leavers.fit_cohort(draw("cohort"), named, scale)
    periods = named[named["END"] > HISTORY_FROM].reset_index(drop=True)
    child = periods["CHILD"].to_numpy()
    spells = homes(draw("homes"), placement_spells(draw("placements"), periods), periods)
    legal = legal_statuses(draw("legal"), periods)
    agreed = visits.twelve_weeks_from(draw("frequency"), spells)
    left = leavers.care_leavers(draw("leavers"), named)
    at_home = people.children_at_home(draw("short breaks"), round(SHORT_BREAKS * scale))
    episode_rows = [
        episodes(draw("episodes"), periods, spells, legal),
        short_breaks(draw("respite"), at_home),
    ]
    checks = health.health_table(draw("health"), periods)
    seen = visits.visits_table(draw("visits"), spells, child, agreed)
    who = sex_and_ethnicity(draw("group differences"), named, checks, seen)
    named, periods = (
        each.assign(**{column: each["CHILD"].map(who[column]) for column in who}) for each in (named, periods)
    )
    return {
        "Header": people.header_table(
            draw("header"), pd.concat([periods, left_before(named, left), at_home]), LAST_DAY
        ),
        "Episodes": pd.concat(episode_rows),
        "Reviews": reviews.reviews_table(draw("reviews"), periods),
        "UASC": people.unaccompanied_table(periods, LAST_DAY),
        "OC3": leavers.outcomes_table(draw("outcomes"), left, scale),
        "AD1": adoption.adopted_table(draw("adopters"), periods),
        "PlacedAdoption": adoption.placed_table(periods),
        "Missing": missing.missing_table(draw("missing"), periods, scale),
        "Visits": seen,
        "VisitFrequency": visits.frequency_table(spells, child, agreed),
        "Allocations": teams.allocations_table(draw("teams"), periods, left),
        "Health": checks,
        "VirtualSchool": school.roll_table(draw("school"), periods, scale),
        "CareLeavers": leavers.leavers_table(left),
        "PathwayPlans": leavers.plans_table(draw("plans"), left),
        "Staffing": staffing.staffing_table(draw("staffing"), scale),
    }


def left_before(named: pd.DataFrame, left: pd.DataFrame) -> pd.DataFrame:
    """Those on the lists of care leavers whose care ended before the history begins."""
    return named[(named["END"] <= HISTORY_FROM) & named["CHILD"].isin(left["CHILD"])]


def write(tables: dict[str, pd.DataFrame], folder: Path) -> None:
    """One CSV file a table, named as synthetic, UTF-8, each line ended by a line feed."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        path = folder / f"synthetic_{name}.csv"
        path.write_bytes(table.to_csv(index=False, lineterminator="\n").encode("utf-8"))


def write_key() -> None:
    """The sample's key again, for the sample as it is now."""
    from scorecard.protection.key import fingerprint

    held = {"key": b"the key of the made-up sample...".hex(), "only_for": fingerprint(SAMPLE)}
    KEY.write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    """Read the options, make the tables, write them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--children", type=int, default=CHILDREN, help="children in care at the end of May 2020"
    )
    parser.add_argument("--out", type=Path, default=SAMPLE, help="folder to write to (default: %(default)s)")
    parser.add_argument(
        "--seed", type=int, default=SEED, help="another seed makes another council (default: %(default)s)"
    )
    parser.add_argument(
        "--councils", type=int, default=1, help="so many councils in one extract, by a column COUNCIL"
    )
    options = parser.parse_args()
    if options.children < FEWEST_CHILDREN:
        parser.error(f"--children: {FEWEST_CHILDREN} or more, else some quarters have no children")
    made = tables(options.children, options.seed)
    if options.councils > 1:
        made = among(options.seed, made, options.councils, options.children / CHILDREN)
    write(made, options.out)
    if options.out == SAMPLE:
        write_key()
    whole = "A synthetic council" if options.councils == 1 else f"{options.councils} synthetic councils"
    print(f"{whole} with {options.children} children in care: {options.out}")


if __name__ == "__main__":
    main()
