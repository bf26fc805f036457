"""The Corporate Parenting Scorecard: from a council's extract to its board pack.

The flow is extract → cohorts → indicators → measures → judgement → figures; the notebooks draw them, the report assembles them.
"""

from typing import Any

__version__ = "2.0.0"


def __getattr__(name: str) -> Any:
    """`scorecard.load`, imported when it is asked for: commands that find nothing to do need no pandas."""
    if name == "load":
        from scorecard.loading import load

        return load
    raise AttributeError(f"module 'scorecard' has no attribute {name!r}")
