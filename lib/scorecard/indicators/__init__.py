"""Every indicator, declared once with the function that gives its cohort: a module a section, in the report's order."""

from importlib import import_module

from scorecard.indicators.declaration import SECTIONS, DfeMeasure, Indicator, Record
from scorecard.unusable import Unusable
from scorecard.words import near_match

__all__ = [
    "INDICATORS",
    "SECTIONS",
    "DfeMeasure",
    "Indicator",
    "Record",
    "UnknownIndicator",
    "indicator_named",
]

INDICATORS: dict[str, Indicator] = {
    declared.id: declared
    for section in SECTIONS
    for declared in vars(import_module(f"scorecard.indicators.{section}")).values()
    if isinstance(declared, Indicator)
}


class UnknownIndicator(Unusable, ValueError):
    """No indicator has this id; one line with those that are like it."""


def indicator_named(id: str) -> Indicator:
    """An indicator by its id. Raises UnknownIndicator."""
    if id not in INDICATORS:
        raise UnknownIndicator(f"there is no indicator {id}; {near_match(id, INDICATORS, 'indicators')}")
    return INDICATORS[id]
