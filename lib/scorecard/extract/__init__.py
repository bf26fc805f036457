"""The extract: a folder of files, recognised, read and checked, with every problem by file and line."""
