"""What is published, in which counts: the fixed list of atoms, the only counts that leave the protection.

The list is that of "The scheme" in the disclosure rules. An atom is an indicator's group at one period; what a share is
out of is atoms too. Whatever is not on the list (caseloads, other settings, breakdowns of breakdowns) is not published.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from scorecard.indicators import INDICATORS
from scorecard.indicators.methods import Rounded
from scorecard.protection.key import VARIANCE

REST = "the rest"
"""The atom of those whom a share is out of and who are not in its numerator."""


class Kind(StrEnum):
    """What an atom's period is, in a council of 100 children or more."""

    MONTH_END = "month end"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "financial year"
    ROLL = "roll"


@dataclass(frozen=True, kw_only=True)
class Published:
    """How an indicator is published. `groups`: its atoms, and the counter's categories that each adds up; "" is the
    indicator's own figure. `rest`: whether those outside the numerator are an atom. `whole`: the atoms (indicator and
    group) that its share is out of. `of_a_year`: whether a quarter is shown together with the three before it.
    `back`: how many months back its periods go. `adoption`: whether only councils of 100 children or more have it."""

    kind: Kind
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: {"": ("",)})
    rest: bool = False
    whole: tuple[tuple[str, str], ...] = ()
    of_a_year: bool = False
    back: int = 24
    adoption: bool = False


def _each(*names: str) -> dict[str, tuple[str, ...]]:
    return {name: (name,) for name in names}


def _groups_of(id: str) -> dict[str, tuple[str, ...]]:
    """The groups of a composition, with that of the children who are in none."""
    declared = INDICATORS[id]
    return _each(*declared.groups, *filter(None, [declared.otherwise]))


def _out_of_rest(id: str, kind: Kind, **more) -> Published:
    return Published(kind=kind, rest=True, whole=((id, ""), (id, REST)), **more)


def _by_group(id: str, *names: str) -> Published:
    return Published(kind=Kind.QUARTER, groups=_each(*names), whole=tuple((id, name) for name in names))


AS_AT = 1
"""Only the as-at date."""
THREE_YEARS = 36
"""Of figures of which four quarters are shown together, for each of eight quarters."""
IN_CARE = (("children_in_care", ""),)
A_YEAR_IN_CARE = tuple(("time_in_care", band) for band in INDICATORS["time_in_care"].groups[2:])
STATUSES = ("full care order", "interim care order", "placement order", "section 20")
RARE = ("youth justice", "emergency protection", "other or not known")

PUBLISHED: dict[str, Published] = {
    "children_in_care": Published(kind=Kind.MONTH_END, groups=_each("", "uasc")),
    "started": Published(kind=Kind.QUARTER),
    "ceased": Published(kind=Kind.QUARTER, back=THREE_YEARS),
    "legal_status": Published(kind=Kind.MONTH_END, groups={**_each(*STATUSES), RARE[-1]: RARE}, back=AS_AT),
    "time_in_care": Published(kind=Kind.MONTH_END, groups=_groups_of("time_in_care")),
    "age": Published(kind=Kind.MONTH_END, groups=_groups_of("age"), back=AS_AT),
    "reviews_on_time": _out_of_rest("reviews_on_time", Kind.MONTH),
    "visits_on_time": _out_of_rest("visits_on_time", Kind.MONTH),
    "reviews_overdue": Published(kind=Kind.MONTH_END, whole=IN_CARE),
    "visits_overdue": Published(kind=Kind.MONTH_END, whole=IN_CARE),
    "three_or_more_placements": Published(kind=Kind.MONTH_END, whole=IN_CARE),
    "long_term_stability": _out_of_rest("long_term_stability", Kind.MONTH_END),
    "placement_type": Published(kind=Kind.MONTH_END, groups=_groups_of("placement_type"), back=AS_AT),
    "pep": _out_of_rest("pep", Kind.ROLL),
    "good_schools": _out_of_rest("good_schools", Kind.ROLL),
    "missing_children": Published(kind=Kind.MONTH),
    "adopted_share": Published(
        kind=Kind.QUARTER, whole=(("ceased", ""),), of_a_year=True, back=THREE_YEARS, adoption=True
    ),
    "entry_to_placement": Published(kind=Kind.YEAR, adoption=True),
    "order_to_match": Published(kind=Kind.YEAR, adoption=True),
    "initial_health_on_time": _out_of_rest(
        "initial_health_on_time", Kind.QUARTER, of_a_year=True, back=THREE_YEARS
    ),
    "annual_health": Published(kind=Kind.MONTH_END, whole=A_YEAR_IN_CARE),
    "dental": Published(kind=Kind.MONTH_END, whole=A_YEAR_IN_CARE),
    "pathway_plan": _out_of_rest("pathway_plan", Kind.MONTH_END),
    "neet": _by_group("neet", "EET", "NEET", "not known"),
    "unsuitable_accommodation": _by_group("unsuitable_accommodation", "suitable", "unsuitable", "not known"),
}
"""Every published indicator with atoms of its own; children_in_care_rate is worked out from children_in_care."""

SHARE_OF = {"neet": "NEET", "unsuitable_accommodation": "unsuitable"}
"""The group that is an indicator's own figure, where its atoms are groups."""


def rounded(id: str) -> Rounded:
    """Of how many rounded counts a share is made, each of four quarters' where it is of a year."""
    published = PUBLISHED[id]
    periods = 4 if published.kind is Kind.QUARTER else 1
    whole = published.whole or IN_CARE
    inside = (id, SHARE_OF.get(id, "")) in whole
    return Rounded(periods, periods * (len(whole) - inside), inside, VARIANCE)
