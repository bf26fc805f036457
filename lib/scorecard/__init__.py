"""The Corporate Parenting Scorecard: from a council's extract to its board pack.

The flow is extract → cohorts → indicators → measures → judgement → figures; the notebooks draw them, the report assembles them.
"""
