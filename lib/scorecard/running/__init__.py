"""Running the notebooks: only those that are out of date, side by side, from one warmed-up process."""
