"""What a figure may be out by, in words: only where its range is wider than a printed digit."""

import pandas as pd

from scorecard.indicators import INDICATORS
from scorecard.words import category_words, count, is_missing, list_of, printed, sentence


def could_be(id: str, ranges: pd.DataFrame) -> str:
    """What an indicator's latest figures could be, by their ranges (`measures.bounds`): "could be 70.1% to 74.3%: 12 rows
    are in doubt"; "" where no printed digit could be another."""
    found, unit = ranges[ranges["indicator"] == id], INDICATORS[id].unit
    said = []
    for row in found.itertuples():
        low, high = printed(row.low, unit), printed(row.high, unit)
        if is_missing(row.low) or low == high:
            continue
        span = f"{low} or more" if row.high == float("inf") else f"{low} to {high}"
        named = f"{category_words(row.category)} " if row.category else ""
        said.append(f"{'year to date ' if row.period_type == 'ytd' else ''}{named}{span}")
    if not said:
        return ""
    doubtful = found["doubtful"].max() if found["doubtful"].notna().all() else None
    why = "all rows are in doubt" if doubtful is None else f"{_rows(doubtful)} in doubt"
    return f"could be {list_of(said)}: {why}"


def in_caption(ids: tuple[str, ...], ranges: pd.DataFrame) -> str:
    """The same for each indicator of a figure, as sentences."""
    told = {id: words for id in ids if (words := could_be(id, ranges))}
    if len(ids) == 1:
        return "".join(f"{sentence(words)}." for words in told.values())
    return " ".join(f"{INDICATORS[id].label} {words}." for id, words in told.items())


def _rows(doubtful: float) -> str:
    return f"{count(doubtful, 'rows')} {'is' if doubtful == 1 else 'are'}"
