"""What is declared about an indicator.

Plain Python only, so that tools that need no figures can read the declarations at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

SECTIONS = {
    "headline": "Headline figures",
    "service_standards": "Service standards",
    "placements": "Placements",
    "education_and_missing": "Education and missing",
    "adoption": "Adoption",
    "health": "Health",
    "care_leavers": "Care leavers",
}
"""The sections of the report that hold indicators, in its order: the notebook's name and the heading."""

IN_CARE = ("CHILD", "DECOM", "DEC", "LS")
"""The columns of Episodes that say who is in care, and since when."""

SPELLS = (*IN_CARE, "RNE", "PLACE", "PLACE_PROVIDER", "URN", "PL_POST")
"""The columns of Episodes that placement spells are made from."""


@dataclass(frozen=True)
class DfeMeasure:
    """A yearly figure of the Department for Education that may stand beside ours.

    `id` is the `measure` of the benchmarks file, `category` the rows of our indicator that it belongs to.
    Without `like_for_like` the two are defined differently, and the report says so.
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


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One indicator: what it is called, how it is worked out, what it needs and who answers for it.

    `series` holds its kinds of period (month, quarter, ytd, snapshot), `period` the same in words. `good`
    is "higher", "lower" or None. `rolling` marks 12-month windows, whose neighbouring points overlap.
    `inputs` are the tables it cannot do without, with the columns it uses of each; without an `optional`
    table only a part or a refinement of it is lost. `records` are the kinds of row that it cannot do without:
    where one is wholly absent, a count would be 0 for want of data. What a council may truly never have had, such
    as an adoption, is not among them, only the reasons for leaving care as such. That no child ever moved, went
    missing or had their teeth checked in all that an extract holds is taken for a gap in it.
    """

    id: str
    title: str
    label: str
    section: str
    unit: str
    good: str | None
    series: tuple[str, ...]
    period: str
    numerator: str
    denominator: str
    definition: str
    inputs: Mapping[str, tuple[str, ...]]
    owner: str
    optional: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    records: tuple[Record, ...] = ()
    rolling: bool = False
    dfe: tuple[DfeMeasure, ...] = ()
    dfe_difference: str = ""

    @property
    def tables(self) -> Mapping[str, tuple[str, ...]]:
        """Its inputs and optional tables, with the columns it uses of each."""
        return {**self.inputs, **self.optional}
