"""Every indicator, declared once, in the report's order.

The arithmetic is in `scorecard.indicators`, under the same section and id.
"""

from scorecard.catalogue import adoption, education, headline, health, leavers, placements, standards
from scorecard.catalogue.indicator import SECTIONS, DfeMeasure, Indicator, Record

__all__ = ["INDICATORS", "SECTIONS", "DfeMeasure", "Indicator", "Record"]

INDICATORS: dict[str, Indicator] = {
    indicator.id: indicator
    for module in (headline, standards, placements, education, adoption, health, leavers)
    for indicator in module.DECLARED
}
