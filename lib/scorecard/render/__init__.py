"""From the executed notebooks and the report's text to the finished pack."""
