"""One function per indicator, named by its id, in one module per section of the scorecard."""
