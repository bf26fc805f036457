"""The extract: a folder of CSV files, recognised, read and checked, with every problem by file and line."""
