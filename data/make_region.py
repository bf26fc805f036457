"""Make the extracts of a region of eleven councils: synthetic, no real child; for a seed the same bytes on every machine.

    python data/make_region.py ../region

Beside a folder of each council's files it writes `councils.yml` and the councils' populations, as `scorecard batch` takes
them. The councils differ in size. Their shares differ by what chance would make of as many children, and in two of them
visits are truly less often on time, by 15 points.
"""

import argparse
from math import sqrt
from pathlib import Path

from make_sample import tables, write
from synthetic.draw import Draw

SEED = 2020
IN_CARE = {
    "Ashmoor": 210,
    "Brookshire": 250,
    "Cranfield Vale": 290,
    "Dunmere": 340,
    "Eastholme": 380,
    "Fenmarsh": 430,
    "Greywell": 480,
    "Hartsea": 520,
    "Inglewood": 600,
    "Kingsmoor": 720,
    "Larkshire": 900,
}
"""Each council's children in care at the end of May 2020."""
TRULY_DIFFER = {"Greywell": {"visits": -15}, "Hartsea": {"visits": -15}}
"""By how many points, by theme."""
THEMES = ("visits", "reviews", "health", "plans", "placements")
YEARS = range(2014, 2021)


def points(draw: Draw, children: int) -> dict[str, float]:
    """What chance adds to a council's shares, by theme: a share of 80% of so many children has this standard error."""
    error = 100 * sqrt(0.8 * 0.2 / children)
    return {theme: error * (draw.unit(12).sum() - 6) for theme in THEMES}


def population(draw: Draw, children: int) -> str:
    """The under-18s by year, with 45 to 65 of every 10,000 in care."""
    under_18 = round(children / (45 + 20 * draw.unit(1)[0]) * 100) * 100
    lines = [f"{year},{under_18},made up" for year in YEARS]
    return "\n".join(["year_ending_31_march,under_18,source", *lines]) + "\n"


def main() -> None:
    """Make each council's tables and write them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path, help="folder to write to, outside the repository")
    parser.add_argument("--councils", type=int, default=len(IN_CARE), help="the first so many of them")
    options = parser.parse_args()
    said = []
    for number, (name, children) in enumerate(list(IN_CARE.items())[: options.councils]):
        draw = Draw(SEED + number, "council")
        of_chance = points(draw, children)
        truly = TRULY_DIFFER.get(name, {})
        moved = {theme: of_chance[theme] + truly.get(theme, 0) for theme in THEMES}
        write(tables(children, SEED + number, moved), options.out / "extracts" / name)
        (options.out / f"{name}.csv").write_text(population(draw, children), encoding="utf-8", newline="\n")
        said += [f"{name}:", f"  name: {name} Council", f"  population: {name}.csv"]
    (options.out / "councils.yml").write_text("\n".join(said) + "\n", encoding="utf-8", newline="\n")
    print(f"A synthetic region of {options.councils} councils is in {options.out}")


if __name__ == "__main__":
    main()
