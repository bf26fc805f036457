"""Who is in care, beside the under-18s of the council: by sex, ethnicity and age, where their population is given.

From `data/reference/population_by_group.csv`, which a council may add: one row a year and group, with its source. Children
who came unaccompanied are left out, for they came to the country alone and not from the families of the council.
"""

import pandas as pd

from scorecard.care import groups
from scorecard.care.characteristics import ETHNICITY, GROUPINGS, SEX
from scorecard.care.history import Care
from scorecard.edited_files import LINE, UnusableFile, read_rows, refuse_repeated, whole, year
from scorecard.indicators import INDICATORS
from scorecard.measures.children import rows_counted, window_of
from scorecard.measures.counter import cohort_of
from scorecard.project import Project
from scorecard.reporting_month import ReportingMonth
from scorecard.words import list_of, near_match

COLUMNS = {"year_ending_31_march": year, "group": str, "under_18": whole}
GROUPS = {"sex": tuple(SEX), "ethnicity": tuple(ETHNICITY), "age": tuple(groups.AGE)}


def nobody() -> pd.DataFrame:
    """The population of a council that gives none."""
    return pd.DataFrame({column: pd.Series(dtype=object) for column in COLUMNS})


def read_population_by_group(project: Project) -> pd.DataFrame:
    """COLUMNS, as they are in the file; no row where there is none.

    Raises UnusableFile, a line for each cell that is wrong, for a group that is not known, and where not all groups of
    sex, ethnicity or age are given for a year, once each.
    """
    path = project.reference / "population_by_group.csv"
    if not path.exists():
        return nobody()
    name = project.shown(path)
    read = read_rows(path, name, COLUMNS)
    known = [group for names in GROUPS.values() for group in names]
    for row in read:
        if (group := row["group"]) not in known:
            near = near_match(group, known, "groups")
            raise UnusableFile(f"{name}, line {row[LINE]}: there is no group {group}; {near}")
    refuse_repeated(read, name, "year_ending_31_march", "group")
    found = pd.DataFrame(read, columns=list(COLUMNS))
    for of_year, rows in found.groupby("year_ending_31_march"):
        for names in GROUPS.values():
            given = [group for group in rows["group"] if group in names]
            if given and sorted(given) != sorted(names):
                raise UnusableFile(f"{name}: for {of_year} expected a row each of {list_of(list(names))}")
    return found


def who_is_in_care(care: Care, month: ReportingMonth, population: pd.DataFrame) -> pd.DataFrame:
    """A row a group of which the population is given, by the newest 31 March that is over: grouping, group, children (in
    care on the as-at date, none of them unaccompanied), under_18."""
    over = population.loc[[ReportingMonth(year, 3) <= month for year in population["year_ending_31_march"]]]
    newest = over.sort_values("year_ending_31_march").drop_duplicates("group", keep="last")
    under_18 = dict(zip(newest["group"], newest["under_18"]))
    found = []
    if under_18:
        indicator = INDICATORS["children_in_care"]
        window = window_of(indicator, month, care)
        children = rows_counted(indicator, cohort_of(indicator, [window], care), window)
        if care.has_rows("UASC"):
            children = children[~care.is_uasc(children)]
        for grouping, names in GROUPS.items():
            number = GROUPINGS[grouping].of(care, children).value_counts()
            there = [name for name in names if name in under_18]
            found += [(grouping, name, int(number.get(name, 0)), under_18[name]) for name in there]
    return pd.DataFrame(found, columns=["grouping", "group", "children", "under_18"])
