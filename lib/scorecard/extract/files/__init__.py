"""The files of an extract, whatever their format: found in the folder, and read as named sheets of rows of text."""
