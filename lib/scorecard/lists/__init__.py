"""Lists of children, written outside the repository: the one place where a child's id leaves the extract."""
