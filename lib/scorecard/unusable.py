"""What ends a command before it has done anything: something that the analyst gave, and can mend."""


class Unusable(Exception):
    """The parameters, the extract, the targets or the report's text cannot be used: a line for each reason, with file,
    line and the way out."""
