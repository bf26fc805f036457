"""The report's text as the public reads it: no number is typed in it.

A number typed by hand, in digits or in words, may be a true one: only variables give figures that are protected. Allowed
are the constants of definitions.
"""

from collections.abc import Iterator

from scorecard.commentary.typed_numbers import NOT_PROSE
from scorecard.commentary.who_reads import public_lines
from scorecard.disclosure.constants import without_constants
from scorecard.disclosure.numbers import numbers_in
from scorecard.report_text import Remark, ReportText


def typed_for_the_public(text: ReportText) -> Iterator[Remark]:
    """A remark on each number that is typed where the public reads it."""
    for line in public_lines(text):
        prose = without_constants(NOT_PROSE.sub(" ", text.prose[line - 1]))
        for number in numbers_in(prose):
            yield Remark(
                line,
                f"{number.written} is typed where the public reads it; write a variable, or say it without a number",
            )
