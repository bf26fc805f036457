"""From cohorts to measures: all that counts rows."""
