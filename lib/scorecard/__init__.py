"""The Corporate Parenting Scorecard: from a council's extract to its board pack.

The flow is extract → cohorts → indicators → measures → judgement → figures; the notebooks draw them, the report assembles them.
"""

from typing import Any

__version__ = "2.0.0"


def __getattr__(name: str) -> Any:
    """`scorecard.load` and `scorecard.load_region`, imported when asked for: commands that find nothing to do need no
    pandas."""
    if name == "load":
        from scorecard.loading import load

        return load
    if name == "load_region":
        from scorecard.region_board import load_region

        return load_region
    raise AttributeError(f"module 'scorecard' has no attribute {name!r}")
