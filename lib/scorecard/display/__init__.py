"""What a reader sees of the figures: charts, tables, captions and the words of the report."""
