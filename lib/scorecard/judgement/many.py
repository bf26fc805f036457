"""Which of many findings stand: when twenty are looked at, one in twenty comes by chance. Source: Benjamini and Hochberg
1995."""

from collections.abc import Sequence

FALSE_OF_CLAIMED = 0.1
"""Of all that is claimed, the share that may be chance."""


def stand(p_values: Sequence[float]) -> list[bool]:
    """Whether each of all the findings looked at may be claimed, by its p-value."""
    ranked = sorted(p_values)
    claimed = [p for rank, p in enumerate(ranked, 1) if p <= FALSE_OF_CLAIMED * rank / len(ranked)]
    return [bool(claimed) and p <= claimed[-1] for p in p_values]
