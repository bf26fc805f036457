"""The columns of the table of measures (`table.py`). Standard library only, so that files can be put together without pandas."""

COLUMNS = (
    "month", "indicator", "period_type", "period_start", "period_end", "category",
    "numerator", "denominator", "value", "unit", "suppressed",
)  # fmt: skip
DATES = ["period_start", "period_end"]
NUMBERS = ["numerator", "denominator", "value"]
