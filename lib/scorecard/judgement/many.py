"""Which of many findings stand: when twenty are looked at, one in twenty comes by chance. Source: Benjamini and Hochberg
1995, as scipy works it out."""

from collections.abc import Sequence

FALSE_OF_CLAIMED = 0.1
"""Of all that is claimed, the share that may be chance."""


def stand(p_values: Sequence[float]) -> list[bool]:
    """Whether each of all the findings looked at may be claimed, by its p-value."""
    if not p_values:
        return []
    from scipy.stats import false_discovery_control

    return [bool(each <= FALSE_OF_CLAIMED) for each in false_discovery_control(p_values, method="bh")]
