"""The targets: what the council has set for an indicator, when, and from which month it holds.

They are the analysts' own data, `data/reference/targets.yml`, with their history: each month is judged by the target
that held in it. A step change declared there lets the process limits of a series start anew.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)

from scorecard.edited_files import read_yaml
from scorecard.indicators import INDICATORS
from scorecard.project import Project
from scorecard.reporting_month import ReportingMonth
from scorecard.unusable import Unusable
from scorecard.words import amount


class AgainstTarget(StrEnum):
    """The first of the three signals."""

    MET = "met"
    TOLERATED = "within tolerance"
    NOT_MET = "not met"
    NO_TARGET = "no target"
    NO_DATA = "no data"


class TargetsError(Unusable):
    """The targets file cannot be used: one line for each problem, with file, line and the way out."""


ONE_OR_A_PAIR = "tolerated is one value for one bound and a pair for a range"


def _one_or_a_pair(value: Any, read: ValidatorFunctionWrapHandler) -> float | tuple[float, float] | None:
    try:
        return read(value)
    except ValidationError:
        raise ValueError(ONE_OR_A_PAIR) from None


Month = Annotated[ReportingMonth, BeforeValidator(ReportingMonth.parse)]
Bound = Annotated[float, Field(allow_inf_nan=False)]
Tolerated = Annotated[float | tuple[float, float] | None, WrapValidator(_one_or_a_pair)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Target(_Entry):
    """One target: at least one bound, in the indicator's unit, and how far from it is still tolerated.

    `above` and `below` are not met by the bound itself, `at_least` and `at_most` are; one of each side makes a range.
    `tolerated` is the worst value that counts as within tolerance (for a range, a pair).
    """

    since: Month = Field(alias="from")
    above: Bound | None = None
    at_least: Bound | None = None
    below: Bound | None = None
    at_most: Bound | None = None
    tolerated: Tolerated = None
    set_by: str
    set_on: date

    @model_validator(mode="after")
    def _bounds_agree(self) -> "Target":
        if None not in (self.above, self.at_least) or None not in (self.below, self.at_most):
            raise ValueError("give one bound a side: above or at_least, below or at_most")
        if self.low is None and self.high is None:
            raise ValueError("give a bound: above, at_least, below or at_most")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("the range is empty: its lower bound lies above its upper one")
        if (
            isinstance(self.tolerated, tuple) != (None not in (self.low, self.high))
            and self.tolerated is not None
        ):
            raise ValueError(ONE_OR_A_PAIR)
        low, high = self.tolerance
        if (self.low is not None and low > self.low) or (self.high is not None and high < self.high):
            raise ValueError("tolerated lies on the wrong side of the target")
        return self

    @property
    def low(self) -> float | None:
        return self.at_least if self.above is None else self.above

    @property
    def high(self) -> float | None:
        return self.at_most if self.below is None else self.below

    @property
    def tolerance(self) -> tuple[float | None, float | None]:
        """The lowest and the highest value that are tolerated; the bounds themselves where no tolerance is set."""
        if self.tolerated is None:
            return self.low, self.high
        if isinstance(self.tolerated, tuple):
            return self.tolerated
        return (self.tolerated, None) if self.high is None else (None, self.tolerated)

    def judge(self, value: float) -> AgainstTarget:
        """How an unrounded value stands against the target."""
        above = (self.above is None or value > self.above) and (
            self.at_least is None or value >= self.at_least
        )
        below = (self.below is None or value < self.below) and (self.at_most is None or value <= self.at_most)
        if above and below:
            return AgainstTarget.MET
        low, high = self.tolerance
        tolerated = (low is None or value >= low) and (high is None or value <= high)
        return AgainstTarget.TOLERATED if tolerated and self.tolerated is not None else AgainstTarget.NOT_MET

    def words(self, unit: str) -> str:
        """As in: above 98%, at most 430 days, at least 20 and below 25 days."""
        names = {"above": self.above, "at least": self.at_least, "below": self.below, "at most": self.at_most}
        return " and ".join(
            f"{name} {amount(value, unit)}" for name, value in names.items() if value is not None
        )


class StepChange(_Entry):
    """A change of the process itself, from which its limits start anew."""

    since: Month = Field(alias="from")
    reason: str


class IndicatorTargets(_Entry):
    """What the targets file says of one indicator, oldest first."""

    targets: tuple[Target, ...] = ()
    step_changes: tuple[StepChange, ...] = ()

    def at(self, month: ReportingMonth) -> Target | None:
        """The target that held in the month."""
        held = [target for target in self.targets if target.since <= month]
        return max(held, key=lambda target: target.since, default=None)

    def step_change(self, month: ReportingMonth) -> StepChange | None:
        """The last step change declared up to the month."""
        past = [step for step in self.step_changes if step.since <= month]
        return max(past, key=lambda step: step.since, default=None)


NO_TARGETS = IndicatorTargets()


def read_targets(project: Project) -> dict[str, IndicatorTargets]:
    """Read the targets file: indicator id → its targets and step changes.

    Raises UnusableFile for a file that cannot be read, and TargetsError, a line a problem, for an unknown indicator or one
    without a figure, a key or value that is none, a second target from the same month, a share that cannot be, and a target
    on the wrong side of its tolerance or of the indicator's good direction.
    """
    path = project.reference / "targets.yml"
    file = read_yaml(path, project.shown(path))
    try:
        read = TypeAdapter(dict[str, IndicatorTargets]).validate_python(file.values)
        wrong = list(_impossible(read))
    except ValidationError as error:
        wrong = [_said(found) for found in error.errors()]
    if wrong:
        raise TargetsError("\n".join(f"{file.place(*steps)}: {words}" for steps, words in wrong))
    return read


def _impossible(read: dict[str, IndicatorTargets]) -> Iterator[tuple[tuple, str]]:
    """Where a target cannot be one of its indicator, and why."""
    for name, entry in read.items():
        if name not in INDICATORS:
            yield (name,), f"{name} is not an indicator; its id is one of those in the definitions"
            continue
        declared, since = INDICATORS[name], set()
        for position, target in enumerate(entry.targets):
            place = (name, "targets", position)
            if declared.is_composition:
                yield place, f"{name} has groups and no figure of its own, so it has no target"
            if (declared.good, target.low) == ("higher", None) or (declared.good, target.high) == (
                "lower",
                None,
            ):
                yield place, f"of {name}, {declared.good} is better: give the target on that side"
            bounds = [bound for bound in (target.low, target.high) if bound is not None]
            if declared.unit == "%" and not all(0 <= bound <= 100 for bound in bounds):
                yield place, f"{name} is a share: give a target from 0 to 100"
            if target.since in since:
                yield place, f"{name} has another target from {target.since}; keep one"
            since.add(target.since)


_EXPECTED = {
    "float": "a number, such as 95",
    "finite": "a number, such as 95",
    "date": "a day, such as 2019-04-01",
    "string": "words, in quotes if they are a number",
}


def _said(error: dict) -> tuple[tuple, str]:
    """Where pydantic found an error, and what it is in the analyst's words."""
    key = error["loc"][-1]
    words = {
        "extra_forbidden": f"{key} is not a key of a target",
        "missing": f"{key} is missing",
        "model_type": "expected names with values, such as `from: 2020-04`",
        "tuple_type": "expected a list, with a line `- …` for each",
    }
    kind = error["type"].partition("_")[0]
    if kind in _EXPECTED:
        return error["loc"], f"expected {_EXPECTED[kind]}, for {key}"
    return error["loc"], words.get(error["type"], error["msg"].removeprefix("Value error, "))
