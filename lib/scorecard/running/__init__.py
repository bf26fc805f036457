"""Running the notebooks: only those that are out of date, side by side, in a few processes that have the month loaded."""
