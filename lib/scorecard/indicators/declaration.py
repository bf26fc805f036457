"""What is declared about an indicator, beside the function that gives its cohort: the rows that it counts.

A cohort has a row for each event, or for each child and day: CHILD, DATE (which puts the row into a window), NUMERATOR
(true or false, or an amount; absent = 1), GROUP where it is counted by group, DENOMINATOR where the data hold one
(absent = 1), a boolean column for each part, and columns that an auditor checks it by.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from importlib import import_module

import pandas as pd

from scorecard.care.history import Care
from scorecard.indicators.methods import FIGURES, Method
from scorecard.windows import AS_AT, Days, Windows

SECTIONS = {
    "headline": "Headline figures",
    "service_standards": "Service standards",
    "placements": "Placements",
    "education_and_missing": "Education and missing",
    "adoption": "Adoption",
    "health": "Health",
    "care_leavers": "Care leavers",
}
"""The sections of the report that hold indicators, in its order: the module's and the notebook's name, and the heading."""

IN_CARE = ("CHILD", "DECOM", "DEC", "LS")
"""The columns of Episodes that say who is in care, and since when."""

SPELLS = (*IN_CARE, "RNE", "PLACE", "PLACE_PROVIDER", "URN", "PL_POST")
"""The columns of Episodes that placement spells are made from."""

AS_SUBMITTED = (
    "The DfE's year ends on 31 March, and its figure comes from the return as it was submitted; ours ends with each "
    "month and comes from the records as they are now."
)
"""How a measure of the DfE that is otherwise ours differs."""

Cohort = Callable[[Care, Days], pd.DataFrame]
"""The rows that an indicator counts up to the last of some days, or at each of them: the last days of its windows."""


@dataclass(frozen=True)
class DfeMeasure:
    """A yearly figure of the Department for Education that may stand beside ours.

    `id` is the `measure` of the benchmarks file. Without `like_for_like` the two are defined differently, and the report
    says so. `category`: the part of ours that is like it; "" for the figure itself.
    """

    id: str
    like_for_like: bool
    category: str = ""


@dataclass(frozen=True)
class Record:
    """A kind of row: of `table`, with one of `codes` in `column` (any value, where no code is named)."""

    table: str
    column: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """A category that overlaps the groups: the rows that the column `flag` marks, and the groups that it is a part `of`
    (all, where none is named)."""

    flag: str
    of: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Instead:
    """How an indicator is counted where an extract has none of the table `without`, but the tables of these `inputs`.

    `named` follows its title and its label, and `words` say more in the caption; the other fields are the indicator's.
    """

    without: str
    named: str
    words: str
    definition: str
    cohort: Cohort
    windows: tuple[Windows, ...]
    numerator: str
    denominator: str
    inputs: Mapping[str, tuple[str, ...]]
    records: tuple[Record, ...]
    audit: Mapping[str, str]
    dfe_difference: str


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One indicator: what it is called, what it counts and when, what it needs and who answers for it.

    `good` is "higher", "lower" or None. `definition` is the docstring of its function, unless several share a rule.
    `method`: how its figures are judged. `windows`: what it is counted for. `groups`: the values of GROUP that are
    counted apart, in their order (none declared, but a column GROUP: those of the last window); `otherwise` is the
    group of the rows that have none. `figure`: the group that is the indicator's own figure; "" for all rows
    together, None where there is no figure but the groups. `parts`: categories that overlap the groups. `distinct`:
    the column whose values count once a window. `duties`: the table whose events meet the duties that it counts.
    `audit`: further columns of the cohort, in words; the first of them says what is most urgent, an old date or a
    great number. `inputs` are the tables it cannot do without, with the columns it uses of each; without an
    `optional` table only a part or a refinement of it is lost. `records` are the kinds of row that it cannot do
    without: where one is wholly absent, a count would be 0 for want of data. What a council may truly never have had,
    such as an adoption, is not among them; that no child ever moved, went missing or had their teeth checked is taken
    for a gap. `looks_back`: the months before a figure whose records it is worked out from: what was done before a list
    begins is not known, and its first figures are false. `instead`: how it is counted in an extract that lacks one of
    its tables, and `note` what is then said of it. `changed`: by release, how its definition was put right, so that
    other figures of past months are not blamed on the data.
    """

    id: str
    section: str
    cohort: Cohort
    title: str
    label: str
    unit: str
    definition: str
    windows: tuple[Windows, ...]
    numerator: str
    inputs: Mapping[str, tuple[str, ...]]
    owner: str
    denominator: str = ""
    good: str | None = None
    optional: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    records: tuple[Record, ...] = ()
    looks_back: int = 0
    method: Method = FIGURES
    groups: tuple[str, ...] = ()
    otherwise: str = ""
    figure: str | None = ""
    parts: Mapping[str, Part] = field(default_factory=dict)
    distinct: str = ""
    duties: str = ""
    audit: Mapping[str, str] = field(default_factory=dict)
    instead: Instead | None = None
    note: str = ""
    dfe: DfeMeasure | None = None
    dfe_difference: str = ""
    changed: Mapping[str, str] = field(default_factory=dict)

    def __reduce__(self):
        # Another process has the same declarations: what goes there is the name.
        return declared_as, (self.section, self.id, bool(self.note))

    @property
    def tables(self) -> Mapping[str, tuple[str, ...]]:
        """Its inputs and optional tables, with the columns it uses of each."""
        return {**self.inputs, **self.optional}

    def given(self, has: Callable[[str], bool]) -> "Indicator":
        """As it is counted in an extract that has some tables."""
        other = self.instead
        wanted = other and not has(other.without) and all(map(has, other.inputs))
        return self.counted_instead if wanted else self

    def of_kind(self, period_type: str) -> "Indicator":
        """As it is counted where its figure is for a kind of period."""
        wanted = self.instead and period_type in {each.type for each in self.instead.windows} - {*self.types}
        return self.counted_instead if wanted else self

    @cached_property
    def counted_instead(self) -> "Indicator":
        """As it is counted without one of its tables."""
        other = self.instead
        same = {field.name for field in fields(other)} - {"without", "named", "words"}
        return replace(
            self,
            title=f"{self.title}, {other.named}",
            label=f"{self.label}, {other.named}",
            note=other.words,
            looks_back=0,
            instead=None,
            **{name: getattr(other, name) for name in same},
        )

    def changed_since(self, release: str) -> str:
        """How its definition was put right after a release, in words; "" if it was not."""
        later = [
            f"{words} (release {name})"
            for name, words in self.changed.items()
            if _order(name) > _order(release)
        ]
        return "; ".join(later)

    @property
    def of_children(self) -> bool:
        """Whether its cohort has a row for a child, and not for a team."""
        return any("CHILD" in columns for columns in self.inputs.values())

    @property
    def period(self) -> str:
        """What it is counted for, in words: "12 months and year to date"."""
        return " and ".join(each.words for each in self.windows)

    @property
    def types(self) -> tuple[str, ...]:
        """Its kinds of period in the measures: month, quarter, ytd, snapshot."""
        return tuple(each.type for each in self.windows)

    @property
    def overlapping(self) -> bool:
        """Whether neighbouring points of its series share months."""
        return any(each.overlapping for each in self.windows)

    @property
    def is_composition(self) -> bool:
        """Whether it has no figure of its own, only groups that add to a whole."""
        return self.figure is None and self.good is None


def declared_as(section: str, id: str, instead: bool = False) -> Indicator:
    """The indicator of a section by its id; as it is counted without one of its tables, if so asked."""
    found = getattr(import_module(f"scorecard.indicators.{section}"), id)
    return found.counted_instead if instead else found


def _order(release: str) -> tuple[int, ...]:
    return tuple(int(part) for part in release.split("."))


def indicator(**declared) -> Callable[[Cohort], Indicator]:
    """Declare the function below as an indicator's cohort: its name is the id, its module's that of the section, and its
    docstring the definition that the report prints."""

    def declare(cohort: Cohort) -> Indicator:
        words = {"definition": " ".join((cohort.__doc__ or "").split())} | declared
        section = cohort.__module__.rpartition(".")[2]
        return Indicator(id=cohort.__name__, section=section, cohort=cohort, **words)

    return declare


def composition(**declared) -> Callable[[Cohort], Indicator]:
    """Declare it as one of the children in care, by groups that add to them."""
    return indicator(unit="children", windows=(AS_AT,), figure=None, **declared)
